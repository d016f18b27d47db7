using Microsoft.EntityFrameworkCore;
using Usher.Data;
using Usher.Delivery.Slack;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>Connections to Slack, and deliveries that failed.</summary>
internal sealed class ExamineDelivery : IExamine
{
    /// <inheritdoc/>
    public int Order => 40;

    /// <inheritdoc/>
    public async Task<IEnumerable<Finding>> Look(Store store, UsherDb db, TimeProvider clock, CancellationToken ct)
    {
        var slack = await db.Set<SlackConnection>().IgnoreQueryFilters().CountAsync(ct);
        var undelivered = await db.Set<CallDelivery>().IgnoreQueryFilters().CountAsync(d => d.State == DeliveryState.Failed, ct);
        var unheard = await db.Set<SlackConnection>().IgnoreQueryFilters().CountAsync(c => !db.Set<SlackApp>().IgnoreQueryFilters()
            .Any(a => a.CustomerId == c.CustomerId && (a.SealedSigningSecret != null || a.SealedSocketToken != null)), ct);
        var events = unheard == 0 ? "" : $", {unheard} without a signing secret: their changes of channels are noticed after five minutes";
        return [new("slack", undelivered == 0 && unheard == 0
            ? Standing.Good
            : Standing.Note, $"{slack} organizations connected, {undelivered} deliveries failed{events}")];
    }
}
