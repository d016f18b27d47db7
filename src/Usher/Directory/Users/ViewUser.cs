using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Views one user.</summary>
/// <param name="User">Whom.</param>
public sealed record ViewUser(Guid User) : Query<Person, UserView>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.UserView;

    /// <inheritdoc/>
    public override Permission? Or => Permission.DirectoryView;

    /// <inheritdoc/>
    public override Task<Found<Person>?> Find(Work work) => Person.Find(work, User);

    /// <inheritdoc/>
    public override async Task<UserView> Run(Work work, Person found) =>
        UserView.Of(work, found.Row, await work.Db.CustomRoles.ToDictionaryAsync(r => r.Id, r => r.Name));
}
