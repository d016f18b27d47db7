using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>
/// Approves an app for a tenant: requested → approved. Nobody approves what they requested themselves, unless no other member of staff
/// exists.
/// </summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Tenant">The tenant, by slug.</param>
public sealed record ApproveApp(string App, string Tenant) : Change<AppStep, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppApprove;

    /// <inheritdoc/>
    public override Task<Found<AppStep>?> Find(Work work) => AppStep.Find(work, App, Tenant);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, AppStep found)
    {
        if (found.Unless(AppState.Requested) is { } refusal) return refusal;
        if (found.Row!.RequestedBy == work.Actor.Id)
        {
            var platform = await work.Snapshots.Platform(default);
            if (platform.Staff.Any(member => member.Id != work.Actor.Id && member.StaffMember!.Active)) return new OwnAppRequest();
        }

        return await work.NoteMissing();
    }

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, AppStep found)
    {
        found.Move(work, AppState.Approved);
        return Task.FromResult(Nothing.Value);
    }
}

/// <summary>Nobody approves what they requested themselves.</summary>
public sealed record OwnAppRequest() : Refusal("You requested this app yourself. Another member of staff must decide.");
