using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>Writes down that the integration is shown these calls, before it is (rule 17).</summary>
public sealed record WriteMachineReads(IReadOnlyList<Guid> Calls) : Change<CustomerSnapshot, IReadOnlyList<Guid>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CallRead;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <summary>Writes what is new, of calls that it still may read.</summary>
    /// <returns>The calls it still may read.</returns>
    public override async Task<IReadOnlyList<Guid>> Run(Work work, CustomerSnapshot found)
    {
        var seen = await VisibleCalls.Among(work, Calls);
        var read = await work.Db.Set<MachineRead>().Where(r => r.IntegrationUserId == work.Actor.Id && seen.Contains(r.CallId))
            .Select(r => r.CallId).ToListAsync();
        foreach (var call in seen.Except(read))
        {
            work.Db.Add(new MachineRead { CallId = call, IntegrationUserId = work.Actor.Id, At = work.Now });
            work.Concerns(call);
        }

        return seen;
    }
}

/// <summary>Which of these calls the integration was never shown.</summary>
public sealed record FindUnreadByMachine(IReadOnlyList<Guid> Calls) : Query<CustomerSnapshot, IReadOnlyList<Guid>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CallRead;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<Guid>> Run(Work work, CustomerSnapshot found)
    {
        var read = await work.Db.Set<MachineRead>().Where(r => r.IntegrationUserId == work.Actor.Id && Calls.Contains(r.CallId))
            .Select(r => r.CallId).ToListAsync();
        return [.. Calls.Except(read)];
    }
}
