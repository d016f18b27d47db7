using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Machines;

/// <summary>
/// Approves an integration user as its scopes are now, or withdraws the approval (rule 18). What reads calls is approved by an Organization
/// Admin who neither made nor owns it nor makes its keys; where there is no other, the approval comes into force a day after every member
/// of the teams that it reads was notified by name of what will read their calls.
/// </summary>
/// <param name="IntegrationUser">Which.</param>
/// <param name="Approved">False: withdrawn; its scopes of Insights are inert again.</param>
public sealed record ApproveIntegration(Guid IntegrationUser, bool Approved = true) : Change<OneIntegrationUser, Nothing>, IChangesAccess
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.IntegrationApprove;

    /// <inheritdoc/>
    public override Task<Found<OneIntegrationUser>?> Find(Work work) => OneIntegrationUser.Find(work, IntegrationUser);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, OneIntegrationUser found) =>
        work.Stale(found.Row)
        ?? (Approved && await ApprovalOfCalls.InvolvedWith(work, found) is { } involved && ApprovalOfCalls.Another(work, involved)
        ? new ApprovedByAnother()
        : null)
        ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, OneIntegrationUser found)
    {
        var row = found.Row;
        if (!Approved)
        {
            OneIntegrationUser.Withdraw(row);
        }
        else if (await ApprovalOfCalls.InvolvedWith(work, found) is not null)
        {
            if (row.Approved || row.ApprovalFrom is not null) return Nothing.Value;
            var from = work.Now + ApprovalOfCalls.Announced;
            (row.ApprovedBy, row.ApprovalFrom) = (work.Actor.Id, from);
            OneIntegrationUser.TellTeams(work, row.Id, [], found.Scopes, from);
            work.Publish(new ApprovalAnnounced(row.Id, from), from);
        }
        else
        {
            (row.Approved, row.ApprovedBy, row.ApprovalFrom) = (true, work.Actor.Id, null);
        }

        return Nothing.Value;
    }
}

/// <summary>The teams were notified that their calls will be read from then on.</summary>
/// <param name="IntegrationUser">By what.</param>
/// <param name="From">When the approval comes into force.</param>
public sealed record ApprovalAnnounced(Guid IntegrationUser, DateTimeOffset From) : IEvent;

/// <summary>Brings an announced approval into force, unless it was withdrawn, or what it approved was widened, meanwhile.</summary>
public sealed class ApproveWhatWasAnnounced : IListener<ApprovalAnnounced>
{
    /// <inheritdoc/>
    public Task Do(ApprovalAnnounced job, JobRun run, CancellationToken ct) =>
        run.Finish("ApproveAnnouncedIntegration", Section.Insights, async work =>
    {
        var row = await work.Db.IntegrationUsers.FirstOrDefaultAsync(m => m.Id == job.IntegrationUser && m.Active, ct);
        if (row?.ApprovalFrom != job.From || job.From > work.Now) return false;
        (row.Approved, row.ApprovalFrom) = (true, null);
        return true;
    }, ct);
}

/// <summary>Who may approve an integration user that reads calls (rule 18).</summary>
internal static class ApprovalOfCalls
{
    /// <summary>How long before it comes into force the teams are notified, where the one who approves had a hand in it.</summary>
    public static readonly TimeSpan Announced = TimeSpan.FromHours(24);

    /// <summary>
    /// Who had a hand in what reads calls (made it, owns it, or made a key of it that still works), where the actor is one of them; null
    /// otherwise.
    /// </summary>
    public static async Task<IReadOnlySet<Guid>?> InvolvedWith(Work work, OneIntegrationUser machine)
    {
        if (!OneIntegrationUser.ReadsCalls(machine.Scopes)) return null;
        var (id, now) = (machine.Row.Id, work.Now);
        var makers = await work.Db.ApiKeys.Where(k => k.HolderId == id && !k.Revoked && k.Expires > now && k.MadeBy != null)
            .Select(k => k.MadeBy!.Value).ToListAsync();
        var involved = makers.Concat(new[] { machine.Row.OwnerId, machine.Row.MadeBy }.OfType<Guid>()).ToHashSet();
        return involved.Contains(work.Actor.Id) ? involved : null;
    }

    /// <summary>Whether another active Organization Admin had no hand in it.</summary>
    public static bool Another(Work work, IReadOnlySet<Guid> involved) => work.Customer.Users.Any(user =>
        user.User!.Active && user.InsightsRole(work.Now) == InsightsRole.OrganizationAdmin && user.Id != work.Actor.Id
            && !involved.Contains(user.Id));

    /// <summary>Who approved what it reads makes no key of it while another Organization Admin can.</summary>
    public static Refusal? KeyFault(Work work, OneIntegrationUser machine) =>
        machine.Row.ApprovedBy == work.Actor.Id && OneIntegrationUser.ReadsCalls(machine.Scopes)
            && Another(work, ImmutableHashSet<Guid>.Empty)
            ? new KeyedByAnother()
            : null;
}

/// <summary>Rule 18: who had a hand in it does not approve it.</summary>
public sealed record ApprovedByAnother() : Refusal(
    "It reads calls, and you created it, own it or made a key for it. Another Organization Admin must approve it.");

/// <summary>Rule 18: who approved it makes no key of it.</summary>
public sealed record KeyedByAnother() : Refusal(
    "It reads calls, and you approved it. Another Organization Admin must make its keys.");
