using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>The vendor's own people, by name, for those who make Support Users.</summary>
/// <param name="Query">Words of a name or address, in any order; null: all.</param>
public sealed record ListStaff(string? Query = null) : Listing<Nothing, Page<StaffLine>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.SupportUserGrant;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Task.FromResult<Found<Nothing>?>(new(Target.Platform, Nothing.Value));

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Nothing found) => Sought.Fault(Query) ?? await base.Check(work, found);

    /// <inheritdoc/>
    public override async Task<Page<StaffLine>> Run(Work work, Nothing found)
    {
        var (platform, words) = (await work.Snapshots.Platform(CancellationToken.None), Folding.Sought(Query));
        var staff = platform.Staff.Select(member => member.StaffMember!)
            .Where(member => Folding.Finds(words, $"{member.Name} {member.Email}"));
        var page = await ByName(work, staff, member => member.Id, member => member.Name, platform.Version);
        return page.Show(member =>
            new StaffLine(member.Id, member.Name, member.Email, Roles.Name(Roles.Column(member.Role)), member.Active, End(work, member)));
    }

    /// <summary>Whether the caller may end it: as the act itself decides.</summary>
    private static May End(Work work, StaffFacts member) => !member.Active
        ? new(false, "This role has ended.")
        : May.Ask(work, new EndStaffRole(member.Role, member.Email).Needs, Target.Platform with { Subject = member.Id });
}

/// <summary>One of the vendor's own people in a list.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Name">Their name.</param>
/// <param name="Email">Their address.</param>
/// <param name="Role">Their role, as the law writes it.</param>
/// <param name="Active">Whether it has not ended.</param>
/// <param name="End">Whether the caller may end it.</param>
public sealed record StaffLine(Guid Id, string Name, string Email, string Role, bool Active, May End);
