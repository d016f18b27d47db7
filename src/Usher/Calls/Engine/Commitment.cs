using System.Text.RegularExpressions;
using Usher.Calls.Transcripts;

namespace Usher.Calls.Engine;

/// <summary>Reads from the words of a next step who is to do it and by when. What was not said stays unsaid.</summary>
internal static partial class Commitment
{
    [GeneratedRegex(@"(?:^|\W)(?:I(?:'ll|'m| will| can| have| need| am)|[Ll]et me|[Ll]eave (?:it|that|this) with me)(?:\W|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Phrases.Timeout)]
    private static partial Regex Myself { get; }

    [GeneratedRegex(@"\b(?<name>[A-Z]\w+)(?:'ll| will| is going to|'s going to| to| rings| calls| sends| changes| writes| checks| talks| books| takes| prepares| speaks)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Phrases.Timeout)]
    private static partial Regex Named { get; }

    [GeneratedRegex(@"\b(?:can|could|would|will) you\b|\bplease\b|\byou (?:need|have) to\b|\b(?:you talk|you send|you ring|you call|you speak)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, Phrases.Timeout)]
    private static partial Regex Yours { get; }

    private const int LongestReply = 8;

    /// <summary>The name of who is to do it: the speaker, somebody the quotation names, or the only other one in the call.</summary>
    public static string? Who(Quotation quote, IReadOnlyList<Turn> turns)
    {
        var said = quote.Text.Replace('’', '\'');
        var mine = Myself.Match(said);
        var named = Named.Match(said);
        if (named.Success && named.Groups["name"].Value is var name && !Lexicon.Function.Contains(name.ToLowerInvariant()) && (!mine.Success || named.Index < mine.Index)
            && IsPerson(name, turns))
            return FullName(name, turns);
        if (mine.Success)
            return quote.Speaker.Length > 0 ? quote.Speaker : null;
        if (!Yours.IsMatch(said))
            return null;
        var others = turns.Select(t => t.Speaker).Where(s => s.Length > 0 && s != quote.Speaker).Distinct(StringComparer.Ordinal).ToList();
        return others.FirstOrDefault(o => said.Contains(First(o), StringComparison.Ordinal)) ?? (others.Count == 1 ? others[0] : null);
    }

    /// <summary>By when: a time in the quotation, in the rest of its turn behind it, or in a short answer to it.</summary>
    public static string? When(Quotation quote, IReadOnlyList<Turn> turns)
    {
        if (Find(quote.Text) is { } inside)
            return inside;
        for (var t = quote.Turn + 1; t <= quote.Turn + 2 && t < turns.Count; t++)
            if (turns[t].Text.Length < 60 && turns[t].Text.Count(c => c == ' ') < LongestReply && Find(turns[t].Text) is { } reply)
                return reply;
        return null;
    }

    private static string? Find(string text)
    {
        var match = Phrases.When.Match(text);
        return match.Success ? match.Value.Trim() : null;
    }

    // A word with a capital is somebody's name when a speaker bears it or the call uses it inside sentences.
    private static bool IsPerson(string name, IReadOnlyList<Turn> turns) =>
        turns.Any(t => t.Speaker.Contains(name, StringComparison.Ordinal) || t.Text.Contains(" " + name, StringComparison.Ordinal));

    private static string FullName(string name, IReadOnlyList<Turn> turns) =>
        turns.Select(t => t.Speaker).FirstOrDefault(s => First(s) == name) ?? name;

    private static string First(string speaker) => speaker.Split(' ', 2)[0];
}
