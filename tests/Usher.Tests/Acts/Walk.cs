using Usher.Access;
using Usher.Calls;
using Usher.Calls.Ingest;
using Usher.Delivery;
using Usher.Delivery.Inbox;
using Usher.Directory;
using Usher.Governance;
using Usher.Identity;
using Usher.Machines;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Tests.Directory;
using Usher.Tests.Marketplace;
using Usher.Upstream;

namespace Usher.Tests.Acts;

/// <summary>A random walk through the town: who tries what next, on whom.</summary>
internal sealed class Walk
{
    /// <summary>The people of the walk.</summary>
    public static readonly string[] People = ["user", "custom", "customeradmin", "customeradmin2", "default", "useradmin", "editor", "orgadmin", "orgadmin2", "subject"];

    private static readonly string[] Actors = [.. People, "support", "super"];

    private static readonly Dictionary<Type, Func<Walk, Task<object>>> All = new[]
    {
        Of(w => new AssignConnectRole(w.Someone, (ConnectRole)w.Dice(2), w.Ends)),
        Of(w => w.Dice(2) == 0 ? new AssignCustomRoles(w.Someone, []) : new AssignCustomRoles(w.Someone, ["signage-admin"], new Dictionary<string, DateTimeOffset?> { ["signage-admin"] = w.Ends })),
        Of(w => new AssignTenants(w.Someone, w.Dice(3) switch { 0 => [], 1 => ["north"], _ => ["north", "south"] })),
        Of(w => new SetLevel(w.Someone, w.Level, w.Ends, w.Teams)),
        Of(w => w.Asking(w.Dice(2) == 0 ? null : w.Someone)),
        Later(async w => new ApproveRequest(await w.Request(AskedKind.Level))),
        Later(async w => new ApproveRoleRequest(await w.Request(w.Dice(2) == 0 ? AskedKind.CustomRole : AskedKind.CustomerAdmin), w.Dice(3) == 0 ? new(Until: w.Ends) : null)),
        Later(async w => new ApproveTenantRequest(await w.Request(AskedKind.Tenants), w.Dice(3) == 0 ? new(Tenants: ["north"]) : null)),
        Later(async w => new DeclineRoleRequest(await w.Request(AskedKind.CustomRole), "Not now.")),
        Later(async w => new DeclineTenantRequest(await w.Request(AskedKind.Tenants), "Not now.")),
        Of(w => new FileRequest(w.Someone, w.Asking(null))),
        Later(async w => new WithdrawFiledRequest(await w.Request(AskedKind.CustomRole))),
        Later(async w => new WithdrawRequest(await w.Request((AskedKind)w.Dice(4)))),
        Later(async w => new DeclineRequest(await w.Request(AskedKind.Level), "Not now.")),
        Of(w => new DeactivateUser(w.Someone)),
        Of(w => new ReactivateUser(w.Someone)),
        Of(w => new AddUser(new(w.NewAddress, "Nia"), (ConnectRole)w.Dice(2), [], ["north"])),
        Of(w => new InviteUser(new(w.NewAddress, "Nia"))),
        Of(w => new ImportUsers($"e-mail,first name,role\n{w.NewAddress},Nia,\n{w.NewAddress},Bo,Customer Admin", w.Dice(2) == 0)),
        Of(_ => new ExportUsers(new())),
        Of(w => new ResendInvitation(w.Someone)),
        Of(w => new WithdrawInvitation(w.Someone)),
        Of(w => new RenameUser(w.Someone, $"Sam {w.Dice(1000)}", null)),
        Of(w => new CreateCustomRole($"Role {w.Dice(100_000)}", ["menu", "signage"])),
        Of(w => new EditCustomRole("signage-admin", Apps: w.Dice(2) == 0 ? ["signage"] : ["menu", "signage"])),
        Of(w => new DeleteCustomRole("signage-admin", w.Dice(2))),
        Of(w => new AppointFirstOrganizationAdmin(w.Someone)),
        Of(w => new EditCustomer($"Harbor {w.Dice(1000)}", w.Dice(2) == 0 ? null : [$"harbor{w.Dice(20)}.example"])),
        Of(_ => new CloseCustomer()),
        Of(_ => new ReopenCustomer()),
        Of(w => new ProvisionSeats(20 + w.Dice(10))),
        Of(w => new GiveSeat(w.Someone)),
        Of(w => new TakeSeat(w.Someone)),
        Of(w => new CreateTeam($"Team {w.Dice(100_000)}")),
        Of(w => new RenameTeam(w.Team, $"Team {w.Dice(100_000)}")),
        Of(w => new ArchiveTeam(w.Team, w.Dice(4) == 0)),
        Of(w => new AddTeamMember(w.Team, w.Someone)),
        Of(w => new RemoveTeamMember(w.Team, w.Someone)),
        Of(w => new MoveTeamMember(w.Town["sales"], w.Someone, w.Town["support-desk"])),
        Of(w => new BindChannel(w.Team, $"C{w.Dice(100_000):D5}", "walk")),
        Later(async w => { var (channel, team) = await w.Last<Channel>(c => c.Id, c => c.TeamId ?? Guid.Empty); return new UnbindChannel(team, channel); }),
        Of(w => new SetDestination(w.Team, w.Dice(2) == 0, null)),
        Of(w => new CreateIntegrationUser($"machine {w.Dice(100_000)}", w.Someone, w.Scopes)),
        Later(async w => new ChangeScopes(await w.Machine(), w.Scopes)),
        Later(async w => new HandOver(await w.Machine(), w.Someone)),
        Later(async w => new ApproveIntegration(await w.Machine(), w.Dice(4) > 0)),
        Later(async w => new MakeKey(await w.Machine(), "walk", 30, w.Dice(2) == 0 ? null : w.Scopes)),
        Later(async w => { var (key, holder) = await w.Key(ActorKind.IntegrationUser); return new RotateKey(holder, key, 30, 1); }),
        Later(async w => { var (key, holder) = await w.Key(ActorKind.IntegrationUser); return new RevokeKey(holder, key); }),
        Of(w => new MakePersonalKey("walk", ["profile/edit"], 30)),
        Later(async w => new RevokePersonalKey((await w.Key(ActorKind.User)).Key)),
        Later(async w => new EndSession((await w.Last<Session>(s => s.Id, s => s.AccountId)).Id)),
        Of(w => new ChangePassword("not that one", "another hash")),
        Of(w => new RequestApp(w.App, w.Tenant, w.Dice(2) == 0 ? null : $"For site {w.Dice(1000)}")),
        Of(w => new RemindOfApp(w.App, w.Tenant)),
        Of(w => new ApproveApp(w.App, w.Tenant)),
        Of(w => new DeclineApp(w.App, w.Tenant, "Not in this plan.")),
        Of(w => new ConfigureApp(w.App, w.Tenant)),
        Of(w => new RemoveApp(w.App, w.Tenant)),
        Of(w => new DisableApp(w.App, w.Tenant)),
        Of(w => new EnableApp(w.App, w.Tenant)),
        Of(w => new ApproveAppUpdate(w.App, w.Tenant)),
        Of(w => new OwnAppIntegrationUser(w.App)),
        Of(w => new MakeAppKey(w.App, "Screens", 1 + w.Dice(365))),
        Later(async w => new RevokeAppKey(w.App, (await w.Key(ActorKind.IntegrationUser)).Key)),
        Of(w => new SetAppWebhook(w.App, $"https://host-{w.Dice(3)}.example/usher") { Make = (_, _) => ("whsec_walk", "sealed") }),
        Of(w => new RemoveAppWebhook(w.App)),
        Of(w => new SetOwnClientSecret($"own-{w.Dice(3)}", w.Dice(2) == 0 ? null : MarketplaceSamples.Secret)),
        Of(w => new StartConnection(OAuthTown.App, w.Tenant) { Make = (id, _) => new(id.ToByteArray(), "sealed", "https://mailbox.example/") }),
        Later(async w => new UseConnectionStart(w.Any(await w.Town.Rows<ConnectionStart>())?.State ?? [1])),
        Of(w => new StoreConnection(OAuthTown.App, w.Tenant) { Given = MarketplaceSamples.Connected.Given! with { Id = Guid.CreateVersion7() } }),
        Of(w => new EndConnection(OAuthTown.App, w.Tenant)),
        Later(async w => new ReplayWebhookMessage(w.App, (await w.Last<WebhookMessage>(m => m.Id, m => m.IntegrationUserId)).Id)),
        Of(w => new ReportAppHealth(w.Tenant, w.Dice(2) == 0)),
        Of(w => new PublishOwnApp((w.Dice(2) == 0 ? MarketplaceSamples.Manifest("") : OAuthTown.Manifest(MarketplaceSamples.Mailbox)) with { Slug = "own-" + w.Dice(3) })),
        Later(async w => new SetOwnPicture((await w.Town.Rows<App>()).Find(app => app.Owner == Town.Harbor)?.Slug ?? "none", 1 + w.Dice(5), "The editor",
            w.Dice(3) == 0 ? null : new Drawn([1, (byte)w.Dice(9)], 1, 1))),
        Of(w => new IngestCall(CallSamples.Prepared(w.Town, $"walk {w.Dice(100_000)}"))),
        Of(w => new WriteMachineReads([w.Town["call"]])),
        Of(w => new MarkRead(w.Town["call"])),
        Of(w => new ShareCall(w.Town["call"], w.Someone.ToString(), w.Town.Now.AddDays(1))),
        Of(w => new StopSharing(w.Town["call"], w.Someone)),
        Of(w => new TroubleshootCall(w.Town["call"], "The summary did not arrive.")),
        Later(async w => new ReleaseHeldCall((await w.Last<Call>(c => c.Id, c => c.OwnerId)).Id)),
        Later(async w => new DeleteCall((await w.Last<Call>(c => c.Id, c => c.OwnerId)).Id)),
        Later(async w => new RetryDelivery((await w.Last<CallDelivery>(d => d.Id, d => d.CallId)).Id)),
        Of(w => new SetPreferences(new(w.Dice(2) == 0, w.Dice(2) == 0, true, true))),
        Of(w => new SetNotificationChoices(new(w.Dice(2) == 0, w.Dice(2) == 0, w.Dice(2) == 0, w.Dice(2) == 0))),
        Of(w => new SetMailTopic((MailTopic)w.Dice(4), w.Dice(2) == 0)),
        Of(w => new MuteAccount($"Account {w.Dice(50)}")),
        Later(async w => new UnmuteAccount((await w.Last<MutedAccount>(m => m.Id, m => m.UserId)).Id)),
        Later(async w => new ReadNote((await w.Last<Note>(n => n.Id, n => n.UserId)).Id)),
        Of(_ => new ReadAllNotes()),
        Of(w => w.Dice(2) == 0
            ? new SettleReports(ReportKind.SignIn, [UpstreamSamples.SignIn(w.Town, $"s{w.Dice(100_000)}", w.NewAddress)])
            : new SettleReports(ReportKind.Deactivation, [UpstreamSamples.SignIn(w.Town, $"d{w.Dice(100_000)}", $"{People[w.Dice(People.Length)]}@harbor.example")])),
        Of(_ => new ReleaseDeactivations()),
        Of(_ => new DismissDeactivations()),
        Of(w => new LinkTenant(w.Town["orphan"], "Annex")),
        Of(_ => new UnlinkTenant("annex")),
        Of(_ => new ExportConnectAudit(AuditForm.Csv, new())),
        Of(_ => new ExportInsightsAudit(AuditForm.Csv, new())),
    }.ToDictionary();

