using System.Text;
using Usher.Calls.Engine;

namespace Usher.Calls.Words;

/// <summary>Something that a text is found by, and where it is.</summary>
internal readonly record struct FoundWord(string Key, int Start, int Length);

/// <summary>A word that is looked for.</summary>
/// <param name="AnyOf">What a text is found by that has it; one of them is enough.</param>
/// <param name="Topical">Whether it may carry a topic: no grammar, no word of asking.</param>
internal sealed record AskedWord(IReadOnlyList<string> AnyOf, bool Topical)
{
    /// <summary>A key that begins with one of these is enough as well; each has at least three characters.</summary>
    public IReadOnlyList<string> Beginnings { get; init; } = [];

    /// <summary>The same word is the same, whatever case or spelling it was asked in.</summary>
    public string Key => Beginnings.Count == 0 ? string.Join(' ', AnyOf) : $"{string.Join(' ', AnyOf)} {string.Join(' ', Beginnings)}*";

    /// <summary>Whether a text that is found by this key has the word.</summary>
    public bool Has(string key)
    {
        foreach (var one in AnyOf)
            if (string.Equals(one, key, StringComparison.Ordinal)) return true;
        foreach (var beginning in Beginnings)
            if (key.StartsWith(beginning, StringComparison.Ordinal)) return true;
        return false;
    }

    /// <summary>The same word in a field (<see cref="SearchFields"/>).</summary>
    public AskedWord In(char field) => this with
    {
        AnyOf = [.. AnyOf.Select(key => field + key)],
        Beginnings = [.. Beginnings.Select(beginning => field + beginning)],
    };
}

/// <summary>
/// Words as search knows them, the same for both databases, for indexing, asking, highlighting and answering (ADR 15): by the English stem
/// of their letters in the simplest form, in the other spelling as well where there is one; text without spaces by each letter and each
/// pair of letters.
/// </summary>
internal static class SearchWords
{
    // Signs that belong to a name, as keys hold them: letters of private use, which no text brings along (what is no letter is left out of
    // keys).
    private const char And = '\uE001';
    private const char Plus = '\uE002';
    private const char Sharp = '\uE003';
    private const char Dot = '\uE004';
    private const int LongestChain = 6;
    private const int FewestOfBeginning = 3;
    private const int MostStems = 8;

    // What English words end in and lose as stems.
    private static readonly string[] Endings =
        ["ing", "ation", "ations", "ational", "ment", "ments", "ness", "ies", "able", "ible", "ance", "ence", "ively", "ality", "izing", "ized"];

    /// <summary>All that a text is found by, in order.</summary>
    public static IEnumerable<FoundWord> In(string text)
    {
        var pieces = Piece.In(text);
        var numbered = 0;
        for (var i = 0; i < pieces.Count; i++)
        {
            var piece = pieces[i];
            if (piece.Grams)
            {
                var run = Run(text, piece);
                for (var k = 0; k < run.Count; k++)
                {
                    yield return new(run[k].Plain, run[k].Start, run[k].End - run[k].Start);
                    if (k + 1 < run.Count) yield return new(run[k].Plain + run[k + 1].Plain, run[k].Start, run[k + 1].End - run[k].Start);
                }

                continue;
            }

            foreach (var key in Spellings(piece.Plain, piece.Wide)) yield return new(key, piece.Start, piece.End - piece.Start);
            if (Signed(text, piece) is var (signed, end)) yield return new(signed, piece.Start, end - piece.Start);
            if (Dotted(text, pieces, i) is { } dotted) yield return new(dotted, piece.Start, piece.End - piece.Start);
            if (i >= numbered && NumberGroups.At(pieces, i, text) is { } number)
            {
                numbered = i + number.Pieces;
                foreach (var key in number.Keys) yield return new(key, piece.Start, pieces[numbered - 1].End - piece.Start);
            }

            foreach (var joint in new[] { Joint.Hard, Joint.Soft })
            {
                var chain = Chain(text, pieces, i, joint);
                if (chain < 2) continue;
                foreach (var key in Joined(pieces.GetRange(i, 2), joint))
                    yield return new(key, piece.Start, pieces[i + 1].End - piece.Start);
                if (chain == 2 || (i > 0 && pieces[i - 1].To(piece, text) == joint)) continue;
                foreach (var key in Joined(pieces.GetRange(i, chain), joint))
                    yield return new(key, piece.Start, pieces[i + chain - 1].End - piece.Start);
            }
        }
    }

