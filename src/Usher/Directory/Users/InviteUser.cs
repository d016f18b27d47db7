using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Invites somebody into the own organization: as User and Default User, with no tenant.</summary>
/// <param name="Who">Address and names.</param>
public sealed record InviteUser(Newcomer Who) : Change<CustomerSnapshot, Guid>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.DirectoryMaintain;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, CustomerSnapshot found) => await Who.Fault(work) ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<Guid> Run(Work work, CustomerSnapshot found) => (await Who.Join(work, addedByStaff: false)).Id;
}
