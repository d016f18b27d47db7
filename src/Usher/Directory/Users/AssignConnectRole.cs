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
    public override Task<Nothing> Run(Work work, Person found) => Task.FromResult(Holdings.SetRole(work, found, Role, Until));
}
