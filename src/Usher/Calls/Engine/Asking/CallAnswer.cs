using Usher.Calls.Engine.Learned;

namespace Usher.Calls.Engine.Asking;

/// <summary>
/// Answers a question to calls with customers, of which it is known who is on which side. People answer each other there in a sentence or two:
/// what counts is what a clause says, what it replies to, whose it is, and in which call.
/// </summary>
internal static class CallAnswer
{
    // Of the lines of answers whose best one speaks of less, half were right; of others two of three.
    private const double LeastSure = 0.6;

    /// <summary>The answer, or <see cref="Answer.None"/>.</summary>
    /// <param name="question">The question as it was asked.</param>
    /// <param name="reading">The same, read.</param>
    /// <param name="corpus">The calls.</param>
    /// <param name="tuning">How questions are read.</param>
    /// <param name="ct">Ends the work.</param>
    public static Answer Of(string question, QuestionReading reading, Corpus corpus, AnswerTuning tuning, CancellationToken ct)
    {
        if (!reading.AsksAnything)
            return Answer.None;
        var by = CallScoring.Default;
        var units = new Units(corpus);
        var byHand = units.Flat(new ClauseRanker(tuning).Rank(reading, corpus, ct));
        var learned = reading.Words.Count > 0
            ? new LearnedAnswer(LearnedModels.OfAnswers, tuning).Places(question, reading, units, byHand, out _, ct) : new double[units.Count];
        var facts = ClauseFacts.Of(reading, units, by, ct);
        var (scores, content) = CallScores.Of(facts, Expecting.Of(question), learned, byHand, by);
        var chosen = AccountLines.Asks(question) ? AccountLines.Choose(units, scores, AccountLines.Options)
            : CallScores.Choose(facts, scores, content, by);
        if (chosen.Count == 0)
            return Answer.None;
        return new Answer(AnswerChoice.Lines(chosen.ConvertAll(units.At), chosen.Sum(u => units[u].Length), corpus), WrittenBy.Offline)
        {
            Sure = content[chosen[0]] >= LeastSure,
            FollowUps = FollowUps.Of(question, facts, chosen),
        };
    }
}
