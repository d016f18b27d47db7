using Microsoft.EntityFrameworkCore;
using Usher.Data;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Makes an account a Support User (by a Super User or the Platform Team) or a Super User (by the Platform Team alone, rule 4).
/// </summary>
/// <param name="Role">The role.</param>
/// <param name="Email">The account's address.</param>
/// <param name="Name">The name that people see.</param>
public sealed record GrantStaffRole(StaffRole Role, string Email, string Name) : Change<StaffMember?, Guid>
{
    /// <inheritdoc/>
    public override Permission Needs => Role == StaffRole.SuperUser ? Permission.SuperUserGrant : Permission.SupportUserGrant;

    /// <inheritdoc/>
    public override async Task<Found<StaffMember?>?> Find(Work work)
    {
        var email = Inputs.Email(Email);
        var member = await work.Db.Staff.FirstOrDefaultAsync(s => s.Email == email);
        return new(Target.Platform with { Subject = member?.Id }, member);
    }

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, StaffMember? found)
    {
        if (Inputs.Unread(("/email", Inputs.Email(Email), Inputs.EmailSentence),
            ("/name", Inputs.Name(Name), Inputs.NameSentence)) is { } unread)
            return unread;
        if (found is { Active: true } && found.Role == Role) return new HoldsRole();
        if (found is { Active: true, Role: StaffRole.SuperUser } && work.Actor.Kind != ActorKind.PlatformTeam)
            return new RoleAboveYourOwn("Support User");
        var email = Inputs.Email(Email);
        return await work.Db.Everywhere(Across.StaffOrUser, () => work.Db.Users.IgnoreQueryFilters().AnyAsync(u => u.Email == email))
            ? new AccountIsUser()
            : null;
    }

    /// <inheritdoc/>
    public override async Task<Guid> Run(Work work, StaffMember? found)
    {
        var account = await Newcomer.AccountOf(work, Inputs.Email(Email)!);
        if (found is null)
        {
            found = new StaffMember { Id = account.Id, Email = account.Email!, Name = Inputs.Name(Name)!, Role = Role };
            work.Db.Staff.Add(found);
        }
        else
        {
            work.Tell(found.Id, DirectoryNotices.StaffRole, null, $"{work.Speaker} gave you the role {Roles.Name(Roles.Column(Role))}.");
        }

        if (account.PasswordHash is null) work.Publish(new InvitePerson(account.Id, Guid.Empty));
        (found.Role, found.Name, found.Active) = (Role, Inputs.Name(Name)!, true);
        return found.Id;
    }
}

/// <summary>They have the role.</summary>
public sealed record HoldsRole() : Refusal("This person already has that role.");

/// <summary>An account is staff or a user, never both.</summary>
public sealed record AccountIsUser() : Refusal("This e-mail address belongs to a customer's user, so it can't become staff.");
