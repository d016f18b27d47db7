using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Delivery.Slack;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>
/// Shows what the note of a call of this team looks like in Slack, on the latest such call that the one who asks sees (rule 22): deciding
/// where notes go opens no call.
/// </summary>
/// <param name="Team">The team.</param>
public sealed record PreviewDestination(Guid Team) : Query<Team, DestinationPreview>
{
    /// <summary>Among how many of the latest calls one is looked for that is not held.</summary>
    private const int Among = 20;

    /// <inheritdoc/>
    public override Permission Needs => Permission.DestinationConfigure;

    /// <inheritdoc/>
    public override Task<Found<Team>?> Find(Work work) => OneTeam.Find(work, Team);

    /// <inheritdoc/>
    public override async Task<DestinationPreview> Run(Work work, Team found)
    {
        var seen = (await VisibleCalls.Page(work, new() { Teams = [[Team]] }, Among)).ConvertAll(call => call.CallId);
        var call = await work.Db.Set<Call>().Where(c => seen.Contains(c.Id) && !c.Held).OrderByDescending(c => c.Start)
            .FirstOrDefaultAsync();
        if (call is null) return new(null);
        var summary = await work.Db.Set<CallSummary>().FirstOrDefaultAsync(s => s.CallId == call.Id);
        return new(new(call.Id, call.Title, SlackNote.Facts(call, CallItems.Person(work.Customer, call.OwnerId).Name),
            [.. SlackNote.Lines(summary)]));
    }
}

/// <summary>What a note would look like.</summary>
/// <param name="Note">Null: there is no call of this team that the one who asks sees.</param>
public sealed record DestinationPreview(NotePreview? Note);

/// <summary>A note as it is posted.</summary>
/// <param name="Call">The call it is about.</param>
/// <param name="Title">Its first line.</param>
/// <param name="Facts">Owner, account, start and length of the call.</param>
/// <param name="Lines">What is quoted from the summary.</param>
public sealed record NotePreview(Guid Call, string Title, string Facts, IReadOnlyList<string> Lines);
