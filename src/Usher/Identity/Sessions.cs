using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Identity;

/// <summary>Who a session's cookie belongs to.</summary>
/// <param name="Caller">The caller, at the console's door.</param>
/// <param name="Token">The cookie.</param>
/// <param name="Account">The account.</param>
public sealed record SignedIn(Caller Caller, SecretToken Token, Guid Account);

/// <summary>
/// Sessions: begun by a sign-in, ended by signing out, by time, and at once by deactivation or when the customer is closed, since each
/// request looks the person up.
/// </summary>
public sealed class Sessions(Store store, Snapshots snapshots, Gate gate, TimeProvider clock)
{
    /// <summary>How long a session lasts at most.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    /// <summary>How far nodes' clocks may differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Who the cookie belongs to; null when it is none, has ended, its holder is not active any more or their customer is closed. One
    /// query by primary key.
    /// </summary>
    public async Task<SignedIn?> Find(ReadOnlyMemory<char> cookie, CancellationToken ct)
    {
        if (SecretToken.Parse(cookie.Span) is not { } token) return null;
        await using var db = store.Context(Guid.Empty);
        var session = await db.Set<Session>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == token.Id, ct);
        if (session is null || !token.Matches(session.Hash) || !IsNow(session)) return null;
        var isActive = session.HolderKind == ActorKind.Staff
            ? (await snapshots.Platform(ct)).StaffMember(session.HolderId)?.StaffMember?.Active
            : await snapshots.Customer(session.CustomerId, ct) is { Facts.Closed: false } customer
                ? customer.User(session.HolderId)?.User?.Active
                : null;
        return isActive == true
            ? new(new Caller(session.HolderKind, session.HolderId, session.CustomerId, Door.Console) { Session = session.Id }, token,
                session.AccountId)
            : null;
    }

    /// <summary>Those of these sessions that have ended, or are over by time.</summary>
    public async Task<IReadOnlyList<Guid>> Over(IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = store.Context(Guid.Empty);
        return [.. ids.Except(await db.Set<Session>().Where(s => ids.Contains(s.Id) && s.Expires > now).Select(s => s.Id).ToListAsync(ct))];
    }

    /// <summary>Begins a session in a customer, or with the staff; its entry is in the log there.</summary>
    /// <returns>The cookie.</returns>
    public async Task<string> Begin(Guid account, Membership place, CancellationToken ct) =>
        (await gate.Effect(place.Customer, "SignIn", Section.Connect, By(place), work => Begin(work, account, place), ct))
        ?? throw new InvalidOperationException("The membership is gone.");

    /// <summary>
    /// Switches to another membership of the same account: one session replaces the other, in one transaction, so that signing out
    /// everywhere meanwhile ends both.
    /// </summary>
    /// <returns>The new cookie; null when the session or the membership has ended.</returns>
    public async Task<string?> Move(SignedIn here, Membership there)
    {
        string? cookie;
        try
        {
            cookie = await gate.Effect(there.Customer, "SignIn", Section.Connect, By(there), async work =>
            {
                if (await work.Db.Set<Session>().FirstOrDefaultAsync(s => s.Id == here.Token.Id) is not { } row) return null;
                if (!(await Membership.Of(work.Db, here.Account, default)).Contains(there)) return null;
                work.Db.Remove(row);
                return await Begin(work, here.Account, there);
            });
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody ended it at this very moment.
            return null;
        }

        if (cookie is not null) await End(here);
        return cookie;
    }

    /// <summary>Ends one session.</summary>
    public Task End(SignedIn session) => gate.Effect(session.Caller.Home, "SignOut", Section.Connect, session.Caller, async work =>
    {
        work.Concerns(session.Caller.Id);
        if (await work.Db.Set<Session>().FirstOrDefaultAsync(s => s.Id == session.Token.Id) is { } row) work.Db.Remove(row);
        return true;
    });

    /// <summary>
    /// Ends every session of the account, what links to set a password it has, and unless they are kept its keys: sign out everywhere.
    /// </summary>
    public async Task EndAll(SignedIn session, OnKeys keys = OnKeys.Revoke)
    {
        if (keys == OnKeys.Revoke)
            await PersonalKeys.RevokeElsewhere(store, gate, session.Account, session.Caller.Home, CancellationToken.None);
        for (var again = true; again;)
        {
            again = false;
            try
            {
                await gate.Effect(session.Caller.Home, "SignOutEverywhere", Section.Connect, session.Caller, async work =>
                {
                    work.Concerns(session.Caller.Id);
                    work.Db.RemoveRange(await work.Db.Set<Session>().Where(s => s.AccountId == session.Account).ToListAsync());
                    await OneTimeLink.Forget(work, session.Account, session.Caller.Home);
                    if (keys == OnKeys.Revoke) await ApiKey.RevokeAll(work, session.Caller.Id);
                    return true;
                });
            }
            catch (DbUpdateConcurrencyException)
            {
                // One of them moved to another place meanwhile: it ends there.
                again = true;
            }
        }
    }

    /// <summary>Who acts when somebody signs in: the password, or the link, proved it.</summary>
    internal static Caller By(Membership place) => new(place.Kind, place.Id, place.Customer, Door.Console);

    /// <summary>Not over, and not begun by a clock that was ahead: that one would last longer than any may.</summary>
    private bool IsNow(Session session)
    {
        var now = clock.GetUtcNow();
        return session.Expires > now && session.Since <= now + Skew;
    }

    /// <summary>Begins a session inside an effect, and forgets those of the account that are over.</summary>
    internal static async Task<string> Begin(Work work, Guid account, Membership place)
    {
        // From their first session on they are nobody who was only invited.
        if (place.Kind == ActorKind.User
            && await work.Db.Users.FirstOrDefaultAsync(u => u.Id == place.Id && u.SignedIn == null) is { } newcomer)
            newcomer.SignedIn = work.Now;
        var token = SecretToken.New(Guid.CreateVersion7(work.Now));
        work.Db.Add(new Session
        {
            Id = token.Id,
            Hash = token.Hash(),
            AccountId = account,
            HolderKind = place.Kind,
            HolderId = place.Id,
            CustomerId = place.Customer,
            Since = work.Now,
            Expires = work.Now + Lifetime,
        });
        work.Concerns(place.Id);
        return token.ToString();
    }
}
