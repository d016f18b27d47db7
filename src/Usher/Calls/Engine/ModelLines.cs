using System.Text.Json;

namespace Usher.Calls.Engine;

/// <summary>A line that a model wrote, as far as it can be read.</summary>
internal sealed record ModelLine(int Call, int? Turn, string? Quote, string? Kind, bool None);

/// <summary>Reads what a model wrote, and keeps of it only what is in the cited turn.</summary>
internal static class ModelLines
{
    private const int MostLines = 200;
    private const int FewestWords = 3;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = 8 };

    /// <summary>The lines that are JSON objects; a list of objects counts as its lines. Anything else is passed over.</summary>
    public static List<ModelLine> Read(string written)
    {
        var lines = new List<ModelLine>();
        if (written.AsSpan().Trim() is ['[', ..] list && TryParse<List<ModelLine?>>(list) is { } all)
            lines.AddRange(all.OfType<ModelLine>().Take(MostLines));
        else
            foreach (var range in written.AsSpan().Split('\n'))
                if (lines.Count < MostLines && written.AsSpan()[range].Trim() is ['{', ..] line
                    && TryParse<ModelLine>(line.TrimEnd(',')) is { } read)
                    lines.Add(read);
        return lines;
    }

    /// <summary>
    /// The run of words of the cited turn that the line quotes, cut like every other quotation; null when the turn does not hold these
    /// words in this order, in one piece. What is shown is then the transcript's own writing, never the model's.
    /// </summary>
    public static Clause? Verify(ModelLine line, CallText text, IReadOnlyList<Clause> clauses)
    {
        if (line is not { Turn: { } turn, Quote: { Length: > 0 } quote } || turn < 0 || turn >= text.Call.Turns.Count)
            return null;
        var wanted = Array.ConvertAll(CallText.Of(quote).Words, w => w.Form.Form);
        if (wanted.Length < FewestWords)
            return null;
        var end = text.End(turn);
        for (var first = text.First(turn); first + wanted.Length <= end; first++)
        {
            var same = 0;
            while (same < wanted.Length && text.Words[first + same].Form.Form == wanted[same])
                same++;
            if (same < wanted.Length)
                continue;
            if (ClauseCutter.Trim(text, turn, first, first + same) is { } clause)
                return clause;
            // Too short to be read alone: the clause it stands in.
            return clauses.FirstOrDefault(c => c.Turn == turn && c.First <= first && c.End >= first + same) is { Length: > 0 } around
                ? around
                : null;
        }
        return null;
    }

    private static T? TryParse<T>(ReadOnlySpan<char> json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Json);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
