using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Deletes a custom role and, in the same change, takes it from everyone who has it (rule 5).</summary>
/// <param name="Role">The role, by slug.</param>
/// <param name="Holders">How many the caller was shown to have it; another number by now is refused, so that nobody loses it unseen.</param>
public sealed record DeleteCustomRole(string Role, int Holders = 0) : Change<CustomRole, Nothing>, IChangesAccess
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CustomRoleManage;

    /// <inheritdoc/>
    public override Task<Found<CustomRole>?> Find(Work work) => OneCustomRole.Find(work, Role);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, CustomRole found) =>
        work.Stale(found)
        ?? (OneCustomRole.Holders(work, found.Id) is var now && now != Holders ? new OthersHaveIt(now) : null)
        ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, CustomRole found)
    {
        OneCustomRole.TellHolders(work, found.Id, $"{work.Speaker} deleted your custom role {found.Name}.");
        work.Db.RemoveRange(await work.Db.Set<UserCustomRole>().Where(held => held.RoleId == found.Id).ToListAsync());
        work.Db.RemoveRange(await work.Db.Set<CustomRoleApp>().Where(app => app.RoleId == found.Id).ToListAsync());
        work.Db.Remove(found);
        return Nothing.Value;
    }
}

/// <summary>Not as many have it as the caller was shown.</summary>
/// <param name="Holders">How many have it now.</param>
public sealed record OthersHaveIt(int Holders)
    : Refusal($"{(Holders == 1 ? "1 person has" : $"{Holders} people have")} this role now. Look at who has it, then delete it.");
