using Microsoft.Extensions.AI;
using Usher.Platform;

namespace Usher.Calls.Engine;

/// <summary>
/// Lets a model choose the quotations. Whatever it writes, a line stays only if the cited turn of a given call holds its words; when it
/// fails, takes too long or writes nothing of use, the offline engine serves, and the result says which one it was.
/// </summary>
/// <param name="chat">The model.</param>
/// <param name="name">Its name, for the reader.</param>
/// <param name="clock">Measures how long it takes.</param>
/// <param name="patience">How long it may take.</param>
public sealed class ModelEngine(IChatClient chat, string name, TimeProvider clock, TimeSpan patience) : IDisposable
{
    private const int LongestPrompt = 200_000;
    private const int MostOfKind = 6;
    private const int Neighbours = 2;

    private static readonly ChatOptions Options = new() { Temperature = 0, MaxOutputTokens = 2000 };

    private static readonly Dictionary<string, SummaryKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["about"] = SummaryKind.About,
        ["decision"] = SummaryKind.Decisions,
        ["nextStep"] = SummaryKind.NextSteps,
        ["openQuestion"] = SummaryKind.OpenQuestions,
        ["priceOrDate"] = SummaryKind.PricesAndDates,
        ["objectionOrRisk"] = SummaryKind.ObjectionsAndRisks,
        ["competitor"] = SummaryKind.Competitors,
    };

    /// <summary>How long the model may take; then the offline engine serves.</summary>
    public TimeSpan Patience => patience;

    /// <summary>The engine of a configured model.</summary>
    public static ModelEngine Of(ModelSettings settings, TimeProvider clock) =>
        new(new OpenAiChat(settings.Endpoint, settings.Key, settings.Name), settings.Name, clock, settings.Patience);

    /// <summary>
    /// Answers like <see cref="Answerer"/>, from the same calls and within the same length. Where a held call is among them the model is
    /// not asked.
    /// </summary>
    public async Task<Answer> Answer(string question, IReadOnlyList<CallTranscript> calls, AnswerOptions options, CancellationToken ct)
    {
        if (calls.Any(call => call.Held))
            return Answerer.Answer(question, calls, options, ct);
        var corpus = Corpus.Read(calls, AnswerTuning.Default, ct);
        var written = await Ask(ModelPrompt.Answer(question, calls, Shown(question, corpus, ct)), ct);
        return Told(written, lines => Checked(lines, corpus, options)) ?? Answerer.Answer(question, calls, options, ct);
    }

    /// <summary>Summarises like <see cref="Summarizer"/>. About a held call, or one too long, the model is not asked.</summary>
    public async Task<Summary> Summarize(CallTranscript call, CancellationToken ct)
    {
        if (call.Held || Length(call) > LongestPrompt)
            return Summarizer.Summarize(call, ct);
        var written = await Ask(ModelPrompt.Summary(call), ct);
        return Told(written, lines => Checked(lines, call, ct)) ?? Summarizer.Summarize(call, ct);
    }

    /// <inheritdoc/>
    public void Dispose() => chat.Dispose();

    // What is left of what the model wrote; null when that is nothing.
    private static T? Told<T>(string? written, Func<List<ModelLine>, T?> check)
        where T : class
    {
        if (written is null)
            return null;
        var kept = check(ModelLines.Read(written));
        Telemetry.ModelAsked(kept is null ? "unusable" : "used");
        return kept;
    }

    // What the model wrote; null when it failed or took too long.
    private async Task<string?> Ask(IReadOnlyList<ChatMessage> messages, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            var response = await chat.GetResponseAsync(messages, Options, either.Token).WaitAsync(either.Token);
            return response.Text;
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            // Whatever went wrong there, the offline engine serves; the reader sees that it did.
            Telemetry.ModelAsked(limit.IsCancellationRequested ? "late" : "failed");
            return null;
        }
    }

    private Answer? Checked(List<ModelLine> lines, Corpus corpus, AnswerOptions options)
    {
        var kept = new List<(int Call, Clause Clause)>();
        var words = 0;
        foreach (var line in lines.Where(l => l.Call >= 0 && l.Call < corpus.Texts.Count))
            if (ModelLines.Verify(line, corpus.Texts[line.Call], corpus.Clauses[line.Call]) is { } clause
                && kept.Count < options.MostQuotations && words + clause.Length <= options.MostWords
                && !kept.Exists(k => k.Call == line.Call && k.Clause.First < clause.End && clause.First < k.Clause.End))
            {
                kept.Add((line.Call, clause));
                words += clause.Length;
            }
        if (kept.Count == 0)
            return lines is [{ None: true }] ? Engine.Answer.None with { By = new WrittenBy(name) } : null;
        var ordered = kept.OrderBy(k => corpus.Texts[k.Call].Call.Start).ThenBy(k => k.Call).ThenBy(k => k.Clause.First);
        return new Answer([.. ordered.Select(k => new AnswerLine(corpus.Texts[k.Call].Call.Call, k.Clause.Quote(corpus.Texts[k.Call])))],
            new WrittenBy(name));
    }

    private Summary? Checked(List<ModelLine> lines, CallTranscript call, CancellationToken ct)
    {
        var vocabulary = new Vocabulary();
        var text = CallText.Read(call, vocabulary, ct);
        var clauses = new ClauseCutter(AnswerTuning.Default).Cut(text, ct);
        var speech = new Speech(text, vocabulary, clauses);
        var kept = new List<(SummaryKind Kind, Clause Clause)>();
        foreach (var line in lines)
            if (line.Kind is not null && Kinds.TryGetValue(line.Kind, out var kind) && ModelLines.Verify(line, text, clauses) is { } clause
                && kept.Count(k => k.Kind == kind) < MostOfKind
                && !kept.Exists(k => k.Clause.First < clause.End && clause.First < k.Clause.End))
                kept.Add((kind, clause));
        if (kept.Count == 0)
            return null;
        var parts = kept.GroupBy(k => k.Kind).OrderBy(g => g.Key)
            .Select(g => new SummaryPart(g.Key, [.. g.OrderBy(k => k.Clause.First).Select(k => speech.Line(k.Clause, k.Kind))]));
        return new Summary([.. parts], new WrittenBy(name));
    }

    // All turns where they fit; otherwise those where the offline engine would look, with what was said around them.
    private static IReadOnlyList<IReadOnlyList<int>> Shown(string question, Corpus corpus, CancellationToken ct)
    {
        if (corpus.Texts.Sum(t => Length(t.Call)) <= LongestPrompt)
            return [.. corpus.Texts.Select(t => (IReadOnlyList<int>)[.. Enumerable.Range(0, t.Call.Turns.Count)])];
        var reading = QuestionReading.Of(question, corpus, AnswerTuning.Default);
        var scores = ClauseRanker.OfNamedCalls(reading, corpus, ct) ?? new ClauseRanker(AnswerTuning.Default).Rank(reading, corpus, ct);
        var shown = corpus.Texts.Select(_ => new SortedSet<int>()).ToArray();
        var room = LongestPrompt;
        var best = Enumerable.Range(0, scores.Length).SelectMany(t => Enumerable.Range(0, scores[t].Length).Select(c => (T: t, C: c)))
            .OrderByDescending(x => scores[x.T][x.C]);
        foreach (var (t, c) in best)
        {
            var turns = corpus.Texts[t].Call.Turns;
            var at = corpus.Clauses[t][c].Turn;
            for (var turn = Math.Max(0, at - Neighbours); turn <= at + Neighbours && turn < turns.Count; turn++)
                if (!shown[t].Contains(turn) && turns[turn].Text.Length + Overhead <= room)
                {
                    shown[t].Add(turn);
                    room -= turns[turn].Text.Length + Overhead;
                }
            if (room < Overhead)
                break;
        }
        return [.. shown.Select(s => (IReadOnlyList<int>)[.. s])];
    }

    private const int Overhead = 60;

    private static int Length(CallTranscript call) => call.Turns.Sum(t => t.Text.Length + Overhead);
}
