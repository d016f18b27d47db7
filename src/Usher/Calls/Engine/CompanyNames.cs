using System.Text.RegularExpressions;

namespace Usher.Calls.Engine;

/// <summary>Finds the companies that a call speaks of as being in competition: names with a capital, in company of competing words.</summary>
internal sealed partial class CompanyNames
{
    private const double Enough = 3;

    [GeneratedRegex(@"^(?:said|says|told|tells|asked|asks|thinks|thought|is on holiday|was on holiday|left|is here|rang|called|phoned|from (?:our|my|the|your)|and I)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Phrases.Timeout)]
    private static partial Regex Person { get; }

    [GeneratedRegex(@"\b(?:hi|hello|hey|thanks|thank you|dear|bye|morning|sorry|ask|asked|tell|told|ring|rang|with me is|this is|my name is|I'm|call|brief|Mr|Mrs|Ms|Dr|says|said)\W+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, Phrases.Timeout)]
    private static partial Regex ToPerson { get; }

    private static readonly HashSet<string> Never = new(StringComparer.OrdinalIgnoreCase)
    {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mondays", "fridays", "saturdays", "sundays", "january", "february", "march", "april", "may", "june",
        "july", "august", "september", "october", "november", "december", "english", "french", "german", "spanish", "christmas", "easter", "ok", "god", "lord", "mr", "mrs", "ms", "dr",
        "excel", "powerpoint", "word", "outlook", "pdf", "api", "it", "hr", "ceo", "cfo", "coo", "cto", "gdpr", "vat", "sso", "uk", "us", "usa", "eu", "tv", "gm", "faq", "po", "nda", "sla", "kpi", "roi", "crm", "erp",
    };

    private readonly CallText text;
    private readonly Dictionary<int, double> strength;

    private CompanyNames(CallText text, Dictionary<int, double> strength) => (this.text, this.strength) = (text, strength);

    public bool In(Clause clause) => Names(clause).Any();

    public double Strength(Clause clause) => Names(clause).Select(s => Math.Min(2, strength[s] * 0.25)).DefaultIfEmpty(0).Max();

    private IEnumerable<int> Names(Clause clause)
    {
        for (var i = clause.First; i < clause.End; i++)
            if (strength.ContainsKey(text.Words[i].Form.Stem) && IsCapital(text, i))
                yield return text.Words[i].Form.Stem;
    }

    public static CompanyNames Find(CallText text)
    {
        var known = Known(text);
        var inside = new HashSet<int>();
        var lower = new HashSet<int>();
        for (var i = 0; i < text.Words.Length; i++)
            if (!IsCapital(text, i))
                lower.Add(text.Words[i].Form.Stem);
            else if (!BeginsSentence(text, i))
                inside.Add(text.Words[i].Form.Stem);
        var found = new Dictionary<int, double>();
        for (var i = 0; i < text.Words.Length; i++)
        {
            var form = text.Words[i].Form;
            if (!IsCapital(text, i) || !form.Topical || form.Form.Length < 3 || lower.Contains(form.Stem) || !inside.Contains(form.Stem)
                || known.Contains(Plain(form.Form)) || Never.Contains(form.Form))
                continue;
            found[form.Stem] = found.GetValueOrDefault(form.Stem) + Company(text, i);
        }
        return new CompanyNames(text, found.Where(s => s.Value >= Enough).ToDictionary());
    }

    // How strongly the words around say that a competitor is meant; below zero when they say it is a person.
    private static double Company(CallText text, int i)
    {
        var word = text.Words[i];
        var turn = text.Call.Turns[word.Turn].Text;
        var from = Math.Max(0, word.Start - 70);
        var before = turn[from..word.Start].Replace('’', '\'');
        var after = turn[word.End..Math.Min(turn.Length, word.End + 70)].Replace('’', '\'');
        if (Person.IsMatch(after.TrimStart()) || ToPerson.IsMatch(before) || (i == text.First(word.Turn) && after.StartsWith(','))
            || (before.EndsWith(", ", StringComparison.Ordinal) && (after.Length == 0 || after is ['.' or '?' or '!', ..])))
            return -2;
        var around = before + " … " + after;
        return Cues.All.Where(c => c.Kind == SummaryKind.Competitors && c.Pattern.IsMatch(around)).Select(c => c.Weight).DefaultIfEmpty(0).Max();
    }

    private static HashSet<string> Known(CallText text)
    {
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in text.Call.Turns.Select(t => t.Speaker).Distinct(StringComparer.Ordinal).Concat(text.Call.Ours))
            foreach (var part in name.Split([' ', '@', '.', '-', ',', '<', '>', '(', ')'], StringSplitOptions.RemoveEmptyEntries))
                known.Add(Plain(part.ToLowerInvariant()));
        return known;
    }

    private static string Plain(string form) => form.EndsWith("'s", StringComparison.Ordinal) ? form[..^2] : form;

    private static bool IsCapital(CallText text, int i) => char.IsUpper(text.Call.Turns[text.Words[i].Turn].Text[text.Words[i].Start]);

    private static bool BeginsSentence(CallText text, int i) => i == text.First(text.Words[i].Turn) || text.Gaps[i - 1] >= Gap.Stop;
}
