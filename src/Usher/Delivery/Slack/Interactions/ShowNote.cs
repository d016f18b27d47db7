using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Calls.Engine;
using Usher.Platform;

namespace Usher.Delivery.Slack;

/// <summary>What a note that names nothing is about, for who may see the call.</summary>
/// <param name="Delivery">The note's delivery.</param>
public sealed record ShowNote(Guid Delivery) : Query<CallDelivery, NoteShown>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CallView;

    /// <inheritdoc/>
    public override Task<Found<CallDelivery>?> Find(Work work) => SentNote.Find(work, Delivery);

    /// <inheritdoc/>
    public override async Task<NoteShown> Run(Work work, CallDelivery found)
    {
        var call = await work.Db.Set<Call>().FirstAsync(c => c.Id == found.CallId);
        var summary = await work.Db.Set<CallSummary>().FirstOrDefaultAsync(s => s.CallId == found.CallId);
        return new(call.Id, call.Title, SlackNote.Facts(call, CallItems.Person(work.Customer, call.OwnerId).Name), summary?.Parts() ?? []);
    }
}

/// <summary>A note's call.</summary>
/// <param name="Call">The call.</param>
/// <param name="Title">Its title.</param>
/// <param name="Facts">Owner, account, start and length.</param>
/// <param name="Parts">The parts of its summary.</param>
public sealed record NoteShown(Guid Call, string Title, string Facts, IReadOnlyList<SummaryPart> Parts);
