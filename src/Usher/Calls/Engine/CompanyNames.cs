using System.Collections.Frozen;

namespace Usher.Calls.Engine;

/// <summary>
/// Finds the companies that a call speaks of as being in competition: names with a capital, in company of competing words.
/// </summary>
internal sealed class CompanyNames
{
    private const double Enough = 2.5;
    private const double Person = -2;
    private const int Around = 10;

    private static readonly Phrasebook OfPerson = new("""
        said | says | told | tells | asked | asks | think | thinks | thought | mind | minds | know | knows | like | likes | left | rang
        rings | called | calls | phoned | writes | wrote | and i | was on holiday | from (our|my|the|your)
        is (here|off|on holiday|my|our|coming|joining|in)
        """);

    private static readonly Phrasebook ToPerson = new("""
        hi | hello | hey | thanks | thank you | dear | bye | morning | sorry | ask | asked | tell | told | ring | rings | rang | call
        calls | called | this is | my name is | i'm | brief | briefed | mr | mrs | ms | dr | says | said
        (talk|talked|spoke|speak|listen) to | front of
        """);

    // What follows the name of a company: its form, a verb in the plural, something that only companies have.
    private static readonly Phrasebook OfCompany = new("""
        group | hosting | systems | software | solutions | have | say | are | were | do | offer | quote | want | charge | come
        that (says|said|offers|offered) | saying | offering | is a (spreadsheet|website|system|platform|company|supplier|competitor)
        """);

    private static readonly Phrasebook LegalForm = new("co | ltd | inc | gmbh | ag | plc | llc");

    private static readonly Phrasebook Its = new("""
        price | prices | offer | quote | website | app | system | platform | portal | spreadsheet | contract | line | helpline | people
        terms | lot | deal | paper | demo | rep | salesman | product | tool | list | rate | rates | the incumbent
        [is] a (spreadsheet|website|system|platform)
        """);

    private static readonly Phrasebook OfOthers = new("the other (one|lot|company|supplier|vendor)");

    private static readonly FrozenSet<string> Never = Lexicon.Set("""
        monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays january
        february march april may june july august
        september october november december english french german spanish christmas easter ok god lord mr mrs ms dr excel powerpoint word
        outlook pdf api it hr ceo cfo coo cto gdpr
        vat sso uk us usa eu tv gm faq po nda sla kpi roi crm erp
        """);

    // For each word that names such a company, how sure its place is.
    private readonly Dictionary<int, double> mentions;

    private CompanyNames(Dictionary<int, double> mentions) => this.mentions = mentions;

    /// <summary>How sure it is that the clause speaks of a company in competition: 0 when it names none, up to 3.</summary>
    public double Strength(Clause clause)
    {
        var best = 0.0;
        for (var i = clause.First; i < clause.End; i++)
            best = Math.Max(best, Math.Min(3, mentions.GetValueOrDefault(i)));
        return best;
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
        var sums = new Dictionary<int, double>();
        for (var i = 0; i < text.Words.Length; i++)
        {
            var form = text.Words[i].Form;
            if (!IsCapital(text, i) || !form.Topical || form.Form.Length < 3 || lower.Contains(form.Stem) || !inside.Contains(form.Stem)
                || known.Contains(Plain(form.Form)) || Never.Contains(form.Form))
                continue;
            found[i] = Mention(text, i);
            sums[form.Stem] = sums.GetValueOrDefault(form.Stem) + found[i];
        }
        var meant = found.Where(m => m.Value >= Enough).Select(m => text.Words[m.Key].Form.Stem).Where(s => sums[s] > 0).ToHashSet();
        return new CompanyNames(found.Where(m => m.Value > 0 && meant.Contains(text.Words[m.Key].Form.Stem)).ToDictionary());
    }

    // How strongly the words around say that a competitor is meant; below zero when they say it is a person.
    private static double Mention(CallText text, int i)
    {
        int first = i, end = i + 1;
        text.Steps += 2 * Around;
        while (first > text.First(text.Words[i].Turn) && i - first < Around && text.Gaps[first - 1] < Gap.Stop)
            first--;
        while (end < text.End(text.Words[i].Turn) && text.Gaps[end - 1] < Gap.Stop && end - i <= Around)
            end++;
        var isOwner = text.Words[i].Form.Form.EndsWith("'s", StringComparison.Ordinal);
        var isCalled = (first == i && end > i + 1 && text.Gaps[i] == Gap.Pause)
            || (end == i + 1 && first < i && text.Gaps[i - 1] == Gap.Pause && !OfOthers.EndsBefore(text, first, i));
        if (isCalled || ToPerson.EndsBefore(text, first, i) || (!isOwner && OfPerson.BeginsAt(text, i + 1, end)))
            return Person;
        return Cues.Strength(SummaryKind.Competitors, text, first, end)
            + (LegalForm.BeginsAt(text, i + 1, end) ? 3 : (isOwner ? Its : OfCompany).BeginsAt(text, i + 1, end) ? 2 : 0);
    }

    private static HashSet<string> Known(CallText text) =>
        text.Call.Turns.Select(t => t.Speaker).Distinct(StringComparer.Ordinal).Concat(text.Call.Ours)
            .SelectMany(name => name.Split([' ', '@', '.', '-', ',', '<', '>', '(', ')'], StringSplitOptions.RemoveEmptyEntries))
            .Select(part => Plain(part.ToLowerInvariant())).ToHashSet(StringComparer.Ordinal);

    private static string Plain(string form) => form.EndsWith("'s", StringComparison.Ordinal) ? form[..^2] : form;

    private static bool IsCapital(CallText text, int i) => char.IsUpper(text.Call.Turns[text.Words[i].Turn].Text[text.Words[i].Start]);

    private static bool BeginsSentence(CallText text, int i) => i == text.First(text.Words[i].Turn) || text.Gaps[i - 1] >= Gap.Stop;
}
