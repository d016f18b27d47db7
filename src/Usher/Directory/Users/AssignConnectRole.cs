using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Gives a user a role in Connect: User or Customer Admin.</summary>
/// <param name="User">Who gets it.</param>
/// <param name="Role">The role.</param>
/// <param name="Until">From then on the role is User; null: it does not end.</param>
public sealed record AssignConnectRole(Guid User, ConnectRole Role, DateTimeOffset? Until) : Change<Person, Nothing>, IChangesAccess
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.RoleAssign;

    /// <inheritdoc/>
    public override Task<Found<Person>?> Find(Work work) => Person.Find(work, User);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Person found) =>
        work.Stale(found.Row)
        ?? (found.Row.Active ? null : new PersonDeactivated())
        ?? GrantRules.Connect(work.Actor, found.Facts, Role, Until, work.Now)
        ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, Person found)
    {
        var before = found.Facts.ConnectRole(work.Now);
        found.Row.Connect = Role;
        found.Row.ConnectUntil = Role == ConnectRole.User ? null : Until;
        work.Tell(found.Row.Id, DirectoryNotices.ConnectRole, null, work.ConnectWords(before, Role, found.Row.ConnectUntil));
        work.TellOfEnd(found.Row.Id, DirectoryNotices.ConnectRoleEnded, found.Row.ConnectUntil);
        return Task.FromResult(Nothing.Value);
    }
}
