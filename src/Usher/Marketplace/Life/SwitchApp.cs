using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>Switches an active app off in a tenant, its configuration kept and its connection ended: active → disabled.</summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Tenant">The tenant, by slug.</param>
public sealed record DisableApp(string App, string Tenant) : Change<AppStep, Nothing>, IChangesAccess
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppApprove;

    /// <inheritdoc/>
    public override Task<Found<AppStep>?> Find(Work work) => AppStep.Find(work, App, Tenant);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, AppStep found) =>
        await found.Unless(work, AppAct.Disable) ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, AppStep found)
    {
        found.Move(work, AppAct.Disable);
        await TenantConnection.End(work, found);
        return Nothing.Value;
    }
}

/// <summary>Switches a disabled app on again in a tenant: disabled → active.</summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Tenant">The tenant, by slug.</param>
public sealed record EnableApp(string App, string Tenant) : Change<AppStep, Nothing>, IChangesAccess
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppApprove;

    /// <inheritdoc/>
    public override Task<Found<AppStep>?> Find(Work work) => AppStep.Find(work, App, Tenant);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, AppStep found) =>
        await found.Unless(work, AppAct.Enable) ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, AppStep found)
    {
        found.Move(work, AppAct.Enable);
        return Task.FromResult(Nothing.Value);
    }
}
