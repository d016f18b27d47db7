using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>Declines an app for a tenant, with a reason: requested → declined.</summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Tenant">The tenant, by slug.</param>
/// <param name="Reason">Why: the requester reads it.</param>
public sealed record DeclineApp(string App, string Tenant, string Reason) : Change<AppStep, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppApprove;

    /// <inheritdoc/>
    public override Task<Found<AppStep>?> Find(Work work) => AppStep.Find(work, App, Tenant);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, AppStep found) =>
        await found.Unless(work, AppAct.Decline) ?? Inputs.Unread(("/reason", Inputs.Text(Reason), Inputs.TextSentence));

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, AppStep found)
    {
        found.Move(work, AppAct.Decline, Inputs.Text(Reason));
        return Task.FromResult(Nothing.Value);
    }
}