    private readonly Random _random;

    private Walk(Town town, int seed) => (Town, _random) = (town, new Random(seed));

    /// <summary>Every act of a walk.</summary>
    public static IReadOnlyCollection<Type> Acts => All.Keys;

    private Town Town { get; }

    private Guid Someone => Town[People[Dice(People.Length)]];

    private Guid Team => Town[Dice(2) == 0 ? "sales" : "support-desk"];

    private InsightsRole Level => (InsightsRole)Dice(4);

    private IReadOnlyList<string>? Teams => Dice(3) == 0 ? [Dice(2) == 0 ? "sales" : "support-desk"] : null;

    private IReadOnlyList<string> Scopes => Dice(2) == 0 ? ["call/ingest"] : ["call/ingest", "call/read:sales"];

    private DateTimeOffset? Ends => Dice(3) == 0 ? Town.Now.AddHours(Dice(49) - 1) : null;

    private string App => Dice(2) == 0 ? "menu" : "signage";

    private string Tenant => Dice(2) == 0 ? "north" : "south";

    private string NewAddress => $"nia{Dice(100_000)}@harbor.example";

    /// <summary>A walk through this town, in which there is a call.</summary>
    public static async Task<Walk> Begin(Town town, int seed)
    {
        await CallSamples.Push(town);
        await UpstreamSamples.Orphan(town);
        await MarketplaceSamples.Offered(town);
        return new(town, seed);
    }

