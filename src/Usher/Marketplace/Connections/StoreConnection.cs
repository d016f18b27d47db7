using System.Text.Json.Serialization;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>
/// Stores what a provider gave: the app is connected. An approved one becomes active where what is configured serves; otherwise it waits
/// for its configuration. Made by <see cref="Connections"/>.
/// </summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Tenant">The tenant, by slug.</param>
public sealed record StoreConnection(string App, string Tenant) : Change<AppStep, ConnectionMade>
{
    /// <summary>What the provider gave.</summary>
    [JsonIgnore]
    internal GivenConnection? Given { get; init; }

    /// <inheritdoc/>
    public override Permission Needs => Permission.AppConfigure;

    /// <inheritdoc/>
    public override Task<Found<AppStep>?> Find(Work work) => AppStep.Find(work, App, Tenant);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, AppStep found)
    {
        if (work.Caller.Session is null || Given is null) return new OnlyInConsole();
        if (await StartConnection.Unless(work, found) is { } impossible) return impossible;
        return Given.Provider.IsAs((await AppVersions.Serving(work, found)).ReadProvider) ? null : new ProviderChanged(found.App.Name);
    }

    /// <inheritdoc/>
    public override async Task<ConnectionMade> Run(Work work, AppStep found)
    {
        var given = Given!;
        work.Concerns(found.App.Id);
        var was = await TenantConnection.Of(work, found);
        if (was is not null) await Replace(work, was, given.Provider);
        var row = new TenantConnection
        {
            Id = given.Id, TenantId = found.Tenant.Id, AppId = found.App.Id, Issuer = given.Provider.Issuer, Provider = given.Provider.Json,
            Scopes = given.Scopes, By = work.Actor.Id, At = work.Now,
        };
        work.Db.Add(row);
        var tokens = new ConnectionTokens
        {
            ConnectionId = row.Id, SealedAccess = given.SealedAccess, SealedRefresh = given.SealedRefresh, At = given.At, Expires = given.Expires,
        };
        work.Db.Add(tokens);
        if (tokens.Due is { } due) work.Enqueue(new RefreshTokens(row.Id), due);
        if (was?.Ended is not null)
            found.TellConfigurers(work, MarketplaceNotices.ConnectedAgain,
                $"{work.Speaker} connected {found.App.Name} in {found.Tenant.Name} to {given.Provider.Name} again.");
        if (found.Row!.State == AppState.Active) work.Publish(new AppMoved(found.App.Id, found.Tenant.Id, AppAct.Configure));
        else if ((await AppConfiguration.Of(work, found)).Fault(null) is null) found.Move(work, AppAct.Configure);
        return new(found.App.Slug, found.Tenant.Slug, found.App.Name, found.Tenant.Name, work.Customer.Facts.Slug, found.Row.State == AppState.Active);
    }

    /// <summary>
    /// What it was connected with before is erased. It is revoked only where it is another provider's, or another client's: some revoke all
    /// that a person gave the client, the new tokens too.
    /// </summary>
    private static async Task Replace(Work work, TenantConnection was, OAuthProvider by)
    {
        if (!was.ReadProvider.IsAs(by))
        {
            await was.End(work);
            return;
        }

        if (await ConnectionTokens.Of(work, was.Id) is { } tokens) work.Db.Remove(tokens);
        work.Db.Remove(was);
    }
}

/// <summary>What a provider gave, sealed.</summary>
/// <param name="Id">The connection that it is sealed for.</param>
/// <param name="Provider">The provider.</param>
/// <param name="SealedAccess">The access token, sealed.</param>
/// <param name="SealedRefresh">The refresh token, sealed; null: it gave none.</param>
/// <param name="At">When.</param>
/// <param name="Expires">When the access token expires; null: it does not say.</param>
/// <param name="Scopes">The scopes, separated by spaces.</param>
internal sealed record GivenConnection(
    Guid Id, OAuthProvider Provider, string SealedAccess, string? SealedRefresh, DateTimeOffset At, DateTimeOffset? Expires, string Scopes)
{
    /// <inheritdoc/>
    public override string ToString() => Provider.Name;
}

/// <summary>An app is connected.</summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Tenant">The tenant, by slug.</param>
/// <param name="AppName">The app's name.</param>
/// <param name="TenantName">The tenant's name.</param>
/// <param name="Customer">The customer, by slug.</param>
/// <param name="Active">Whether the app is active there now; otherwise it waits for its configuration.</param>
public sealed record ConnectionMade(string App, string Tenant, string AppName, string TenantName, string Customer, bool Active);

/// <summary>Ends an app's connection in a tenant: its tokens are erased here and revoked at the provider.</summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Tenant">The tenant, by slug.</param>
public sealed record EndConnection(string App, string Tenant) : Change<AppStep, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppConfigure;

    /// <inheritdoc/>
    public override async Task<Found<AppStep>?> Find(Work work) =>
        await AppStep.Find(work, App, Tenant) is { } found && await TenantConnection.Of(work, found.Thing) is not null ? found : null;

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, AppStep found) => work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, AppStep found)
    {
        work.Concerns(found.App.Id);
        await TenantConnection.End(work, found);
        if (found.Row?.State == AppState.Active) work.Publish(new AppMoved(found.App.Id, found.Tenant.Id, AppAct.Configure));
        return Nothing.Value;
    }
}
