namespace Usher.Calls.Engine;

/// <summary>
/// Cuts turns into clauses that can be read alone: at the ends of sentences, and inside long ones at pauses and before conjunctions,
/// wherever the whole turn comes out best. Fillers at both ends are left out; what stays is contiguous.
/// </summary>
internal sealed class ClauseCutter(AnswerTuning tuning)
{
    /// <summary>The fewest words a clause has, unless it is a whole turn.</summary>
    public const int Fewest = 8;

    /// <summary>The most words a clause has, unless it is one word.</summary>
    public const int Most = 34;

    private const int FewestOfTurn = 4;
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
                text.Steps++;
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
        int start = first, stop = end;
        while (start < stop && (IsFiller(text, start) || IsStammer(text, start, stop) || IsInterjection(text, start, stop)))
            start += IsPhrase(text, start, stop) ? 2 : 1;
        var ending = text.Gaps[end - 1] < Gap.Stop ? Lexicon.Dangling : Lexicon.Sound;
        while (stop > start && ending.Contains(text.Words[stop - 1].Form.Form))
            stop--;
        // “…by Friday. Anything else?”: a short question behind a statement is another matter.
        var asked = LastSentence(text, start, stop);
        if (asked > start && text.Gaps[stop - 1] == Gap.Question && Length(text, asked, stop) < Fewest
            && Length(text, start, asked) >= Fewest)
            stop = asked;
        var length = Length(text, start, stop);
        var topical = Topical(text, start, stop);
        if (length < Fewest || topical < 2)
        {
            var whole = first == text.First(turn) && end == text.End(turn);
            length = Length(text, first, end);
            if (!whole || Topical(text, first, end) < 2 || length < FewestOfTurn)
                return null;
            (start, stop) = (first, end);
        }
        asked = LastSentence(text, start, stop);
        var isQuestion = text.Gaps[stop - 1] == Gap.Question && 2 * (stop - asked) >= stop - start;
        return new Clause(turn, start, stop, length, Clarity(text, turn, start, stop), isQuestion);
    }

    private static int Length(CallText text, int first, int end)
    {
        var length = 0;
        for (var i = first; i < end; i++)
            length += text.Words[i].Form.Parts;
        return length;
    }

    private static int Topical(CallText text, int first, int end)
    {
        var topical = 0;
        for (var i = first; i < end; i++)
            topical += text.Words[i].Form.Topical ? 1 : 0;
        return topical;
    }

    // Where the last sentence of a run begins.
    private static int LastSentence(CallText text, int first, int end)
    {
        for (var i = end - 1; i > first; i--)
            if (text.Gaps[i - 1] >= Gap.Stop)
                return i;
        return first;
    }

    // “Perfect.”, “Correct.”: a sentence of one word in front of others.
    private static bool IsInterjection(CallText text, int i, int stop) =>
        i + 1 < stop && text.Gaps[i] == Gap.Stop && Lexicon.Interjection.Contains(text.Words[i].Form.Form)
            && Length(text, i + 1, stop) >= Fewest;

    private static double Clarity(CallText text, int turn, int first, int end)
    {
        var clarity = 1.0;
        if (first > text.First(turn) && text.Gaps[first - 1] < Gap.Stop && !IsOpening(text, turn, first))
            clarity -= Lexicon.Subject.Contains(text.Words[first].Form.Form) ? 0.1 : text.Gaps[first - 1] == Gap.Pause ? 0.2 : 0.3;
        if (text.Gaps[end - 1] < Gap.Stop)
            clarity -= text.Gaps[end - 1] == Gap.Pause ? 0.1 : 0.2;
        for (var i = first; i < end - 1; i++)
        {
            if (Lexicon.Sound.Contains(text.Words[i].Form.Form)
                || (text.Words[i].Form.Form == text.Words[i + 1].Form.Form && !text.Words[i].Form.IsGram))
                clarity -= 0.06;
            if (text.Words[i].End < text.Words[i + 1].Start
                && text.Call.Turns[turn].Text.AsSpan(text.Words[i].End, text.Words[i + 1].Start - text.Words[i].End)
                .ContainsAny('{', '[', '<'))
                clarity -= 0.12;
        }
        return Math.Max(0.3, clarity);
    }

    // Only fillers stand between it and the beginning of its sentence.
    private static bool IsOpening(CallText text, int turn, int first)
    {
        for (var i = first - 1; i >= text.First(turn); i--)
        {
            if (text.Gaps[i] >= Gap.Stop)
                return true;
            text.Steps++;
            if (!Lexicon.Filler.Contains(text.Words[i].Form.Form))
                return false;
        }
        return true;
    }

    private static bool IsFiller(CallText text, int i) =>
        Lexicon.Filler.Contains(text.Words[i].Form.Form) || IsPhrase(text, i, text.Words.Length);

    private static bool IsPhrase(CallText text, int i, int stop) =>
        i + 1 < stop && (text.Words[i].Form.Form, text.Words[i + 1].Form.Form) is ("you", "know") or ("i", "mean")
            && text.Gaps[i + 1] == Gap.Pause;

    // “I I think”, “the the price”: the first is a slip.
    private static bool IsStammer(CallText text, int i, int stop) =>
        i + 1 < stop && text.Words[i].Form.Form == text.Words[i + 1].Form.Form && text.Words[i].Form.Form.Length < 5
            && !text.Words[i].Form.IsGram;
}
