namespace Usher.Calls.Engine;

/// <summary>A contiguous run of words within one turn: what may be quoted.</summary>
/// <param name="Turn">The number of the turn.</param>
/// <param name="First">Number of its first word in the call.</param>
/// <param name="End">Number behind its last word.</param>
/// <param name="Length">How many words it has, as lengths are counted (<see cref="WordForm.Parts"/>).</param>
/// <param name="Clarity">How well it reads alone, up to 1: it begins and ends with a sentence and does not stammer.</param>
/// <param name="IsQuestion">Whether it is asked rather than said.</param>
internal readonly record struct Clause(int Turn, int First, int End, int Length, double Clarity, bool IsQuestion)
{
    /// <summary>The quoted text: from its first word to its last, with the marks that belong to them.</summary>
    public Quotation Quote(CallText text)
    {
        var turn = text.Call.Turns[Turn];
        var start = text.Words[First].Start;
        var end = text.Words[End - 1].End;
        var before = First > text.First(Turn) ? text.Words[First - 1].End : 0;
        var after = End < text.End(Turn) ? text.Words[End].Start : turn.Text.Length;
        while (start > before && turn.Text[start - 1] is '$' or '€' or '£' or '"' or '“' or '‘' or '(' or '#' or '~')
            start--;
        while (end < after
            && turn.Text[end] is '%' or '°' or '"' or '”' or ')' or '€' or '.' or '?' or '!' or '…' or '。' or '！' or '？' or '」' or '।'
            or '؟')
            end++;
        if (end + 1 < after && turn.Text[end] == ' ' && turn.Text[end + 1] is '.' or '?' or '!' or '%' or '€')
            end += 2;
        return new Quotation(text.Call.Places?[Turn] ?? Turn, turn.Speaker, turn.At, turn.Text[start..end]);
    }
}
