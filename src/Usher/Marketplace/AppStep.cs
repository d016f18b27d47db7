using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>An app in one tenant, and its state there.</summary>
/// <param name="App">The app.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Row">Its state; null: available.</param>
public sealed record AppStep(App App, Tenant Tenant, TenantApp? Row)
{
    /// <summary>Finds an app and a tenant by slug; null when the customer has no such tenant or sees no such app.</summary>
    internal static async Task<Found<AppStep>?> Find(Work work, string app, string tenant)
    {
        var customer = work.Db.CustomerId;
        if (await work.Db.Apps.FirstOrDefaultAsync(a => a.Slug == app && (a.Owner == null || a.Owner == customer)) is not { } found
            || await work.Db.Tenants.FirstOrDefaultAsync(t => t.Slug == tenant) is not { } place) return null;
        var row = await work.Db.TenantApps.FirstOrDefaultAsync(t => t.TenantId == place.Id && t.AppId == found.Id);
        return new(Target.Of(work.Customer) with { App = found.Id, Tenant = place.Id }, new(found, place, row));
    }

    /// <summary>The refusal unless the app is in one of these states; null in the list: available.</summary>
    internal Refusal? Unless(params ReadOnlySpan<AppState?> states) => states.Contains(Row?.State) ? null : new AppNotThere(Row?.State);

    /// <summary>Moves it on, and tells the requester.</summary>
    internal void Move(Work work, AppState state, string? reason = null)
    {
        Row!.State = state;
        Row.Reason = reason;
        if (Row.RequestedBy != work.Actor.Id && work.Customer.User(Row.RequestedBy) is not null)
            work.Tell(Row.RequestedBy, MarketplaceNotices.AppMoved, App.Id,
                $"Your request for {App.Name} was " +
                $"{(state == AppState.Declined ? "declined" : state == AppState.Active ? "activated" : "approved")}.");
    }
}

/// <summary>The step is not possible in the app's state.</summary>
/// <param name="State">Its state; null: available.</param>
public sealed record AppNotThere(AppState? State)
    : Refusal($"The app is {State?.ToString().ToLowerInvariant() ?? "available"} in this tenant, so this step isn't possible now.");
