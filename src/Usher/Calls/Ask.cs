using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls.Engine;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>
/// The calls that may answer a question: found by the full-text index among those the asker sees, chosen by how many of the question's words they have,
/// rare ones counting more. How rare a word is, is counted among the same calls: nothing else has a part in the answer.
/// </summary>
/// <param name="Question">The question.</param>
/// <param name="Call">The one call it is about; null: all that the asker sees.</param>
public sealed record FindCallsToAsk(string Question, Guid? Call) : Query<Call?, IReadOnlyList<CallTranscript>>
{
    private const int LongestQuestion = 1_000;
    private const int MostWords = 12;
    private const int CountedOfAWord = 1_000;
    private const int MostCalls = 10;
    private const int MostTurns = 12_000;

    /// <inheritdoc/>
    public override Permission Needs => Permission.CallAsk;

    /// <inheritdoc/>
    public override async Task<Found<Call?>?> Find(Work work) => await AskedCall.Find(work, Call);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Call? found) => Task.FromResult<Refusal?>(
        string.IsNullOrWhiteSpace(Question) || Question.Length > LongestQuestion ? new Invalid("/question", $"A question of at most {LongestQuestion:N0} characters.") : null);

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<CallTranscript>> Run(Work work, Call? found)
    {
        IReadOnlyList<Guid> ids = found is not null ? [found.Id] : await Candidates(work);
        var calls = await work.Db.Set<Call>().Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Title, c.Start, c.Turns }).ToDictionaryAsync(c => c.Id);
        var read = new List<CallTranscript>();
        var turns = 0;
        foreach (var id in ids.Where(calls.ContainsKey))
        {
            if ((turns += calls[id].Turns) > MostTurns && read.Count > 0) break;
            var transcript = await work.Db.Set<Transcript>().FirstOrDefaultAsync(t => t.CallId == id);
            if (transcript is not null) read.Add(new(id, calls[id].Title, transcript.Turns(), calls[id].Start));
        }

        return [.. read.OrderBy(c => c.Start).ThenBy(c => c.Call)];
    }

    private async Task<IReadOnlyList<Guid>> Candidates(Work work)
    {
        var words = SearchWords.In(Question)
            .Where(w => !Lexicon.Function.Contains(Question.Substring(w.Start, w.Length).ToLowerInvariant()))
            .Select(w => w.Stem).Distinct(StringComparer.Ordinal).Take(MostWords);
        var scores = new Dictionary<Guid, (double Score, DateTimeOffset At)>();
        var all = await VisibleCalls.Count(work, new(), CountedOfAWord);
        foreach (var word in words)
        {
            var having = await VisibleCalls.Page(work, new() { Words = [word] }, CountedOfAWord);
            var rarity = Math.Log(1 + ((double)Math.Max(all, having.Count) / Math.Max(1, having.Count)));
            foreach (var call in having)
                scores[call.CallId] = (scores.GetValueOrDefault(call.CallId).Score + rarity, call.At);
        }

        return [.. scores.OrderByDescending(s => Math.Round(s.Value.Score, 9)).ThenByDescending(s => s.Value.At).ThenByDescending(s => s.Key).Take(MostCalls).Select(s => s.Key)];
    }
}

/// <summary>Decides again, once an answer was written: which of the calls it quotes the asker still sees.</summary>
public sealed record KeepWhatIsSeen(Guid? Call, IReadOnlyList<Guid> Quoted) : Query<Call?, IReadOnlyDictionary<Guid, string>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CallAsk;

    /// <inheritdoc/>
    public override async Task<Found<Call?>?> Find(Work work) => await AskedCall.Find(work, Call);

    /// <inheritdoc/>
    public override async Task<IReadOnlyDictionary<Guid, string>> Run(Work work, Call? found)
    {
        var seen = await VisibleCalls.Among(work, Quoted);
        return await work.Db.Set<Call>().Where(c => seen.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Title);
    }
}

/// <summary>What a question is about.</summary>
internal static class AskedCall
{
    /// <summary>The one call if the asker sees it; with none named, whatever they see.</summary>
    public static async Task<Found<Call?>?> Find(Work work, Guid? call)
    {
        if (call is not { } id) return new(Target.Of(work.Customer), null);
        return await FindCalls.Seen(work, id) is { } found ? new(found.Target, found.Thing) : null;
    }
}

/// <summary>A line of an answer: words of a call, and where they stand.</summary>
public sealed record AskLine(Guid Call, string Title, int Turn, double? At, string Speaker, string Text);

/// <summary>The answer to a question.</summary>
/// <param name="None">Nothing that the asker may see answers it.</param>
/// <param name="WrittenBy"><c>offline</c>, or the model that chose the lines.</param>
/// <param name="Lines">The lines.</param>
public sealed record AskAnswer(bool None, string WrittenBy, IReadOnlyList<AskLine> Lines);

/// <summary>Answers questions in three steps: decide and gather, write outside any transaction, decide again and show.</summary>
public sealed class Questions(Gate gate)
{
    /// <summary>Answers a question from what the caller sees.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="question">The question.</param>
    /// <param name="call">The one call it is about; null: all that the caller sees.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<Outcome<AskAnswer>> Ask(Caller caller, string question, Guid? call, CancellationToken ct)
    {
        var gathered = await gate.Run(caller, new FindCallsToAsk(question, call), ct);
        if (gathered.Refused is { } refusal) return refusal;
        var answer = gathered.Value!.Count == 0 ? Answer.None : Answerer.Answer(question, gathered.Value, AnswerOptions.Default, ct);
        var kept = await gate.Run(caller, new KeepWhatIsSeen(call, [.. answer.Lines.Select(l => l.Call).Distinct()]), ct);
        if (kept.Refused is { } since) return since;
        var titles = kept.Value!;
        AskLine[] lines = [.. answer.Lines.Where(l => titles.ContainsKey(l.Call))
            .Select(l => new AskLine(l.Call, titles[l.Call], l.Quote.Turn, l.Quote.At?.TotalSeconds, l.Quote.Speaker, l.Quote.Text))];
        return new AskAnswer(lines.Length == 0, answer.By.Model ?? "offline", lines);
    }
}
