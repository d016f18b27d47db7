using Usher.Calls.Transcripts;

namespace Usher.Calls.Engine;

/// <summary>Reads what the clauses of one call are for, by their cues, their place and what is said next.</summary>
internal sealed class Speech
{
    private readonly CallText text;
    private readonly IReadOnlyList<Turn> turns;
    private readonly double[] weight;
    private readonly CompanyNames companies;

    public Speech(CallText text, Vocabulary vocabulary, IReadOnlyList<Clause> clauses)
    {
        this.text = text;
        turns = text.Call.Turns;
        weight = Weights(text, vocabulary, clauses);
        companies = CompanyNames.Find(text);
    }

    /// <summary>Scores a clause for every part.</summary>
    public Point Read(Clause clause)
    {
        var said = Said(clause);
        var scores = new double[7];
        foreach (var cue in Cues.All)
            if (cue.Pattern.IsMatch(said))
                scores[(int)cue.Kind] = Math.Max(scores[(int)cue.Kind], cue.Weight) + Math.Min(scores[(int)cue.Kind], cue.Weight) * 0.4;
        var recap = Cues.Recap.IsMatch(said);
        var idle = Cues.Idle.IsMatch(said);
        var place = (double)clause.First / Math.Max(1, text.Words.Length);
        var topics = Topics(clause, out var richness);
        var clarity = Clarity(clause);

        scores[(int)SummaryKind.About] = About(scores[(int)SummaryKind.About], place, richness, clause);
        ref var decisions = ref scores[(int)SummaryKind.Decisions];
        ref var steps = ref scores[(int)SummaryKind.NextSteps];
        if (clause.IsQuestion)
            decisions *= 0.4;
        if (idle)
            (decisions, steps) = (decisions * 0.6, steps * 0.4);
        if (recap)
            (decisions, steps) = (decisions + 0.8, steps > 0 ? steps + 1.5 : 0);
        if (steps > 0)
            steps += (place > 0.7 ? 0.8 : 0) + (Phrases.When.IsMatch(said) ? 0.9 : 0) - (clause.IsQuestion && !Accepted(clause) ? 1.2 : 0);
        if (decisions > 0)
            decisions += place > 0.5 ? 0.4 : 0;
        scores[(int)SummaryKind.OpenQuestions] = OpenQuestion(clause, scores[(int)SummaryKind.OpenQuestions]);
        scores[(int)SummaryKind.PricesAndDates] = PriceOrDate(said);
        if (clause.IsQuestion)
            scores[(int)SummaryKind.ObjectionsAndRisks] *= 0.6;
        scores[(int)SummaryKind.Competitors] = companies.In(clause) ? 1 + scores[(int)SummaryKind.Competitors] + companies.Strength(clause) : 0;
        for (var k = 1; k < scores.Length; k++)
            if (scores[k] > 0)
                scores[k] = scores[k] * clarity + Math.Min(0.5, richness * 0.1);
        return new Point(clause, topics, scores);
    }

    /// <summary>The clause as a line of a part.</summary>
    public SummaryLine Line(Point point, SummaryKind kind)
    {
        var quote = point.Clause.Quote(text);
        return kind == SummaryKind.NextSteps
            ? new SummaryLine(quote, Commitment.Who(quote, turns), Commitment.When(quote, turns))
            : new SummaryLine(quote, null, null);
    }

    private string Said(Clause clause) => clause.Quote(text).Text.Replace('’', '\'');

    private static double About(double cue, double place, double richness, Clause clause)
    {
        var early = place < 0.15 ? 1.5 : place < 0.35 ? 1 : 0.3;
        return clause.IsQuestion || clause.Length < ClauseCutter.Fewest ? 0 : early * (cue + richness * 0.25);
    }

    private double OpenQuestion(Clause clause, double cue)
    {
        if (!clause.IsQuestion)
            return cue;
        var reply = Reply(clause.Turn);
        return reply is null ? 0.8 + cue : Cues.NoAnswer.IsMatch(reply) ? 3 + cue : cue * 0.5;
    }

    private bool Accepted(Clause clause) =>
        Reply(clause.Turn) is { } reply && (reply.StartsWith("Yes", StringComparison.OrdinalIgnoreCase) || reply.StartsWith("Sure", StringComparison.OrdinalIgnoreCase)
            || reply.StartsWith("Of course", StringComparison.OrdinalIgnoreCase) || reply.StartsWith("I will", StringComparison.OrdinalIgnoreCase)
            || reply.StartsWith("I can", StringComparison.OrdinalIgnoreCase) || reply.StartsWith("Okay", StringComparison.OrdinalIgnoreCase)
            || reply.StartsWith("Will do", StringComparison.OrdinalIgnoreCase) || reply.StartsWith("Yeah", StringComparison.OrdinalIgnoreCase));

    // The beginning of what the next speaker says.
    private string? Reply(int turn)
    {
        for (var t = turn + 1; t < turns.Count && t <= turn + 2; t++)
            if (turns[t].Speaker != turns[turn].Speaker)
                return turns[t].Text[..Math.Min(turns[t].Text.Length, 160)].Replace('’', '\'');
        return null;
    }

    private static double PriceOrDate(string said)
    {
        var money = Phrases.Money.Count(said);
        var deadline = Phrases.Deadline.Count(said);
        return money + deadline == 0 ? 0
            : (money > 0 ? 2 : 0) + (deadline > 0 ? 1.6 : 0) + 0.3 * Math.Min(3, money + deadline - 1) + (Cues.Commercial.IsMatch(said) ? 0.8 : 0);
    }

    private HashSet<int> Topics(Clause clause, out double richness)
    {
        var topics = new HashSet<int>();
        richness = 0;
        for (var i = clause.First; i < clause.End; i++)
            if (text.Words[i].Form is { Topical: true } form && topics.Add(form.Stem))
                richness += weight[form.Stem];
        richness /= Math.Sqrt(Math.Max(8, clause.Length));
        return topics;
    }

    // A clause that begins or ends inside a sentence, or stammers, is harder to read alone.
    private double Clarity(Clause clause)
    {
        var clarity = 1.0;
        if (clause.First > text.First(clause.Turn) && text.Gaps[clause.First - 1] == Gap.None)
            clarity -= 0.25;
        if (text.Gaps[clause.End - 1] == Gap.None)
            clarity -= 0.2;
        for (var i = clause.First; i < clause.End - 1; i++)
            if (Lexicon.Sound.Contains(text.Words[i].Form.Form) || text.Words[i].Form.Form == text.Words[i + 1].Form.Form)
                clarity -= 0.08;
        return Math.Max(0.3, clarity);
    }

    // A topic word tells the more, the more clauses speak of it; what stands in one clause only tells little of the call.
    private static double[] Weights(CallText text, Vocabulary vocabulary, IReadOnlyList<Clause> clauses)
    {
        var within = new int[vocabulary.Count];
        var last = new int[vocabulary.Count];
        Array.Fill(last, -1);
        for (var c = 0; c < clauses.Count; c++)
            for (var i = clauses[c].First; i < clauses[c].End; i++)
            {
                var stem = text.Words[i].Form.Stem;
                if (last[stem] != c && vocabulary.IsTopical(stem))
                {
                    last[stem] = c;
                    within[stem]++;
                }
            }
        return Array.ConvertAll(within, df => df < 2 ? 0.2 : Math.Log(1 + df));
    }
}
