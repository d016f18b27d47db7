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
public sealed record ApproveApp(string App, string Tenant, IReadOnlyList<string>? Scopes = null) : Change<AppStep, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppApprove;

    /// <inheritdoc/>
    public override Task<Found<AppStep>?> Find(Work work) => AppStep.Find(work, App, Tenant);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, AppStep found) =>
        await found.Unless(work, AppAct.Approve)
        ?? await OwnAppRequest.Fault(work, found.Row!)
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
