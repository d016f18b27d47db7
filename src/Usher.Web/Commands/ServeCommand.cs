using System.CommandLine;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;
using Usher.Web.Hosting;

namespace Usher.Web.Commands;

/// <summary><c>usher serve</c>: the server proper.</summary>
public static class ServeCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var urls = new Option<string[]>("--urls") { Description = "Where to listen", DefaultValueFactory = _ => ["http://127.0.0.1:5070"],
            AllowMultipleArgumentsPerToken = true };
        var command = new Command("serve", "Serve the REST API, the decision API and the console") { urls, CommandOutput.JsonOption };
        command.SetAction(async (parsed, ct) =>
        {
            var settings = UsherSettings.FromEnvironment();
            // The database is looked at while the doors are built: the two are most of a start.
            await using var store = settings.OpenStore();
            var snapshots = new Snapshots(store, new AccessFacts());
            var prepared = Task.Run(() => Prepare(store, snapshots, ct), ct);
            await using var app =
                UsherHost.Build(settings, parsed.GetValue(urls)!, builder => builder.Services.AddSingleton(store).AddSingleton(snapshots));
            await prepared;
            if (!await AuditCommand.Fits(CommandOutput.Of(parsed), app.Services, ct)) return Exit.Refused;
            await app.StartAsync(ct);
            CommandOutput.Of(parsed)
                .Answer(new { app.Urls }, started => $"Usher listens on {string.Join(" and ", started.Urls)}. Ctrl-C stops it.");
            await app.WaitForShutdownAsync(ct);
            return Exit.Done;
        });
        return command;
    }

    private static async Task Prepare(Store store, Snapshots snapshots, CancellationToken ct)
    {
        await store.Prepare(ct);
        await snapshots.Warm(ct);
    }
}
