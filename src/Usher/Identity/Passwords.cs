using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Identity;

/// <summary>
/// The e-mail address and password do not belong together: one answer for all reasons, so that nobody learns who has an account.
/// </summary>
public sealed record SignInRefused() : Refusal("The e-mail address or the password is wrong.");

/// <summary>The password is right, and every customer that the person is a user of is closed.</summary>
public sealed record OrganizationClosed()
    : Refusal("Your organization is closed in Usher, so nobody in it can sign in. Nothing was deleted. Contact your vendor's support.");

/// <summary>The one-time link is used up, too old, or none.</summary>
public sealed record LinkNotValid() : Refusal("This link was already used or has expired. Request a new one.");

/// <summary>What becomes of somebody's personal keys when their sessions end.</summary>
public enum OnKeys
{
    /// <summary>They stop working: whoever had the password may have made one.</summary>
    Revoke,

    /// <summary>They go on.</summary>
    Keep,
}

/// <summary>
/// Sign-in by password: ASP.NET Core Identity hashes and checks; saving is the gate's. Wrong attempts are counted by source and account
/// together, and by source (<see cref="Tries"/>, <see cref="Allowance"/>); hashes are worked out one after another, apart from the requests
/// (<see cref="Hashing"/>).
/// </summary>
/// <param name="store">The database.</param>
/// <param name="gate">Writes what is allowed.</param>
/// <param name="refusals">Where wrong passwords are noted.</param>
/// <param name="clock">The server's time.</param>
/// <param name="hasher">Hashes and checks; null: as ASP.NET Core Identity does by itself (PBKDF2 with HMAC-SHA512).</param>
public sealed class Passwords(Store store, Gate gate, RefusalLog refusals, TimeProvider clock, IPasswordHasher<Account>? hasher = null)
{
    private readonly IPasswordHasher<Account> _hasher = hasher ?? new PasswordHasher<Account>();

    /// <summary>What a wrong address is checked against, so that it takes as long as a right one.</summary>
    private readonly string _nobodys = (hasher ?? new PasswordHasher<Account>()).HashPassword(new Account(), Guid.NewGuid().ToString());

    private readonly Hashing _hashing = new();
    private readonly Tries _tries = new();

    /// <summary>Whoever tries many addresses from one source has 30 wrong passwords, and then one in ten seconds.</summary>
    private readonly Allowance _sources = new(30, TimeSpan.FromSeconds(10));

    /// <summary>Counted apart from signing in: strangers who try an address keep nobody who is signed in from a new password.</summary>
    private readonly Tries _changes = new();

    /// <summary>Signs a person in to their first membership. An address that nobody has takes the same steps as a wrong password.</summary>
    /// <param name="email">Their address.</param>
    /// <param name="password">Their password, as it was typed.</param>
    /// <param name="source">Where the attempt comes from.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The cookie of a new session; <see cref="SignInRefused"/>; <see cref="OrganizationClosed"/>, to the right password alone;
    /// <see cref="TooManyAttempts"/>, whatever the password.</returns>
    public Task<Outcome<string>> SignIn(string email, string password, Source source, CancellationToken ct)
    {
        // What is no address is one that nobody has.
        var (name, now) = (Inputs.Email(email) ?? "", clock.GetUtcNow());
        return new Steps<(Account? Account, Membership? Place, bool IsClosed), bool, string>
        {
            Decide = async ct =>
            {
                if (Begin(source, name, now) is { } wait) return Refused(wait);
                await using var db = store.Context(Guid.Empty);
                return await Membership.OfAddress(db, name, ct);
            },
            // The slow hash is worked out before any turn to write begins, and whether or not there is such a person.
            Call = (known, ct) => Judge(source, () => Matches(known.Account?.PasswordHash, password), () => Undo(source, name), ct),
            Store = async (known, isRight) =>
            {
                if (isRight && known is { Account: { } account, Place: { } place }) return await Enter(account, place, source, name);
                // Whoever knows the password hears why it is of no use; nobody else learns that there is such a person.
                if (isRight && known.IsClosed)
                {
                    Forget(source, name);
                    return new OrganizationClosed();
                }

                // Who tried is not known: it is no act of whose address it is, and stands in their history.
                var tried = new Caller(ActorKind.System, Guid.Empty, known.Place?.Customer ?? Guid.Empty, Door.Console);
                refusals.Add(tried, "SignIn", Permission.ProfileEdit, new SignInRefused(), now, known.Place?.Id);
                return new SignInRefused();
            },
            Undo = null,
            Within = Hashing.Longest,
            Late = Hashing.NoRoom,
        }.Run(clock, ct);
    }

    private Task<Outcome<string>> Enter(Account account, Membership place, Source source, string name)
    {
        Forget(source, name);
        return gate.Effect<Outcome<string>>(place.Customer, "SignIn", Section.Connect, Sessions.By(place), async work =>
        {
            // As things stand under the lock: the password may have changed, the person may have been deactivated.
            var isStill = await work.Db.Accounts.AnyAsync(a => a.Id == account.Id && a.PasswordHash == account.PasswordHash)
                && (await Membership.Of(work.Db, account.Id, default)).Contains(place);
            return isStill ? await Sessions.Begin(work, account.Id, place) : new SignInRefused();
        });
    }

