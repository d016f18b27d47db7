using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>
/// Somebody came back from a provider: what they were sent with is used up, whatever comes of it. Found by the same person in the same
/// session alone; to anybody else it is not there.
/// </summary>
/// <param name="State">SHA-256 of what came back.</param>
public sealed record UseConnectionStart([property: JsonIgnore] byte[] State) : Change<StartedStep, ConnectionPlan>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppConfigure;

    /// <inheritdoc/>
    public override async Task<Found<StartedStep>?> Find(Work work)
    {
        if (work.Snapshot is null || work.Caller.Session is not { } session) return null;
        var (person, now) = (work.Actor.Id, work.Now);
        var start = await work.Db.Set<ConnectionStart>().FirstOrDefaultAsync(
            one => one.State == State && one.PersonId == person && one.SessionId == session && one.Expires > now);
        return start is not null && await AppStep.Find(work, start.AppId, start.TenantId) is { } step ? new(step.Target, new(start, step.Thing)) : null;
    }

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, StartedStep found) => StartConnection.Unless(work, found.Step);

    /// <inheritdoc/>
    public override async Task<ConnectionPlan> Run(Work work, StartedStep found)
    {
        var (start, step) = (found.Start, found.Step);
        work.Db.Remove(start);
        work.Concerns(step.App.Id);
        var provider = OAuthProvider.Read(start.Provider)!;
        return new(start.Id, step.App.Id, step.App.Slug, step.Tenant.Slug, provider, start.SealedVerifier,
            await AppClient.Secret(work, step.App.Id, provider));
    }
}

/// <summary>Where somebody was sent, and the app in the tenant that it is for.</summary>
/// <param name="Start">Where they were sent.</param>
/// <param name="Step">The app in the tenant.</param>
public sealed record StartedStep(ConnectionStart Start, AppStep Step);

/// <summary>What tokens are asked for with.</summary>
/// <param name="Start">The start's id.</param>
/// <param name="AppId">The app.</param>
/// <param name="App">The app, by slug.</param>
/// <param name="Tenant">The tenant, by slug.</param>
/// <param name="Provider">Where.</param>
/// <param name="SealedVerifier">The verifier, sealed.</param>
/// <param name="SealedSecret">The client's secret, sealed; null: it has none.</param>
public sealed record ConnectionPlan(
    Guid Start, Guid AppId, string App, string Tenant, OAuthProvider Provider, string SealedVerifier, string? SealedSecret)
{
    /// <inheritdoc/>
    public override string ToString() => $"{App} in {Tenant}";
}
