using Usher.Access;
using Usher.Directory;
using Usher.Identity;
using Usher.Machines;
using Usher.Platform;
using Usher.Web.Api;

namespace Usher.Web.AuthZen;

/// <summary>Who asks for decisions.</summary>
/// <param name="May">Whether it holds <c>decision/ask</c> at this moment.</param>
/// <param name="Customer">The slug of the only customer it asks about; null: every one.</param>
/// <param name="Id">Who asks, whichever of their keys they show: an integration user or a platform key.</param>
/// <param name="Actor">An integration user as its key lets it act: a single call is one to it only if its own <c>call/read</c> reaches it.
/// Null for others, who have none.</param>
public readonly record struct Asker(bool May, string? Customer, Guid Id, Actor? Actor = null)
{
    /// <summary>The key that was shown; null: none, or a platform key, which is its own holder.</summary>
    public Guid? Key { get; init; }

    /// <summary>Whether the customer with this slug is like a missing one: to a customer's own key every other is.</summary>
    internal bool Hides(ReadOnlySpan<char> slug) => Customer is { } own && !slug.SequenceEqual(own);

    /// <summary>The vendor's people as the asker may know them: to a customer's own key there are none (rule 27).</summary>
    internal PlatformSnapshot Known(PlatformSnapshot platform) => Customer is null ? platform : PlatformSnapshot.Empty;
}

/// <summary>
/// Finds who asks by the key they show. Revoked, expired or its holder without the permission: it counts from the next question on.
/// </summary>
/// <param name="snapshots">Keys are among the facts that decide.</param>
/// <param name="sessions">Whoever is signed in is known, and has no cell for <c>decision/ask</c>.</param>
/// <param name="cookies">Where a browser's session is.</param>
/// <param name="clock">The server's time.</param>
public sealed class Askers(Snapshots snapshots, Sessions sessions, SessionCookie cookies, TimeProvider clock)
{
    private const string Scheme = "Bearer ";

    /// <summary>Who sends this request; null when nobody: no key, or one that is revoked or expired.</summary>
    public async ValueTask<Asker?> Find(HttpRequest request)
    {
        var headers = request.Headers.Authorization;
        if (headers.Count == 0) return await FindSession(request);
        if (headers is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || KeyText.Parse(header.AsSpan(Scheme.Length)) is not { } shown)
            return null;
        var now = clock.GetUtcNow();
        if (shown.Customer == Guid.Empty)
        {
            var platform = await snapshots.Platform(CancellationToken.None);
            if (platform.Key(shown.Id) is not { } key || key.Expires <= now || !shown.Matches(key)) return null;
            return new(key.HolderKind == ActorKind.PlatformKey && (key.Limit ?? default).Has(Permission.DecisionAsk), null, key.Id);
        }

        var customer = await snapshots.Customer(shown.Customer, CancellationToken.None);
        if (customer?.Key(shown.Id) is not { } own || own.Expires <= now || !shown.Matches(own)) return null;
        var actor = own.HolderKind == ActorKind.IntegrationUser ? customer.IntegrationUser(own.Holder) : customer.User(own.Holder);
        if (actor is not null) actor = own.Narrow(actor);
        return new(actor is not null && Authorizer.Decide(actor, Permission.DecisionAsk, Target.Of(customer), now).Allowed,
            customer.Facts.Slug, own.Holder, actor) { Key = own.Id };
    }

    private async ValueTask<Asker?> FindSession(HttpRequest request) =>
        cookies.Read(request) is { } cookie && await sessions.Find(cookie.AsMemory(), CancellationToken.None) is { } signedIn
            ? new(May: false, null, signedIn.Caller.Id)
            : null;
}
