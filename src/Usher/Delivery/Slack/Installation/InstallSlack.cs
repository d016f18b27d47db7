using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Delivery.Slack;

/// <summary>
/// Whether the caller may install the organization's app in a workspace, and which: asked before somebody is sent to Slack, and again when
/// they are back.
/// </summary>
/// <param name="Begins">Whether they are sent: then why is asked for, where the organization wants to know.</param>
public sealed record MayInstallSlack(bool Begins = false) : Query<SlackApp?, SlackApp>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.OrganizationConfigure;

    /// <inheritdoc/>
    public override async Task<Found<SlackApp?>?> Find(Work work) =>
        new(Target.Of(work.Customer), await work.Db.Set<SlackApp>().AsNoTracking().FirstOrDefaultAsync());

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, SlackApp? found) =>
        work.Caller.Session is null ? new InstallInConsole()
        : found is not { ClientId: not null, SealedClientSecret: not null } ? new NoSlackApp()
        : Begins ? await work.NoteMissing()
        : null;

    /// <inheritdoc/>
    public override Task<SlackApp> Run(Work work, SlackApp? found) => Task.FromResult(found!);
}

/// <summary>
/// Connects an organization to the workspace that its app was installed in; the Organization Admins are told. Made by
/// <see cref="SlackInstallations"/>.
/// </summary>
public sealed record InstallSlack : Change<SlackApp?, SlackInstalled>
{
    /// <summary>What Slack gave.</summary>
    [JsonIgnore]
    internal GivenWorkspace? Given { get; init; }

    /// <inheritdoc/>
    public override Permission Needs => Permission.OrganizationConfigure;

    /// <inheritdoc/>
    public override async Task<Found<SlackApp?>?> Find(Work work) =>
        new(Target.Of(work.Customer), await work.Db.Set<SlackApp>().FirstOrDefaultAsync());

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, SlackApp? found) =>
        work.Caller.Session is null || Given is null ? new InstallInConsole()
        : found?.ClientId != Given.ClientId ? new NoSlackApp()
        : await work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<SlackInstalled> Run(Work work, SlackApp? found)
    {
        await ConnectSlack.Put(work, Given!.Url, Given.Identity, Given.SealedToken);
        DeliveryNotices.TellOfSlack(work, DeliveryNotices.SlackConnected,
            $"{work.Speaker} connected the organization to the Slack workspace {Given.Identity.Called}.");
        return new(Given.Identity.Called);
    }
}

/// <summary>What Slack gave for an installation.</summary>
/// <param name="ClientId">The app that was installed.</param>
/// <param name="Url">The address of the Web API.</param>
/// <param name="Identity">The workspace, and the bot in it.</param>
/// <param name="SealedToken">The bot's token, sealed.</param>
internal sealed record GivenWorkspace(string ClientId, string Url, SlackIdentity Identity, string SealedToken)
{
    /// <inheritdoc/>
    public override string ToString() => Identity.Workspace;
}

/// <summary>An app that was installed.</summary>
/// <param name="Workspace">The workspace's name.</param>
public sealed record SlackInstalled(string Workspace);

/// <summary>Where somebody is sent to install the app.</summary>
/// <param name="Address">An address of Slack's.</param>
public sealed record SlackInstallation(string Address);

/// <summary>What Slack sends somebody back with.</summary>
/// <param name="State">What they were sent with.</param>
/// <param name="Code">What a token is had for; null: there is none to be had.</param>
/// <param name="Error">Why there is none, as Slack's code; null: there is one.</param>
public sealed record SlackReturn(string State, string? Code = null, string? Error = null)
{
    /// <inheritdoc/>
    public override string ToString() => "return";
}

/// <summary>Nobody who has no session in the console can be sent to Slack and come back.</summary>
public sealed record InstallInConsole() : Refusal("Connect Slack in the console: you sign in to Slack on the way, which a key can’t.");

/// <summary>It is not known which app is to be installed.</summary>
public sealed record NoSlackApp() : Refusal("Enter the Slack app’s client ID and secrets first.");

/// <summary>Whoever came back was not sent, was sent long ago, or in another session.</summary>
public sealed record NotSentToSlack() : Refusal("This installation was not started here, or more than ten minutes ago. Start it again.");

/// <summary>Slack installed nothing.</summary>
/// <param name="Why">Slack's code, or what was in the way.</param>
public sealed record SlackNotInstalled(string Why) : Refusal($"Slack didn’t install the app: {Why}. Nothing was changed.");
