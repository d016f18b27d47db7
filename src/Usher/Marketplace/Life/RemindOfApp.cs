using System.Globalization;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>
/// Reminds those who decide of a request that has waited for two days: it moves to the front of their queue, and they are notified. Again
/// after two more days.
/// </summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Tenant">The tenant, by slug.</param>
public sealed record RemindOfApp(string App, string Tenant) : Change<AppStep, Nothing>
{
    /// <summary>How long a request waits before one may remind, and between reminders.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromDays(2);

    private static readonly TimeSpan Rise = TimeSpan.FromDays(365);

    /// <inheritdoc/>
    public override Permission Needs => Permission.AppRequest;

    /// <inheritdoc/>
    public override Task<Found<AppStep>?> Find(Work work) => AppStep.Find(work, App, Tenant);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, AppStep found) =>
        await found.Unless(work, AppAct.Approve) ?? TooSoon(found.Row!.RemindedAt ?? found.Row.RequestedAt, work.Now);

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, AppStep found)
    {
        (found.Row!.RemindedAt, found.Row.QueuedAt) = (work.Now, found.Row.RequestedAt - Rise);
        work.PublishOnPlatform(StaffAsked.Of(work, MarketplaceNotices.Reminded, Permission.AppApprove, found.Row.RequestedBy, found.App.Id, string.Create(CultureInfo.InvariantCulture,
            $"{work.Actor.Name} reminds you of the request for {found.App.Name} in {found.Tenant.Name}, which has waited since "
                + $"{found.Row.RequestedAt:d MMMM yyyy}.")));
        return Task.FromResult(Nothing.Value);
    }

    /// <summary>The refusal of a reminder that comes too soon; null when it may come.</summary>
    internal static Refusal? TooSoon(DateTimeOffset since, DateTimeOffset now) => now - since < Patience ? new RemindedTooSoon() : null;
}

/// <summary>A request is reminded of after two days, and again after two more.</summary>
public sealed record RemindedTooSoon() : Refusal("You can remind them two days after the request, and again two days after a reminder.");
