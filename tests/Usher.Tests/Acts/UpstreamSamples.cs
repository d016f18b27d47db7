using Usher.Machines;
using Usher.Tests.Directory;
using Usher.Upstream;
using static Usher.Tests.Acts.Sample;

namespace Usher.Tests.Acts;

/// <summary>What upstream products report by platform key, and what the vendor's people make of it.</summary>
internal static class UpstreamSamples
{
    public static IEnumerable<Sample> All =>
    [
        Of<SortReports>("reporter", "upstream/report", _ => new([new("Enterprise", "harbor-1")]), Keys) with { Customer = Guid.Empty },
        Of<SettleReports>("reporter", "upstream/report", town => new(ReportKind.SignIn, [SignIn(town, "r1")]), Keys),
        Of<KeepReports>("reporter", "upstream/report", town => new(ReportKind.SignIn, [SignIn(town, "r1") with { Tenant = "nobody-1" }]), Keys) with { Customer = Guid.Empty },
        Of<ReportTenants>("reporter", "upstream/report", town => new([new("t1", "Elite", "nobody-1", town.Now, "Nobody's")]), Keys) with { Customer = Guid.Empty },
        Of<ListReports>("support", "user/view", _ => new()),
        Of<ReleaseDeactivations>("support", "user/deactivate", _ => new(), Held),
        Of<DismissDeactivations>("support", "user/deactivate", _ => new(), Held),
        Of<ListOrphans>("super", "tenant/link", _ => new()) with { Customer = Guid.Empty },
        Of<ViewOrphan>("super", "tenant/link", town => new(town["orphan"]), Orphan) with { Customer = Guid.Empty },
        Of<RankAccounts>("super", "tenant/link", town => new(town["orphan"], [new("001A0000006Vm9rIAC", "Harbor Annex")]), Orphan) with { Customer = Guid.Empty },
        Of<LinkTenant>("super", "tenant/link", town => new(town["orphan"], "Annex"), Orphan),
        Of<UnlinkTenant>("super", "tenant/link", _ => new("south")) with { By = (_, caller) => caller with { Note = "The environment was sold." } },
        Of<ViewTenantLosses>("super", "tenant/link", _ => new("south")),
    ];

    /// <summary>A tenant that no customer has.</summary>
    public static async Task Orphan(Town town)
    {
        await Keys(town);
        await town.Do(town.As("reporter", Guid.Empty), new ReportTenants([new("t0", "Elite", "annex-1", town.Now, "Harbor Annex", "harbor.example", "DE")]));
        town.Call("orphan", (await town.Read(town.As("super", Guid.Empty), new ListOrphans())).Items.Single(one => one.ExternalId == "annex-1").Id);
    }

    /// <summary>A sign-in to harbor's first tenant.</summary>
    public static ReportedItem SignIn(Town town, string id, string email = "nia@harbor.example") =>
        new(id, "Enterprise", "harbor-1", town.Now, email, "Nia", "Vale");

    /// <summary>A platform key that reports, and one that does not.</summary>
    public static async Task Keys(Town town)
    {
        if (town.Knows("reporter")) return;
        town.Call("reporter", (await town.Do(town.As("host", Guid.Empty), new MakePlatformKey("products", ["upstream/report"], 30))).Id);
        town.Call("asker", (await town.Do(town.As("host", Guid.Empty), new MakePlatformKey("portal", ["decision/ask"], 30))).Id);
    }

    /// <summary>More deactivations than harbor loses in a day: some are held.</summary>
    public static async Task Held(Town town)
    {
        await Keys(town);
        foreach (var i in Enumerable.Range(0, 8)) await town.Newcomer($"leaver{i}");
        await town.Do("reporter", new SettleReports(ReportKind.Deactivation,
            [.. Enumerable.Range(0, 8).Select(i => SignIn(town, $"d{i}", $"leaver{i}@harbor.example"))]));
    }
}
