using System.CommandLine;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Web.Commands;

/// <summary><c>usher staff</c>: makes and ends Super Users and Support Users.</summary>
public static class StaffCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create() => new("staff", "Give and remove the staff roles Super User and Support User") { Grant(), End() };

    private static Command Grant()
    {
        var name = new Option<string>("--name") { Description = "The name that people see (default: the part before the @)" };
        var (role, email) = Arguments();
        var command = new Command("grant", "Give an account a staff role") { role, email, name, CommandOutput.JsonOption };
        command.SetAction((parsed, ct) => Offline.Run(parsed, ct, async (output, gate) =>
            RoleOf(parsed.GetValue(role)!) is not { } granted
                ? output.Fail("The role must be super-user or support-user.", Exit.Usage)
                : output.Show(
                    await gate.Run(Caller.PlatformTeam(Guid.Empty),
                        new GrantStaffRole(granted, parsed.GetValue(email)!,
                        parsed.GetValue(name) ?? parsed.GetValue(email)!.Split('@')[0]), ct),
                    _ => $"{parsed.GetValue(email)} is now a {Roles.Name(Roles.Column(granted))}. The server sends them a link to set a " +
                        "password.")));
        return command;
    }

    private static Command End()
    {
        var (role, email) = Arguments();
        var command = new Command("end", "Remove a staff role; takes effect at once") { role, email, CommandOutput.JsonOption };
        command.SetAction((parsed, ct) => Offline.Run(parsed, ct, async (output, gate) =>
            RoleOf(parsed.GetValue(role)!) is not { } ended
                ? output.Fail("The role must be super-user or support-user.", Exit.Usage)
                : output.Show(await gate.Run(Caller.PlatformTeam(Guid.Empty), new EndStaffRole(ended, parsed.GetValue(email)!), ct),
                    _ => $"{parsed.GetValue(email)} is no longer a {Roles.Name(Roles.Column(ended))}.")));
        return command;
    }

    private static (Argument<string> Role, Argument<string> Email) Arguments() =>
        (new Argument<string>("role") { Description = "super-user or support-user" },
            new Argument<string>("email") { Description = "Their e-mail address" });

    private static StaffRole? RoleOf(string text) => text switch
    {
        "super-user" => StaffRole.SuperUser,
        "support-user" => StaffRole.SupportUser,
        _ => null,
    };
}