    /// <summary>
    /// Sets a password by a link that was sent to the person's own address, and accepts the membership it was sent for. Ends all older
    /// sessions.
    /// </summary>
    /// <param name="link">The link's token.</param>
    /// <param name="password">The new password, as it was typed.</param>
    /// <param name="keys">What becomes of the person's keys.</param>
    /// <param name="source">Where the attempt comes from.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The cookie of a new session; <see cref="LinkNotValid"/>; what <see cref="PasswordRules"/> refuse;
    /// <see cref="TooManyAttempts"/>.</returns>
    public Task<Outcome<string>> SetPassword(string link, string password, OnKeys keys, Source source, CancellationToken ct)
    {
        var text = PasswordRules.Text(password);
        return new Steps<(OneTimeLink Link, Membership Holder), string, string>
        {
            Decide = async ct =>
            {
                if (SecretToken.Parse(link) is not { } token) return new LinkNotValid();
                await using var db = store.Context(Guid.Empty);
                var row = await db.Set<OneTimeLink>().AsNoTracking().FirstOrDefaultAsync(l => l.Id == token.Id, ct);
                if (row is null || !token.Matches(row.Hash) || row.Expires <= clock.GetUtcNow()) return new LinkNotValid();
                if ((await Membership.Of(db, row.AccountId, ct)).FirstOrDefault(one => one.Customer == row.CustomerId) is not { } holder)
                    return new LinkNotValid();
                return PasswordRules.Refuse(text, await PasswordRules.DetailsOf(db, row.AccountId, ct)) is { } no ? no : (row, holder);
            },
            Call = (_, ct) => _hashing.Try(source, () => Hash(text!), ct),
            Store = async (known, hash) =>
            {
                if (keys == OnKeys.Revoke)
                    await PersonalKeys.RevokeElsewhere(store, gate, known.Link.AccountId, known.Link.CustomerId, default);
                return await Choose(known.Link, known.Holder, hash, keys, source);
            },
            Undo = null,
            Within = Hashing.Longest,
            Late = Hashing.NoRoom,
        }.Run(clock, ct);
    }

    private async Task<Outcome<string>> Choose(OneTimeLink link, Membership holder, string hash, OnKeys keys, Source source)
    {
        string? email = null;
        Outcome<string> chosen;
        try
        {
            chosen = await gate.Effect<Outcome<string>>(link.CustomerId, "SetPassword", Section.Connect, Sessions.By(holder), async work =>
            {
                var mine = await work.Db.Set<OneTimeLink>().FirstOrDefaultAsync(l => l.Id == link.Id);
                var place = (await Membership.Of(work.Db, link.AccountId, default)).FirstOrDefault(p => p.Customer == link.CustomerId);
                if (mine is null || mine.Expires <= work.Now || place is null) return new LinkNotValid();
                work.Db.RemoveRange(await work.Db.Set<Session>().Where(s => s.AccountId == link.AccountId).ToListAsync());
                if (keys == OnKeys.Revoke) await ApiKey.RevokeAll(work, place.Id);
                if (place.Kind == ActorKind.User) (await work.Db.Users.FirstAsync(u => u.Id == place.Id)).Accepted ??= work.Now;
                var account = await work.Db.Accounts.FirstAsync(a => a.Id == link.AccountId);
                if (account.PasswordHash is not null) work.Tell(place.Id, IdentityNotices.Password);
                email = account.NormalizedEmail;
                account.EmailConfirmed = true;
                await Set(work, account, hash);
                return await Sessions.Begin(work, link.AccountId, place);
            });
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another link of the same person was used at this very moment.
            return new LinkNotValid();
        }

        // Whoever tried the address before keeps nobody from the new password.
        if (chosen.Refused is null && email is not null) _tries.Forget(source, email);
        return chosen;
    }

