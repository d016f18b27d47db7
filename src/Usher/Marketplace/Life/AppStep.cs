using System.Globalization;
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
        if (await OneApp.Row(work, app) is not { } found
            || await work.Db.Tenants.FirstOrDefaultAsync(t => t.Slug == tenant) is not { } place) return null;
        var row = await work.Db.TenantApps.FirstOrDefaultAsync(t => t.TenantId == place.Id && t.AppId == found.Id);
        return new(Target.Of(work.Customer) with { App = found.Id, Tenant = place.Id }, new(found, place, row));
    }

    /// <summary>The same by their ids.</summary>
    internal static async Task<Found<AppStep>?> Find(Work work, Guid app, Guid tenant) =>
        await work.Db.Apps.Where(a => a.Id == app).Select(a => a.Slug).FirstOrDefaultAsync() is { } named
        && await work.Db.Tenants.Where(t => t.Id == tenant).Select(t => t.Slug).FirstOrDefaultAsync() is { } place
            ? await Find(work, named, place)
            : null;

    /// <summary>The refusal of a step that is not possible in the app's state.</summary>
    internal async Task<Refusal?> Unless(Work work, AppAct step) => AppLife.IsPossible(Row?.State, step) ? null : await NotThere(work);

    /// <summary>The refusal of what is not possible in the app's state: it says who brought it there, and when.</summary>
    internal async Task<AppNotThere> NotThere(Work work) =>
        new(Row?.State, Row is null ? null : (await MarketplacePeople.Of(work)).Name(Row.MovedBy), Row?.MovedAt);

    /// <summary>Notifies those who may configure the app in the tenant.</summary>
    internal void TellConfigurers(Work work, string what, string words)
    {
        var here = Target.Of(work.Customer) with { App = App.Id, Tenant = Tenant.Id };
        work.TellThose(user => Authorizer.Decide(user, Permission.AppConfigure, here, work.Now).Allowed, what, App.Id, words);
    }

    /// <summary>Moves it on by a step that is possible, and notifies the requester.</summary>
    internal void Move(Work work, AppAct step, string? reason = null)
    {
        var after = AppLife.After(Row!.State, step);
        if (after is not { } state) work.Db.Remove(Row);
        else (Row.State, Row.Reason, Row.MovedBy, Row.MovedAt) = (state, reason, work.Actor.Id, work.Now);
        if (AppMoved.Says(step)) work.Publish(new AppMoved(App.Id, Tenant.Id, step));
        if (Row.RequestedBy != work.Actor.Id && work.Customer.User(Row.RequestedBy) is not null)
            work.Tell(Row.RequestedBy, MarketplaceNotices.AppMoved, App.Id,
                $"{work.Speaker} {Did(step)} {App.Name} in {Tenant.Name}.{(reason is null ? "" : $" The reason: {reason}")}");
    }

    private static string Did(AppAct step) => step switch
    {
        AppAct.Request => "asked again for",
        AppAct.Approve => "approved your request for",
        AppAct.Decline => "declined your request for",
        AppAct.Remove => "removed",
        AppAct.Configure => "configured",
        AppAct.Disable => "disabled",
        _ => "enabled",
    };
}

/// <summary>The step is not possible in the app's state.</summary>
/// <param name="State">Its state; null: available.</param>
/// <param name="By">Who brought it there, as the caller may know them; null: nobody did.</param>
/// <param name="At">When.</param>
public sealed record AppNotThere(AppState? State, string? By, DateTimeOffset? At)
    : Refusal($"This step isn’t possible now: the app is {Words(State)} in this tenant{Since(By, At)}.")
{
    private static string Words(AppState? state) => state switch
    {
        null => "available",
        AppState.Requested => "requested",
        AppState.Approved => "approved",
        AppState.Declined => "declined",
        AppState.Active => "active",
        _ => "disabled",
    };

    private static string Since(string? by, DateTimeOffset? at) => by is null || at is not { } then
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $", by {by} on {then.ToUniversalTime():d MMMM yyyy, HH:mm} UTC");
}

/// <summary>
/// Names people of the marketplace to those who may know them: a customer's users, and to the vendor's own people the vendor's.
/// </summary>
internal sealed record MarketplacePeople(CustomerSnapshot? Customer, PlatformSnapshot? Staff)
{
    /// <summary>As the one who acts may know them.</summary>
    public static async Task<MarketplacePeople> Of(Work work) =>
        new(work.Snapshot, work.Actor.Kind is ActorKind.Staff or ActorKind.PlatformTeam ? await work.Snapshots.Platform(default) : null);

    /// <summary>Somebody's name.</summary>
    public string Name(Guid id) => Known(id) ?? "your vendor’s support";

    /// <summary>Somebody's name, and the id that leads to them.</summary>
    public PersonView View(Guid id) => Known(id) is { } name ? new(id, name) : PersonView.Of(Customer!, id);

    private string? Known(Guid id) => Customer?.User(id)?.Name ?? Staff?.StaffMember(id)?.Name;
}
