using Usher.Calls.Transcripts;
using Usher.Calls.Words;

namespace Usher.Calls.Engine;

/// <summary>A word and its position.</summary>
internal readonly record struct Word(int Turn, int Start, int End, WordForm Form);

/// <summary>What is between two words of a turn.</summary>
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
    /// <summary>A day and night of talk: the words of a document, or of all that a question is answered from, that are read.</summary>
    public const int MostWords = 250_000;

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

    /// <summary>For each word, what is between it and the next word of its turn.</summary>
    public Gap[] Gaps { get; }

    /// <summary>How many words and letters were looked at so far: the work that this call has made.</summary>
    public long Steps { get; set; }

    /// <summary>Who is named in the call.</summary>
    public SpokenNames Names => field ??= SpokenNames.In(this);

    /// <summary>The number of the turn's first word.</summary>
    public int First(int turn) => starts[turn];

    /// <summary>The number behind the turn's last word.</summary>
    public int End(int turn) => starts[turn + 1];

    /// <summary>Reads a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="vocabulary">Takes its words.</param>
    /// <param name="ct">Ends the work.</param>
    /// <param name="most">How many words are read, give or take a turn; what is said after them is as if not said.</param>
    public static CallText Read(CallTranscript call, Vocabulary vocabulary, CancellationToken ct, int most = MostWords)
    {
        var words = new List<Word>();
        var gaps = new List<Gap>();
        var firstOfTurn = new int[call.Turns.Count + 1];
        for (var turn = 0; turn < call.Turns.Count; turn++)
        {
            if ((turn & 255) == 0)
                ct.ThrowIfCancellationRequested();
            firstOfTurn[turn] = words.Count;
            if (words.Count < most)
                ReadTurn(call.Turns[turn].Text, turn, words, gaps, vocabulary);
        }
        firstOfTurn[^1] = words.Count;
        return new CallText(call, [.. words], [.. gaps], firstOfTurn) { Steps = words.Count };
    }

    /// <summary>A text that is no call, such as a question or a title.</summary>
    public static CallText Of(string text, Vocabulary? vocabulary = null) =>
        Read(new CallTranscript(Guid.Empty, "", [new Turn("", null, text)], default), vocabulary ?? new Vocabulary(),
            CancellationToken.None);

    private static void ReadTurn(string text, int turn, List<Word> words, List<Gap> gaps, Vocabulary vocabulary)
    {
        var gap = Gap.None;
        var first = words.Count;
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            var kind = c == '\'' && IsClitic(text, i) ? LetterKind.Letter : KindAt(text, i);
            if (kind == LetterKind.Gram)
            {
                i = ReadRun(text, i, turn, words, gaps, gap, first, vocabulary);
                gap = Gap.None;
            }
            else if (kind != LetterKind.None)
            {
                var end = WordEnd(text, i);
                if (words.Count > first)
                    gaps.Add(gap);
                var written = text.AsSpan(i, end - i);
                words.Add(new Word(turn, i, end, MayBeMore(text, end) && SearchWords.Whole(text, i) is { } whole
                    ? vocabulary.Of(written, whole)
                    : vocabulary.Of(written)));
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

    // A run of letters that has no spaces: each letter is a word, known by itself and the one behind it.
    private static int ReadRun(string text, int start, int turn, List<Word> words, List<Gap> gaps, Gap gap, int first,
        Vocabulary vocabulary)
    {
        var run = new List<Letter>();
        var end = start;
        for (; end < text.Length && KindAt(text, end) == LetterKind.Gram; end = run[^1].End)
            run.Add(Letter.At(text, end));
        var grammar = Grammar.In(text, run);
        for (var k = 0; k < run.Count; k++)
        {
            var isLast = k + 1 == run.Count;
            if (words.Count > first)
                gaps.Add(k == 0 ? gap : Gap.None);
            words.Add(new Word(turn, run[k].Start, run[k].End,
                vocabulary.Gram(run[k].Plain, isLast ? "" : run[k + 1].Plain, k % 2 == 0, !(grammar[k] && (isLast || grammar[k + 1])))));
        }
        return end;
    }

    private static LetterKind KindAt(string text, int i) =>
        text[i] < 0x80
            ? char.IsAsciiDigit(text[i]) ? LetterKind.Digit : char.IsAsciiLetter(text[i]) ? LetterKind.Letter : LetterKind.None
            : Letter.At(text, i).Kind;

    // Only behind these may a name or a number go on: AT&T, R & D, C++, 1,200.
    private static bool MayBeMore(string text, int end) =>
        end + 1 < text.Length
            && (text[end] is '&' or '＆' || (text[end] == ' ' && text[end + 1] is '&' or '＆')
            || (char.IsAsciiDigit(text[end - 1]) && text[end] is ',' or '.' or ' ' or '\'' or '’' or '\u00A0' or '\u202F'
            && char.IsAsciiDigit(text[end + 1])))
        || (end < text.Length && text[end] is '+' or '#' or '＋' or '＃' or '♯');

    // “'re” in “we 're”: some recorders write the short forms apart.
    private static bool IsClitic(string text, int i) =>
        i > 0 && char.IsWhiteSpace(text[i - 1]) && i + 1 < text.Length && char.IsAsciiLetter(text[i + 1])
        && (i + 2 == text.Length || !char.IsLetter(text[i + 2]) || i + 3 == text.Length || !char.IsLetter(text[i + 3]));

    private static int WordEnd(string text, int i)
    {
        // The clitic's own apostrophe.
        i = KindAt(text, i) == LetterKind.None ? i + 1 : EndOf(text, i);
        while (i < text.Length)
        {
            if (KindAt(text, i) is LetterKind.Letter or LetterKind.Digit)
            {
                i = EndOf(text, i);
                continue;
            }
            var joins = text[i] is '\'' or '’' or '_' && i + 1 < text.Length
                && KindAt(text, i + 1) is LetterKind.Letter or LetterKind.Digit;
            if (!joins)
                break;
            i++;
        }
        return i;
    }

    // A letter with the marks that belong to it.
    private static int EndOf(string text, int i) =>
        text[i] < 0x80 && (i + 1 == text.Length || text[i + 1] < 0x80) ? i + 1 : Letter.At(text, i).End;

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
            case '?' or '？' or '؟':
                return Gap.Question;
            case '!' or '…' or '\n' or '。' or '！' or '．' or '｡' or '।' or '։':
                return Gap.Stop;
            case '.':
                var joined = i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1]) && i > 0 && char.IsLetterOrDigit(text[i - 1]);
                if (joined)
                    return Gap.None;
                if (words.Count > first && i == words[^1].End && words[^1].Form is { Form: var form }
                    && ((form.Length == 1 && form != "i") || Lexicon.Abbreviation.Contains(form)))
                    return Gap.None;
                return Gap.Stop;
            case ',' or ';' or ':' or '—' or '–' or '(' or ')' or '、' or '，' or '；' or '：' or '،' or '・' or '「' or '」':
                return Gap.Pause;
            case '-':
                return i > 0 && char.IsWhiteSpace(text[i - 1]) ? Gap.Pause : Gap.None;
            default:
                return Gap.None;
        }
    }

    private static Gap Max(Gap a, Gap b) => a > b ? a : b;
}
