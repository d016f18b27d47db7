using System.Text.RegularExpressions;

namespace Usher.Tests.Architecture;

/// <summary>The table of words in CONTRIBUTING: for each banned word the term to say instead, and the phrases in which a banned word is allowed.</summary>
public sealed partial class Glossary
{
    private const string Heading = "| term | meaning | not |";
    private const string Allowed = "Allowed all the same:";

    private readonly Dictionary<string, string> _instead;
    private readonly Regex _banned;
    private readonly Regex _allowed;

    private Glossary(Dictionary<string, string> instead, IEnumerable<string> allowed)
    {
        _instead = instead;
        _banned = WholeWords(instead.Keys);
        _allowed = WholeWords(allowed);
    }

    /// <summary>Reads the table and the line of allowed phrases below it.</summary>
    public static Glossary Read(string page)
    {
        var rows = page.Split('\n').SkipWhile(line => line != Heading).Skip(2).TakeWhile(line => line.StartsWith('|')).Select(line => line.Trim('|').Split('|')).ToList();
        rows.Count.ShouldBeGreaterThan(20, "the glossary has a row for each of two dozen terms");
        rows.ShouldAllBe(row => row.Length == 3);
        var instead = rows.SelectMany(row => Words(row[2]).Select(word => (Word: word, Say: row[0].Trim()))).ToDictionary(ban => ban.Word, ban => ban.Say, StringComparer.OrdinalIgnoreCase);
        var line = page.Split('\n').Single(line => line.StartsWith(Allowed, StringComparison.Ordinal));
        return new(instead, Phrase().Matches(line).Select(phrase => phrase.Groups[1].Value));
    }

    /// <summary>The page without the table and the allowed phrases, its lines where they were.</summary>
    public static string Without(string page) =>
        string.Join('\n', page.Split('\n').Select(line => line.StartsWith('|') && line.Count(c => c == '|') == 4 || line.StartsWith(Allowed, StringComparison.Ordinal) ? "" : line));

    /// <summary>Each banned word in the texts, with its place and what to say instead.</summary>
    public IReadOnlyList<string> Faults(IEnumerable<(string File, Text Text)> texts)
    {
        var read = texts.ToList();
        read.ShouldNotBeEmpty();
        return [.. from one in read
            let said = _allowed.Replace(one.Text.Content, phrase => new string('·', phrase.Length))
            from word in _banned.Matches(said)
            let around = one.Text.Content[Math.Max(0, word.Index - 60)..Math.Min(said.Length, word.Index + word.Length + 40)].ReplaceLineEndings(" ")
            select $"{one.File}:{one.Text.Line + said.AsSpan(0, word.Index).Count('\n')}: \"{word.Value}\" in \"{around}\": say {_instead[word.Value]}"];
    }

    private static Regex WholeWords(IEnumerable<string> words) =>
        new($@"(?<![\w-])(?:{string.Join('|', words.OrderByDescending(word => word.Length).Select(Regex.Escape))})(?![\w-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

    private static IEnumerable<string> Words(string cell) => cell.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Phrase();
}
