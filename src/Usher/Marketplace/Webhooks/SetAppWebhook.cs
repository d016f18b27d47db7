using System.Text.Json.Serialization;
using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>
/// Sets where an app hears of what becomes of it. The secret is new each time and shown once; that of the same host before signs beside it
/// for a day, so that the app can be given the new one in between.
/// </summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Url">The address.</param>
public sealed record SetAppWebhook(string App, string Url) : Change<WebhookOfApp, WebhookSecret>
{
    /// <summary>How long the secret before signs too.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    /// <summary>Makes a secret for an integration user of a customer: in clear, and sealed.</summary>
    [JsonIgnore]
    public required Func<Guid, Guid, (string Clear, string Sealed)> Make { get; init; }

    /// <inheritdoc/>
    public override Permission Needs => Permission.AppIntegrationUserManage;

    /// <inheritdoc/>
    public override Task<Found<WebhookOfApp>?> Find(Work work) => WebhookOfApp.Find(work, App);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, WebhookOfApp found) =>
        Keys.NotByKey(work) ?? found.Unless(work) ?? AppWebhooks.Fault(Url) ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override Task<WebhookSecret> Run(Work work, WebhookOfApp found)
    {
        var (clear, made) = Make(work.Db.CustomerId, found.Machine.Id);
        var host = new Uri(Url).IdnHost;
        if (found.Row is not { } row)
        {
            work.Db.Add(new AppWebhook
            {
                IntegrationUserId = found.Machine.Id, AppId = found.Machine.OfAppId!.Value, Url = Url, Host = host, Sealed = made,
            });
            return Task.FromResult(new WebhookSecret(clear));
        }

        var isSameHost = row.Host == host;
        (row.FormerSealed, row.FormerUntil) = (isSameHost ? row.Sealed : null, isSameHost ? work.Now + Overlap : null);
        (row.Url, row.Host, row.Sealed, row.Gone) = (Url, host, made, null);
        return Task.FromResult(new WebhookSecret(clear));
    }
}

/// <summary>The secret that signs an app's messages.</summary>
/// <param name="Secret">As Standard Webhooks writes it (<c>whsec_…</c>), shown this once; null when the request is answered again.</param>
public sealed record WebhookSecret(string? Secret) : IShownOnce
{
    /// <inheritdoc/>
    public object WithoutSecret() => new WebhookSecret(null as string);
}
