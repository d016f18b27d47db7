namespace Usher.Calls.Engine;

/// <summary>
/// What is known of a call besides its words: who is on which side, which account it is with. A question that asks for one side's words is
/// answered with no others; one that names an account or a person, rather with theirs.
/// </summary>
internal static class AnswerWeights
{
    private const double OfOtherCall = 0.3;
    private const double OfOtherSpeaker = 0.2;

    /// <summary>Weighs numbers that are given by call and clause.</summary>
    public static void Weigh(double[][] scores, QuestionReading question, Corpus corpus)
    {
        if (!corpus.HasSides)
            return;
        var someNamed = question.Named.Any(n => n);
        for (var t = 0; t < scores.Length; t++)
        {
            var call = corpus.Texts[t].Call;
            var ofCall = someNamed && !question.Named[t] ? OfOtherCall : 1;
            for (var c = 0; c < scores[t].Length; c++)
            {
                var speaker = call.Turns[corpus.Clauses[t][c].Turn].Speaker;
                scores[t][c] *= ofCall;
                if (question.Speakers.Count > 0 && !question.Speakers.Contains(speaker))
                    scores[t][c] *= OfOtherSpeaker;
                if (question.Side is { } side && side != (call.OtherSide.Contains(speaker) ? Side.Theirs : Side.Ours))
                    scores[t][c] = 0;
            }
        }
    }
}
