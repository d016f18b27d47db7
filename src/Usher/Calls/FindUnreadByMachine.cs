using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls;

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
        var read = await work.Db.Set<MachineRead>().Where(r => r.IntegrationUserId == work.Actor.Id && Calls.Contains(r.CallId)).Select(r => r.CallId).ToListAsync();
        return [.. Calls.Except(read)];
    }
}
