using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Delivery.Slack;

/// <summary>
/// An organization's own app in Slack, which it made from <see cref="SlackManifest"/>: what it is known by there, and what Slack signs
/// with. Its secrets are sealed; nobody reads them back.
/// </summary>
public sealed class SlackApp : ICustomerOwned
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>Its client id; null: it was not installed from here.</summary>
    [Audited]
    public string? ClientId { get; set; }

    /// <summary>Its client secret, sealed; null: there is none.</summary>
    public string? SealedClientSecret { get; set; }

    /// <summary>What Slack signs its requests with, sealed; null: it sends none that are heard.</summary>
    public string? SealedSigningSecret { get; set; }

    /// <summary>The token by which it is heard over a connection of ours (Socket Mode), sealed; null: Slack sends requests.</summary>
    public string? SealedSocketToken { get; set; }

    /// <summary>
    /// Whether a request of a kind can be decided by a press. Where an Organization Admin made the app, whoever manages it in Slack could say
    /// in its name what people pressed: then only what Organization Admins decide anyway (rule 9).
    /// </summary>
    internal static async Task<bool> Decides(Work work, AskedKind kind) =>
        kind == AskedKind.Level || !await work.Db.Set<SlackApp>().AnyAsync(app => app.ClientId != null);

    internal sealed class Configuration : IEntityTypeConfiguration<SlackApp>
    {
        public void Configure(EntityTypeBuilder<SlackApp> app) => app.ToTable("slack_apps").HasKey(a => a.CustomerId);
    }
}

/// <summary>Seals what an organization shares with Slack. All but the bot's token is for one organization and opens for no other.</summary>
public sealed class SlackSeals(IDataProtectionProvider protection)
{
    /// <summary>The bot's token.</summary>
    internal Seal Token { get; } = new(protection, "Usher.Slack.Token");

    /// <summary>What Slack signs with.</summary>
    internal Seal SigningSecret { get; } = new(protection, "Usher.Slack.SigningSecret");

    /// <summary>The app's client secret.</summary>
    internal Seal ClientSecret { get; } = new(protection, "Usher.Slack.ClientSecret");

    /// <summary>The app's token for Socket Mode.</summary>
    internal Seal SocketToken { get; } = new(protection, "Usher.Slack.SocketToken");

    /// <summary>What people are sent to Slack with, and come back with.</summary>
    internal Seal State { get; } = new(protection, "Usher.Slack.State");
}

/// <summary>Where Slack is.</summary>
/// <param name="Api">The address of its Web API, ending with a slash.</param>
public sealed record SlackAddress(Uri Api)
{
    /// <summary>Slack itself.</summary>
    public static SlackAddress Public { get; } = new(new Uri("https://slack.com/api/"));

    /// <summary>Where people allow an app to be installed (docs.slack.dev, Installing with OAuth).</summary>
    public Uri Authorize => new(Api, "../oauth/v2/authorize");
}
