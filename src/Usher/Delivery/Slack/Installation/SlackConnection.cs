using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery.Slack;

/// <summary>
/// An organization's connection to its workspace. The token is sealed by keys that lie outside the database: whoever copies the database,
/// or a backup of it, has no token; every node that shares the keys can use it.
/// </summary>
public sealed class SlackConnection : ICustomerOwned
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The address of the Web API.</summary>
    [Audited]
    public required string Url { get; set; }

    /// <summary>The workspace's id: whoever belongs to another is a guest.</summary>
    [Audited]
    public required string Workspace { get; set; }

    /// <summary>The workspace's name.</summary>
    public required string Name { get; set; }

    /// <summary>When it was connected like this.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>The bot's own user id.</summary>
    [Audited]
    public required string Bot { get; set; }

    /// <summary>The token, sealed.</summary>
    public required string SealedToken { get; set; }

    /// <summary>Whether notes name nothing of a call, and each reader opens them for what they may see.</summary>
    [Audited]
    public bool NamelessCards { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<SlackConnection>
    {
        public void Configure(EntityTypeBuilder<SlackConnection> connection) =>
            connection.ToTable("slack_connections").HasKey(c => c.CustomerId);
    }
}

/// <summary>Slack does not take the token, or is not to be reached there.</summary>
/// <param name="Why">Slack's code, or what was in the way.</param>
public sealed record SlackSaysNo(string Why) : Refusal($"Slack can't be connected: {Why}.");

/// <summary>Connects organizations to Slack, and opens the connections made: the only class where a token is in clear.</summary>
public sealed class SlackConnections(Gate gate, ISlack slack, OutboundHosts hosts, SlackSeals seals, TimeProvider clock)
{
    /// <summary>How long Slack may take to say whose token it is; the port's own patience is shorter.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Checks the address and the token with Slack itself, then stores the connection.</summary>
    /// <param name="customer">The organization.</param>
    /// <param name="url">The address of the Web API.</param>
    /// <param name="token">The bot's token.</param>
    /// <param name="signingSecret">What Slack signs its requests with; null: the one that is kept, if any.</param>
    /// <param name="ct">Ends the work.</param>
    /// <returns>The workspace's name.</returns>
    public Task<Outcome<string>> Connect(Guid customer, Uri url, string token, string? signingSecret, CancellationToken ct)
    {
        var caller = Caller.PlatformTeam(customer);
        var access = new SlackAccess(url.AbsoluteUri.EndsWith('/') ? url : new Uri(url.AbsoluteUri + "/"), token);
        return new Steps<Nothing, SlackIdentity, string>
        {
            Decide = ct => gate.Run(caller, new MayConnectSlack(), ct),
            Call = async (_, ct) => await hosts.Refuse(url, ct) is { } refusal ? refusal : await slack.WhoAmI(access, ct),
            Store = async (_, identity) =>
            {
                var stored = await gate.Run(caller,
                    new ConnectSlack(access.Url.AbsoluteUri, identity, seals.Token.Close(token),
                        signingSecret is null ? null : seals.SigningSecret.Close(signingSecret, customer.ToString())));
                return stored.Refused is { } no ? no : identity.Name;
            },
            Undo = null,
            Within = Patience,
            Late = new TookTooLong("Slack's answer"),
            Failed = fault => fault switch
            {
                SlackRefused refused => new SlackSaysNo(refused.Code),
                SlackBusy => new SlackSaysNo("it asks to wait"),
                SlackUnreachable => new SlackSaysNo("no answer from Slack at that address"),
                _ => null,
            },
        }.Run(clock, ct);
    }

    /// <summary>
    /// Revokes a token, unless the organization is connected by it: an app has one in each workspace, and gets the same again when it is
    /// installed again.
    /// </summary>
    internal async Task Revoke(Guid customer, SlackAccess access, CancellationToken ct)
    {
        var current = await gate.Derive(customer, "RevokeSlackToken", work => work.Db.Set<SlackConnection>().AsNoTracking().FirstOrDefaultAsync(ct), ct);
        if (current is null || TryOpen(current)?.Token != access.Token) await slack.Revoke(access, ct);
    }

    /// <summary>How to reach a connected workspace.</summary>
    public SlackAccess Open(SlackConnection connection) => new(new Uri(connection.Url), seals.Token.Open(connection.SealedToken));

    /// <summary>The same; null: the token was sealed by keys that are not here any more.</summary>
    internal SlackAccess? TryOpen(SlackConnection connection) =>
        seals.Token.TryOpen(connection.SealedToken) is { } token ? new(new Uri(connection.Url), token) : null;
}
