using System.Text.Json.Serialization;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>Sets or clears the secret of an app's client at its provider. Nobody reads it back.</summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Secret">The secret; null clears it.</param>
public sealed record SetClientSecret(string App, GivenClientSecret? Secret) : Change<ClientOfApp, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppPublish;

    /// <inheritdoc/>
    public override Task<Found<ClientOfApp>?> Find(Work work) => ClientOfApp.Find(work, App);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, ClientOfApp found) => Task.FromResult(found.Fault(Secret));

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, ClientOfApp found) => found.Set(work, Secret);
}

/// <summary>The same, of a customer's own app.</summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Secret">The secret; null clears it.</param>
public sealed record SetOwnClientSecret(string App, GivenClientSecret? Secret) : Change<ClientOfApp, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppPublishOwn;

    /// <inheritdoc/>
    public override Task<Found<ClientOfApp>?> Find(Work work) => ClientOfApp.Find(work, App);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, ClientOfApp found) => found.Fault(Secret) ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, ClientOfApp found) => found.Set(work, Secret);
}

/// <summary>A client's secret as somebody enters it: in clear nowhere behind the gate.</summary>
/// <param name="Digest">A keyed hash, that tells the same request from another.</param>
/// <param name="Seal">Seals it for an app's client at a host; null: it is no secret.</param>
public sealed record GivenClientSecret(string Digest, [property: JsonIgnore] Func<Guid, OAuthProvider, string>? Seal)
{
    /// <inheritdoc/>
    public override string ToString() => Digest;
}

/// <summary>An app, and where it connects.</summary>
/// <param name="App">The app.</param>
/// <param name="Provider">The provider of its newest version; null: it does not connect by OAuth.</param>
/// <param name="Row">Its client's secret; null: it has none.</param>
public sealed record ClientOfApp(App App, OAuthProvider? Provider, AppClient? Row)
{
    internal static async Task<Found<ClientOfApp>?> Find(Work work, string slug) => await OneApp.PublishedHere(work, slug) is { Target: var target, Thing: var app }
        ? new(target, new(app, (await AppVersions.Newest(work, app)).ReadProvider, await AppClient.Of(work, app.Id)))
        : null;

    internal Refusal? Fault(GivenClientSecret? secret) => Provider is null ? new NotByOAuth(App.Name)
        : secret is { Seal: null } ? new Invalid("/secret", "Enter 1 to 2,000 characters of ASCII, without spaces at its ends.")
        : null;

    internal Task<Nothing> Set(Work work, GivenClientSecret? secret)
    {
        if (secret is null)
        {
            if (Row is not null) work.Db.Remove(Row);
            return Task.FromResult(Nothing.Value);
        }

        var made = secret.Seal!(App.Id, Provider!);
        if (Row is null) work.Db.Add(new AppClient { AppId = App.Id, ClientId = Provider!.ClientId, Host = Provider.Host, Sealed = made });
        else (Row.ClientId, Row.Host, Row.Sealed) = (Provider!.ClientId, Provider.Host, made);
        work.Concerns(App.Id);
        return Task.FromResult(Nothing.Value);
    }
}

/// <summary>The app does not connect by OAuth.</summary>
/// <param name="App">The app's name.</param>
public sealed record NotByOAuth(string App) : Refusal($"{App} doesn’t connect by OAuth.");
