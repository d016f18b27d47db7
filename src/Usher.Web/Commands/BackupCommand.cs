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
        var folder = new Argument<DirectoryInfo>("folder") { Description = "Where to: a folder that is not there, or is empty" };
        var keys = new Option<DirectoryInfo?>("--keys") { Description = "Another folder, for the keys; without it they are left out. Keep it elsewhere: whoever has both can write the logs anew" };
        var command = new Command("backup", "Copy the database and the heads of that moment, with the server running or not") { folder, keys, CommandOutput.JsonOption };
        command.SetAction((parsed, ct) => Say(parsed, async output =>
        {
            var (to, apart) = (parsed.GetValue(folder)!.FullName, parsed.GetValue(keys)?.FullName);
            if (apart is not null && Within(apart, to)) return output.Fail("--keys names a folder apart from the backup: whoever has both can write the logs anew.", Exit.Usage);
            var made = await output.Working("Backing up", _ => new Backup(UsherSettings.FromEnvironment(), TimeProvider.System).Write(to, apart, ct));
            return output.Answer(new { Folder = to, Keys = apart, made.Database, made.MadeAt, made.Entries, Files = made.Files.Count }, said =>
                $"{said.Database} with {said.Entries} audit entries and their heads is in {said.Folder}; the keys are {(said.Keys is null ? "not in it" : $"in {said.Keys}")}.");
        }));
        return command;
    }

    /// <summary>Builds <c>usher restore</c>.</summary>
    public static Command CreateRestore()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "The folder that usher backup wrote" };
        var keys = new Option<DirectoryInfo?>("--keys") { Description = "The folder with the keys" };
        var command = new Command("restore", "Make the database, the heads and the keys from a backup, where there are none; overwrites nothing") { folder, keys, CommandOutput.JsonOption };
        command.SetAction((parsed, ct) => Say(parsed, async output =>
        {
            var done = await output.Working("Restoring", _ => new Restore(UsherSettings.FromEnvironment()).Read(parsed.GetValue(folder)!.FullName, parsed.GetValue(keys)?.FullName, ct));
            output.Answer(new { done.From.Database, done.From.MadeAt, done.From.Entries, done.HeadsKept, done.IsKeyThere, done.Unfit }, said =>
                $"{said.Database} is as it was at {said.MadeAt:yyyy-MM-dd HH:mm:ss} UTC, with {said.Entries} audit entries. {Next(done)}");
            return done.Unfit == 0 ? Exit.Done : Exit.Refused;
        }));
        return command;
    }

    private static string Next(Restored done) => done switch
    {
        { IsKeyThere: false } => "The audit key is not there: put it in place before the server starts, or it makes another that vouches for nothing of before.",
        { Unfit: > 0, HeadsKept: true } =>
            $"The heads on this host were left, and {done.Unfit} logs do not fit them: what came after the backup is lost. No server starts before `usher audit accept-restore --reason …` has said so in the logs.",
        { Unfit: > 0 } => $"{done.Unfit} logs do not fit the heads of the backup: it is not as it was made, or was not sound then. See `usher audit verify`.",
        _ => "Every log fits its heads. `usher audit verify` reads the entries, too.",
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

    private static bool Within(string path, string folder) => !Path.GetRelativePath(folder, path).StartsWith("..", StringComparison.Ordinal);
}
