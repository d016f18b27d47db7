using System.Collections.Frozen;
using Usher.Platform;

namespace Usher.Upstream;

/// <summary>A company's name as it is compared: without marks, case and the words that say only what form of company it is.</summary>
/// <param name="text">The name; null: not known.</param>
internal sealed class CompanyName(string? text)
{
    private static readonly FrozenSet<string> Forms = new[]
    {
        "ag", "and", "as", "bv", "co", "company", "corp", "corporation", "gmbh", "group", "holding", "inc", "international", "kg", "limited", "llc",
        "ltd", "nv", "oy", "plc", "pty", "sa", "sarl", "se", "spa", "srl", "the", "und",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The words that tell it from others.</summary>
    public IReadOnlyList<string> Words { get; } =
        [.. Folding.Sought(text).Select(word => word.Trim(',', '&', '(', ')').Replace(".", "").Replace("/", "")).Where(word => word.Length > 1 && !Forms.Contains(word)).Distinct(StringComparer.Ordinal)];
}

/// <summary>How likely a company is the one that uses a tenant, and why.</summary>
/// <param name="Score">The more, the likelier; 0: nothing speaks for it.</param>
/// <param name="Reasons">What speaks for it, in words.</param>
internal sealed record Likeness(int Score, IReadOnlyList<string> Reasons)
{
    /// <summary>Compares a tenant with a company: a domain says most, then the whole name, then parts of it; the country only beside these.</summary>
    /// <param name="tenant">The tenant's name.</param>
    /// <param name="company">The company's.</param>
    /// <param name="domain">The domain that both have; null: none.</param>
    /// <param name="country">The country that both are in; null: none.</param>
    public static Likeness Of(CompanyName tenant, string company, string? domain, string? country)
    {
        var (score, reasons, words) = (0, new List<string>(), new CompanyName(company).Words);
        var common = tenant.Words.Intersect(words, StringComparer.Ordinal).ToList();
        if (domain is not null)
        {
            score += 6;
            reasons.Add($"Same domain: {domain}");
        }

        if (common.Count > 0 && common.Count == tenant.Words.Count && common.Count == words.Count)
        {
            score += 4;
            reasons.Add("Same name");
        }
        else if (common.Count > 0)
        {
            score += common.Count == Math.Min(tenant.Words.Count, words.Count) ? 2 : 1;
            reasons.Add($"Similar name: {string.Join(' ', common)}");
        }

        if (score == 0 || country is null) return new(score, reasons);
        reasons.Add($"Same country: {country}");
        return new(score + 1, reasons);
    }
}
