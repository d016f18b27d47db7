using Usher.Calls.Engine.Learned;

namespace Usher.Calls.Engine;

/// <summary>
/// “Which accounts …?” is answered with one line of each account that the calls are with, if it has one that is as good as others'.
/// </summary>
public static class AccountLines
{
    /// <summary>Of how many calls such a question is answered: of more than another, because each account has one at least.</summary>
    public const int MostCalls = 40;

    /// <summary>How long such an answer may be.</summary>
    internal static readonly AnswerOptions Options = new(240, 12);

    private const double Least = 0.7;

    private static readonly Phrasebook Asking = new("""
        (which|what|how many|all|list the|list all|any) [*] (accounts|customers|clients|companies|prospects|buyers)
        (which|what) (of our|of the|of my) (accounts|customers|clients|companies|prospects|buyers)
        """);

    /// <summary>Whether a question asks for accounts.</summary>
    public static bool Asks(string question)
    {
        var asking = CallText.Of(question);
        return Asking.IsIn(asking, 0, asking.Words.Length);
    }

    /// <summary>The best clause of each account, the best account first.</summary>
    internal static List<int> Choose(Units units, double[] places, AnswerOptions options)
    {
        var best = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var u = 0; u < units.Count; u++)
            if (units.Corpus.Texts[units.Text[u]].Call.Account is { } account
                && (!best.TryGetValue(account, out var other) || places[u] > places[other]))
                best[account] = u;
        var chosen = new List<int>();
        var words = 0;
        var top = best.Values.Select(u => places[u]).DefaultIfEmpty(0).Max();
        foreach (var unit in best.Values.OrderByDescending(u => places[u]).ThenBy(u => u))
            if (places[unit] > 0 && places[unit] >= Least * top && chosen.Count < options.MostQuotations
                && words + units[unit].Length <= options.MostWords)
            {
                chosen.Add(unit);
                words += units[unit].Length;
            }
        return chosen;
    }
}
