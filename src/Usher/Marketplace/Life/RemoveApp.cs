using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>Makes a declined or approved app available again in a tenant: what was approved for it is void.</summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Tenant">The tenant, by slug.</param>
public sealed record RemoveApp(string App, string Tenant) : Change<AppStep, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppApprove;

    /// <inheritdoc/>
    public override Task<Found<AppStep>?> Find(Work work) => AppStep.Find(work, App, Tenant);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, AppStep found) =>
        await found.Unless(work, AppAct.Remove) ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, AppStep found)
    {
        found.Move(work, AppAct.Remove);
        await AppIntegrationUser.Remove(work, found);
        await TenantConnection.End(work, found);
        return Nothing.Value;
    }
}
