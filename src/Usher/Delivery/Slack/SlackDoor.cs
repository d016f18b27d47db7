using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Usher.Access;
using Usher.Data;
using Usher.Platform;

namespace Usher.Delivery.Slack;

/// <summary>What Slack gets for a request.</summary>
/// <param name="IsGenuine">Whether Slack itself sent it, lately and not before.</param>
/// <param name="Challenge">What is to be echoed, when Slack asks whether the address is ours; null: nothing.</param>
/// <param name="Json">What is answered besides; null: nothing.</param>
public readonly record struct SlackHeard(bool IsGenuine, string? Challenge = null, string? Json = null)
{
    /// <summary>It is not from Slack, is late, or was here before.</summary>
    public static SlackHeard Stranger => default;

    /// <summary>It was heard, and there is nothing to say.</summary>
    public static SlackHeard Heard => new(true);
}

/// <summary>A request that Slack itself sent.</summary>
/// <param name="Connection">The organization's connection; null: its app is not installed yet, or not any more.</param>
/// <param name="Customer">The organization.</param>
internal sealed record SlackKnock(SlackConnection? Connection, CustomerSnapshot Customer)
{
    /// <summary>The connection, while there is something to do for what comes; null: nothing is.</summary>
    public SlackConnection? Open => Customer.Facts.Closed ? null : Connection;
}

/// <summary>
/// Tells Slack from strangers, for all that Slack sends to an organization's addresses: what is signed with its app's secret, lately, and
/// was not here before. Whether there is such an organization, and whether it has Slack, cannot be told from outside.
/// </summary>
public sealed class SlackDoor(Store store, Snapshots snapshots, SlackSeals seals, TimeProvider clock) : IDisposable
{
    /// <summary>The longest body: Slack's own are a few kilobytes.</summary>
    public const int Longest = 256 << 10;

    private const string Nobody = "a secret that no app has";

    /// <summary>Signatures of the last minutes: the same once more is a replay, as Slack signs each of its own retries anew.</summary>
    private readonly MemoryCache _seen = new(new MemoryCacheOptions { SizeLimit = 100_000 });

    /// <summary>Looks at one request.</summary>
    /// <param name="organization">The customer's slug, as the address says.</param>
    /// <param name="timestamp">The header <c>X-Slack-Request-Timestamp</c>.</param>
    /// <param name="signature">The header <c>X-Slack-Signature</c>.</param>
    /// <param name="body">The body, to the byte.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>Null: it is from a stranger.</returns>
    /// <exception cref="StoreUnavailable">The database cannot take it now: Slack sends it again.</exception>
    internal async Task<SlackKnock?> Open(string organization, string? timestamp, string? signature, ReadOnlyMemory<byte> body,
        CancellationToken ct)
    {
        if (!SlackSignature.IsTimely(timestamp, signature, clock.GetUtcNow())) return null;
        var customer = await snapshots.Customer(organization, ct);
        var (app, connection) = customer is null ? default : await Known(customer.Id, ct);
        var secret = app?.SealedSigningSecret is { } closed ? seals.SigningSecret.TryOpen(closed, customer!.Id.ToString()) : null;
        if (!SlackSignature.IsGenuine(secret ?? Nobody, timestamp, signature, body.Span, clock.GetUtcNow()) || secret is null) return null;
        return IsNew(signature!) ? new(connection, customer!) : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _seen.Dispose();

    private bool IsNew(string signature)
    {
        if (_seen.TryGetValue(signature, out _)) return false;
        _seen.Set(signature, true, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = SlackSignature.Window * 2 });
        return true;
    }

    /// <summary>The organization's app and its connection, as they are now.</summary>
    /// <exception cref="StoreUnavailable">The database cannot take it now.</exception>
    internal async Task<(SlackApp? App, SlackConnection? Connection)> Known(Guid customer, CancellationToken ct)
    {
        try
        {
            await using var db = store.Context(customer);
            var known = await db.Set<SlackApp>().AsNoTracking()
                .Select(app => new { App = app, Connection = db.Set<SlackConnection>().FirstOrDefault() }).FirstOrDefaultAsync(ct);
            return (known?.App, known?.Connection);
        }
        catch (Exception fault) when (store.IsUnavailable(fault))
        {
            throw new StoreUnavailable(fault);
        }
    }
}