    /// <summary>Changes the password of whoever is signed in, when they know the former one.</summary>
    /// <param name="caller">Who is signed in.</param>
    /// <param name="former">The password there is, as it was typed.</param>
    /// <param name="password">The new one, as it was typed.</param>
    /// <param name="keys">What becomes of the person's keys.</param>
    /// <param name="source">Where the attempt comes from.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns><see cref="WrongPassword"/>; what <see cref="PasswordRules"/> refuse; <see cref="TooManyAttempts"/>; whatever
    /// <see cref="ChangePassword"/> is refused for.</returns>
    public Task<Outcome<Nothing>> Change(Caller caller, string former, string password, OnKeys keys, Source source, CancellationToken ct)
    {
        var (text, now) = (PasswordRules.Text(password), clock.GetUtcNow());
        return new Steps<(string Name, Account? Account, IReadOnlyList<string> Details), string?, Nothing>
        {
            Decide = async ct =>
            {
                var methods = await gate.Run(caller, new ViewSignInMethods(), ct);
                if (methods.Refused is { } refused) return refused;
                var name = Normalize(methods.Value!.Email);
                if (_changes.Begin(source, name, now) is { } wait) return Refused(wait);
                await using var db = store.Context(Guid.Empty);
                var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.NormalizedEmail == name, ct);
                return (name, account, account is null ? [] : await PasswordRules.DetailsOf(db, account.Id, ct));
            },
            Call = async (known, ct) =>
            {
                var was = known.Account?.PasswordHash;
                var judged = await Judge(source, () => (IsFormer: Matches(was, former), IsNew: Matches(was, password)),
                    () => _changes.Undo(source, known.Name), ct);
                if (judged.Refused is { } noRoom) return noRoom;
                // The same request again, whose answer did not arrive: it is done already.
                if (judged.Value is { IsFormer: false, IsNew: true }) return (string?)null;
                if (!judged.Value.IsFormer)
                {
                    refusals.Add(caller, nameof(ChangePassword), Permission.ProfileEdit, new WrongPassword(), now);
                    return new WrongPassword();
                }

                _changes.Forget(source, known.Name);
                if (PasswordRules.Refuse(text, known.Details) is { } no) return no;
                return await _hashing.Try<string?>(source, () => Hash(text!), ct);
            },
            Store = async (known, hash) =>
            {
                if (hash is null) return Nothing.Value;
                if (keys == OnKeys.Revoke) await PersonalKeys.RevokeElsewhere(store, gate, known.Account!.Id, caller.Home, default);
                return await gate.Run(caller, new ChangePassword(known.Account!.PasswordHash!, hash, keys));
            },
            Undo = null,
            Within = Hashing.Longest,
            Late = Hashing.NoRoom,
        }.Run(clock, ct);
    }

    /// <summary>Writes a password down, inside the act that lets it be.</summary>
    internal static async Task Set(Work work, Account account, string hash)
    {
        await OneTimeLink.Forget(work, account.Id, work.Db.CustomerId);
        using var accounts = Manager(work.Db);
        account.PasswordHash = hash;
        await accounts.UpdateSecurityStampAsync(account);
    }

    /// <summary>E-mail addresses compare in lower case.</summary>
    public static string Normalize(string email) => email.Trim().ToLowerInvariant();

    /// <summary>How long an attempt from there at this address has to wait; null: it is counted, and may be judged.</summary>
    private TimeSpan? Begin(Source source, string name, DateTimeOffset now)
    {
        if (_sources.Take(source.Name, now) is { } wait) return wait;
        if (_tries.Begin(source, name, now) is not { } longer) return null;
        _sources.GiveBack(source.Name);
        return longer;
    }

    /// <summary>The password was right: what was tried before counts no more.</summary>
    private void Forget(Source source, string name)
    {
        _tries.Forget(source, name);
        _sources.GiveBack(source.Name);
    }

    private void Undo(Source source, string name)
    {
        _tries.Undo(source, name);
        _sources.GiveBack(source.Name);
    }

    /// <summary>Judges an attempt that was counted; one that is not judged, for want of room or time, is not counted.</summary>
    private async Task<Outcome<T>> Judge<T>(Source source, Func<T> judge, Action undo, CancellationToken ct)
    {
        var isJudged = false;
        try
        {
            var judged = await _hashing.Try(source, judge, ct);
            isJudged = judged.Refused is null;
            return judged;
        }
        finally
        {
            if (!isJudged) undo();
        }
    }

    private static TooManyAttempts Refused(TimeSpan wait)
    {
        Telemetry.Refused(nameof(TooManyAttempts), Door.Console);
        return new(wait);
    }

    /// <summary>Whether a password is the one of a hash; against no hash, and for what is no text, it takes as long and is not.</summary>
    private bool Matches(string? hash, string password)
    {
        var text = PasswordRules.Text(password);
        var isRight = _hasher.VerifyHashedPassword(new(), hash ?? _nobodys, text ?? "") != PasswordVerificationResult.Failed;
        return isRight && hash is not null && text is not null;
    }

    private string Hash(string password) => _hasher.HashPassword(new Account(), password);

    private static UserManager<Account> Manager(UsherDb db) => new(
        new UserOnlyStore<Account, UsherDb, Guid>(db) { AutoSaveChanges = false },
        new OptionsWrapper<IdentityOptions>(new()), new PasswordHasher<Account>(), [], [], new LowerCase(), new IdentityErrorDescriber(),
            EmptyServices.Instance, NullLogger<UserManager<Account>>.Instance);

    private sealed class LowerCase : ILookupNormalizer
    {
        public string? NormalizeEmail(string? email) => email is null ? null : Normalize(email);

        public string? NormalizeName(string? name) => name is null ? null : Normalize(name);
    }

    private sealed class EmptyServices : IServiceProvider
    {
        public static readonly EmptyServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}
