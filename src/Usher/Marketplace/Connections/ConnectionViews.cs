using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>How it is with a connection.</summary>
public enum ConnectionState
{
    /// <summary>It works.</summary>
    Connected,

    /// <summary>The provider does not renew it at the moment; Usher tries again.</summary>
    Failing,

    /// <summary>The provider ended it: somebody has to connect again.</summary>
    Ended,

    /// <summary>The app's version that serves connects elsewhere, or as another client: somebody has to connect again.</summary>
    Changed,
}

/// <summary>An app's connection in a tenant, without its tokens.</summary>
/// <param name="State">How it is.</param>
/// <param name="Since">Since when.</param>
/// <param name="By">Who connected it; null: the caller may not configure the app.</param>
/// <param name="At">When it was connected.</param>
/// <param name="Scopes">What the provider gave; empty for who may not configure the app.</param>
/// <param name="Sentence">What is wrong; null: nothing is.</param>
/// <param name="NextTry">When Usher tries again; null: it does not.</param>
public sealed record ConnectionView(
    ConnectionState State, DateTimeOffset Since, PersonView? By, DateTimeOffset At, IReadOnlyList<string> Scopes, string? Sentence,
    DateTimeOffset? NextTry)
{
    internal static ConnectionView Of(
        TenantConnection row, ConnectionTokens? tokens, OAuthProvider? serving, string app, PersonView? by)
    {
        var made = row.ReadProvider;
        var (state, since) = row.Ended is { } ended ? (ConnectionState.Ended, ended)
            : !made.IsAs(serving) ? (ConnectionState.Changed, row.At)
            : tokens?.FailingSince is { } failing ? (ConnectionState.Failing, failing)
            : (ConnectionState.Connected, row.At);
        return new(state, since, by, row.At, by is null ? [] : row.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries), state switch
        {
            ConnectionState.Ended => $"{made.Name} ended this connection.",
            ConnectionState.Changed => $"This version of {app} connects to another account provider or client. Connect again.",
            ConnectionState.Failing => ProviderReason.Sentence(made.Name, tokens!.Reason!),
            _ => null,
        }, state == ConnectionState.Failing ? tokens!.NextTry : null);
    }
}

/// <summary>The connections of an app in a customer's tenants: two queries.</summary>
internal sealed record ConnectionsOfApp(IReadOnlyDictionary<Guid, TenantConnection> ByTenant, IReadOnlyDictionary<Guid, ConnectionTokens> Tokens)
{
    public static async Task<ConnectionsOfApp> Of(Work work, Guid app)
    {
        var rows = await work.Db.Set<TenantConnection>().Where(one => one.AppId == app).ToDictionaryAsync(one => one.TenantId);
        var ids = rows.Values.Select(one => one.Id).ToList();
        return new(rows, await work.Db.Set<ConnectionTokens>().Where(tokens => ids.Contains(tokens.ConnectionId)).ToDictionaryAsync(t => t.ConnectionId));
    }

    /// <summary>The connection in a tenant; null: there is none.</summary>
    public ConnectionView? In(Guid tenant, OAuthProvider? serving, string app, bool mayConfigure, MarketplacePeople people) =>
        ByTenant.GetValueOrDefault(tenant) is { } row
            ? ConnectionView.Of(row, Tokens.GetValueOrDefault(row.Id), serving, app, mayConfigure ? people.View(row.By) : null)
            : null;
}

/// <summary>A connection as it is stored, for the app itself.</summary>
/// <param name="Id">The connection.</param>
/// <param name="Customer">The customer.</param>
/// <param name="State">How it is.</param>
/// <param name="Access">The access token, sealed; null: there is none with enough of its life left.</param>
/// <param name="Expires">When the access token expires; null: the provider does not say.</param>
/// <param name="Scopes">What the provider gave.</param>
public sealed record SealedConnection(
    Guid Id, Guid Customer, ConnectionState State, string? Access, DateTimeOffset? Expires, IReadOnlyList<string> Scopes)
{
    internal static async Task<SealedConnection?> Of(Work work, AppStep step, AppVersion serving)
    {
        if (serving.ReadProvider is not { } provider || await TenantConnection.Of(work, step) is not { } row) return null;
        var tokens = await ConnectionTokens.Of(work, row.Id);
        var state = ConnectionView.Of(row, tokens, provider, step.App.Name, null).State;
        var good = state is ConnectionState.Connected or ConnectionState.Failing && tokens?.IsGood(work.Now) == true ? tokens : null;
        return new(row.Id, row.CustomerId, state, good?.SealedAccess, good?.Expires, row.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    internal OpenConnection Open(Seal seal) => new(
        State, Access is null ? null : seal.TryOpen(Access, Customer.ToString(), Id.ToString()), Access is null ? null : Expires, Scopes);
}

/// <summary>A connection as the app itself reads it. It never reads a refresh token: Usher renews.</summary>
/// <param name="State">How it is.</param>
/// <param name="AccessToken">The access token; null: there is none with a tenth of its life left. Never logged.</param>
/// <param name="Expires">When it expires; null: the provider does not say.</param>
/// <param name="Scopes">What the provider gave.</param>
public sealed record OpenConnection(ConnectionState State, string? AccessToken, DateTimeOffset? Expires, IReadOnlyList<string> Scopes)
{
    /// <inheritdoc/>
    public override string ToString() => State.ToString();
}
