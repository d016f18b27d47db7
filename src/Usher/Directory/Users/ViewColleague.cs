using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Views one person of the user directory.</summary>
/// <param name="User">Whom.</param>
public sealed record ViewColleague(Guid User) : Query<Person, UserView>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.DirectoryView;

    /// <inheritdoc/>
    public override Task<Found<Person>?> Find(Work work) => Person.Find(work, User);

    /// <inheritdoc/>
    public override async Task<UserView> Run(Work work, Person found) =>
        UserView.Of(work, found.Row, await work.Db.CustomRoles.ToDictionaryAsync(r => r.Id, r => r.Name));
}
