using System.CommandLine;
using Usher.Directory;
using Usher.Marketplace;
using Usher.Platform;

namespace Usher.Web.Commands;

/// <summary><c>usher customer</c>: what the Platform Team does to customers.</summary>
public static class CustomerCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create() => new("customer", "Set up customers") { Make(), ConfirmOrganizationAdmin() };

    private static Command Make()
    {
        var slug = new Argument<string>("slug") { Description = "The short name in addresses; never changes" };
        var name = new Option<string>("--name") { Description = "The name that people see", Required = true };
        var tenants = new Option<string[]>("--tenant") { Description =
            "slug:Enterprise:external-id or slug:Elite:external-id; repeat it for each tenant", Required = true };
        var seats = new Option<int>("--seats") { Description = "Recording seats bought" };
        var insights = new Option<bool>("--insights") { Description = "Activate Insights from the start" };
        var admin = new Option<string>("--customer-admin") { Description = "The first Customer Admin's e-mail address, for the invitation",
            Required = true };
        var first = new Option<string>("--first-name") { Description = "Their first name (default: the part before the @)" };
        var last = new Option<string>("--last-name") { Description = "Their last name" };
        var command = new Command("create", "Set up a customer with tenants, seats, its first Customer Admin and Insights")
        {
            slug, name, tenants, seats, insights, admin, first, last, CommandOutput.JsonOption,
        };
        command.SetAction((parsed, ct) => Offline.Run(parsed, ct, async (output, gate) =>
        {
            var asked = parsed.GetValue(tenants)!.Select(text => text.Split(':')).ToList();
            if (asked.Any(parts => parts.Length != 3)) return output.Fail("Write a tenant as slug:product:external-id.", Exit.Usage);
            await gate.Run(Caller.PlatformTeam(Guid.Empty), new SeedCatalogue(), ct);
            var email = parsed.GetValue(admin)!;
            return output.Show(
                await gate.Run(Caller.PlatformTeam(CreateCustomer.IdFor(parsed.GetValue(slug)!)), new SetUpCustomer(
                    parsed.GetValue(slug)!, parsed.GetValue(name)!,
                        [.. asked.Select(t => new NewTenant(t[0], $"{parsed.GetValue(name)} {t[0]}", t[1], t[2]))],
                    parsed.GetValue(seats), parsed.GetValue(insights),
                        new Newcomer(email, parsed.GetValue(first) ?? email.Split('@')[0], parsed.GetValue(last))), ct),
                made => $"{parsed.GetValue(slug)} is set up ({made.Customer}). {email} is its first Customer Admin. The server sends " +
                    "them a link to set a password.");
        }));
        return command;
    }

    private static Command ConfirmOrganizationAdmin()
    {
        var slug = new Argument<string>("slug") { Description = "The customer's slug" };
        var note = new Option<string?>("--note") { Description = "Why; kept in the audit trail" };
        var command = new Command("confirm-organization-admin",
            "Confirm the Organization Admin that staff propose where the last one was lost and no Customer Admin can confirm; " +
            "takes effect after 24 hours")
        {
            slug, note, CommandOutput.JsonOption,
        };
        command.SetAction((parsed, ct) => Offline.Run(parsed, ct, async (output, services) =>
        {
            if (await services.GetRequiredService<Snapshots>().Customer(parsed.GetValue(slug)!, ct) is not { } customer)
                return output.Fail("There is no such customer.");
            return output.Show(
                await services.GetRequiredService<Gate>().Run(Caller.PlatformTeam(customer.Id) with { Note = parsed.GetValue(note) },
                    new ConfirmReplacementOnHost(), ct),
                said => $"{said.Name} becomes Organization Admin of {parsed.GetValue(slug)} at {said.TakesEffect:u}. Everyone with a role above " +
                    "Default User is notified.");
        }));
        return command;
    }
}
