using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>
/// Approves an app for a tenant: requested → approved. Nobody approves what they requested themselves, unless no other member of staff
/// exists. An app that needs an integration user gets one: without an owner, a key or any scope but reading its own configuration.
/// </summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Tenant">The tenant, by slug.</param>
/// <param name="Scopes">Those scopes that it would like and can do without, as far as they are approved; null: none of them.</param>
/// <param name="Version">The newest version as the approver saw it: another one is refused; null: whichever it is.</param>
public sealed record ApproveApp(string App, string Tenant, IReadOnlyList<string>? Scopes = null, int? Version = null) : Change<AppStep, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppApprove;

    /// <inheritdoc/>
    public override Task<Found<AppStep>?> Find(Work work) => AppStep.Find(work, App, Tenant);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, AppStep found) =>
        await found.Unless(work, AppAct.Approve)
        ?? await OwnAppRequest.Fault(work, found.Row!)
        ?? NewerAppVersion.Unless(found.App, Version)
        ?? (await AppVersions.Newest(work, found.App)).Unwanted(Scopes)
        ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, AppStep found)
    {
        found.Move(work, AppAct.Approve);
        await AppIntegrationUser.Approve(work, found, await AppVersions.Newest(work, found.App), Scopes);
        return Nothing.Value;
    }
}

/// <summary>The app has a newer version than the approver was shown: it may want more.</summary>
/// <param name="App">The app's name.</param>
public sealed record NewerAppVersion(string App) : Refusal($"A newer version of {App} was published in the meantime. Check what it needs, then decide.")
{
    /// <summary>The refusal when another version is the newest than somebody saw; null: they saw none, or the newest.</summary>
    internal static Refusal? Unless(App app, int? seen) => seen is { } number && number != app.Version ? new NewerAppVersion(app.Name) : null;
}

/// <summary>Nobody approves what they requested themselves.</summary>
public sealed record OwnAppRequest() : Refusal("You requested this app yourself. Another member of staff must decide.")
{
    /// <summary>The refusal of who requested it, as long as there is another member of staff; null otherwise.</summary>
    internal static async Task<Refusal?> Fault(Work work, TenantApp row) =>
        Fault(await work.Snapshots.Platform(default), row.RequestedBy, work.Actor.Id);

    /// <inheritdoc cref="Fault(Work, TenantApp)"/>
    internal static Refusal? Fault(PlatformSnapshot platform, Guid requester, Guid approver) =>
        requester == approver && platform.Staff.Any(member => member.Id != approver && member.StaffMember!.Active) ? new OwnAppRequest() : null;
}
