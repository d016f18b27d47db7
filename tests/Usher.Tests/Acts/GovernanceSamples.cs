using Usher.Governance;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Tests.Directory;
using static Usher.Tests.Acts.Sample;

namespace Usher.Tests.Acts;

/// <summary>Trails, proofs and explanations.</summary>
internal static class GovernanceSamples
{
    private static readonly WhyQuestion OfConnect = new("subject@harbor.example", "app/view");
    private static readonly WhyQuestion OfInsights = new("subject@harbor.example", "team/manage");

    public static IEnumerable<Sample> All =>
    [
        Of<ViewDashboard>("customeradmin", "customer/view", _ => new()),
        Of<ExplainDecision>("customeradmin", "decision/explain", _ => new(OfConnect)),
        Of<ExplainInsightsDecision>("orgadmin", "insights-decision/explain", _ => new(OfInsights)),
        Of<ReadConnectAudit>("customeradmin", "audit/view", _ => new(new AuditFilter())),
        Of<ReadInsightsAudit>("orgadmin", "insights-audit/view", _ => new(new AuditFilter())),
        Of<ViewConnectAuditFacets>("customeradmin", "audit/view", _ => new(null, null)),
        Of<ViewInsightsAuditFacets>("orgadmin", "insights-audit/view", _ => new(null, null)),
        Of<ReadConnectAccess>("customeradmin", "audit/view", _ => new(null)),
        Of<ReadInsightsAccess>("orgadmin", "insights-audit/view", _ => new(null)),
        Of<ProveConnectEntry>("customeradmin", "audit/view", _ => new(0)),
        Later<ProveInsightsEntry>("orgadmin", "insights-audit/view", async t => new((await t.Read("orgadmin", new ReadInsightsAudit(new()))).Lines[0].Index)),
        Of<ExportConnectAudit>("customeradmin", "audit/view", _ => new(AuditForm.Csv, new())),
        Of<ExportInsightsAudit>("orgadmin", "insights-audit/view", _ => new(AuditForm.Csv, new())),
        Of<ExportAudit>("host", "audit/verify", _ => new()),
        Of<VerifyAudit>("host", "audit/verify", _ => new(Town.Harbor)) with { Customer = Guid.Empty },
        Of<VerifySharedTables>("host", "audit/verify", t => new(new SharedFacts(t.Store))) with { Customer = Guid.Empty },
        Of<AcceptRestore>("host", "audit/verify", _ => new(new string('0', 64), 0)) with { By = (_, caller) => caller with { Note = "Restored from last night's backup." } },
    ];
}
