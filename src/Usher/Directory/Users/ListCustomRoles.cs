using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Lists custom roles with the apps picked on them and how many people hold them.</summary>
public sealed record ListCustomRoles : Query<CustomerSnapshot, Page<CustomRoleView>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CustomRoleManage;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Page<CustomRoleView>> Run(Work work, CustomerSnapshot found)
    {
        var apps = found.Facts.Apps.ToDictionary(a => a.Id, a => a.Slug);
        var roles = await work.Db.CustomRoles.OrderBy(r => r.Name).ToListAsync();
        return new([.. roles.Select(role => new CustomRoleView(
            role.Slug, role.Name,
            [.. found.Facts.CustomRoles.FirstOrDefault(r => r.Id == role.Id)?.Apps.Select(app => apps.GetValueOrDefault(app, "")).Where(slug => slug.Length > 0) ?? []],
            found.Facts.Users.Count(u => u.CustomRoles.Contains(role.Id)), role.Revision))], null);
    }
}

/// <summary>A custom role as those who manage them read it.</summary>
public sealed record CustomRoleView(string Slug, string Name, IReadOnlyList<string> Apps, int Holders, int Revision);
