using System.Text.RegularExpressions;
using Usher.Calls.Transcripts;

namespace Usher.Calls.Engine;

/// <summary>What may make a call too sensitive to be seen by anybody but its owner (rule 19).</summary>
public enum SensitiveClass
{
    /// <summary>Somebody's employment.</summary>
    Personnel,

    /// <summary>Somebody's health.</summary>
    Health,

    /// <summary>A dispute at law.</summary>
    Legal,

    /// <summary>Companies that are to be one.</summary>
    Mergers,

    /// <summary>Figures that are not out yet.</summary>
    UnpublishedFinance,
}

/// <summary>Tells calls that look sensitive, by the phrases of each class: two different ones are needed, because one is said in passing.</summary>
public static class Sensitivity
{
    private const int Enough = 2;

    private static readonly (SensitiveClass Class, Regex Phrases)[] Classes =
    [
        (SensitiveClass.Personnel, Phrases("performance review|disciplinary|dismissal|dismissed|grievance|sick leave|signed off sick|written warning|final warning|human resources|the hr file|redundancy|made redundant|occupational health|misconduct|suspended from work|employment tribunal|severance")),
        (SensitiveClass.Health, Phrases("was diagnosed|diagnosed with|tumou?r|chemotherapy|her pregnancy|his depression|her depression|medical record|test came back positive")),
        (SensitiveClass.Legal, Phrases("lawsuit|litigation|legal privilege|privileged and confidential|settlement offer|court order|going to sue|subpoena|without prejudice")),
        (SensitiveClass.Mergers, Phrases("due diligence|letter of intent|term sheet|takeover|merger|acquisition|acquire the company|boards? met|not announced|agreed in principle|data room|heads of terms")),
        (SensitiveClass.UnpublishedFinance, Phrases("profit warning|before we announce the (?:results|numbers|figures)|results are not (?:out|public)|not public yet|restate(?:d|ment)? (?:the|our) (?:accounts|figures)|insider list|closed period")),
    ];

    /// <summary>The class that most of a call's phrases belong to; null when it does not look sensitive.</summary>
    public static SensitiveClass? Classify(IReadOnlyList<Turn> turns)
    {
        var found = Classes.Select(_ => new HashSet<string>(StringComparer.Ordinal)).ToArray();
        foreach (var turn in turns)
            for (var i = 0; i < Classes.Length; i++)
                foreach (var match in Classes[i].Phrases.EnumerateMatches(turn.Text))
                    found[i].Add(turn.Text.AsSpan(match.Index, match.Length).ToString().ToLowerInvariant());
        var most = Enumerable.Range(0, Classes.Length).MaxBy(i => found[i].Count);
        return found[most].Count >= Enough ? Classes[most].Class : null;
    }

    // No backtracking: the time grows with the text alone.
    private static Regex Phrases(string phrases) => new($@"\b(?:{phrases})\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
