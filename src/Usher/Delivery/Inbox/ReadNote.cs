using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Delivery.Inbox;

/// <summary>One has read a note.</summary>
public sealed record ReadNote(Guid Id) : Change<Note?, Nothing>, IUntold
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <summary>One's own inbox, also when the note is not in it: what a key may not do elsewhere is no reason here.</summary>
    public override async Task<Found<Note?>?> Find(Work work) =>
        new(OwnInbox.Of(work).Target, await OwnInbox.Notes(work).FirstOrDefaultAsync(n => n.Id == Id));

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Note? found) => Task.FromResult<Refusal?>(found is null ? new NotFound() : null);

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, Note? found)
    {
        found!.ReadAt ??= work.Now;
        return Task.FromResult(Nothing.Value);
    }
}

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
        foreach (var note in await work.Db.Set<Note>().Where(n => n.UserId == me && n.ReadAt == null).Take(Most).ToListAsync())
            note.ReadAt = work.Now;
        return Nothing.Value;
    }
}
