using Usher.Calls.Engine;
using Usher.Calls.Transcripts;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>Whose side a speaker is on.</summary>
public enum SpeakerSide
{
    /// <summary>Nothing tells.</summary>
    Unknown,

    /// <summary>The owner, or somebody with an address of the owner's company.</summary>
    Ours,

    /// <summary>Somebody who attended with an address of another company.</summary>
    Customer,
}

/// <summary>Somebody who speaks in a call.</summary>
/// <param name="Name">Their name as the transcript has it.</param>
/// <param name="Side">Whose side they are on.</param>
/// <param name="Share">How much of the talk is theirs, from 0 to 1; null for who may not read the transcript.</param>
public sealed record TimelineSpeaker(string Name, SpeakerSide Side, double? Share);

/// <summary>Somebody speaks for a while.</summary>
/// <param name="Speaker">Who: the number in the list of speakers, from zero.</param>
/// <param name="Turn">The first turn of it.</param>
/// <param name="From">Where it begins, from 0 to 1 of the call.</param>
/// <param name="To">Where it ends.</param>
public sealed record TimelineSpan(int Speaker, int Turn, double From, double To);

/// <summary>Where a turn begins that the summary quotes.</summary>
/// <param name="Turn">Its number.</param>
/// <param name="At">From 0 to 1 of the call.</param>
public sealed record TimelineMoment(int Turn, double At);

/// <summary>A part of a call that is about one thing.</summary>
/// <param name="Turn">The turn it begins with.</param>
/// <param name="Seconds">Where that is in the call; null when the transcript has no times.</param>
/// <param name="Title">Words said in it that set it apart; empty where none do.</param>
public sealed record TimelineChapter(int Turn, double? Seconds, string Title);

/// <summary>Who speaks when in a call, as far as the viewer may read.</summary>
/// <param name="Seconds">How long the call is; null when its transcript has no times: positions then go by how much was said.</param>
/// <param name="Speakers">Who speaks, those who speak most first.</param>
/// <param name="Spans">Who speaks when; none for who may not read the transcript.</param>
/// <param name="Moments">Where what the summary quotes was said.</param>
public sealed record TimelineView(double? Seconds, IReadOnlyList<TimelineSpeaker> Speakers, IReadOnlyList<TimelineSpan> Spans,
    IReadOnlyList<TimelineMoment> Moments)
{
    /// <summary>What it is about, one thing after the other; none for who may not read the transcript, and of a short call.</summary>
    public IReadOnlyList<TimelineChapter> Chapters { get; init; } = [];
}

/// <summary>
/// Draws up who speaks when. Without the whole transcript it is who is quoted in the summary, and when: how much they and others speak
/// besides is not told (rule 12).
/// </summary>
internal static class CallTimeline
{
    private const int MostSpans = 400;
    private const int MostSpeakers = 50;

    /// <summary>The timeline of a call.</summary>
    /// <param name="work">The request.</param>
    /// <param name="call">The call.</param>
    /// <param name="summary">The parts of its summary.</param>
    /// <param name="people">Who attended.</param>
    /// <param name="turns">Its turns, where the viewer may read them; null: they may not.</param>
    public static TimelineView Of(Work work, Call call, IReadOnlyList<SummaryPart> summary, IReadOnlyList<CallAttendee> people,
        IReadOnlyList<Turn>? turns)
    {
        var sides = Sides(work, call, people);
        var quotes = summary.SelectMany(p => p.Lines).Select(l => l.Quote).DistinctBy(q => q.Turn).OrderBy(q => q.Turn).ToList();
        if (turns is not { Count: > 0 })
        {
            var length = call.Duration.TotalSeconds;
            return new(length > 0 ? length : null,
                [.. quotes.Select(q => q.Speaker).Distinct(StringComparer.Ordinal).Take(MostSpeakers)
                    .Select(name => new TimelineSpeaker(name, sides(name), null))],
                [],
                [.. quotes.Where(q => q.At is not null && length > 0)
                    .Select(q => new TimelineMoment(q.Turn, Place(q.At!.Value.TotalSeconds / length)))]);
        }

        var (places, seconds) = Places(turns, call.Duration);
        var said = turns.Index().GroupBy(t => t.Item.Speaker, StringComparer.Ordinal)
            .Select(g => (Name: g.Key, Share: g.Sum(t => places[t.Index + 1] - places[t.Index])))
            .OrderByDescending(s => s.Share).ThenBy(s => s.Name, StringComparer.Ordinal).Take(MostSpeakers).ToList();
        var order = said.Index().ToDictionary(s => s.Item.Name, s => s.Index, StringComparer.Ordinal);
        return new(seconds, said.ConvertAll(s => new TimelineSpeaker(s.Name, sides(s.Name), Math.Round(s.Share, 3))),
            Spans(turns, places, order),
            [.. quotes.Where(q => q.Turn < turns.Count).Select(q => new TimelineMoment(q.Turn, Place(places[q.Turn])))])
        {
            Chapters = [.. Engine.Chapters.Of(new(call.Id, call.Title, turns, call.Start))
                .Select(chapter => new TimelineChapter(chapter.Turn, turns[chapter.Turn].At?.TotalSeconds, chapter.Title))],
        };
    }

