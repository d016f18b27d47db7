using System.Text.RegularExpressions;

namespace Usher.Bench.Mutants;

/// <summary>One wrong rule: a place in a source file and what stands there instead.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">The line, counted from one.</param>
/// <param name="Column">The first character replaced, counted from one.</param>
/// <param name="Was">What is right.</param>
/// <param name="Becomes">What is wrong.</param>
internal sealed record Mutant(string File, int Line, int Column, string Was, string Becomes)
{
    /// <summary>What stands in for each thing in a rule: conditions turned round, bounds moved by one, members left out.</summary>
    private static readonly (string Pattern, string Becomes)[] Changes =
    [
        (@" == ", " != "), (@" != ", " == "), (@" && ", " || "), (@" \|\| ", " && "),
        (@" < ", " <= "), (@" > (?!\()", " >= "), (@" <= ", " < "), (@" >= ", " > "),
        (@" is null\b", " is not null"), (@" is not null\b", " is null"), (@"(?<=[\w)]) is not (?=[\w.]+ or )", " is "), (@"(?<=\b(if|return) \()!(?=\w)", ""), (@"(?<=(=> |\? |&& |\|\| ))!(?=[\w(])", ""),
        (@"\btrue\b", "false"), (@"\bfalse\b", "true"), (@"\.Any\(", ".All("), (@"\.All\(", ".Any("), (@"\.TrueForAll\(", ".Exists("),
        (@"\.With\(Permission\.\w+\)", ""), (@"\.Without\(Permission\.\w+\)", ""), (@"(?<=: )null;", "new NotFound();"), (@"(?<=\()Math\.Min\(", "Math.Max("), (@"\bYes\((?=Ground)", "No("), (@"\bNo\((?=Ground)", "Yes("),
        (@"(?<=return )new \w+\([^;]*\);", "null;"),
    ];

    public string Id => $"{File}:{Line}:{Column} “{Was.Trim()}” → “{Becomes.Trim()}”";

    /// <summary>Every mutant of the table: each cell refused, or given, or widened.</summary>
    public static IEnumerable<Mutant> OfTable(string file, string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (Regex.Match(lines[i], @"^        \(\w+,\s+\[(?<cells>[^\]]+)\]\),") is not { Success: true } row) continue;
            var connect = i < Array.FindIndex(lines, line => line.Contains("InsightsTable =", StringComparison.Ordinal));
            var cells = Regex.Matches(lines[i][row.Groups["cells"].Index..], @"\w+(?=[,\]])");
            for (var column = 0; column < 5; column++)
            {
                var cell = cells[column];
                foreach (var other in Others(cell.Value, column, connect))
                    yield return new(file, i + 1, row.Groups["cells"].Index + cell.Index + 1, cell.Value, other);
            }
        }
    }

    /// <summary>Every mutant of the rules in a file.</summary>
    public static IEnumerable<Mutant> OfRules(string file, string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].TrimStart().StartsWith("//", StringComparison.Ordinal)) continue;
            foreach (var (pattern, becomes) in Changes)
                foreach (Match match in Regex.Matches(lines[i], pattern))
                    if (lines[i].AsSpan(0, match.Index).Count('"') % 2 == 0) yield return new(file, i + 1, match.Index + 1, match.Value, becomes);
        }
    }

    /// <summary>The file with this wrong rule in it.</summary>
    public string In(string[] lines)
    {
        var changed = (string[])lines.Clone();
        changed[Line - 1] = string.Concat(changed[Line - 1].AsSpan(0, Column - 1), Becomes, changed[Line - 1].AsSpan(Column - 1 + Was.Length));
        return string.Join('\n', changed);
    }

    private static string[] Others(string cell, int column, bool connect)
    {
        var most = !connect ? column == 4 ? "Key" : "Own" : column > 2 ? "All" : "Own";
        return cell switch
        {
            "None" => [most],
            "Assigned" or "Self" or "Scope" or "Visible" when cell != most => ["None", most],
            "Picked" => ["None", "Assigned"],
            "WholeScope" => ["None", "Scope"],
            _ => ["None"],
        };
    }
}
