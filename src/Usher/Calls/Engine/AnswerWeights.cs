using Usher.Calls.Engine.Learned;

namespace Usher.Calls.Engine;

/// <summary>
/// What is known of a call besides its words: who is on which side, which account it is with. A question that asks for one side's words is
/// answered with no others; one that names an account or a person, rather with theirs.
/// </summary>
internal static class AnswerWeights
{
    private const double OfOtherCall = 0.3;
    private const double OfOtherSpeaker = 0.2;
    private const double Learned = 0.2;
    private const double ByHand = 0.5;
    private const double OfClause = 0.8;
    private const double OfTurn = 0.4;
    private const double OfBefore = 0.4;
    private const int LooksBack = 2;

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

    /// <summary>
    /// In a call with a customer people answer each other in a sentence or two: what counts most is what the clause says itself, its turn,
    /// and what was said right before, which it may answer. What was learned from meetings tells where they speak of it.
    /// </summary>
    public static double[] OfCalls(QuestionReading question, Units units, double[] learned, double[] byHand)
    {
        var weights = new Dictionary<int, double>();
        var all = 1e-9;
        foreach (var word in question.Words.Where(w => w.Topical))
            all += weights[word.Stem] = word.Weight;
        var ofTurn = units.Corpus.Texts.Select(t => new double[t.Call.Turns.Count]).ToArray();
        var seen = new HashSet<int>();
        for (var t = 0; t < ofTurn.Length; t++)
            for (var turn = 0; turn < ofTurn[t].Length; turn++)
            {
                var text = units.Corpus.Texts[t];
                text.Steps += text.End(turn) - text.First(turn);
                ofTurn[t][turn] = Share(text.Words.AsSpan()[text.First(turn)..text.End(turn)]);
            }
        var (top, most) = (Math.Max(1e-9, learned.DefaultIfEmpty(0).Max()), Math.Max(1e-9, byHand.DefaultIfEmpty(0).Max()));
        var places = new double[units.Count];
        for (var u = 0; u < places.Length; u++)
        {
            var turn = units[u].Turn;
            var before = 0.0;
            for (var back = 1; back <= LooksBack && turn >= back; back++)
                before = Math.Max(before, ofTurn[units.Text[u]][turn - back] / back);
            // A few words seldom answer alone.
            var length = Math.Min(1, units[u].Length / (double)ClauseCutter.Fewest);
            places[u] = length * (Learned * learned[u] / top + ByHand * byHand[u] / most
                + OfClause * Share(units.Words(u)) + OfTurn * ofTurn[units.Text[u]][turn] + OfBefore * before);
        }
        return places;

        double Share(ReadOnlySpan<Word> words)
        {
            seen.Clear();
            double share = 0;
            foreach (var word in words)
                if (weights.TryGetValue(word.Form.Stem, out var weight) && seen.Add(word.Form.Stem))
                    share += weight / all;
            return share;
        }
    }
}
