using Usher.Access;
using Usher.Governance;

namespace Usher.Web.Api;

/// <summary>What goes with a refused permission: the sentence, the rule, who can help, what to ask for.</summary>
/// <param name="Permission">What was refused, as <c>type/action</c>.</param>
/// <param name="Sentence">The answer and its reason.</param>
/// <param name="Rule">What of the law decided.</param>
/// <param name="Change">What would have to change.</param>
/// <param name="Help">Who can help, as a sentence.</param>
/// <param name="Helpers">Who can make that change, by name: never by address (rule 27).</param>
/// <param name="Ask">What the caller may ask for; null: nothing.</param>
public sealed record Why(string Permission, string Sentence, string? Rule, string? Change, string? Help, IReadOnlyList<Helper> Helpers,
    AskFor? Ask)
{
    /// <summary>How many helpers are named at most.</summary>
    private const int Most = 10;

    /// <summary>Explains a refused permission to the one who was refused; null for other refusals.</summary>
    public static Why? Of(Refusal refusal)
    {
        if (refusal is not NotAllowed { Why: { } explain } refused) return null;
        var why = explain();
        return new(refused.Permission.Name, why.Sentence, why.Rule, why.Change, why.Help, [.. why.Helpers.Take(Most)],
            AskFor.Of(why));
    }
}
