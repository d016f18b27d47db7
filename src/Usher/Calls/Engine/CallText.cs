using Usher.Calls.Transcripts;

namespace Usher.Calls.Engine;

/// <summary>A word where it stands.</summary>
internal readonly record struct Word(int Turn, int Start, int End, WordForm Form);

/// <summary>What stands between two words of a turn.</summary>
internal enum Gap
{
    /// <summary>Nothing but space.</summary>
    None,
    /// <summary>A comma, a dash, a transcriber's mark.</summary>
    Pause,
    /// <summary>The end of a sentence.</summary>
    Stop,
    /// <summary>The end of a question.</summary>
    Question,
}

/// <summary>The words of a call in order. Marks of a transcriber, such as {laugh} or [pause], are no words.</summary>
internal sealed class CallText
{
    private const int LongestMark = 40;
    private readonly int[] starts;

    private CallText(CallTranscript call, Word[] words, Gap[] gaps, int[] firstOfTurn)
    {
        Call = call;
        Words = words;
        Gaps = gaps;
        starts = firstOfTurn;
    }

    public CallTranscript Call { get; }

    public Word[] Words { get; }

    /// <summary>For each word, what stands between it and the next word of its turn.</summary>
    public Gap[] Gaps { get; }

    /// <summary>The number of the turn's first word.</summary>
    public int First(int turn) => starts[turn];

    /// <summary>The number behind the turn's last word.</summary>
    public int End(int turn) => starts[turn + 1];

    public static CallText Read(CallTranscript call, Vocabulary vocabulary, CancellationToken ct)
    {
        var words = new List<Word>();
        var gaps = new List<Gap>();
        var firstOfTurn = new int[call.Turns.Count + 1];
        for (var turn = 0; turn < call.Turns.Count; turn++)
        {
            if ((turn & 255) == 0)
                ct.ThrowIfCancellationRequested();
            firstOfTurn[turn] = words.Count;
            ReadTurn(call.Turns[turn].Text, turn, words, gaps, vocabulary);
        }
        firstOfTurn[^1] = words.Count;
        return new CallText(call, [.. words], [.. gaps], firstOfTurn);
    }

    /// <summary>A text that is no call, such as a question.</summary>
    public static CallText Of(string text) =>
        Read(new CallTranscript(Guid.Empty, "", [new Turn("", null, text)], default), new Vocabulary(), CancellationToken.None);

    /// <summary>The words of a text that is no turn, such as a question, as they are written.</summary>
    public static IEnumerable<string> Forms(string text)
    {
        for (var i = 0; i < text.Length;)
            if (char.IsLetterOrDigit(text[i]))
            {
                var end = WordEnd(text, i);
                yield return text[i..end];
                i = end;
            }
            else
                i++;
    }

    private static void ReadTurn(string text, int turn, List<Word> words, List<Gap> gaps, Vocabulary vocabulary)
    {
        var gap = Gap.None;
        var first = words.Count;
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (char.IsLetterOrDigit(c) || (c == '\'' && IsClitic(text, i)))
            {
                var end = WordEnd(text, i);
                if (words.Count > first)
                    gaps.Add(gap);
                words.Add(new Word(turn, i, end, vocabulary.Of(text.AsSpan(i, end - i))));
                gap = Gap.None;
                i = end;
            }
            else if (c is '{' or '[' or '<' && MarkEnd(text, i) is var end && end > 0)
            {
                gap = Max(gap, Gap.Pause);
                i = end;
            }
            else
            {
                gap = Max(gap, GapOf(text, i, words, first));
                i++;
            }
        }
        if (words.Count > first)
            gaps.Add(gap);
    }

    // “'re” in “we 're”: some recorders write the short forms apart.
    private static bool IsClitic(string text, int i) =>
        i > 0 && char.IsWhiteSpace(text[i - 1]) && i + 1 < text.Length && char.IsAsciiLetter(text[i + 1])
        && (i + 2 == text.Length || !char.IsLetter(text[i + 2]) || i + 3 == text.Length || !char.IsLetter(text[i + 3]));

    private static int WordEnd(string text, int i)
    {
        for (i++; i < text.Length; i++)
        {
            if (char.IsLetterOrDigit(text[i]))
                continue;
            var joins = text[i] is '\'' or '’' or '_' && i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1]);
            if (!joins)
                break;
        }
        return i;
    }

    private static int MarkEnd(string text, int i)
    {
        var close = text[i] switch { '{' => '}', '[' => ']', _ => '>' };
        var last = Math.Min(text.Length, i + LongestMark);
        for (var j = i + 1; j < last; j++)
        {
            if (text[j] == close)
                return j + 1;
            if (!char.IsLetter(text[j]) && text[j] is not (' ' or '-' or '_' or '/') && !(close == ']' && text[j] == '.'))
                return -1;
        }
        return -1;
    }

    private static Gap GapOf(string text, int i, List<Word> words, int first)
    {
        switch (text[i])
        {
            case '?':
                return Gap.Question;
            case '!' or '…' or '\n':
                return Gap.Stop;
            case '.':
                var joined = i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1]) && i > 0 && char.IsLetterOrDigit(text[i - 1]);
                if (joined)
                    return Gap.None;
                if (words.Count > first && i == words[^1].End && words[^1].Form is { Form: var form } && ((form.Length == 1 && form != "i") || Lexicon.Abbreviation.Contains(form)))
                    return Gap.None;
                return Gap.Stop;
            case ',' or ';' or ':' or '—' or '–' or '(' or ')':
                return Gap.Pause;
            case '-':
                return i > 0 && char.IsWhiteSpace(text[i - 1]) ? Gap.Pause : Gap.None;
            default:
                return Gap.None;
        }
    }

    private static Gap Max(Gap a, Gap b) => a > b ? a : b;
}
