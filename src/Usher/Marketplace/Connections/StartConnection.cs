using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>
/// Sends somebody to a provider, to connect an app in a tenant: a person in a session, who comes back in the same. Made by
/// <see cref="Connections"/>.
/// </summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Tenant">The tenant, by slug.</param>
public sealed record StartConnection(string App, string Tenant) : Change<AppStep, ConnectionAddress>
{
    /// <summary>Makes what comes back, and the address of a provider that a person is sent to.</summary>
    [JsonIgnore]
    internal Func<Guid, OAuthProvider, StartMade> Make { get; init; } = (_, _) => throw new InvalidOperationException("Made by Connections.");

    /// <inheritdoc/>
    public override Permission Needs => Permission.AppConfigure;

    /// <inheritdoc/>
    public override Task<Found<AppStep>?> Find(Work work) => AppStep.Find(work, App, Tenant);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, AppStep found) =>
        (work.Caller.Session is null ? new OnlyInConsole() : null)
        ?? await Unless(work, found)
        ?? ((await AppVersions.Serving(work, found)).ReadProvider is null ? new NotByOAuth(found.App.Name) : null)
        ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<ConnectionAddress> Run(Work work, AppStep found)
    {
        var provider = (await AppVersions.Serving(work, found)).ReadProvider!;
        var (tenant, app, session) = (found.Tenant.Id, found.App.Id, work.Caller.Session!.Value);
        // Whoever starts again has given up the former way.
        work.Db.RemoveRange(await work.Db.Set<ConnectionStart>()
            .Where(one => one.SessionId == session && one.TenantId == tenant && one.AppId == app).ToListAsync());
        var id = work.NewId();
        var made = Make(id, provider);
        work.Db.Add(new ConnectionStart
        {
            Id = id, State = made.State, SealedVerifier = made.SealedVerifier, TenantId = tenant, AppId = app, Provider = provider.Json,
            PersonId = work.Actor.Id, SessionId = session, Expires = work.Now + ConnectionStart.Patience,
        });
        work.Concerns(app);
        return new(made.Address);
    }

    /// <summary>An app is connected where it is approved or active; one that is disabled holds no tokens.</summary>
    internal static async Task<Refusal?> Unless(Work work, AppStep found) => found.Row?.State is AppState.Approved or AppState.Active
        ? null
        : await found.NotThere(work);
}

/// <summary>What is made for a person who is sent to a provider.</summary>
/// <param name="State">SHA-256 of what comes back.</param>
/// <param name="SealedVerifier">The verifier, sealed.</param>
/// <param name="Address">Where they are sent.</param>
internal sealed record StartMade(byte[] State, string SealedVerifier, string Address);

/// <summary>Where somebody is sent.</summary>
/// <param name="Address">An address of the provider; null when the request is answered again.</param>
public sealed record ConnectionAddress(string? Address) : IShownOnce
{
    /// <inheritdoc/>
    public object WithoutSecret() => new ConnectionAddress(null as string);
}