    /// <summary>What a search or a question looks for; a text has to have all of it to be found by a search.</summary>
    public static IReadOnlyList<AskedWord> Asked(string text)
    {
        var pieces = Piece.In(text);
        var asked = new List<AskedWord>();
        for (var i = 0; i < pieces.Count;)
            i += pieces[i].Grams
                ? AddGrams(Run(text, pieces[i]))
                : AddNumber(i) is > 0 and var numbers ? numbers : AddChain(i) is > 0 and var chained ? chained : AddWord(i);
        return [.. asked.DistinctBy(a => a.Key)];

        int AddGrams(List<Letter> run)
        {
            var grammar = Grammar.In(text, run);
            var count = run.Count - Grammar.Particle(text, run);
            if (count == 1) asked.Add(new([run[0].Plain], !grammar[0]));
            for (var k = 0; k + 1 < count; k++) asked.Add(new([run[k].Plain + run[k + 1].Plain], !(grammar[k] && grammar[k + 1])));
            return 1;
        }

        int AddNumber(int i)
        {
            if (NumberGroups.At(pieces, i, text) is not { } number) return 0;
            if (!number.IsSpaced) asked.Add(new(number.Keys, true));
            else
                foreach (var part in pieces.GetRange(i, number.Pieces)) asked.Add(new([.. number.Keys, part.Plain], true));
            return number.Pieces;
        }

        int AddChain(int i)
        {
            var hard = Chain(text, pieces, i, Joint.Hard);
            if (hard > 1 && IsName(pieces.GetRange(i, hard)))
            {
                asked.Add(new(Joined(pieces.GetRange(i, hard), Joint.Hard), true));
                return hard;
            }

            var soft = Chain(text, pieces, i, Joint.Soft);
            if (soft < 2) return 0;
            var whole = text[pieces[i].Start..pieces[i + soft - 1].End];
            // “Brackwater's”: the ending is no word.
            var parts = pieces.GetRange(i, pieces[i + soft - 1].Plain == "s"
                && text[pieces[i + soft - 1].Start - 1] is '\'' or '’' or '＇' or 'ʼ' ? soft - 1 : soft);
            var joined = parts.Count > 1 ? Joined(parts, Joint.Soft) : [];
            foreach (var part in parts)
                asked.Add(new([.. joined.Concat(Spellings(part.Plain, part.Wide)).Distinct(StringComparer.Ordinal)],
                    IsTopical(whole) && IsTopical(part.Plain)));
            return soft;
        }

        int AddWord(int i)
        {
            var piece = pieces[i];
            asked.Add(Signed(text, piece) is var (signed, _) ? new([signed], true)
                : Dotted(text, pieces, i) is { } dotted ? new([dotted], true)
                : new(Spellings(piece.Plain, piece.Wide), IsTopical(piece.Plain)));
            return 1;
        }

        // AT&T, R & D; but “sales & marketing” are two words.
        bool IsName(List<Piece> chain)
        {
            for (var i = 1; i < chain.Count; i++)
                if (chain[i].Start - chain[i - 1].End > 1 && chain.TrueForAll(p => p.Plain.Length > 1)) return false;
            return true;
        }
    }

    /// <summary>
    /// What makes the piece that begins here more than its letters (<c>AT&amp;T</c>, <c>C++</c>, <c>1,200</c>); null when nothing does.
    /// </summary>
    public static string? Whole(string text, int start)
    {
        const int far = 60;
        var near = text.Substring(start, Math.Min(far, text.Length - start));
        var pieces = Piece.In(near);
        if (pieces.Count == 0 || pieces[0].Grams) return null;
        if (NumberGroups.At(pieces, 0, near) is { } number) return number.Keys[0];
        if (Chain(near, pieces, 0, Joint.Hard) is > 1 and var chain) return Joined(pieces.GetRange(0, chain), Joint.Hard)[0];
        return Signed(near, pieces[0])?.Key;
    }

