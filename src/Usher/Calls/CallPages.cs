using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>The pages of calls and questions.</summary>
internal sealed class CallPages : IPages
{
    /// <inheritdoc/>
    public IEnumerable<(string Name, May May)> Pages(Work work, Target here) =>
    [
        ("calls", May.Ask(work, Permission.CallView, here)),
        ("accounts", May.Ask(work, Permission.CallView, here)),
        ("ask", May.Ask(work, Permission.CallAsk, here)),
        ("troubleshoot", May.Ask(work, Permission.CallTroubleshoot, here)),
        ("supportAccess", May.Ask(work, Permission.SupportAccessGrant, here)),
        ("supportCalls", May.Ask(work, Permission.CustomerView, Target.Platform)),
    ];
}

/// <summary>The caller's own calls that are held (rule 19).</summary>
internal sealed class HeldCallsWait : INeeds
{
    /// <inheritdoc/>
    public int Order => 40;

    /// <inheritdoc/>
    public async Task<IEnumerable<Need>> Of(Work work)
    {
        if (work.Snapshot is not { } customer || !May.Ask(work, Permission.CallView, Target.Of(customer)).Allowed) return [];
        var me = work.Actor.Id;
        var held = await work.Db.Set<Call>().Where(c => c.OwnerId == me && c.Held).OrderBy(c => c.Id).Take(INeeds.Most)
            .Select(c => new { c.Id, c.Title, c.Start }).ToListAsync();
        return held.Select(c => new Need("held-call") { Id = c.Id, Name = c.Title, At = c.Start });
    }
}

/// <summary>The first call that one reads.</summary>
internal sealed class CallFirstSteps : IFirstSteps
{
    /// <inheritdoc/>
    public async Task<IEnumerable<FirstStep>> Of(Work work)
    {
        if (work.Snapshot is not { } customer || !May.Ask(work, Permission.CallView, Target.Of(customer)).Allowed) return [];
        var me = work.Actor.Id;
        return [new(80, "first-call", await work.Db.Set<CallRead>().AnyAsync(read => read.UserId == me))];
    }
}
