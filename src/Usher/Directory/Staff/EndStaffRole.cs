using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Ends a member of staff's role: refused everywhere, at once. Their sessions end and their keys stop working.</summary>
/// <param name="Role">The role that ends.</param>
/// <param name="Email">Whose.</param>
public sealed record EndStaffRole(StaffRole Role, string Email) : Change<StaffMember, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Role == StaffRole.SuperUser ? Permission.SuperUserGrant : Permission.SupportUserGrant;

    /// <inheritdoc/>
    public override async Task<Found<StaffMember>?> Find(Work work)
    {
        var email = Inputs.Email(Email);
        return await work.Db.Staff.FirstOrDefaultAsync(s => s.Email == email && s.Role == Role && s.Active) is { } member
            ? new(Target.Platform with { Subject = member.Id }, member)
            : null;
    }

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, StaffMember found)
    {
        found.Active = false;
        await Membership.Close(work, found.Id, found.Id);
        work.Tell(found.Id, DirectoryNotices.StaffRoleEnded, null,
            $"{work.Speaker} removed your role {Roles.Name(Roles.Column(Role))}. You can no longer sign in.");
        return Nothing.Value;
    }
}