    /// <summary>The letters of a run that has no words.</summary>
    public static List<Letter> Run(string text, Piece piece)
    {
        var run = new List<Letter>();
        for (var at = piece.Start; at < piece.End;)
        {
            var letter = Letter.At(text, at);
            if (letter.Plain.Length > 0) run.Add(letter);
            at = letter.End;
        }

        return run;
    }

    /// <summary>
    /// The word that begins with these letters: its keys begin with them, or are the stem of what they begin, because the index has no
    /// endings (<c>implementat*</c> finds <em>implementation</em> by <em>implement</em>). Null when they are fewer than three, or of a
    /// script that has no words.
    /// </summary>
    public static AskedWord? Beginning(string text)
    {
        if (Piece.In(text) is not [{ Grams: false } piece] || piece.Plain.EnumerateRunes().Count() < FewestOfBeginning) return null;
        string[] beginnings = piece.Plain == piece.Wide ? [piece.Plain] : [piece.Plain, piece.Wide];
        var stems = beginnings.SelectMany(letters => Endings.SelectMany(ending => Completed(letters, ending))
                .Prepend(letters).Select(PorterStemmer.Stem).Where(stem => !stem.StartsWith(letters, StringComparison.Ordinal)))
            .Where(stem => stem.Length >= FewestOfBeginning).Distinct(StringComparer.Ordinal).Take(MostStems);
        return new([.. stems], IsTopical(piece.Plain)) { Beginnings = beginnings };

        static IEnumerable<string> Completed(string letters, string ending)
        {
            for (var begun = 1; begun < ending.Length; begun++)
                if (letters.EndsWith(ending[..begun], StringComparison.Ordinal)) yield return letters + ending[begun..];
        }
    }

    private static string[] Spellings(string plain, string wide)
    {
        var stem = PorterStemmer.Stem(plain);
        return ReferenceEquals(plain, wide) ? [stem] : [stem, PorterStemmer.Stem(wide)];
    }

    private static string[] Joined(List<Piece> chain, Joint joint)
    {
        if (joint == Joint.Hard) return [string.Join(And, chain.Select(p => p.Plain))];
        var (plain, wide) = (string.Concat(chain.Select(p => p.Plain)), string.Concat(chain.Select(p => p.Wide)));
        return Spellings(plain, plain == wide ? plain : wide);
    }

    /// <summary>How many pieces from here on hang together so.</summary>
    private static int Chain(string text, List<Piece> pieces, int first, Joint joint)
    {
        var count = 1;
        while (count < LongestChain && first + count < pieces.Count && pieces[first + count - 1].To(pieces[first + count], text) == joint)
            count++;
        return count;
    }

    /// <summary>C++, C#, A+: a sign behind the letters that is part of the name.</summary>
    private static (string Key, int End)? Signed(string text, Piece piece)
    {
        if (!piece.IsLetters) return null;
        var key = new StringBuilder(piece.Plain);
        var end = piece.End;
        for (; end < text.Length && end - piece.End < 2; end++)
        {
            var sign = text[end] switch { '+' or '＋' => Plus, '#' or '＃' or '♯' => Sharp, _ => '\0' };
            if (sign == '\0') break;
            key.Append(sign);
        }

        // “sales+marketing” and “see#4” are words side by side; C++11 and C#12 are not.
        var ends = end == text.Length || Letter.At(text, end).Kind is LetterKind.None or LetterKind.Gram
            || (piece.Plain.Length == 1 && char.IsAsciiDigit(text[end]));
        return end > piece.End && ends ? (key.ToString(), end) : null;
    }

    /// <summary>.NET, also in ASP.NET.</summary>
    private static string? Dotted(string text, List<Piece> pieces, int i)
    {
        var piece = pieces[i];
        if (!piece.IsLetters || piece.Start == 0 || text[piece.Start - 1] != '.') return null;
        var begins = piece.Start == 1 || char.IsWhiteSpace(text[piece.Start - 2]) || text[piece.Start - 2] is '(' or '"' or '“' or '/';
        return begins || (i > 0 && pieces[i - 1].End == piece.Start - 1 && pieces[i - 1].IsLetters) ? Dot + piece.Plain : null;
    }

    private static bool IsTopical(string form) => !Lexicon.Function.Contains(form.ToLowerInvariant().Replace('’', '\''));
}
