using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Identity;

/// <summary>Ends one of one's own sessions at once, in whatever membership it is. No key does (rule 25).</summary>
/// <param name="Session">Which.</param>
public sealed record EndSession(Guid Session) : Change<Session, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override async Task<Found<Session>?> Find(Work work) =>
        await Oneself.Find(work) is { } oneself && await OwnSessions.Of(work).FirstOrDefaultAsync(s => s.Id == Session) is { } session
            ? new(oneself.Target, session)
            : null;

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, Session found)
    {
        work.Concerns(work.Actor.Id);
        work.Db.Remove(found);
        return Task.FromResult(Nothing.Value);
    }
}
