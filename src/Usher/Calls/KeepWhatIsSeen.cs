using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>A quoted call that the asker still sees.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Whole">Whether its whole transcript is open to them.</param>
/// <param name="TranscriptDeleted">When its transcript was deleted; null: it is there.</param>
public sealed record SeenCall(string Title, bool Whole, DateTimeOffset? TranscriptDeleted = null);

/// <summary>Decides again, once an answer was written: which of the calls it quotes all who read it still see.</summary>
public sealed record KeepWhatIsSeen(Guid? Call, IReadOnlyList<Guid> Quoted) : Query<Call?, IReadOnlyDictionary<Guid, SeenCall>>
{
    /// <summary>Who reads the answer besides the asker; null: nobody.</summary>
    public Audience? Audience { get; init; }

    /// <inheritdoc/>
    public override Permission Needs => Permission.CallAsk;

    /// <inheritdoc/>
    public override async Task<Found<Call?>?> Find(Work work) => await AskedCall.Find(work, Call);

    /// <inheritdoc/>
    public override async Task<IReadOnlyDictionary<Guid, SeenCall>> Run(Work work, Call? found)
    {
        var seen = await VisibleCalls.Among(work, Quoted);
        var facts = await FindCalls.FactsOf(work.Db, seen);
        if (Audience is { } audience) seen = [.. seen.Where(id => audience.AllSee(work, facts.GetValueOrDefault(id)))];
        return await work.Db.Set<Call>().Where(c => seen.Contains(c.Id)).Select(c => new { c.Id, c.Title, c.TranscriptDeleted })
            .ToDictionaryAsync(c => c.Id, c => new SeenCall(c.Title, MayReadWhole(work, facts.GetValueOrDefault(c.Id)),
                c.TranscriptDeleted));
    }

    private bool MayReadWhole(Work work, CallFacts? call) =>
        FindCalls.MayReadWhole(work, call) && (Audience is not { } audience || audience.AllReadWhole(work, call));
}
