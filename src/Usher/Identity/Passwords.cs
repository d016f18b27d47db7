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

/// <summary>The e-mail address and password do not open anything: one answer for all reasons, so that nobody learns who has an account.</summary>
public sealed record SignInRefused() : Refusal("That e-mail address and password do not open anything here. After five wrong passwords an account rests for a quarter of an hour.");

/// <summary>The password is too weak.</summary>
public sealed record PasswordTooWeak() : Refusal("Choose a password of at least 12 characters with at least 6 different ones."), IAtMember
{
    /// <inheritdoc/>
    public string Pointer => "/password";
}

/// <summary>The one-time link is used up, too old, or none.</summary>
public sealed record LinkNotValid() : Refusal("This link is used up or too old. Ask for a new one.");

/// <summary>Sign-in by password: ASP.NET Core Identity hashes and checks; saving is the gate's.</summary>
public sealed class Passwords(Store store, Gate gate, RefusalLog refusals, TimeProvider clock)
{
    private static readonly IdentityOptions Options = new()
    {
        Password = { RequiredLength = 12, RequiredUniqueChars = 6, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false },
    };

    private static readonly PasswordHasher<Account> Hasher = new();

    private readonly Tries _tries = new();

    /// <summary>Counted apart from signing in: strangers who try an address keep nobody who is signed in from a new password.</summary>
    private readonly Tries _changes = new();

    /// <summary>What a wrong address is checked against, so that it takes as long as a right one.</summary>
    private static readonly string NobodysHash = Hasher.HashPassword(new Account(), Guid.NewGuid().ToString());

    /// <summary>Signs a person in at their first place. An address that nobody has takes the same steps as a wrong password.</summary>
    /// <returns>The cookie of a new session, or <see cref="SignInRefused"/>.</returns>
    public async Task<Outcome<string>> SignIn(string email, string password, CancellationToken ct)
    {
        // What is no address is one that nobody has.
        var (name, now) = (Inputs.Email(email) ?? "", clock.GetUtcNow());
        if (!_tries.Begin(name, now)) return new SignInRefused();
        Account? account;
        Membership? place;
        await using (var db = store.Context(Guid.Empty)) (account, place) = await Membership.OfAddress(db, name, ct);

        // The slow hash is worked out before any turn to write is taken, and whether or not there is such a person.
        var isRight = Hasher.VerifyHashedPassword(account ?? new(), account?.PasswordHash ?? NobodysHash, password) != PasswordVerificationResult.Failed;
        if (!isRight || account?.PasswordHash is null || place is null)
        {
            // Who tried is not known: it is no act of whose address it is, and stands in their history.
            var tried = new Caller(ActorKind.System, Guid.Empty, place?.Customer ?? Guid.Empty, Door.Console);
            refusals.Add(tried, "SignIn", Permission.ProfileEdit, new SignInRefused(), now, place?.Id);
            return new SignInRefused();
        }

        _tries.Forget(name);
        return await gate.Effect<Outcome<string>>(place.Customer, "SignIn", Section.Connect, async work =>
        {
            // As things stand under the lock: the password may have changed, the person may have been deactivated.
            var isStill = await work.Db.Accounts.AnyAsync(a => a.Id == account.Id && a.PasswordHash == account.PasswordHash, ct)
                && (await Membership.Of(work.Db, account.Id, ct)).Contains(place);
            return isStill ? Sessions.Begin(work, account.Id, place) : new SignInRefused();
        }, ct);
    }

