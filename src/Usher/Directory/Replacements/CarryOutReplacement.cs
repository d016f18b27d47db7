using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Directory;

/// <summary>The time of an announced Organization Admin has come (rule 11).</summary>
/// <param name="Proposal">Which.</param>
public sealed record CarryOutReplacement(Guid Proposal) : IJob;

/// <summary>
/// Makes the person Organization Admin, judged again: not where one came back meanwhile, where they were deactivated, or where one of the two
/// who agreed is neither of staff nor Customer Admin any more.
/// </summary>
public sealed class CarryOutReplacements : IJobHandler<CarryOutReplacement>
{
    /// <inheritdoc/>
    public Task Do(CarryOutReplacement job, JobRun run, CancellationToken ct) => run.Finish(StoredNames.Of<CarryOutReplacement>(), Section.Connect, async work =>
    {
        var proposal = await work.Db.Set<Replacement>().FirstOrDefaultAsync(r => r.Id == job.Proposal);
        if (proposal is not { State: RequestState.Open, TakesEffect: not null } || (await proposal.Person(work))?.Thing is not { } person) return false;
        var proposer = (await work.Snapshots.Platform(ct)).StaffMember(proposal.ProposerId);
        if (await Against(work, proposal, person, proposer) is { } why)
        {
            proposal.Close(work, RequestState.Declined, why, $"{person.Row.Name} did not become Organization Admin. {why}");
            return true;
        }

        await Levels.Set(work, person, InsightsRole.OrganizationAdmin, null, null);
        proposal.Close(work, RequestState.Approved, null, $"{person.Row.Name} is now Organization Admin.");
        return true;
    }, ct);

    private static async Task<string?> Against(Work work, Replacement proposal, Person person, Actor? proposer)
    {
        if (await Replacement.Against(work, person.Row, person.Facts) is { } refusal) return refusal.Sentence;
        if (proposer is null || !May(work, proposer, person)) return "The member of staff who proposed it is none any more.";
        if (proposal.ConfirmedBy is not { } by || by == Guid.Empty) return null;
        return work.Customer.User(by) is { } confirmer && May(work, confirmer, person) ? null : "The person who confirmed it is no Customer Admin any more.";
    }

    private static bool May(Work work, Actor who, Person person) => Authorizer.Decide(
        who, Permission.OrganizationAdminAppoint, Target.Of(work.Customer) with { Subject = person.Row.Id }, work.Now).Allowed;
}
