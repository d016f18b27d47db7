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
