using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Usher.Access;
using Usher.Platform;

namespace Usher.Delivery.Slack;

/// <summary>
/// Installs an organization's app in its workspace by OAuth (docs.slack.dev, Installing with OAuth): somebody is sent to Slack, allows it
/// there, and comes back to the same session within ten minutes. With <see cref="SlackConnections"/> the only class where a secret of the
/// app is in clear.
/// </summary>
public sealed class SlackInstallations(Gate gate, ISlack slack, SlackConnections connections, SlackAddress address, OutboundHosts hosts, SlackSeals seals, PublicAddress console,
    TimeProvider clock)
{
    /// <summary>The page of the console that people come back to, after the public address.</summary>
    public const string ReturnPath = "/connections/slack";

    private const int LongestSecret = 500;
    private const int LongestParameter = 8_192;
    private const string SocketTokens = "xapp-";

    /// <summary>How long the way there and back may take.</summary>
    private static readonly TimeSpan Away = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private string ReturnAddress => console.Base + ReturnPath;

    /// <summary>Enters what the organization's app is known by.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="given">The app.</param>
    public Task<Outcome<Nothing>> SetApp(Caller caller, SlackAppGiven given)
    {
        var all = string.Join('\n', given.ClientId, given.ClientSecret, given.SigningSecret, given.SocketToken);
        return gate.Run(caller, new SetSlackApp(given.ClientId,
            new(Convert.ToHexStringLower(HMACSHA256.HashData(gate.Heads.Secret("slack-app"), Encoding.UTF8.GetBytes(all))))
            {
                Client = Close(seals.ClientSecret, given.ClientSecret),
                Signing = Close(seals.SigningSecret, given.SigningSecret),
                Socket = Close(seals.SocketToken, given.SocketToken),
                EndsSocket = given.SocketToken is "",
                Fault = Fault("/clientSecret", given.ClientSecret) ?? Fault("/signingSecret", given.SigningSecret)
                    ?? (given.SocketToken is { Length: > 0 } token && !token.StartsWith(SocketTokens, StringComparison.Ordinal)
                        ? new Invalid("/socketToken", "Enter an app-level token: it starts with xapp-.")
                        : given.SocketToken is "" ? null : Fault("/socketToken", given.SocketToken)),
            }));

        string? Close(Seal seal, string? secret) => string.IsNullOrEmpty(secret) ? null : seal.Close(secret, caller.Customer.ToString());
    }

    /// <summary>Sends somebody to Slack.</summary>
    /// <param name="caller">Who.</param>
    public async Task<Outcome<SlackInstallation>> Start(Caller caller)
    {
        var may = await gate.Run(caller, new MayInstallSlack(Begins: true));
        if (may.Refused is { } refusal) return refusal;
        var until = (clock.GetUtcNow() + Away).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        // The note comes back with them: it belongs to what they finish.
        var query = string.Join('&', new (string Name, string Value)[]
        {
            ("client_id", may.Value!.ClientId!), ("scope", string.Join(',', SlackManifest.Scopes)), ("redirect_uri", ReturnAddress),
            ("state", seals.State.Close($"{until} {caller.Note}", Place(caller, may.Value))),
        }.Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value)}"));
        return new SlackInstallation($"{address.Authorize}?{query}");
    }

    /// <summary>Takes what Slack sent somebody back with: the organization is connected, or not and nothing is changed.</summary>
    /// <param name="caller">Who came back.</param>
    /// <param name="returned">What they came with.</param>
    /// <param name="ct">The caller left.</param>
    public Task<Outcome<SlackInstalled>> Finish(Caller caller, SlackReturn returned, CancellationToken ct)
    {
        // What comes back is good once: Slack gives a token for it once.
        var once = caller with { IdempotencyKey = null };
        return new Steps<SentToSlack, GivenWorkspace, SlackInstalled>
        {
            Decide = ct => Sent(once, returned, ct),
            Call = (sent, ct) => Exchange(sent.App, returned, ct),
            Store = (sent, given) => gate.Run(sent.Caller, new InstallSlack { Given = given }),
            Undo = (_, given, ct) => connections.Revoke(caller.Customer, new(new Uri(given.Url), seals.Token.Open(given.SealedToken)), ct),
            Within = Patience,
            Late = new TookTooLong("Slack's answer"),
            Failed = fault => fault switch
            {
                SlackRefused refused => new SlackNotInstalled(refused.Code),
                SlackBusy => new SlackNotInstalled("it asks to wait"),
                SlackUnreachable => new SlackNotInstalled("it doesn’t answer"),
                _ => null,
            },
        }.Run(clock, ct);
    }

    /// <summary>Whether the caller was sent to Slack from here, lately, in this session; and for what reason.</summary>
    private async Task<Outcome<SentToSlack>> Sent(Caller caller, SlackReturn returned, CancellationToken ct)
    {
        var may = await gate.Run(caller, new MayInstallSlack(), ct);
        if (may.Refused is { } refusal) return refusal;
        return returned.State is { Length: <= LongestParameter } && seals.State.TryOpen(returned.State, Place(caller, may.Value!)) is { } state
            && state.Split(' ', 2) is [var until, var note] && long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && DateTimeOffset.FromUnixTimeSeconds(seconds) > clock.GetUtcNow()
                ? new SentToSlack(caller with { Note = note.Length > 0 ? note : null }, may.Value!)
                : new NotSentToSlack();
    }

    private async Task<Outcome<GivenWorkspace>> Exchange(SlackApp app, SlackReturn returned, CancellationToken ct)
    {
        if (returned.Error is not null) return new SlackNotInstalled(returned.Error == "access_denied" ? "it was declined there" : "it says no");
        if (returned.Code is not { Length: > 0 and <= LongestParameter } code) return new NotSentToSlack();
        if (await hosts.Refuse(address.Api, ct) is { } closed) return closed;
        if (seals.ClientSecret.TryOpen(app.SealedClientSecret!, app.CustomerId.ToString()) is not { } secret)
            return new SlackNotInstalled("its client secret can’t be read any more; enter it again");
        var granted = await slack.Install(address.Api, new(app.ClientId!, secret), code, ReturnAddress, ct);
        var missing = SlackManifest.Scopes.Except(granted.Scopes).ToList();
        if (missing.Count == 0 && granted.Identity is not null)
            return new GivenWorkspace(app.ClientId!, address.Api.AbsoluteUri, granted.Identity, seals.Token.Close(granted.Token));
        await connections.Revoke(app.CustomerId, new(address.Api, granted.Token), ct);
        return granted.Identity is null
            ? new SlackNotInstalled("it was installed for a whole Enterprise organization; install it in one workspace")
            : new SlackNotInstalled($"it was not allowed {string.Join(", ", missing)}; use the newest manifest");
    }

    /// <summary>What is sent along is good for this app, this person and this session alone.</summary>
    private static string[] Place(Caller caller, SlackApp app) =>
        [app.CustomerId.ToString(), caller.Id.ToString(), caller.Session.ToString()!, app.ClientId!];

    private static Invalid? Fault(string where, string? secret) =>
        secret is null || (secret.Length is > 0 and <= LongestSecret && secret.All(c => c is > ' ' and < '\x7f')) ? null
        : new(where, $"Enter 1 to {LongestSecret} characters of ASCII, without spaces.");

    /// <summary>Somebody who was sent from here.</summary>
    /// <param name="Caller">Who, with the note that they gave.</param>
    /// <param name="App">The app that they were sent to install.</param>
    private sealed record SentToSlack(Caller Caller, SlackApp App);
}

/// <summary>An organization's app as somebody enters it.</summary>
/// <param name="ClientId">Its client id.</param>
/// <param name="ClientSecret">Its client secret; null: the one that is there.</param>
/// <param name="SigningSecret">What Slack signs with; null: the one that is there.</param>
/// <param name="SocketToken">Its token for Socket Mode; null: the one that is there, empty: none any more.</param>
public sealed record SlackAppGiven(string ClientId, string? ClientSecret, string? SigningSecret, string? SocketToken)
{
    /// <inheritdoc/>
    public override string ToString() => ClientId;
}
