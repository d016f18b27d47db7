using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>
/// Approves what the newest version of an app wants more than the one that serves in a tenant: from then on the newest serves. Its state
/// stays as it is.
/// </summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Tenant">The tenant, by slug.</param>
/// <param name="Scopes">Those scopes that it would like and can do without, as far as they are approved; null: those approved before.</param>
/// <param name="Version">The newest version as the approver saw it: another one is refused; null: whichever it is.</param>
public sealed record ApproveAppUpdate(string App, string Tenant, IReadOnlyList<string>? Scopes = null, int? Version = null) : Change<AppStep, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppApprove;

    /// <inheritdoc/>
    public override Task<Found<AppStep>?> Find(Work work) => AppStep.Find(work, App, Tenant);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, AppStep found)
    {
        if (found.Row is null || !found.App.WaitsIn(found.Row)) return new NoUpdateWaits();
        return NewerAppVersion.Unless(found.App, Version)
            ?? (await AppVersions.Newest(work, found.App)).Unwanted(Scopes) ?? await work.NoteMissing();
    }

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, AppStep found)
    {
        var kept = found.Row!.ApprovedScopes.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        await AppIntegrationUser.Approve(work, found, await AppVersions.Newest(work, found.App), Scopes ?? kept);
        return Nothing.Value;
    }
}

/// <summary>The newest version serves already, or nothing was approved yet.</summary>
public sealed record NoUpdateWaits() : Refusal("No update of this app waits for an approval in this tenant.");
