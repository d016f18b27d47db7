using Usher.Calls.Words;

namespace Usher.Calls.Search;

/// <summary>
/// Reads what people type into a search: words, <c>"word for word"</c>, <c>-without</c>, <c>begin*</c>, <c>from:</c> owner or speaker,
/// <c>about:</c> account, <c>in:</c> team. Nothing is an error: a quote that is not closed, a sign that stands alone, a field without a
/// value and a beginning of two letters are words like any other, or nothing.
/// </summary>
internal sealed class SearchSyntax
{
    /// <summary>In <c>from:me</c>: the searcher.</summary>
    public const string Me = "me";

    private const int MostWords = 30;
    private const int MostOfAKind = 8;
    private const string Openers = "\"“”„‟«»＂「『";
    private const string Closers = "\"“”„‟«»＂」』";

    private static readonly (string Name, char? Of)[] Fields = [("from", SearchFields.From), ("about", SearchFields.About), ("in", null)];

    private readonly string _text;
    private readonly List<AskedWord> _words = [];
    private readonly List<Phrase> _phrases = [];
    private readonly List<IReadOnlyList<AskedWord>> _without = [];
    private readonly List<Phrase> _withoutPhrases = [];
    private readonly List<string> _teams = [];
    private readonly List<string> _withoutTeams = [];
    private readonly List<string> _people = [];
    private readonly List<string> _withoutPeople = [];
    private readonly List<SpelledWord> _spelled = [];

    // Where words side by side began that nothing special is asked of; they are read together, as “R & D” and “1 200 000” are.
    private int? _plain;

    private SearchSyntax(string text) => _text = text;

    /// <summary>What is searched for.</summary>
    /// <param name="text">What was typed.</param>
    public static AskedSearch Read(string text)
    {
        var syntax = new SearchSyntax(text);
        for (var at = 0; at < text.Length;) at = char.IsWhiteSpace(text[at]) ? at + 1 : syntax.Token(at);
        syntax.EndPlain(text.Length);
        return new()
        {
            Words = [.. syntax._words.DistinctBy(w => w.Key).Take(MostWords)],
            Phrases = [.. syntax._phrases.Take(MostOfAKind)],
            Without = [.. syntax._without.Take(MostOfAKind)],
            WithoutPhrases = [.. syntax._withoutPhrases.Take(MostOfAKind)],
            Teams = [.. syntax._teams.Take(MostOfAKind)],
            WithoutTeams = [.. syntax._withoutTeams.Take(MostOfAKind)],
            People = [.. syntax._people.Take(MostOfAKind)],
            WithoutPeople = [.. syntax._withoutPeople.Take(MostOfAKind)],
            Spelled = [.. syntax._spelled.Take(MostOfAKind)],
        };
    }

    /// <summary>Reads what begins here.</summary>
    /// <returns>Where it ends.</returns>
    private int Token(int start)
    {
        var at = start;
        var without = _text[at] is '-' or '−' && at + 1 < _text.Length && _text[at + 1] != _text[at] && !char.IsWhiteSpace(_text[at + 1]);
        if (without) at++;
        var field = Field(ref at);
        if (Quoted(at) is var (from, to, end))
        {
            EndPlain(start);
            Add(from, to, field, without, quoted: true);
            return end;
        }

        end = at;
        while (end < _text.Length && !char.IsWhiteSpace(_text[end])) end++;
        if (field is null && !without && !IsBeginning(at, end))
        {
            _plain ??= at;
            return end;
        }

        EndPlain(start);
        Add(at, end, field, without, quoted: false);
        return end;
    }

    /// <summary>The field named here, with a value behind it; moves on to the value.</summary>
    private (string Name, char? Of)? Field(ref int at)
    {
        foreach (var field in Fields)
        {
            var value = at + field.Name.Length + 1;
            if (value >= _text.Length || _text[value - 1] is not (':' or '：')
                || !_text.AsSpan(at, field.Name.Length).Equals(field.Name, StringComparison.OrdinalIgnoreCase)) continue;
            while (value < _text.Length && char.IsWhiteSpace(_text[value])) value++;
            if (value == _text.Length) continue;
            at = value;
            return field;
        }

        return null;
    }

    /// <summary>What is in the quotes that open here and close somewhere; null when none do.</summary>
    private (int From, int To, int End)? Quoted(int at)
    {
        if (at >= _text.Length || !Openers.Contains(_text[at], StringComparison.Ordinal)) return null;
        var close = _text.AsSpan(at + 1).IndexOfAny(Closers);
        return close < 0 ? null : (at + 1, at + 1 + close, at + 2 + close);
    }

    private bool IsBeginning(int from, int to) => to - from > 1 && _text[to - 1] is '*' or '＊' && Beginning(from, to) is not null;

    /// <summary>The word that ends in a star, and those that hang before it.</summary>
    private AskedWord[]? Beginning(int from, int to)
    {
        if (_text[to - 1] is not ('*' or '＊')) return null;
        var text = _text[from..(to - 1)];
        var pieces = Piece.In(text);
        if (pieces.Count == 0 || pieces[^1].End != text.Length || SearchWords.Beginning(text[pieces[^1].Start..]) is not { } begins) return null;
        return [.. SearchWords.Asked(text[..pieces[^1].Start]), begins];
    }

    private void EndPlain(int end)
    {
        if (_plain is not { } start) return;
        _plain = null;
        _words.AddRange(SearchWords.Asked(_text[start..end]));
        Spell(start, end, null);
    }

    private void Add(int from, int to, (string Name, char? Of)? field, bool without, bool quoted)
    {
        var value = _text[from..to];
        if (field is { Of: null })
        {
            (without ? _withoutTeams : _teams).Add(value.Trim());
            return;
        }

        if (field is { Of: SearchFields.From } && !quoted && (value.Contains('@') || value.Equals(Me, StringComparison.OrdinalIgnoreCase)))
        {
            (without ? _withoutPeople : _people).Add(value);
            return;
        }

        if (field is null && quoted)
        {
            if (Phrase.Of(value) is not { } phrase) return;
            (without ? _withoutPhrases : _phrases).Add(phrase);
            if (!without) Spell(from, to, null);
            return;
        }

        IReadOnlyList<AskedWord> words = (quoted ? null : Beginning(from, to)) ?? SearchWords.Asked(value);
        if (field is { Of: { } of }) words = [.. words.Select(word => word.In(of))];
        if (words.Count == 0) return;
        if (without) _without.Add(words);
        else _words.AddRange(words);
        if (!without && words.All(word => word.Beginnings.Count == 0)) Spell(from, to, field?.Of);
    }

    /// <summary>Keeps the words in this stretch that may be misspelled.</summary>
    private void Spell(int from, int to, char? field)
    {
        foreach (var piece in Piece.In(_text[from..to]))
            if (!piece.Grams && piece.Plain.Length >= Spelling.Shortest && piece.Plain.All(char.IsLetter))
                _spelled.Add(new(from + piece.Start, piece.End - piece.Start, piece.Plain, field));
    }
}
