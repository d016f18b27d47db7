namespace Usher.Calls.Engine;

/// <summary>
/// Cuts turns into clauses that can be read alone: at the ends of sentences, and inside long ones at pauses and before conjunctions,
/// wherever the whole turn comes out best. Fillers at both ends are left out; what stays is contiguous.
/// </summary>
internal sealed class ClauseCutter(AnswerTuning tuning)
{
    /// <summary>The fewest words a clause has, unless it is a whole turn.</summary>
    public const int Fewest = 8;
    private const int Most = 34;
    private const double AnywhereCut = 8;
    private const double TooShort = 6;

    public List<Clause> Cut(CallText text, CancellationToken ct)
    {
        var clauses = new List<Clause>();
        for (var turn = 0; turn < text.Call.Turns.Count; turn++)
        {
            if ((turn & 255) == 0)
                ct.ThrowIfCancellationRequested();
            if (text.End(turn) > text.First(turn))
                CutTurn(text, turn, clauses);
        }
        return clauses;
    }

    private void CutTurn(CallText text, int turn, List<Clause> clauses)
    {
        int first = text.First(turn), n = text.End(turn) - first;
        var best = new double[n + 1];
        var from = new int[n + 1];
        for (var j = 1; j <= n; j++)
        {
            best[j] = double.PositiveInfinity;
            var length = 0;
            var crossed = 0.0;
            for (var i = j - 1; i >= 0; i--)
            {
                length += text.Words[first + i].Form.Parts;
                if (i < j - 1 && text.Gaps[first + i] >= Gap.Stop)
                    crossed += tuning.Crossing;
                if (length > Most && i < j - 1)
                    break;
                var cost = best[i] + LengthCost(length, whole: i == 0 && j == n) + crossed;
                if (cost < best[j])
                    (best[j], from[j]) = (cost, i);
            }
            if (j < n)
                best[j] += CutCost(text, first + j - 1);
        }
        var ends = new List<int>();
        for (var j = n; j > 0; j = from[j])
            ends.Add(j);
        for (var k = ends.Count - 1; k >= 0; k--)
            if (Trim(text, turn, first + from[ends[k]], first + ends[k]) is { } clause)
                clauses.Add(clause);
    }

    private double LengthCost(int length, bool whole)
    {
        if (length < Fewest && !whole)
            return TooShort;
        var off = Math.Max(0, Math.Abs(length - tuning.IdealLength)) / tuning.LengthSpread;
        return whole && length < tuning.IdealLength ? 0 : off * off;
    }

    private double CutCost(CallText text, int last)
    {
        var joint = Lexicon.Joint.Contains(text.Words[last + 1].Form.Form);
        return text.Gaps[last] switch
        {
            Gap.Stop or Gap.Question => 0,
            Gap.Pause => joint ? tuning.PauseJointCut : tuning.PauseCut,
            _ => joint ? tuning.JointCut : AnywhereCut,
        };
    }

    /// <summary>The run without fillers at its ends; null when too little is left to be read alone.</summary>
    public static Clause? Trim(CallText text, int turn, int first, int end)
    {
        var isQuestion = text.Gaps[end - 1] == Gap.Question;
        int start = first, stop = end;
        while (start < stop && (IsFiller(text, start) || IsStammer(text, start, stop)))
            start += IsPhrase(text, start, stop) ? 2 : 1;
        if (text.Gaps[end - 1] < Gap.Stop)
            while (stop > start && Lexicon.Dangling.Contains(text.Words[stop - 1].Form.Form))
                stop--;
        else
            while (stop > start && Lexicon.Sound.Contains(text.Words[stop - 1].Form.Form))
                stop--;
        var length = 0;
        var topical = 0;
        for (var i = start; i < stop; i++)
        {
            length += text.Words[i].Form.Parts;
            topical += text.Words[i].Form.Topical ? 1 : 0;
        }
        if (length >= Fewest && topical >= 2)
            return new Clause(turn, start, stop, length, isQuestion);
        var whole = first == text.First(turn) && end == text.End(turn);
        if (!whole || topical < 2)
            return null;
        length = 0;
        for (var i = first; i < end; i++)
            length += text.Words[i].Form.Parts;
        return length < 4 ? null : new Clause(turn, first, end, length, isQuestion);
    }

    private static bool IsFiller(CallText text, int i) =>
        Lexicon.Filler.Contains(text.Words[i].Form.Form) || IsPhrase(text, i, text.Words.Length);

    private static bool IsPhrase(CallText text, int i, int stop) =>
        i + 1 < stop && (text.Words[i].Form.Form, text.Words[i + 1].Form.Form) is ("you", "know") or ("i", "mean") && text.Gaps[i + 1] == Gap.Pause;

    // “I I think”, “the the price”: the first is a slip.
    private static bool IsStammer(CallText text, int i, int stop) =>
        i + 1 < stop && text.Words[i].Form.Form == text.Words[i + 1].Form.Form && text.Words[i].Form.Form.Length < 5;
}
