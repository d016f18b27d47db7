using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Identity;

/// <summary>How one may sign in. No key sees it: of the profile it reaches notification choices only (rule 25).</summary>
public sealed record ViewSignInMethods : Query<Account, SignInMethods>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override Task<Found<Account>?> Find(Work work) => OwnAccount.Find(work);

    /// <inheritdoc/>
    public override Task<SignInMethods> Run(Work work, Account found) =>
        Task.FromResult(new SignInMethods(found.Email!, found.PasswordHash is not null));
}

/// <summary>How someone can sign in.</summary>
/// <param name="Email">The address they are known by.</param>
/// <param name="Password">Whether they have chosen a password; without one they sign in with a link sent to that address.</param>
public sealed record SignInMethods(string Email, bool Password);

/// <summary>The account behind a person: one for all their memberships.</summary>
internal static class OwnAccount
{
    public static async Task<Found<Account>?> Find(Work work)
    {
        if (await Oneself.Find(work) is not { } oneself) return null;
        var (me, isStaff) = (work.Actor.Id, work.Actor.Kind == ActorKind.Staff);
        var account = await work.Db.Accounts.FirstOrDefaultAsync(a => isStaff
            ? a.Id == me
            : work.Db.Set<User>().Any(u => u.Id == me && u.AccountId == a.Id));
        return account is null ? null : new(oneself.Target, account);
    }
}
