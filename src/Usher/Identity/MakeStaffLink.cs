using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Identity;

/// <summary>
/// Makes the one-time link by which a member of staff sets a password. The Platform Team makes it on the host and sends it to the person's
/// own address.
/// </summary>
/// <param name="Email">The member of staff's address.</param>
public sealed record MakeStaffLink(string Email) : Change<StaffMember, LinkMade>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.SuperUserGrant;

    /// <inheritdoc/>
    public override async Task<Found<StaffMember>?> Find(Work work)
    {
        var email = Inputs.Email(Email);
        return await work.Db.Staff.FirstOrDefaultAsync(s => s.Email == email && s.Active) is { } member
            ? new(Target.Platform, member)
            : null;
    }

    /// <inheritdoc/>
    public override async Task<LinkMade> Run(Work work, StaffMember found)
    {
        work.Concerns(found.Id);
        await OneTimeLink.Forget(work, found.Id, Guid.Empty);
        return new(await OneTimeLink.New(work, found.Id, Guid.Empty));
    }
}