    /// <summary>Who tries what next: two times of three somebody whom the law lets, as things were at first. Time goes on.</summary>
    public async Task<(string Who, object Act)> Next()
    {
        if (Dice(12) == 0) Town.Clock.Move(TimeSpan.FromHours(1 + Dice(29)));
        // A closed customer is no walk: it is soon open again.
        if ((await Town.Snapshots.Customer(Town.Harbor, default))!.Facts.Closed && Dice(3) > 0) return ("super", new ReopenCustomer());
        var (type, make) = All.ElementAt(Dice(All.Count));
        return (Dice(3) > 0 ? Sample.All[type].Who : Actors[Dice(Actors.Length)], await make(this));
    }

    private static (Type, Func<Walk, Task<object>>) Of<T>(Func<Walk, T> make)
        where T : notnull => (typeof(T), walk => Task.FromResult<object>(make(walk)));

    private static (Type, Func<Walk, Task<object>>) Later<T>(Func<Walk, Task<T>> make)
        where T : notnull => (typeof(T), async walk => await make(walk));

    private int Dice(int sides) => _random.Next(sides);

    private RequestAccess Asking(Guid? whom) => Dice(4) switch
    {
        0 => new(whom, Until: Ends, Role: ConnectRole.CustomerAdmin),
        1 => new(whom, Until: Ends, CustomRole: "signage-admin"),
        2 => new(whom, Until: Ends, Tenants: Dice(2) == 0 ? ["north"] : ["north", "south"]),
        _ => new(whom, Level, Ends, Teams),
    };

    private async Task<Guid> Request(AskedKind kind) => Any((await Town.Rows<AccessRequest>()).Where(r => r.State == RequestState.Open && r.Kind == kind)) is { } request ? request.Id : Guid.Empty;

    private async Task<Guid> Machine() => Any(await Town.Rows<IntegrationUser>()) is { } machine ? machine.Id : Guid.Empty;

    private async Task<(Guid Key, Guid Holder)> Key(ActorKind kind) => Any((await Town.Rows<ApiKey>()).Where(k => k.HolderKind == kind)) is { } key ? (key.Id, key.HolderId) : default;

    private async Task<(Guid Id, Guid Other)> Last<T>(Func<T, Guid> id, Func<T, Guid> other)
        where T : class => Any(await Town.Rows<T>()) is { } row ? (id(row), other(row)) : default;

    private T? Any<T>(IEnumerable<T> rows)
        where T : class => rows.ToList() is { Count: > 0 } all ? all[Dice(all.Count)] : null;
}