    /// <summary>Sets a password by a link that was sent to the person's own address, and accepts the place it was sent for. Ends all older sessions.</summary>
    /// <returns>The cookie of a new session; <see cref="LinkNotValid"/>; <see cref="PasswordTooWeak"/>.</returns>
    public async Task<Outcome<string>> SetPassword(string link, string password, CancellationToken ct)
    {
        if (SecretToken.Parse(link) is not { } token) return new LinkNotValid();
        OneTimeLink? row;
        await using (var db = store.Context(Guid.Empty)) row = await db.Set<OneTimeLink>().AsNoTracking().FirstOrDefaultAsync(l => l.Id == token.Id, ct);
        if (row is null || !token.Matches(row.Hash)) return new LinkNotValid();
        if (IsWeak(password)) return new PasswordTooWeak();
        var hash = Hasher.HashPassword(new Account(), password);
        string? email = null;
        Outcome<string> chosen;
        try
        {
            chosen = await Choose();
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another link of the same person was used at this very moment.
            return new LinkNotValid();
        }

        // Whoever tried the address before keeps nobody from the new password.
        if (chosen.Refused is null && email is not null) _tries.Forget(email);
        return chosen;

        Task<Outcome<string>> Choose() => gate.Effect<Outcome<string>>(row.CustomerId, "SetPassword", Section.Connect, async work =>
        {
            var mine = await work.Db.Set<OneTimeLink>().FirstOrDefaultAsync(l => l.Id == token.Id, ct);
            var place = (await Membership.Of(work.Db, row.AccountId, ct)).FirstOrDefault(p => p.Customer == row.CustomerId);
            if (mine is null || mine.Expires <= work.Now || place is null) return new LinkNotValid();
            work.Db.RemoveRange(await work.Db.Set<Session>().Where(s => s.AccountId == row.AccountId).ToListAsync(ct));
            if (place.Kind == ActorKind.User) (await work.Db.Users.FirstAsync(u => u.Id == place.Id, ct)).Accepted ??= work.Now;
            var account = await work.Db.Accounts.FirstAsync(a => a.Id == row.AccountId, ct);
            if (account.PasswordHash is not null) work.Tell(place.Id, AccessNews.Password);
            email = account.NormalizedEmail;
            account.EmailConfirmed = true;
            await Set(work, account, hash);
            return Sessions.Begin(work, row.AccountId, place);
        }, ct);
    }

    /// <summary>Changes the password of whoever is signed in, when they know the former one.</summary>
    /// <returns><see cref="WrongPassword"/>; <see cref="PasswordTooWeak"/>; whatever <see cref="ChangePassword"/> is refused for.</returns>
    public async Task<Outcome<Nothing>> Change(Caller caller, string former, string password, CancellationToken ct)
    {
        var methods = await gate.Run(caller, new ViewSignInMethods(), ct);
        if (methods.Refused is { } refused) return refused;
        var (name, now) = (Normalize(methods.Value!.Email), clock.GetUtcNow());
        if (!_changes.Begin(name, now)) return new WrongPassword();
        string? was;
        await using (var db = store.Context(Guid.Empty)) was = await db.Accounts.Where(a => a.NormalizedEmail == name).Select(a => a.PasswordHash).FirstOrDefaultAsync(ct);
        if (Hasher.VerifyHashedPassword(new(), was ?? NobodysHash, former) == PasswordVerificationResult.Failed || was is null)
        {
            // The same request again, whose answer did not arrive: it is done already.
            if (was is not null && Hasher.VerifyHashedPassword(new(), was, password) != PasswordVerificationResult.Failed) return Nothing.Value;
            refusals.Add(caller, nameof(ChangePassword), Permission.ProfileEdit, new WrongPassword(), now);
            return new WrongPassword();
        }

        _changes.Forget(name);
        return IsWeak(password) ? new PasswordTooWeak() : await gate.Run(caller, new ChangePassword(was, Hasher.HashPassword(new Account(), password)));
    }

    /// <summary>Writes a password down, inside the act that lets it be.</summary>
    internal static async Task Set(Work work, Account account, string hash)
    {
        await OneTimeLink.Forget(work, account.Id, work.Db.CustomerId);
        using var accounts = Manager(work.Db);
        account.PasswordHash = hash;
        await accounts.UpdateSecurityStampAsync(account);
    }

    private static bool IsWeak(string password) =>
        password.Length > 200 || password.Length < Options.Password.RequiredLength || password.Distinct().Count() < Options.Password.RequiredUniqueChars;

    /// <summary>E-mail addresses compare in lower case.</summary>
    public static string Normalize(string email) => email.Trim().ToLowerInvariant();

    private static UserManager<Account> Manager(UsherDb db) => new(
        new UserOnlyStore<Account, UsherDb, Guid>(db) { AutoSaveChanges = false },
        new OptionsWrapper<IdentityOptions>(Options), Hasher, [], [], new LowerCase(), new IdentityErrorDescriber(), EmptyServices.Instance, NullLogger<UserManager<Account>>.Instance);

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
