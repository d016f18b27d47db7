using System.CommandLine;
using Usher.Data.Backups;
using Usher.Web.Hosting;

namespace Usher.Web.Commands;

/// <summary><c>usher backup</c> and <c>usher restore</c>: the database with the heads of its logs, and the keys apart from both.</summary>
public static class BackupCommand
{
    /// <summary>Builds <c>usher backup</c>.</summary>
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "The folder to write: new or empty" };
        var keys = new Option<DirectoryInfo?>("--keys") { Description =
            "A separate folder for the keys; without it they are left out. Store it elsewhere: whoever has both can rewrite the logs" };
        var command = new Command("backup",
            "Back up the database and the heads of the same moment, with the server running or not") { folder, keys,
            CommandOutput.JsonOption };
        command.SetAction((parsed, ct) => Say(parsed, async output =>
        {
            var (to, apart) = (parsed.GetValue(folder)!.FullName, parsed.GetValue(keys)?.FullName);
            if (apart is not null && Within(apart, to))
                return output.Fail("--keys must be a folder outside the backup: whoever has both can rewrite the logs.", Exit.Usage);
            var made = await output.Working("Backing up",
                _ => new Backup(UsherSettings.FromEnvironment(), TimeProvider.System).Write(to, apart, ct));
            return output.Answer(new { Folder = to, Keys = apart, made.Database, made.MadeAt, made.Entries, Files = made.Files.Count },
                said =>
                $"{said.Database} with {said.Entries} audit entries and their heads is in {said.Folder}; the keys are " +
                    $"{(said.Keys is null ? "not in it" : $"in {said.Keys}")}.");
        }));
        return command;
    }

    /// <summary>Builds <c>usher restore</c>.</summary>
    public static Command CreateRestore()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "The folder that usher backup wrote" };
        var keys = new Option<DirectoryInfo?>("--keys") { Description = "The folder with the keys" };
        var command = new Command("restore", "Restore the database, the heads and the keys from a backup; overwrites nothing") { folder,
            keys, CommandOutput.JsonOption };
        command.SetAction((parsed, ct) => Say(parsed, async output =>
        {
            var done = await output.Working("Restoring",
                _ => new Restore(UsherSettings.FromEnvironment()).Read(parsed.GetValue(folder)!.FullName, parsed.GetValue(keys)?.FullName,
                ct));
            output.Answer(new { done.From.Database, done.From.MadeAt, done.From.Entries, done.HeadsKept, done.IsKeyThere, done.Unfit },
                said =>
                $"{said.Database} is restored as of {said.MadeAt:yyyy-MM-dd HH:mm:ss} UTC, with {said.Entries} audit entries. " +
                    $"{Next(done)}");
            return done.Unfit == 0 ? Exit.Done : Exit.Refused;
        }));
        return command;
    }

    private static string Next(Restored done) => done switch
    {
        { IsKeyThere: false } =>
            "The audit key is missing: put it in place before the server starts. Otherwise the server makes a new key, which can't prove " +
                "older entries.",
        { Unfit: > 0, HeadsKept: true } =>
            $"The heads on this host were kept, and {done.Unfit} logs do not match them: what came after the backup is lost. The server " +
                "does not start until `usher audit accept-restore --reason …` has recorded that in the logs.",
        { Unfit: > 0 } =>
            $"{done.Unfit} logs do not match the heads of the backup: it was changed, or was not sound when it was made. See `usher " +
                "audit verify`.",
        _ => "Every log matches its heads. `usher audit verify` also checks the entries.",
    };

    private static async Task<int> Say(ParseResult parsed, Func<CommandOutput, Task<int>> command)
    {
        var output = CommandOutput.Of(parsed);
        try
        {
            return await command(output);
        }
        catch (Exception fault) when (fault is CopyFailed or IOException or UnauthorizedAccessException)
        {
            return output.Fail(fault.Message);
        }
    }

    private static bool Within(string path, string folder) =>
        !Path.GetRelativePath(folder, path).StartsWith("..", StringComparison.Ordinal);
}
