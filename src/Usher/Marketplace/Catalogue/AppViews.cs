using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>An app of the catalogue, and its state in the tenants that the caller reaches.</summary>
/// <param name="Slug">Its short name.</param>
/// <param name="Name">The name that people see.</param>
/// <param name="Publisher">Who makes it.</param>
/// <param name="Summary">What it is good for.</param>
/// <param name="Categories">Its shelves.</param>
/// <param name="Own">Whether it is a Workflow Builder app of this customer alone.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Tenants">The tenants that the caller reaches.</param>
public sealed record AppView(
    string Slug, string Name, string Publisher, string Summary, IReadOnlyList<string> Categories, bool Own, AppIcon Icon,
    IReadOnlyList<AppPlace> Tenants);

/// <summary>An app in one tenant.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="State">Its state; null: available.</param>
/// <param name="Fits">Whether it works with the tenant's product.</param>
/// <param name="Request">Who asked for it and why; null: nobody did.</param>
/// <param name="Reason">Why it was declined.</param>
/// <param name="Since">Since when it is in this state; null: it is available.</param>
/// <param name="UpdateWaits">Whether its newest version waits for an approval of what it wants more.</param>
/// <param name="Connection">Its connection by OAuth; null: there is none.</param>
/// <param name="Health">How the app says it is there; null: it says nothing, or the caller may not configure it.</param>
/// <param name="Can">What the caller may do with it there, given its state.</param>
public sealed record AppPlace(
    ThingView Tenant, AppState? State, bool Fits, AppRequestView? Request, string? Reason, DateTimeOffset? Since, bool UpdateWaits,
    ConnectionView? Connection, AppHealthView? Health, IReadOnlyDictionary<string, May> Can)
{
    private static readonly (string Name, AppAct Step, Permission Needs)[] Steps =
    [
        ("request", AppAct.Request, Permission.AppRequest), ("configure", AppAct.Configure, Permission.AppConfigure),
        ("approve", AppAct.Approve, Permission.AppApprove), ("decline", AppAct.Decline, Permission.AppApprove),
        ("remove", AppAct.Remove, Permission.AppApprove), ("disable", AppAct.Disable, Permission.AppApprove),
        ("enable", AppAct.Enable, Permission.AppApprove),
    ];

    internal static AppPlace Of(
        Work work, App app, Tenant tenant, TenantApp? row, MarketplacePeople people, IReadOnlyDictionary<Guid, AppHealthView>? health = null,
        ConnectionsOfApp? connections = null, OAuthProvider? provider = null)
    {
        var target = Target.Of(work.Customer) with { App = app.Id, Tenant = tenant.Id };
        var can = Steps.ToDictionary(step => step.Name, step => May.Ask(work, step.Needs, target).Unless(
            AppLife.IsPossible(row?.State, step.Step) ? null : new AppNotThere(row?.State, null, null)), StringComparer.Ordinal);
        var fits = app.Fits(tenant.Product);
        if (!fits) can["request"] = can["request"].Unless(new AppDoesNotFit(app.Name, tenant.Product));
        if (row is not null && people.Staff is { } staff)
            can["approve"] = can["approve"].Unless(OwnAppRequest.Fault(staff, row.RequestedBy, work.Actor.Id));
        can["remind"] = May.Ask(work, Permission.AppRequest, target).Unless(row is { State: AppState.Requested }
            ? RemindOfApp.TooSoon(row.RemindedAt ?? row.RequestedAt, work.Now)
            : new AppNotThere(row?.State, null, null));
        var mayConfigure = May.Ask(work, Permission.AppConfigure, target);
        var connection = connections?.In(tenant.Id, provider, app.Name, mayConfigure.Allowed, people);
        if (provider is not null)
            can["connect"] = mayConfigure.Unless(row?.State is AppState.Approved or AppState.Active ? null : new AppNotThere(row?.State, null, null));
        if (connection is not null) can["disconnect"] = mayConfigure;
        return new(
            new(tenant.Slug, tenant.Name), row?.State, fits, row is null ? null : AppRequestView.Of(row, people), row?.Reason, row?.MovedAt,
            row is not null && app.WaitsIn(row), connection,
            row is { State: AppState.Active } && mayConfigure.Allowed ? health?.GetValueOrDefault(tenant.Id) : null,
            can);
    }
}

/// <summary>A request for an app in a tenant.</summary>
/// <param name="By">Who asked, as the caller may know them.</param>
/// <param name="At">When.</param>
/// <param name="Wanted">What it is for, in their words.</param>
/// <param name="RemindedAt">When those who decide were last reminded; null: never.</param>
public sealed record AppRequestView(PersonView By, DateTimeOffset At, string? Wanted, DateTimeOffset? RemindedAt)
{
    internal static AppRequestView Of(TenantApp row, MarketplacePeople people) =>
        new(people.View(row.RequestedBy), row.RequestedAt, row.Wanted, row.RemindedAt);
}
