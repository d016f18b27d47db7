using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Changes what people call a custom role, or the apps picked on it: whoever has it can configure those from then on, and no others.
/// Its short name stays, as scopes and addresses name it by that.
/// </summary>
/// <param name="Role">The role, by slug.</param>
/// <param name="Name">A name for it from now on; null: as it is.</param>
/// <param name="Apps">The apps picked from now on, by slug; null: as they are.</param>
public sealed record EditCustomRole(string Role, string? Name = null, IReadOnlyList<string>? Apps = null)
    : Change<CustomRole, Nothing>, IChangesAccess
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CustomRoleManage;

    /// <inheritdoc/>
    public override Task<Found<CustomRole>?> Find(Work work) => OneCustomRole.Find(work, Role);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, CustomRole found) =>
        (Name is null ? null : Inputs.Unread(("/name", Inputs.Name(Name), Inputs.NameSentence)))
        ?? work.Stale(found)
        ?? (Name is null ? null : NameTaken.Among(work.Customer.Facts.CustomRoles.Where(other => other.Id != found.Id), Name))
        ?? (Apps is null || Wanted(work) is not null ? null : new NotOfThisCustomer("app"))
        ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, CustomRole found)
    {
        if (Name is not null) found.Name = Inputs.Name(Name)!;
        if (Apps is null) return Nothing.Value;

        var wanted = Wanted(work)!;
        var picked = await work.Db.Set<CustomRoleApp>().Where(app => app.RoleId == found.Id).ToListAsync();
        var (added, removed) = (wanted.Except(picked.Select(app => app.AppId)).ToList(), picked.Where(app => !wanted.Contains(app.AppId)).ToList());
        if (added.Count + removed.Count == 0) return Nothing.Value;
        work.Db.RemoveRange(removed);
        work.Db.AddRange(added.Select(app => new CustomRoleApp { RoleId = found.Id, AppId = app }));
        work.Revise(found);
        OneCustomRole.TellHolders(work, found.Id, work.AppsWords(found.Name, Named(work, added), Named(work, removed.Select(app => app.AppId))));
        return Nothing.Value;
    }

    private IReadOnlyList<Guid>? Wanted(Work work) => Ids.Of(Apps!, slug => work.Customer.App(slug));

    private static IEnumerable<INamed> Named(Work work, IEnumerable<Guid> apps) => work.Customer.Apps.Where(app => apps.Contains(app.Id));
}
