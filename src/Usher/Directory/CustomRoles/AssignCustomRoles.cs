using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Sets the custom roles a user holds: those named, and no others.</summary>
/// <param name="User">Who holds them.</param>
/// <param name="Roles">The roles, by slug.</param>
public sealed record AssignCustomRoles(Guid User, IReadOnlyList<string> Roles) : Change<Person, Nothing>, IChangesAccess
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.RoleAssign;

    /// <inheritdoc/>
    public override Task<Found<Person>?> Find(Work work) => Person.Find(work, User);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Person found) =>
        work.Stale(found.Row)
        ?? (found.Row.Active ? null : new PersonDeactivated())
        ?? (Wanted(work) is { } roles ? GrantRules.CustomRoles(work.Actor, found.Facts, [.. roles]) : new NotOfThisCustomer("custom role"))
        ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Person found)
    {
        var wanted = Wanted(work)!;
        var held = await work.Db.Set<UserCustomRole>().Where(r => r.UserId == User).ToListAsync();
        var (given, removed) = (wanted.Except(held.Select(r => r.RoleId)).ToList(), held.Where(r => !wanted.Contains(r.RoleId)).ToList());
        work.Db.RemoveRange(removed);
        work.Db.AddRange(given.Select(role => new UserCustomRole { UserId = User, RoleId = role }));
        work.Revise(found.Row);
        var words = work.SetWords("custom role", Named(work, given), Named(work, removed.Select(r => r.RoleId)));
        if (words is not null) work.Tell(User, DirectoryNotices.CustomRoles, null, words);
        return Nothing.Value;
    }

    private static IEnumerable<INamed> Named(Work work, IEnumerable<Guid> roles) =>
        work.Customer.Facts.CustomRoles.Where(role => roles.Contains(role.Id));

    private IReadOnlyList<Guid>? Wanted(Work work) => Ids.Of(Roles, slug => work.Customer.CustomRole(slug));
}
