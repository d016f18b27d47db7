using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Delivery.Slack;

/// <summary>
/// The command <c>/usher link</c>: gives who gave it, alone, a code that links their Slack account to whoever enters it in the console,
/// signed in (rule 26). Guests, people of other workspaces, apps, and whoever is known by their address already get none.
/// </summary>
public sealed class SlackLink(ISlack slack, SlackConnections connections, Gate gate, PublicAddress console, TimeProvider clock)
{
    internal const string Sent = "You have a message that only you can see: here, or in your direct messages with Usher.";
    internal const string Unheard = "Usher can't post here. Enter /usher link in your direct messages with Usher.";
    internal const string Off = "Insights is not active in your organization, so there is nothing to link.";
    internal const string Away = "Slack did not say who you are. Try again in a minute.";
    internal const string NoMember = "Only members of this Slack workspace can link their account. Guests and people of other workspaces can't.";
    internal const string Known = "This Slack account is known by its confirmed e-mail address or linked already. There is nothing to link.";

    /// <summary>Slack waits three seconds for what a command answers.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    /// <summary>What is answered. A code is not in it: it goes to the person by Slack itself, which knows who they are.</summary>
    internal async Task<string> Answer(SlackKnock knock, string person, string conversation, CancellationToken ct)
    {
        if (knock.Open is not { } connection || connections.TryOpen(connection) is not { } access) return Away;
        if (!knock.Customer.Facts.InsightsActive) return Off;
        try
        {
            return await Give(knock, connection, access, person, conversation, ct).WaitAsync(Patience, clock, ct);
        }
        catch (Exception fault) when (fault is SlackRefused or SlackBusy or SlackUnreachable or TimeoutException)
        {
            return Away;
        }
    }

    private async Task<string> Give(SlackKnock knock, SlackConnection connection, SlackAccess access, string person, string conversation, CancellationToken ct)
    {
        var who = await slack.Person(access, person, ct);
        if (await gate.Derive(knock.Customer.Id, "HearSlackLink", work => Refused(work, connection, who), ct) is { } why) return why;
        if (await gate.Effect(knock.Customer.Id, "HearSlackLink", Section.Insights, work => Write(work, connection, who), ct) is not { } code) return Away;
        return await IsShown(access, conversation, person, code, ct)
            || await IsShown(access, await slack.OpenMessages(access, person, ct), person, code, ct) ? Sent : Unheard;
    }

    /// <summary>Shows it to that person alone, for a while; false: we are not in that conversation.</summary>
    private async Task<bool> IsShown(SlackAccess access, string conversation, string person, string code, CancellationToken ct)
    {
        try
        {
            await slack.Whisper(access, conversation, person, null, SlackText.Plain(code), ct);
            return true;
        }
        catch (SlackRefused)
        {
            return false;
        }
    }

    /// <summary>
    /// What the account is called, with its address: anybody can take a colleague's name there, and whoever enters the code is to see whose
    /// it is.
    /// </summary>
    private static string Called(SlackPerson who) =>
        (Inputs.Name(who.Name), who.Email) switch { (null, null) => who.Id, ({ } name, null) => name, (null, { } email) => email, var (name, email) => $"{name} ({email})" };

    /// <summary>Why they get no code; null: they get one.</summary>
    private static async Task<string?> Refused(Work work, SlackConnection connection, SlackPerson who)
    {
        var workspace = connection.Workspace;
        if (!who.IsColleague(workspace)) return NoMember;
        // An address of somebody here, even of one who is deactivated, says whose account it is.
        if ((who.Email is { } email && work.Customer.User(email) is not null)
            || await work.Db.Set<UserIdentity>().AnyAsync(i => i.Kind == IdentityKind.Slack && i.System == workspace && i.External == who.Id))
            return Known;
        return null;
    }

    private async Task<string?> Write(Work work, SlackConnection connection, SlackPerson who)
    {
        var workspace = connection.Workspace;
        if (await Refused(work, connection, who) is not null) return null;
        work.Db.RemoveRange(await work.Db.Set<IdentityCode>().Where(c => c.Kind == IdentityKind.Slack && c.System == workspace && c.External == who.Id)
            .ToListAsync());
        var code = new IdentityCode { Id = work.NewId(), Kind = IdentityKind.Slack, System = workspace, External = who.Id,
            Label = Called(who), At = work.Now, Expires = work.Now };
        work.Db.Add(code);
        return $"Your code is {code.Write(work)}. Enter it in Usher within 10 minutes, in your profile under My identities"
            + $"{(console.IsSet ? $" ({console.Base}/profile)" : "")}. Whoever enters it acts in Slack as their own user: give it to nobody else.";
    }
}
