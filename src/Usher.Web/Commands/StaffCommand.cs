using System.CommandLine;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Web.Commands;

/// <summary><c>usher staff</c>: makes and ends Super Users and Support Users.</summary>
public static class StaffCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create() => new("staff", "Make and end the vendor's Super Users and Support Users") { Grant(), End() };

    private static Command Grant()
    {
        var name = new Option<string>("--name") { Description = "The name that people see (default: what stands before the @)" };
        var (role, email) = Arguments();
        var command = new Command("grant", "Make an account a member of staff") { role, email, name, CommandOutput.JsonOption };
        command.SetAction((parsed, ct) => Offline.Run(parsed, ct, async (output, gate) =>
            RoleOf(parsed.GetValue(role)!) is not { } granted
                ? output.Fail("A role is super-user or support-user.", Exit.Usage)
                : output.Show(
                    await gate.Run(Caller.PlatformTeam(Guid.Empty), new GrantStaffRole(granted, parsed.GetValue(email)!, parsed.GetValue(name) ?? parsed.GetValue(email)!.Split('@')[0]), ct),
                    _ => $"{parsed.GetValue(email)} is a {Roles.Name(Roles.Column(granted))} now. The server sends them a link to choose a password.")));
        return command;
    }

    private static Command End()
    {
        var (role, email) = Arguments();
        var command = new Command("end", "End a member of staff's role: refused everywhere at once") { role, email, CommandOutput.JsonOption };
        command.SetAction((parsed, ct) => Offline.Run(parsed, ct, async (output, gate) =>
            RoleOf(parsed.GetValue(role)!) is not { } ended
                ? output.Fail("A role is super-user or support-user.", Exit.Usage)
                : output.Show(await gate.Run(Caller.PlatformTeam(Guid.Empty), new EndStaffRole(ended, parsed.GetValue(email)!), ct), _ => $"{parsed.GetValue(email)} is no {Roles.Name(Roles.Column(ended))} any more.")));
        return command;
    }

    private static (Argument<string> Role, Argument<string> Email) Arguments() =>
        (new Argument<string>("role") { Description = "super-user or support-user" }, new Argument<string>("email") { Description = "Their address" });

    private static StaffRole? RoleOf(string text) => text switch
    {
        "super-user" => StaffRole.SuperUser,
        "support-user" => StaffRole.SupportUser,
        _ => null,
    };
}
