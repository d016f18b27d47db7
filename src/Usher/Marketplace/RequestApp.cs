using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>Asks for an app in a tenant: available → requested.</summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Tenant">The tenant, by slug.</param>
public sealed record RequestApp(string App, string Tenant) : Change<AppStep, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppRequest;

    /// <inheritdoc/>
    public override Task<Found<AppStep>?> Find(Work work) => AppStep.Find(work, App, Tenant);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, AppStep found) => Task.FromResult(found.Unless([null]));

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, AppStep found)
    {
        work.Db.TenantApps.Add(new TenantApp { TenantId = found.Tenant.Id, AppId = found.App.Id, State = AppState.Requested,
            RequestedBy = work.Actor.Id, RequestedAt = work.Now });
        return Task.FromResult(Nothing.Value);
    }
}
