using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Identity;

/// <summary>
/// Where a user is signed in here and which keys act as them: what stops when they are deactivated. It ends none of them; they themselves
/// do.
/// </summary>
/// <param name="User">The user.</param>
public sealed record ViewUserSessions(Guid User) : Query<Person, UserSessions>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.UserView;

    /// <inheritdoc/>
    public override Task<Found<Person>?> Find(Work work) => Person.Find(work, User);

    /// <inheritdoc/>
    public override async Task<UserSessions> Run(Work work, Person found)
    {
        var now = work.Now;
        var sessions = await work.Db.Set<Session>().Where(s => s.HolderId == User && s.Expires > now).OrderByDescending(s => s.Since)
            .ThenBy(s => s.Id)
            .Select(s => new SessionView(s.Id, s.Since, s.Expires, s.Id == work.Caller.Session, null)).ToListAsync();
        return new(sessions, [.. (await KeyView.Of(work, work.Db.ApiKeys.Where(key => key.HolderId == User)))[User]]);
    }
}

/// <summary>The sessions and personal keys of a user in one customer.</summary>
/// <param name="Sessions">The latest first.</param>
/// <param name="Keys">Active ones, the oldest first.</param>
public sealed record UserSessions(IReadOnlyList<SessionView> Sessions, IReadOnlyList<KeyView> Keys);
