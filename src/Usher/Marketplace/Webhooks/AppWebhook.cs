using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>
/// Where an app hears of what becomes of it in one customer. It belongs to the app's integration user and ends with it: one that is made
/// later begins without.
/// </summary>
public sealed class AppWebhook : ICustomerOwned
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The app's integration user.</summary>
    [Audited]
    public required Guid IntegrationUserId { get; init; }

    /// <summary>The app.</summary>
    public required Guid AppId { get; init; }

    /// <summary>The whole address: its path may hold what only the app should know, and so the audit trail names the host alone.</summary>
    public required string Url { get; set; }

    /// <summary>The host.</summary>
    [Audited]
    public required string Host { get; set; }

    /// <summary>The secret that signs, sealed.</summary>
    public required string Sealed { get; set; }

    /// <summary>The secret before, which signs beside it until <see cref="FormerUntil"/>; null: there is none.</summary>
    public string? FormerSealed { get; set; }

    /// <summary>Until when the secret before signs too.</summary>
    [Audited]
    public DateTimeOffset? FormerUntil { get; set; }

    /// <summary>When the app's server said that it wants no messages any more (410); null: it did not.</summary>
    [Audited]
    public DateTimeOffset? Gone { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<AppWebhook>
    {
        public void Configure(EntityTypeBuilder<AppWebhook> webhook)
        {
            webhook.ToTable("app_webhooks").HasKey(w => new { w.CustomerId, w.IntegrationUserId });
            webhook.Property(w => w.Url).HasMaxLength(AppWebhooks.LongestUrl);
        }
    }
}

/// <summary>An app's webhook, and the integration user that it belongs to.</summary>
/// <param name="Machine">The app's integration user.</param>
/// <param name="Row">The webhook; null: none is set.</param>
public sealed record WebhookOfApp(IntegrationUser Machine, AppWebhook? Row)
{
    internal static async Task<Found<WebhookOfApp>?> Find(Work work, string app) =>
        await MachineOfApp.Find(work, app) is { Target: var target, Thing: var machine }
            ? new(target, new(machine, await work.Db.Set<AppWebhook>().FirstOrDefaultAsync(w => w.IntegrationUserId == machine.Id)))
            : null;

    /// <summary>Only the owner of the integration user says where its app hears of things.</summary>
    internal Refusal? Unless(Work work) => Machine.OwnerId == work.Actor.Id ? null : new NotItsOwner();
}

/// <summary>Whether the caller may set an app's webhook at all: asked before its host is looked up.</summary>
/// <param name="App">The app, by slug.</param>
public sealed record MaySetAppWebhook(string App) : Query<WebhookOfApp, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppIntegrationUserManage;

    /// <inheritdoc/>
    public override Task<Found<WebhookOfApp>?> Find(Work work) => WebhookOfApp.Find(work, App);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, WebhookOfApp found) => Task.FromResult(found.Unless(work));

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, WebhookOfApp found) => Task.FromResult(Nothing.Value);
}

/// <summary>Ends an app's webhook: it hears of nothing any more.</summary>
/// <param name="App">The app, by slug.</param>
public sealed record RemoveAppWebhook(string App) : Change<WebhookOfApp, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppIntegrationUserManage;

    /// <inheritdoc/>
    public override async Task<Found<WebhookOfApp>?> Find(Work work) =>
        await WebhookOfApp.Find(work, App) is { Thing.Row: not null } found ? found : null;

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, WebhookOfApp found) => found.Unless(work) ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, WebhookOfApp found)
    {
        work.Db.Remove(found.Row!);
        return Task.FromResult(Nothing.Value);
    }
}

/// <summary>An app's webhook, without its secret.</summary>
/// <param name="Url">The address.</param>
/// <param name="FormerUntil">Until when the secret before signs too; null: it does not.</param>
/// <param name="Gone">When the app's server said that it wants no messages any more; null: it did not.</param>
public sealed record WebhookView(string Url, DateTimeOffset? FormerUntil, DateTimeOffset? Gone);
