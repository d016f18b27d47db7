using Usher.Access;
using Usher.Platform;

namespace Usher.Governance;

/// <summary>The pages of the audit trail and of explanations.</summary>
internal sealed class GovernancePages : IPages
{
    /// <inheritdoc/>
    public IEnumerable<(string Name, May May)> Pages(Work work, Target here) =>
    [
        ("audit", May.Either(work, Permission.AuditView, Permission.InsightsAuditView, here)),
        ("connectAudit", May.Ask(work, Permission.AuditView, here)),
        ("insightsAudit", May.Ask(work, Permission.InsightsAuditView, here)),
        ("why", May.Ask(work, Permission.DecisionExplain, here)),
    ];
}
