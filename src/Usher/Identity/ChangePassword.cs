using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Identity;

/// <summary>
/// Changes one's own password, once <see cref="Passwords.Change"/> has found the former one right: the slow hash is worked out before any
/// turn to write is taken. Every other session of the account ends; no key changes it (rule 25).
/// </summary>
/// <param name="Was">The hash that the former password was found right against.</param>
/// <param name="Hash">The new one.</param>
/// <param name="Keys">What becomes of one's keys.</param>
public sealed record ChangePassword(string Was, string Hash, OnKeys Keys = OnKeys.Revoke) : Change<Account, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override Task<Found<Account>?> Find(Work work) => OwnAccount.Find(work);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Account found) =>
        Task.FromResult<Refusal?>(found.PasswordHash == Was ? null : new WrongPassword());

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Account found)
    {
        await Passwords.Set(work, found, Hash);
        work.Db.RemoveRange(await work.Db.Set<Session>().Where(s => s.AccountId == found.Id && s.Id != work.Caller.Session).ToListAsync());
        if (Keys == OnKeys.Revoke) await ApiKey.RevokeAll(work, work.Actor.Id);
        work.Concerns(work.Actor.Id);
        work.Tell(work.Actor.Id, IdentityNotices.Password);
        return Nothing.Value;
    }
}

/// <summary>The former password is not that one.</summary>
public sealed record WrongPassword() : Refusal("That isn't your password."), IAtMember
{
    /// <inheritdoc/>
    public string Pointer => "/former";
}
