using Usher.Calls.Engine.Asking;
using Usher.Calls.Engine.Learned;

namespace Usher.Calls.Engine;

/// <summary>How long an answer may be.</summary>
/// <param name="MostWords">The most words of all quotations together.</param>
/// <param name="MostQuotations">The most quotations.</param>
public sealed record AnswerOptions(int MostWords, int MostQuotations)
{
    /// <summary>At most 90 words in at most 7 quotations.</summary>
    public static AnswerOptions Default { get; } = new(90, 7);
}

/// <summary>
/// Answers questions about calls with quotations from them, without any model. It knows nothing but the calls it is given: an answer over
/// the same calls is the same, whatever else exists.
/// </summary>
public static class Answerer
{
    private const int LongestQuestion = 2000;

    /// <summary>Answers a question.</summary>
    /// <param name="question">The question; of a very long one only the beginning is read.</param>
    /// <param name="calls">The calls that the asker may see and that may hold the answer.</param>
    /// <param name="options">How long the answer may be.</param>
    /// <param name="ct">Ends the work.</param>
    /// <returns>Quotations in order, or <see cref="Engine.Answer.None"/>.</returns>
    public static Answer Answer(string question, IReadOnlyList<CallTranscript> calls, AnswerOptions options, CancellationToken ct) =>
        Answer(question, calls, options, AnswerTuning.Default, out _, ct);

    internal static Answer Answer(string question, IReadOnlyList<CallTranscript> calls, AnswerOptions options, AnswerTuning tuning,
        out long steps, CancellationToken ct)
    {
        if (question.Length > LongestQuestion)
            question = question[..LongestQuestion];
        var corpus = Corpus.Read(calls, tuning, ct);
        var answer = Answer(question, calls.Count, corpus, options, tuning, ct);
        steps = corpus.Texts.Sum(t => t.Steps);
        return answer;
    }

    private static Answer Answer(string question, int calls, Corpus corpus, AnswerOptions options, AnswerTuning tuning,
        CancellationToken ct)
    {
        if (corpus.Clauses.All(c => c.Length == 0))
            return Engine.Answer.None;
        var reading = QuestionReading.Of(question, corpus, tuning);
        if (corpus.HasSides && LearnedAnswer.Knows(corpus))
            return CallAnswer.Of(question, reading, corpus, tuning, ct);
        var asksSomething = reading.HasTopic ? Evidence.Of(reading, corpus, tuning).Suffices(reading, calls, tuning) : reading.AsksAnything;
        if (!asksSomething)
            return Engine.Answer.None;
        var named = ClauseRanker.OfNamedCalls(reading, corpus, ct);
        var byHand = named ?? new ClauseRanker(tuning).Rank(reading, corpus, ct);
        var lines = named is null && reading.HasTopic && reading.Words.Count > 0 && LearnedAnswer.Fits(corpus)
            ? Learned(question, reading, corpus, byHand, options, tuning, ct)
            : ByHand(question, reading, corpus, byHand, options, tuning);
        return lines.Count == 0 ? Engine.Answer.None : new Answer(lines, WrittenBy.Offline);
    }

    private static IReadOnlyList<AnswerLine> ByHand(string question, QuestionReading reading, Corpus corpus, double[][] scores,
        AnswerOptions options, AnswerTuning tuning)
    {
        AnswerWeights.Weigh(scores, reading, corpus);
        if (corpus.HasSides && AccountLines.Asks(question))
        {
            var units = new Units(corpus);
            var chosen = AccountLines.Choose(units, units.Flat(scores), AccountLines.Options);
            return AnswerChoice.Lines(chosen.ConvertAll(units.At), chosen.Sum(u => units[u].Length), corpus);
        }
        return new AnswerChoice(tuning, options).Choose(scores, reading, corpus);
    }

    private static IReadOnlyList<AnswerLine> Learned(string question, QuestionReading reading, Corpus corpus, double[][] byHand,
        AnswerOptions options, AnswerTuning tuning, CancellationToken ct)
    {
        var units = new Units(corpus);
        var learned = new LearnedAnswer(LearnedModels.OfAnswers, tuning);
        var flat = units.Flat(byHand);
        var places = learned.Places(question, reading, units, flat, out var rows, ct);
        var chosen = learned.Choose(question, reading, units, places, rows, ChoiceTuning.Default, options);
        return AnswerChoice.Lines(chosen.ConvertAll(units.At), Math.Max(options.MostWords, chosen.Sum(u => units[u].Length)), corpus);
    }
}
