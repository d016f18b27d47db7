using System.CommandLine;
using Usher.Data;
using Usher.Web.Hosting;

namespace Usher.Web.Commands;

/// <summary>
/// <c>usher migrate</c>: makes the database, or brings it to the schema of this build. Safe to run again, and beside running servers.
/// </summary>
public static class MigrateCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var command = new Command("migrate", "Create the database, or update its schema") { CommandOutput.JsonOption };
        command.SetAction(async (parsed, ct) =>
        {
            var settings = UsherSettings.FromEnvironment();
            await using var store = settings.OpenStore();
            var output = CommandOutput.Of(parsed);
            var applied = await output.Working("Migrating", _ => store.Prepare(ct));
            return output.Answer(new { Database = store.Name, Applied = applied }, done => applied.Count == 0
                ? $"{done.Database}: the schema is up to date, nothing was pending."
                : $"{done.Database}: applied {string.Join(", ", applied)}.");
        });
        return command;
    }
}
