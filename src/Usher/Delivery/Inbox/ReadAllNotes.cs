using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Delivery.Inbox;

/// <summary>One has read all one's notes.</summary>
public sealed record ReadAllNotes : Change<Actor, Nothing>, IUntold
{
    private const int Most = 10_000;

    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override Task<Found<Actor>?> Find(Work work) => Task.FromResult<Found<Actor>?>(OwnInbox.Of(work));

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Actor found)
    {
        var me = work.Actor.Id;
        foreach (var note in await work.Db.Set<Note>().Where(n => n.UserId == me && n.ReadAt == null).Take(Most).ToListAsync()) note.ReadAt = work.Now;
        return Nothing.Value;
    }
}
