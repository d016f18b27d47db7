using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Lists custom roles, by name, with the apps picked on them and how many people hold them.</summary>
/// <param name="Query">Words of a name, in any order; null: all.</param>
public sealed record ListCustomRoles(string? Query = null) : Listing<CustomerSnapshot, Page<CustomRoleView>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CustomRoleManage;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, CustomerSnapshot found) => Sought.Fault(Query) ?? await base.Check(work, found);

    /// <inheritdoc/>
    public override async Task<Page<CustomRoleView>> Run(Work work, CustomerSnapshot found)
    {
        var page = await ByName(work, Sought.Among(found.Facts.CustomRoles, Query), role => role.Id, role => role.Called);
        var ids = page.Items.Select(role => role.Id).ToList();
        var revisions = await work.Db.CustomRoles.Where(role => ids.Contains(role.Id))
            .ToDictionaryAsync(role => role.Id, role => role.Revision);
        return page.Show(role => CustomRoleView.Of(work, role, revisions.GetValueOrDefault(role.Id)));
    }
}
