using System.CommandLine;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Web.Commands;

/// <summary><c>usher key</c>: platform keys and their scopes.</summary>
public static class KeyCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create() => new("key", "Create and revoke platform keys") { Make(), Revoke() };

    private static Command Make()
    {
        var name = new Argument<string>("name") { Description = "A name for it" };
        var scopes =
            new Option<string[]>("--scope") { Description = "decision/ask or upstream/report; repeat it for each", Required = true };
        var days = new Option<int>("--days") { Description = "Days until it expires", DefaultValueFactory = _ => 90 };
        var command = new Command("make", "Create a platform key; its text is shown once") { name, scopes, days, CommandOutput.JsonOption };
        command.SetAction((parsed, ct) => Offline.Run(parsed, ct, async (output, gate) => output.Show(
            await gate.Run(Caller.PlatformTeam(Guid.Empty),
                new MakePlatformKey(parsed.GetValue(name)!, parsed.GetValue(scopes)!, parsed.GetValue(days)), ct),
            made => $"{made.Text}\n{made.Name} ({made.Id}) expires {made.Expires:u}. The key is not shown again.")));
        return command;
    }

    private static Command Revoke()
    {
        var id = new Argument<Guid>("id") { Description = "The key's id" };
        var command = new Command("revoke", "Revoke a platform key") { id, CommandOutput.JsonOption };
        command.SetAction((parsed, ct) => Offline.Run(parsed, ct, async (output, gate) => output.Show(
            await gate.Run(Caller.PlatformTeam(Guid.Empty), new RevokePlatformKey(parsed.GetValue(id)), ct), _ => "Revoked.")));
        return command;
    }
}
