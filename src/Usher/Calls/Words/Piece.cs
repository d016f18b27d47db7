namespace Usher.Calls.Words;

/// <summary>How two pieces of a text hang together.</summary>
internal enum Joint
{
    /// <summary>Not at all.</summary>
    None,
    /// <summary>By a sign that some write and some do not: <c>e-mail</c>, <c>O'Brien</c>, <c>U.S.A.</c></summary>
    Soft,
    /// <summary>By <c>&amp;</c>: together they are a name, apart they are something else.</summary>
    Hard,
}

/// <summary>A run of letters and digits, or a run of letters that are no words by themselves (<see cref="LetterKind.Gram"/>).</summary>
/// <param name="Grams">Whether it is a run of the second kind.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Plain">Its letters in their simplest form.</param>
/// <param name="Wide">Its letters in their other spelling.</param>
internal readonly record struct Piece(bool Grams, int Start, int End, string Plain, string Wide)
{
    private const int Longest = 40;

    /// <summary>Nothing but digits.</summary>
    public bool IsNumber => Plain.Length > 0 && !Plain.AsSpan().ContainsAnyExceptInRange('0', '9');

    /// <summary>Begins with a letter.</summary>
    public bool IsLetters => Plain.Length > 0 && !char.IsAsciiDigit(Plain[0]);

    /// <summary>The pieces of a text, in order. A longer run of letters than anybody says is cut.</summary>
    public static List<Piece> In(string text)
    {
        var pieces = new List<Piece>();
        var (plain, wide) = (new System.Text.StringBuilder(), new System.Text.StringBuilder());
        var (start, end, grams) = (-1, 0, false);
        foreach (var letter in Letter.In(text))
        {
            if (letter.Kind == LetterKind.None || (start >= 0 && grams != (letter.Kind == LetterKind.Gram))) Close();
            if (letter.Kind == LetterKind.None) continue;
            if (start < 0) (start, grams) = (letter.Start, letter.Kind == LetterKind.Gram);
            end = letter.End;
            if (grams || plain.Length >= Longest) continue;
            plain.Append(letter.Plain);
            wide.Append(letter.Wide);
        }

        Close();
        return pieces;

        void Close()
        {
            if (start >= 0 && (grams || plain.Length > 0))
            {
                var simple = plain.ToString();
                pieces.Add(new(grams, start, end, simple, wide.Equals(simple) ? simple : wide.ToString()));
            }

            plain.Clear();
            wide.Clear();
            start = -1;
        }
    }

    /// <summary>What is between this piece and the next one.</summary>
    public Joint To(Piece next, string text)
    {
        if (Grams || next.Grams || next.Start - End is < 1 or > 3) return Joint.None;
        var between = text.AsSpan(End, next.Start - End);
        if (between.Trim() is ['&' or '＆' or '﹠']) return Joint.Hard;
        return between is ['-' or '‐' or '‑' or '\'' or '’' or '＇' or 'ʼ' or '.' or '_'] && (IsLetters || next.IsLetters)
            ? Joint.Soft
            : Joint.None;
    }
}
