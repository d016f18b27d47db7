using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>Mutes an account: no note, no direct message. The calls stay readable. Asks nothing of what calls there are.</summary>
/// <param name="Account">The account as a call names it.</param>
public sealed record MuteAccount(string? Account) : Change<Nothing, MutedAccountView>
{
    /// <summary>How many one may mute.</summary>
    internal const int Most = 200;

    private const int LongestAccount = 500;

    /// <inheritdoc/>
    public override Permission Needs => Permission.PreferenceEdit;

    private string Key => Folding.Same(Account!);

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Oneself.Find(work, notificationsOnly: true);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Nothing found)
    {
        if (Account is null or { Length: > LongestAccount } || Key.Length == 0)
            return new Invalid("/account", "Enter the account's name, up to 500 characters.");
        return await work.Db.Set<MutedAccount>().CountAsync(m => m.UserId == work.Actor.Id && m.AccountKey != Key) >= Most
            ? new TooManyMuted()
            : null;
    }

    /// <inheritdoc/>
    public override async Task<MutedAccountView> Run(Work work, Nothing found)
    {
        var muted = await work.Db.Set<MutedAccount>().FirstOrDefaultAsync(m => m.UserId == work.Actor.Id && m.AccountKey == Key);
        if (muted is null)
            work.Db.Add(muted =
                new MutedAccount { Id = work.NewId(), UserId = work.Actor.Id, Account = Account!.Trim(), AccountKey = Key });
        return new(muted.Id, muted.Account);
    }
}

/// <summary>A muted account as the one who muted it sees it.</summary>
/// <param name="Id">By which it is unmuted.</param>
/// <param name="Account">Its name.</param>
public sealed record MutedAccountView(Guid Id, string Account);

/// <summary>One more account than one may mute.</summary>
public sealed record TooManyMuted() : Refusal($"You have muted {MuteAccount.Most} accounts, which is the most you can. Unmute one first.");

/// <summary>Unmutes an account. What is not muted stays so.</summary>
/// <param name="Id">The muted account.</param>
public sealed record UnmuteAccount(Guid Id) : Change<Nothing, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PreferenceEdit;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Oneself.Find(work, notificationsOnly: true);

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Nothing found)
    {
        if (await work.Db.Set<MutedAccount>().FirstOrDefaultAsync(m => m.Id == Id && m.UserId == work.Actor.Id) is { } muted)
            work.Db.Remove(muted);
        return Nothing.Value;
    }
}

/// <summary>The accounts that one has muted, by name: there are few at most.</summary>
public sealed record ListMutedAccounts : Listing<Nothing, Page<MutedAccountView>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PreferenceEdit;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Oneself.Find(work, notificationsOnly: true);

    /// <inheritdoc/>
    public override async Task<Page<MutedAccountView>> Run(Work work, Nothing found)
    {
        var muted = await work.Db.Set<MutedAccount>().Where(m => m.UserId == work.Actor.Id)
            .Select(m => new MutedAccountView(m.Id, m.Account)).ToListAsync();
        return Part(work, muted, account => new(account.Account, account.Id), work.Order.Compare);
    }
}
