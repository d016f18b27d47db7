using Usher.Access;
using Usher.Calls.Engine;
using Usher.Platform;

namespace Usher.Calls;

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

/// <summary>A line of an answer: words of a call, and where they are.</summary>
public sealed record AskLine(Guid Call, string Title, int Turn, double? At, string Speaker, string Text);

/// <summary>The answer to a question.</summary>
/// <param name="None">Nothing that the asker may see answers it.</param>
/// <param name="Engine"><c>offline</c>, or the name of the model that chose the lines.</param>
/// <param name="Lines">The lines.</param>
public sealed record AskAnswer(bool None, string Engine, IReadOnlyList<AskLine> Lines)
{
    /// <summary>The lines speak of little of what was asked: they may miss the point.</summary>
    public bool Unsure { get; init; }

    /// <summary>Questions that may come next, to which the calls visible to you say something; at most three.</summary>
    public IReadOnlyList<string> FollowUps { get; init; } = [];

    /// <summary>
    /// When the transcript of the one call that was asked about was deleted by the organization's retention: it is answered from its summary.
    /// </summary>
    public DateTimeOffset? TranscriptDeleted { get; init; }

    /// <summary>The calls that its lines and those questions were taken from: whoever does not see one of them may not see the answer.</summary>
    internal IReadOnlyList<Guid> From { get; init; } = [];
}

/// <summary>Answers questions in three steps: decide and gather, write outside any transaction, decide again and show.</summary>
/// <param name="gate">Decides, both times.</param>
/// <param name="clock">Measures how long an answer takes.</param>
/// <param name="model">Chooses the quotations where one is configured; null: the offline engine does.</param>
public sealed class Questions(Gate gate, TimeProvider clock, ModelEngine? model = null)
{
    /// <summary>How long the offline engine may take, after the model when that did not serve.</summary>
    private static readonly TimeSpan Offline = TimeSpan.FromSeconds(30);

    /// <summary>Answers a question from what the caller sees.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="question">The question.</param>
    /// <param name="call">The one call it is about; null: all that the caller sees.</param>
    /// <param name="ct">Ends the work.</param>
    /// <param name="audience">Who reads the answer besides the caller: it is made of what each of them may read (rule 15). Null: nobody.</param>
    public Task<Outcome<AskAnswer>> Ask(Caller caller, string question, Guid? call, CancellationToken ct, Audience? audience = null)
    {
        // Of all calls those of the time that is asked about; of one call, all.
        var during = call is null ? QuestionTimes.Of(question, clock.GetUtcNow()) : null;
        var asked = during is { Rest: var rest } && !string.IsNullOrWhiteSpace(rest) ? rest : question;
        return new Steps<IReadOnlyList<CallTranscript>, Answer, AskAnswer>
    {
        Decide = ct => gate.Run(caller, new FindCallsToAsk(asked, call) { Audience = audience, During = during }, ct),
        Call = async (calls, ct) => calls.Count == 0 ? Answer.None
            : model is null ? Answerer.Answer(asked, calls, AnswerOptions.Default, ct)
            : await model.Answer(asked, calls, AnswerOptions.Default, ct),
        Store = async (calls, answer) =>
        {
            var kept = await gate.Run(caller, new KeepWhatIsSeen(call, [.. answer.Lines.Select(l => l.Call).Concat(answer.FollowUps.SelectMany(f => f.From))
                .Concat(call is { } one ? [one] : []).Distinct()])
            {
                Audience = audience,
            }, ct);
            return kept.Refused is { } since ? since : Shown(calls, answer, kept.Value!) with
            {
                TranscriptDeleted = call is { } about ? kept.Value!.GetValueOrDefault(about)?.TranscriptDeleted : null,
            };
        },
        Undo = null,
        Within = Offline + (model?.Patience ?? TimeSpan.Zero),
        Late = new TookTooLong("The answer"),
    }.Run(clock, ct);
    }

    private static AskAnswer Shown(IReadOnlyList<CallTranscript> calls, Answer answer, IReadOnlyDictionary<Guid, SeenCall> seen)
    {
        // Of a call whose transcript was closed to the asker meanwhile, nothing is shown that was taken from the whole of it.
        var whole = calls.Where(c => c.Places is null).Select(c => c.Call).ToHashSet();
        bool Shows(Guid call) => seen.TryGetValue(call, out var now) && (now.Whole || !whole.Contains(call));
        AskLine[] lines = [.. answer.Lines.Where(l => Shows(l.Call))
            .Select(l => new AskLine(l.Call, seen[l.Call].Title, l.Quote.Turn, l.Quote.At?.TotalSeconds, l.Quote.Speaker, l.Quote.Text))];
        FollowUp[] next = lines.Length == 0 ? [] : [.. answer.FollowUps.Where(f => f.From.All(Shows))];
        return new AskAnswer(lines.Length == 0, answer.By.Model ?? "offline", lines)
        {
            Unsure = lines.Length > 0 && !answer.Sure,
            FollowUps = next.Length == 0 ? [] : [.. next.Select(f => f.Question)],
            From = [.. lines.Select(l => l.Call).Concat(next.SelectMany(f => f.From)).Distinct()],
        };
    }
}
