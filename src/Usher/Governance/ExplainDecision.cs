using Usher.Access;
using Usher.Platform;

namespace Usher.Governance;

/// <summary>Says why someone may or may not, for permissions of Connect.</summary>
/// <param name="Question">What is asked.</param>
public sealed record ExplainDecision(WhyQuestion Question) : Query<Actor?, DecisionExplained>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.DecisionExplain;

    /// <inheritdoc/>
    public override Task<Found<Actor?>?> Find(Work work) => Question.Find(work);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Actor? found) => Task.FromResult(Question.Fault(found, section => section != Section.Insights));

    /// <inheritdoc/>
    public override Task<DecisionExplained> Run(Work work, Actor? found) => Question.Explain(work);
}
