using System.Text;
using System.Text.RegularExpressions;

namespace Usher.Tests.Architecture;

/// <summary>A text in a file.</summary>
/// <param name="Line">The line it begins on, from 1.</param>
/// <param name="Content">What it says.</param>
public sealed record Text(int Line, string Content);

/// <summary>Finds what a source says to people: its string literals and, in the console, the text between tags. Comments and code are passed over.</summary>
public static partial class Texts
{
    /// <summary>The string literals of C#, without what is interpolated; literals inside of that are texts of their own.</summary>
    public static IEnumerable<Text> OfCSharp(string source)
    {
        var scanner = new CSharp(source);
        scanner.Code(inHole: false);
        return scanner.Found.Where(IsSaid);
    }

    /// <summary>The string literals of TypeScript and the text between tags. A key or name in code, of one word in lower case, is no text.</summary>
    public static IEnumerable<Text> OfTypeScript(string source)
    {
        var code = TypeScriptComment().Replace(source, comment => Blank().Replace(comment.Value, " "));
        return from match in TypeScriptText().Matches(code)
               let text = new Text(LineAt(code, match.Index), Hole().Replace(match.Groups["text"].Value, " "))
               where IsSaid(text) && (match.Value[0] != '}' || TwoWords().IsMatch(text.Content)) && (match.Value[0] is not ('}' or '>') || !Declaration().IsMatch(text.Content))
               select text;
    }

    /// <summary>The lines of a page, without what is quoted as code.</summary>
    public static IEnumerable<Text> OfLines(string page) => page.Split('\n').Select((line, i) => new Text(i + 1, Quoted().Replace(line, " ")));

    /// <summary>On which line a character is.</summary>
    public static int LineAt(string source, int index) => source.AsSpan(0, index).Count('\n') + 1;

    private static bool IsSaid(Text text) => text.Content.Trim() is { Length: > 1 } said && (said.Contains(' ', StringComparison.Ordinal) || char.IsUpper(said[0]));

    [GeneratedRegex(@"/\*.*?\*/|(?<![:'""`\w])//[^\n]*", RegexOptions.Singleline)]
    private static partial Regex TypeScriptComment();

    [GeneratedRegex(@"[^\n]")]
    private static partial Regex Blank();

    [GeneratedRegex("""(?<![\p{L}])'(?<text>(?:[^'\\\n]|\\.)*)'|"(?<text>(?:[^"\\\n]|\\.)*)"|`(?<text>(?:[^`\\]|\\.)*)`|(?:(?<!=)>|\})(?<text>[^<>{}=;`]*)(?=[<{]|$)""", RegexOptions.ExplicitCapture)]
    private static partial Regex TypeScriptText();

    [GeneratedRegex(@"\$\{[^}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\p{L} \p{L}")]
    private static partial Regex TwoWords();

    [GeneratedRegex(@"\b(?:interface|class|const|function|export|import|return|type)\b")]
    private static partial Regex Declaration();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex Quoted();

    private sealed partial class CSharp(string source)
    {
        private int _at;

        public List<Text> Found { get; } = [];

        /// <summary>Reads code to the end, or to the brace that ends what is interpolated.</summary>
        public void Code(bool inHole)
        {
            for (var depth = 0; _at < source.Length;)
            {
                if (Skipped().Match(source, _at) is { Success: true } skipped) _at += skipped.Length;
                else if (Opening().Match(source, _at) is { Success: true } opening) Literal(opening);
                else
                {
                    if (inHole && source[_at] == '}' && depth == 0) return;
                    depth += source[_at] switch { '{' => 1, '}' => -1, _ => 0 };
                    _at++;
                }
            }
        }

        private void Literal(Match opening)
        {
            var (line, quote, said) = (LineAt(source, _at), opening.Groups["quote"].Value, new StringBuilder());
            var (raw, verbatim, dollars) = (quote.Length > 1, opening.Value.Contains('@', StringComparison.Ordinal), opening.Value.Count(c => c == '$'));
            for (_at += opening.Length; _at < source.Length;)
            {
                var length = 1;
                if (Ahead(quote) && !(verbatim && Ahead("\"\""))) break;
                if (verbatim && Ahead("\"\"") || !raw && !verbatim && source[_at] == '\\' || dollars > 0 && !raw && Ahead("{{")) length = 2;
                else if (dollars > 0 && Ahead(new string('{', dollars)))
                {
                    _at += dollars;
                    Code(inHole: true);
                    _at += dollars;
                    continue;
                }

                said.Append(source, _at, length);
                _at += length;
            }

            _at += quote.Length;
            Found.Add(new(line, said.ToString()));
        }

        private bool Ahead(string text) => string.CompareOrdinal(source, _at, text, 0, text.Length) == 0;

        [GeneratedRegex(@"\G(?:/\*.*?\*/|//[^\n]*|'(?:\\[^']+|[^'\\\n]|\\')')", RegexOptions.Singleline)]
        private static partial Regex Skipped();

        [GeneratedRegex("""\G[$@]*(?<quote>"{3,}|")""", RegexOptions.ExplicitCapture)]
        private static partial Regex Opening();
    }
}
