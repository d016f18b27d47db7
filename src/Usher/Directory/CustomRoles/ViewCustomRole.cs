using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>One custom role: the apps picked on it and how many people have it.</summary>
/// <param name="Role">The role, by slug.</param>
public sealed record ViewCustomRole(string Role) : Query<CustomRole, CustomRoleView>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CustomRoleManage;

    /// <inheritdoc/>
    public override Task<Found<CustomRole>?> Find(Work work) => OneCustomRole.Find(work, Role);

    /// <inheritdoc/>
    public override Task<CustomRoleView> Run(Work work, CustomRole found) =>
        Task.FromResult(CustomRoleView.Of(work, work.Customer.Facts.CustomRoles.First(role => role.Id == found.Id), found.Revision));
}

/// <summary>A custom role as those who manage them read it.</summary>
/// <param name="Id">Its id, as the audit trail names it.</param>
/// <param name="Slug">Its short name.</param>
/// <param name="Name">The name that people see.</param>
/// <param name="Apps">The apps picked on it, by name.</param>
/// <param name="Holders">How many users have it, deactivated ones among them.</param>
/// <param name="Revision">Which state of it this is.</param>
public sealed record CustomRoleView(
    Guid Id, string Slug, string Name, IReadOnlyList<ThingView> Apps, int Holders, int Revision) : IRevisedView
{
    internal static CustomRoleView Of(Work work, CustomRoleFacts role, int revision) => new(
        role.Id, role.Slug, role.Called, ThingView.Of(work, work.Customer.Apps.Where(app => role.Apps.Contains(app.Id))),
        OneCustomRole.Holders(work, role.Id), revision);
}

/// <summary>Finds a custom role, and who has it.</summary>
internal static class OneCustomRole
{
    /// <summary>Null: the customer has none of that slug.</summary>
    public static async Task<Found<CustomRole>?> Find(Work work, string slug) =>
        await work.Db.CustomRoles.FirstOrDefaultAsync(role => role.Slug == slug) is { } role ? new(Target.Of(work.Customer), role) : null;

    /// <summary>How many have it, deactivated ones too: it comes back with them.</summary>
    public static int Holders(Work work, Guid role) => work.Customer.Facts.Users.Count(user => user.CustomRolesAt(work.Now).Contains(role));

    /// <summary>Notifies those who have it of what became of it.</summary>
    public static void TellHolders(Work work, Guid role, string words) =>
        work.TellThose(user => user.User!.CustomRolesAt(work.Now).Contains(role), DirectoryNotices.CustomRoles, words: words);
}
