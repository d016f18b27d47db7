using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Delivery.Inbox;

/// <summary>One has read a note.</summary>
public sealed record ReadNote(Guid Id) : Change<Note, Nothing>, IUntold
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override async Task<Found<Note>?> Find(Work work) =>
        await OwnInbox.Notes(work).FirstOrDefaultAsync(n => n.Id == Id) is { } note ? new(OwnInbox.Of(work).Target, note) : null;

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, Note found)
    {
        found.ReadAt ??= work.Now;
        return Task.FromResult(Nothing.Value);
    }
}
