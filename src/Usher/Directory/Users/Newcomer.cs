using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Somebody who becomes a user of a customer.</summary>
/// <param name="Email">Their address.</param>
/// <param name="FirstName">First name.</param>
/// <param name="LastName">Last name; may be empty.</param>
public sealed record Newcomer(string Email, string FirstName, string? LastName = null)
{
    /// <summary>Reads the address and names, and looks whether the address can become a user here; null when nothing prevents it.</summary>
    internal async Task<Refusal?> Fault(Work work, string pointer = "")
    {
        var unread = Inputs.Unread(
            ($"{pointer}/email", Inputs.Email(Email), Inputs.EmailSentence),
            ($"{pointer}/firstName", Inputs.Name(FirstName), Inputs.NameSentence),
            ($"{pointer}/lastName", Inputs.OptionalName(LastName), Inputs.NameSentence));
        if (unread is not null) return unread;
        var email = Inputs.Email(Email)!;
        if (await work.Db.Users.AnyAsync(u => u.Email == email)) return new UserExists();
        return await work.Db.Staff.AnyAsync(s => s.Email == email && s.Active) ? new AddressCannotBeUser() : null;
    }

    /// <summary>The new user, User and Default User, with the account that the address has or gets.</summary>
    internal async Task<User> Join(Work work, bool addedByStaff, ConnectRole role = ConnectRole.User) =>
        JoinAs(work, await AccountOf(work, Inputs.Email(Email)!), addedByStaff, role);

    /// <summary>The new user of this account.</summary>
    internal User JoinAs(Work work, Account account, bool addedByStaff, ConnectRole role)
    {
        var user = new User
        {
            Id = work.NewId(),
            AccountId = account.Id,
            Email = Inputs.Email(Email)!,
            FirstName = Inputs.Name(FirstName)!,
            LastName = Inputs.OptionalName(LastName)!,
            Connect = role,
            CustomerAdminSince = role == ConnectRole.CustomerAdmin ? work.Now : null,
            CustomerAdminBy = role == ConnectRole.CustomerAdmin ? work.Actor.Id : null,
            AddedByStaff = addedByStaff,
            AddedBy = addedByStaff ? work.Actor.Id : null,
            Since = work.Now,
            Renamed = work.Now,
        };
        work.Db.Users.Add(user);
        work.Publish(new InvitePerson(user.AccountId, work.Db.CustomerId));
        return user;
    }

    /// <summary>
    /// The account of an address, made when there is none. One that is there is touched: of two acts that make it staff here and a user
    /// there, one fails.
    /// </summary>
    internal static async Task<Account> AccountOf(Work work, string email) =>
        AccountOf(work, email, await work.Db.Accounts.Where(a => a.NormalizedEmail == email)
            .ToDictionaryAsync(a => a.NormalizedEmail!, StringComparer.Ordinal));

    /// <summary>The same, of accounts that were looked for.</summary>
    internal static Account AccountOf(Work work, string email, IReadOnlyDictionary<string, Account> found)
    {
        if (found.TryGetValue(email, out var known))
        {
            known.ConcurrencyStamp = work.NewId().ToString("N");
            return known;
        }

        var account = AccountFor(work, email);
        work.Db.Accounts.Add(account);
        return account;
    }

    /// <summary>A new account for an address, not stored yet.</summary>
    internal static Account AccountFor(Work work, string email) => new()
    {
        Id = work.NewId(),
        Email = email,
        NormalizedEmail = email,
        UserName = email,
        NormalizedUserName = email,
        SecurityStamp = work.NewId().ToString("N"),
        ConcurrencyStamp = work.NewId().ToString("N"),
    };
}

/// <summary>The address has a user here, perhaps a deactivated one.</summary>
public sealed record UserExists() : Refusal("A user with this e-mail address already exists. If they are deactivated, reactivate them."),
    IAtMember
{
    /// <inheritdoc/>
    public string Pointer => "/email";
}

/// <summary>An account is staff or a user, never both.</summary>
public sealed record AddressCannotBeUser() : Refusal("This e-mail address can't become a user here."), IAtMember
{
    /// <inheritdoc/>
    public string Pointer => "/email";
}
