using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>The pages of the inbox, of what waits, and of deliveries.</summary>
internal sealed class DeliveryPages : IPages
{
    /// <inheritdoc/>
    public IEnumerable<(string Name, May May)> Pages(Work work, Target here) =>
    [
        ("inbox", May.Yes),
        ("deliveries", May.Ask(work, Permission.DeliveryTroubleshoot, here)),
    ];
}

/// <summary>Deliveries that failed or are held, counted, for those who look after them.</summary>
internal sealed class DeliveriesWait : INeeds
{
    /// <inheritdoc/>
    public int Order => 50;

    /// <inheritdoc/>
    public async Task<IEnumerable<Need>> Of(Work work)
    {
        if (work.Snapshot is not { } customer || !May.Ask(work, Permission.DeliveryTroubleshoot, Target.Of(customer)).Allowed) return [];
        var counted = await DeliveryScope.Of(work, Permission.DeliveryTroubleshoot)
            .Where(d => d.State == DeliveryState.Failed || d.State == DeliveryState.Held)
            .GroupBy(d => d.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
        return counted.OrderBy(g => g.Key)
            .Select(g => new Need(g.Key == DeliveryState.Failed ? "failed-deliveries" : "held-deliveries") { Count = g.Count });
    }
}
