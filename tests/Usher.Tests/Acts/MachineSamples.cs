using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Tests.Directory;
using static Usher.Tests.Acts.Sample;

namespace Usher.Tests.Acts;

/// <summary>Integration users and keys.</summary>
internal static class MachineSamples
{
    public static IEnumerable<Sample> All =>
    [
        Of<ListIntegrationSetUps>("orgadmin", "integration-user/manage|app/configure", _ => new()),
        Of<ListIntegrationUsers>("orgadmin", "integration-user/manage", _ => new()),
        Of<ViewIntegrationUser>("orgadmin", "integration-user/manage", t => new(t["recorder"])),
        Of<CreateIntegrationUser>("orgadmin", "integration-user/manage", t => new("poller", t["orgadmin"], ["call/ingest"])),
        Of<ChangeScopes>("orgadmin", "integration-user/manage", t => new(t["recorder"], ["call/ingest"])),
        Of<HandOver>("orgadmin", "integration-user/manage", t => new(t["recorder"], t["orgadmin2"])),
        Of<MakeKey>("orgadmin", "integration-user/manage", t => new(t["recorder"], "push", 30, ["call/ingest"])),
        Of<RotateKey>("orgadmin", "integration-user/manage", t => new(t["recorder"], t["key"], 30, 1)),
        Of<RevokeKey>("orgadmin", "integration-user/manage", t => new(t["recorder"], t["key"])),
        Of<ApproveIntegration>("orgadmin2", "integration/approve", t => new(t["reader"]), NewReader),
        Of<ListKeyPermissions>("user", "personal-key/manage", _ => new()),
        Of<ListPersonalKeys>("user", "personal-key/manage", _ => new()),
        Of<MakePersonalKey>("user", "personal-key/manage", _ => new("mine", ["profile/edit"], 30)),
        Of<RevokePersonalKey>("user", "personal-key/manage", t => new(t["mine"]), async t => t.Call("mine", (await t.Do("user", new MakePersonalKey("mine", ["profile/edit"], 30))).Id)),
        Of<MakePlatformKey>("host", "platform-key/manage", _ => new("portal", ["decision/ask"], 30)) with { Customer = Guid.Empty },
        Of<RevokePlatformKey>("host", "platform-key/manage", t => new(t["platform key"]), PlatformKey) with { Customer = Guid.Empty },
    ];

    private static async Task NewReader(Town town) =>
        town.Call("reader", await town.Do("orgadmin", new CreateIntegrationUser("reader", town["orgadmin"], ["call/read:sales"])));

    private static async Task PlatformKey(Town town) =>
        town.Call("platform key", (await town.Do(town.As("host", Guid.Empty), new MakePlatformKey("portal", ["decision/ask"], 30))).Id);
}