    private static double Place(double part) => Math.Round(Math.Clamp(part, 0, 1), 4);

    /// <summary>Where each turn begins and the last ends, from 0 to 1: by its time, where all have one, otherwise by how much was said.</summary>
    private static (double[] Places, double? Seconds) Places(IReadOnlyList<Turn> turns, TimeSpan duration)
    {
        var places = new double[turns.Count + 1];
        if (turns.All(t => t.At is not null) && Math.Max(duration.TotalSeconds, turns[^1].At!.Value.TotalSeconds) is > 0 and var seconds)
        {
            for (var i = 0; i < turns.Count; i++)
                places[i] = Math.Max(i == 0 ? 0 : places[i - 1], Math.Clamp(turns[i].At!.Value.TotalSeconds / seconds, 0, 1));
            places[^1] = 1;
            return (places, seconds);
        }

        var all = Math.Max(1, turns.Sum(t => (long)t.Text.Length));
        for (var (i, before) = (0, 0L); i < turns.Count; before += turns[i++].Text.Length) places[i] = (double)before / all;
        places[^1] = 1;
        return (places, null);
    }

    /// <summary>Turns side by side of one speaker are one; of a long call, only what is wide enough to be seen.</summary>
    private static List<TimelineSpan> Spans(IReadOnlyList<Turn> turns, double[] places, Dictionary<string, int> order)
    {
        var spans = new List<TimelineSpan>();
        for (var i = 0; i < turns.Count; i++)
        {
            if (!order.TryGetValue(turns[i].Speaker, out var speaker)) continue;
            if (spans.Count > 0 && spans[^1].Speaker == speaker && spans[^1].To >= places[i]) spans[^1] = spans[^1] with { To = places[i + 1] };
            else spans.Add(new(speaker, i, places[i], places[i + 1]));
        }

        return [.. spans.OrderByDescending(s => s.To - s.From).ThenBy(s => s.Turn).Take(MostSpans).OrderBy(s => s.Turn)
            .Select(s => s with { From = Place(s.From), To = Place(s.To) })];
    }

    /// <summary>
    /// Whose side a name is on, by who attended: names and addresses that everyone is shown who sees the call. A name that two of them
    /// have, on different sides, is on neither.
    /// </summary>
    private static Func<string, SpeakerSide> Sides(Work work, Call call, IReadOnlyList<CallAttendee> people)
    {
        var owner = work.Customer.User(call.OwnerId);
        var ours = Domain(owner?.User?.Email);
        var sides = people.Where(p => Domain(p.Email) is not null)
            .Select(p => (p.Name, Side: string.Equals(Domain(p.Email), ours, StringComparison.Ordinal) ? SpeakerSide.Ours : SpeakerSide.Customer))
            .Concat(owner is null ? [] : [(owner.Name, SpeakerSide.Ours)])
            .GroupBy(p => Folding.Find(p.Name), p => p.Side, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Distinct().Count() == 1 ? g.First() : SpeakerSide.Unknown, StringComparer.Ordinal);
        return name => sides.GetValueOrDefault(Folding.Find(name));

        static string? Domain(string? email) => email?.LastIndexOf('@') is >= 0 and var at ? email[(at + 1)..].ToLowerInvariant() : null;
    }
}
