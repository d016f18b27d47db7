using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Withdraws the invitation of somebody who has not signed in yet: its link stops working, and they are deactivated. Who only invites
/// withdraws no more than an invitation gives: from User and Default User, with nothing besides.
/// </summary>
/// <param name="User">The user.</param>
public sealed record WithdrawInvitation(Guid User) : Change<Person, Nothing>, IChangesAccess
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.DirectoryMaintain;

    /// <inheritdoc/>
    public override Permission? Or => Permission.UserAdd;

    /// <inheritdoc/>
    public override Task<Found<Person>?> Find(Work work) => Person.Find(work, User);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Person found) => Against(work, found) ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Person found)
    {
        found.Row.Active = false;
        await Membership.Close(work, User, found.Row.AccountId);
        return Nothing.Value;
    }

    /// <summary>What prevents it as things are; null: nothing.</summary>
    internal static Refusal? Against(Work work, Person found)
    {
        if (!found.Row.Active) return new PersonDeactivated();
        if (found.Row.SignedIn is not null) return new SignedInAlready();
        if (GrantRules.Deactivate(work.Actor, found.Facts, work.Now) is { } refusal) return refusal;
        var user = found.Facts.User!;
        var isPlain = user is { Connect: ConnectRole.User, Insights: InsightsRole.DefaultUser, CustomRoles.Count: 0, Tenants.Count: 0 };
        return isPlain || May.Ask(work, Permission.UserDeactivate, Target.Of(work.Customer) with { Subject = found.Row.Id }).Allowed
            ? null : new InvitedWithMore();
    }
}

/// <summary>Whoever only invites withdraws only what they can give.</summary>
public sealed record InvitedWithMore()
    : Refusal("This person has roles or tenants already. Somebody who can deactivate users can withdraw the invitation.");
