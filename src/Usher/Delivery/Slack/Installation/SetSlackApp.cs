using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Delivery.Slack;

/// <summary>
/// Enters what an organization's app is known by in Slack. Secrets that are left out stay, unless it is another app. Made by
/// <see cref="SlackInstallations"/>, which seals them.
/// </summary>
/// <param name="ClientId">Its client id.</param>
/// <param name="Secrets">Its secrets.</param>
public sealed partial record SetSlackApp(string ClientId, SealedSlackSecrets Secrets) : Change<SlackApp?, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.OrganizationConfigure;

    /// <inheritdoc/>
    public override async Task<Found<SlackApp?>?> Find(Work work) =>
        new(Target.Of(work.Customer), await work.Db.Set<SlackApp>().FirstOrDefaultAsync());

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, SlackApp? found)
    {
        if (work.Caller.Session is null) return new InstallInConsole();
        if (!ClientIds().IsMatch(ClientId)) return new Invalid("/clientId", "Enter the client ID as Slack shows it: two numbers with a dot between.");
        if (Secrets.Fault is { } fault) return fault;
        var isOther = found?.ClientId != ClientId;
        if (isOther && Secrets.Client is null) return new Invalid("/clientSecret", "Enter the app’s client secret.");
        if ((isOther || found!.SealedSigningSecret is null) && Secrets.Signing is null)
            return new Invalid("/signingSecret", "Enter the app’s signing secret.");
        return await work.NoteMissing();
    }

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, SlackApp? found)
    {
        if (found is null) work.Db.Add(found = new SlackApp { CustomerId = work.Db.CustomerId });
        // Another app's token opens no connection for this one.
        if (found.ClientId != ClientId) found.SealedSocketToken = null;
        found.ClientId = ClientId;
        found.SealedClientSecret = Secrets.Client ?? found.SealedClientSecret;
        found.SealedSigningSecret = Secrets.Signing ?? found.SealedSigningSecret;
        found.SealedSocketToken = Secrets.EndsSocket ? null : Secrets.Socket ?? found.SealedSocketToken;
        DeliveryNotices.TellOfSlack(work, DeliveryNotices.SlackAppEntered, $"{work.Speaker} entered the credentials of the Slack app {ClientId}.");
        return Task.FromResult(Nothing.Value);
    }

    [GeneratedRegex(@"^[0-9]{1,20}\.[0-9]{1,20}\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ClientIds();
}

/// <summary>An app's secrets as somebody enters them: in clear nowhere behind the gate.</summary>
/// <param name="Digest">A keyed hash, that tells the same request from another.</param>
public sealed record SealedSlackSecrets(string Digest)
{
    /// <summary>The client secret, sealed; null: the one that is there.</summary>
    [JsonIgnore]
    internal string? Client { get; init; }

    /// <summary>The signing secret, sealed; null: the one that is there.</summary>
    [JsonIgnore]
    internal string? Signing { get; init; }

    /// <summary>The token for Socket Mode, sealed; null: the one that is there.</summary>
    [JsonIgnore]
    internal string? Socket { get; init; }

    /// <summary>Whether Slack is to send requests from now on.</summary>
    [JsonIgnore]
    internal bool EndsSocket { get; init; }

    /// <summary>What cannot be one of them; null: they can.</summary>
    [JsonIgnore]
    internal Refusal? Fault { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Digest;
}
