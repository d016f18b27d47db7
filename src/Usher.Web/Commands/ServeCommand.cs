using System.CommandLine;
using Usher.Data;
using Usher.Web.Hosting;

namespace Usher.Web.Commands;

/// <summary><c>usher serve</c>: the server proper.</summary>
public static class ServeCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var urls = new Option<string[]>("--urls") { Description = "Where to listen", DefaultValueFactory = _ => ["http://127.0.0.1:5070"], AllowMultipleArgumentsPerToken = true };
        var command = new Command("serve", "Serve the REST API, the decision API and the console") { urls, CommandOutput.JsonOption };
        command.SetAction(async (parsed, ct) =>
        {
            var settings = UsherSettings.FromEnvironment();
            await using var app = UsherHost.Build(settings, parsed.GetValue(urls)!);
            await app.Services.GetRequiredService<Store>().Prepare(ct);
            await app.StartAsync(ct);
            CommandOutput.Of(parsed).Answer(new { app.Urls }, started => $"Usher listens on {string.Join(" and ", started.Urls)}. Ctrl-C stops it.");
            await app.WaitForShutdownAsync(ct);
            return Exit.Done;
        });
        return command;
    }
}
