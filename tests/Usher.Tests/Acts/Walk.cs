using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Calls.Comments;
using Usher.Calls.Exclusions;
using Usher.Calls.Ingest;
using Usher.Calls.Recordings;
using Usher.Calls.Retention;
using Usher.Calls.SavedSearches;
using Usher.Calls.Support;
using Usher.Delivery;
using Usher.Delivery.Digests;
using Usher.Delivery.Inbox;
using Usher.Delivery.Reports;
using Usher.Delivery.Slack;
using Usher.Directory;
using Usher.Governance;
using Usher.Identity;
using Usher.Machines;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Tests.Access.Naive;
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

    private static readonly Dictionary<Type, Func<Walk, Task<object?>>> All = new[]
    {
        Of(w => new AssignConnectRole(w.Someone, (ConnectRole)w.Dice(2), w.Ends)),
        Of(w => w.Dice(2) == 0 ? new AssignCustomRoles(w.Someone, []) : new AssignCustomRoles(w.Someone, ["signage-admin"], new Dictionary<string, DateTimeOffset?> { ["signage-admin"] = w.Ends })),
        Of(w => new AssignTenants(w.Someone, w.Dice(3) switch { 0 => [], 1 => ["north"], _ => ["north", "south"] })),
        Of(w => new SetLevel(w.Someone, w.Level, w.Ends, w.Teams)),
        Of(w => w.Asking(w.Dice(2) == 0 ? null : w.Someone)),
        Later(async w => await w.Request(AskedKind.Level) is { } asked ? new ApproveRequest(asked.Id) : null),
        Later(async w => await w.Request(AskedKind.CustomRole, AskedKind.CustomerAdmin) is { } asked ? new ApproveRoleRequest(asked.Id, w.Dice(3) == 0 ? new(Until: w.Ends) : null) : null),
        Later(async w => await w.Request(AskedKind.Tenants) is { } asked ? new ApproveTenantRequest(asked.Id, w.Dice(3) == 0 ? new(Tenants: ["north"]) : null) : null),
        Later(async w => await w.Request(AskedKind.CustomRole) is { } asked ? new DeclineRoleRequest(asked.Id, "Not now.") : null),
        Later(async w => await w.Request(AskedKind.Tenants) is { } asked ? new DeclineTenantRequest(asked.Id, "Not now.") : null),
        Of(w => new FileRequest(w.Someone, w.Asking(null))),
        Later(async w => await w.Filed() is { } filed ? new WithdrawFiledRequest(filed) : null),
        Later(async w => await w.Request(Enum.GetValues<AskedKind>()) is { } asked ? w.By(asked.RequesterId, new WithdrawRequest(asked.Id)) : null),
        Later(async w => await w.Request(AskedKind.Level) is { } asked ? new DeclineRequest(asked.Id, "Not now.") : null),
        Later(async w => await w.Whose(user => user.Active) is { } user ? new DeactivateUser(user) : null),
        Later(async w => await w.Whose(user => !user.Active) is { } user ? new ReactivateUser(user) : null),
        Of(w => new AddUser(new(w.NewAddress, "Nia"), (ConnectRole)w.Dice(2), [], ["north"])),
        Of(w => new InviteUser(new(w.NewAddress, "Nia"))),
        Of(w => new ImportUsers($"e-mail,first name,role\n{w.NewAddress},Nia,\n{w.NewAddress},Bo,Customer Admin", w.Dice(2) == 0)),
        Of(_ => new ExportUsers(new())),
        Of(w => new ResendInvitation(w.Someone)),
        Of(w => new WithdrawInvitation(w.Someone)),
        Of(w => new RenameUser(w.Someone, $"Sam {w.Dice(1000)}", null)),
        Of(w => new DescribeUser(w.Someone, $"Job {w.Dice(9)}", "Stores", null, w.Dice(3) == 0 ? null : w.Someone)),
        Of(w => new ProposeIdentity(w.Someone, IdentityKind.Recorder, $"h{w.Dice(9)}@recorder.example")),
        Later(async w => w.Any(await w.Town.Rows<IdentityProposal>()) is { } proposed ? new WithdrawIdentityProposal(proposed.Id) : null),
        Later(async w => w.Any(await w.Town.Rows<IdentityProposal>()) is { } proposed ? w.By(proposed.UserId, new DeclineIdentity(proposed.Id)) : null),
        Of(w => new AskForIdentityCode($"h{w.Dice(9)}@recorder.example")),
        Later(async w => w.Any((await w.Town.Rows<IdentityCode>()).Where(code => code.UserId is not null)) is { } code ? w.By(code.UserId!.Value, new ProveIdentity(await w.Write(code.Id))) : null),
        Later(async w => w.Any(await w.Town.Rows<UserIdentity>()) is { } set ? new ClearIdentity(set.Id) : null),
        Later(async w => w.Any(await w.Town.Rows<UserIdentity>()) is { } set ? w.By(set.UserId, new RemoveMyIdentity(set.Id)) : null),
        Of(w => new SetMyPicture(w.Dice(3) == 0 ? null : new Drawn([1, (byte)w.Dice(9)], 1, 1))),
        Later(async w => w.Any((await w.Town.Rows<User>()).Where(user => user.Picture is not null)) is { } pictured ? new RemovePicture(pictured.Id) : null),
        Of(w => new CreateCustomRole($"Role {w.Dice(100_000)}", ["menu", "signage"])),
        Of(w => new EditCustomRole("signage-admin", Apps: w.Dice(2) == 0 ? ["signage"] : ["menu", "signage"])),
        Later(async w => new DeleteCustomRole("signage-admin", (await w.Town.Rows<UserCustomRole>()).Count)),
        Of(w => w.Dice(6) == 0 ? new AppointFirstOrganizationAdmin(w.Someone) : null),
        Of(w => w.Dice(6) == 0 ? new ProposeReplacement(w.Someone) : null),
        Later(async w => await w.Proposal() is { } proposal ? new ConfirmReplacement(proposal) : null),
        Later(async w => w.Dice(3) == 0 && await w.Proposal() is { } proposal ? new WithdrawReplacement(proposal, "Not them.") : null),
        Of(w => new EditCustomer($"Harbor {w.Dice(1000)}", w.Dice(2) == 0 ? null : [$"harbor{w.Dice(20)}.example"])),
        Of(_ => new CloseCustomer()),
        Of(w => w.Dice(9) == 0 ? new ReopenCustomer() : null),
        Of(w => new ProvisionSeats(20 + w.Dice(10))),
        Of(w => new GiveSeat(w.Someone)),
        Of(w => new TakeSeat(w.Someone)),
        Of(w => new ChangeSeats([w.Someone, w.Someone], [], ByRow: true)),
        Later(async w => await w.SeatRequest() is { } asked ? new ApproveSeatRequest(asked.Id) : null),
        Later(async w => w.Dice(3) == 0 && await w.SeatRequest() is { } asked ? new DeclineSeatRequest(asked.Id, "Not now.") : null),
        Later(async w => w.Dice(3) == 0 && await w.SeatRequest() is { } asked ? w.By(asked.RequesterId, new WithdrawSeatRequest(asked.Id)) : null),
        Of(w => new EditOrganization(MajorSeats: 1 + w.Dice(12))),
        Of(w => new EditSecurity((TranscriptAudience)w.Dice(3))),
        Of(w => new EditRetention(null, [new(w.Team, null)])),
        Of(_ => new EditRecorderHosts(["rec.example"])),
        Of(w => new AddExclusion($"outside{w.Dice(20)}.example")),
        Of(w => new AddCrmExclusion([new("Account.Type", CrmOperator.Is, $"Kind {w.Dice(20)}")])),
        Later(async w => w.Any((await w.Town.Rows<Exclusion>()).Where(one => one.Removed is null)) is { } exclusion ? new RemoveExclusion(exclusion.Id) : null),
        Of(_ => new ExportSeats(new())),
        Of(w => new ScheduleSeatReport(Report(w))),
        Later(async w => w.Any(await w.Town.Rows<SeatReport>()) is { } report ? w.By(report.OwnerId, new EditSeatReport(report.Id, Report(w))) : null),
        Later(async w => w.Any(await w.Town.Rows<SeatReport>()) is { } report ? w.By(report.OwnerId, new PauseSeatReport(report.Id, w.Dice(2) == 0)) : null),
        Later(async w => w.Any(await w.Town.Rows<SeatReport>()) is { } report ? new SendSeatReportNow(report.Id) : null),
        Later(async w => w.Any(await w.Town.Rows<SeatReportRecipient>()) is { } recipient ? w.By(recipient.UserId, new LeaveSeatReport(recipient.ReportId)) : null),
        Later(async w => w.Dice(3) == 0 && w.Any(await w.Town.Rows<SeatReport>()) is { } report ? w.By(report.OwnerId, new EndSeatReport(report.Id)) : null),
        Of(w => new CreateTeam($"Team {w.Dice(100_000)}")),
        Of(w => new RenameTeam(w.Team, $"Team {w.Dice(100_000)}")),
        Of(w => new ArchiveTeam(w.Team, w.Dice(4) == 0)),
        Of(w => new AddTeamMember(w.Team, w.Someone)),
        Later(async w => w.Any(await w.Town.Rows<TeamMember>()) is { } member ? new RemoveTeamMember(member.TeamId, member.UserId) : null),
        Later(async w => w.Any((await w.Town.Rows<TeamMember>()).Where(m => m.TeamId == w.Town["sales"])) is { } member ? new MoveTeamMember(member.TeamId, member.UserId, w.Town["support-desk"]) : null),
        Of(w => new BindChannel(w.Team, $"C{w.Dice(100_000):D5}", "walk")),
        Later(async w => w.Any((await w.Town.Rows<Channel>()).Where(c => c.TeamId is not null)) is { } channel ? new UnbindChannel(channel.TeamId!.Value, channel.Id) : null),
        Of(w => new SetDestination(w.Team, w.Dice(2) == 0, null)),
        Of(w => new CreateIntegrationUser($"machine {w.Dice(100_000)}", w.Someone, w.Scopes)),
        Later(async w => await w.Machine() is { } machine ? new ChangeScopes(machine.Id, w.Scopes) : null),
        Later(async w => await w.Machine() is { } machine ? new HandOver(machine.Id, w.Someone) : null),
        Later(async w => await w.Machine() is { } machine ? new ApproveIntegration(machine.Id, w.Dice(4) > 0) : null),
        Later(async w => await w.Machine() is { } machine ? new MakeKey(machine.Id, "walk", 30, w.Dice(2) == 0 ? null : machine.Scopes.Split(' ')) : null),
        Later(async w => await w.Key(ActorKind.IntegrationUser) is { } key ? new RotateKey(key.HolderId, key.Id, 30, 1) : null),
        Later(async w => await w.Key(ActorKind.IntegrationUser) is { } key ? new RevokeKey(key.HolderId, key.Id) : null),
        Of(w => new MakePersonalKey("walk", ["profile/edit"], 30)),
        Later(async w => await w.Key(ActorKind.User) is { } key ? w.By(key.HolderId, new RevokePersonalKey(key.Id)) : null),
        Later(async w => w.Any(await w.Town.Rows<Session>()) is { } session ? w.By(session.HolderId, new EndSession(session.Id)) : null),
        Later(async w => w.Any((await w.Town.Rows<User>()).Where(u => People.Any(name => w.Town[name] == u.Id))) is { } user
            && (await w.Town.Rows<Account>(Guid.Empty)).Find(a => a.Id == user.AccountId)?.PasswordHash is { } hash ? w.By(user.Id, new ChangePassword(hash, "another hash")) : w.Dice(9) == 0 ? new ChangePassword("not that one", "another hash") : null),
        Later(async w => await w.Place(null, AppState.Declined) is { } place ? new RequestApp(place.App, place.Tenant, $"For site {w.Dice(1000)}") : null),
        Later(async w => w.Dice(4) == 0 && await w.Place(AppState.Requested) is { } place ? new RemindOfApp(place.App, place.Tenant) : null),
        Later(async w => await w.Place(AppState.Requested) is { } place ? new ApproveApp(place.App, place.Tenant) : null),
        Later(async w => await w.Place(AppState.Requested) is { } place ? new DeclineApp(place.App, place.Tenant, "Not in this plan.") : null),
        Later(async w => await w.Place(AppState.Approved, AppState.Active, AppState.Disabled) is { } place ? new ConfigureApp(place.App, place.Tenant) : null),
        Later(async w => await w.Place(AppState.Approved, AppState.Declined) is { } place ? new RemoveApp(place.App, place.Tenant) : null),
        Later(async w => await w.Place(AppState.Active) is { } place ? new DisableApp(place.App, place.Tenant) : null),
        Later(async w => await w.Place(AppState.Disabled) is { } place ? new EnableApp(place.App, place.Tenant) : null),
        Later(async w => w.Dice(6) == 0 && await w.Place(AppState.Active) is { } place ? new ApproveAppUpdate(place.App, place.Tenant) : null),
        Later(async w => await w.OfApp(owned: false) is { } own ? new OwnAppIntegrationUser(own.App) : null),
        Later(async w => await w.OfApp(owned: true) is { } own ? w.By(own.Owner, new MakeAppKey(own.App, "Screens", 1 + w.Dice(365))) : null),
        Later(async w => await w.OfApp(owned: true) is { } own && w.Any((await w.Town.Rows<ApiKey>()).Where(k => k.HolderId == own.Machine && !k.Revoked)) is { } key ? new RevokeAppKey(own.App, key.Id) : null),
        Later(async w => await w.OfApp(owned: true) is { } own ? w.By(own.Owner, new SetAppWebhook(own.App, $"https://host-{w.Dice(3)}.example/usher") { Make = (_, _) => ("whsec_walk", "sealed") }) : null),
        Later(async w => w.Any(await w.Town.Rows<AppWebhook>()) is { } webhook && (await w.OfApp(owned: true, webhook.IntegrationUserId)) is { } own ? new RemoveAppWebhook(own.App) : null),
        Later(async w => w.Any((await w.Town.Rows<App>()).Where(app => app.Owner == Town.Harbor)) is { } app ? new SetOwnClientSecret(app.Slug, w.Dice(2) == 0 ? null : MarketplaceSamples.Secret) : null),
        Later(async w => !await w.Connects() ? null : new StartConnection(OAuthTown.App, "south") { Make = (id, _) => new(id.ToByteArray(), "sealed", "https://mailbox.example/") }),
        Later(async w => w.Any(await w.Town.Rows<ConnectionStart>()) is { } start ? w.By(start.PersonId, new UseConnectionStart(start.State)) : null),
        Later(async w => !await w.Connects() ? null : new StoreConnection(OAuthTown.App, "south") { Given = MarketplaceSamples.Connected.Given! with { Id = Guid.CreateVersion7() } }),
        Later(async w => (await w.Town.Rows<TenantConnection>()).Count > 0 ? new EndConnection(OAuthTown.App, "south") : null),
        Later(async w => w.Any(await w.Town.Rows<WebhookMessage>()) is { } message && await w.OfApp(owned: true, message.IntegrationUserId) is { } own ? new ReplayWebhookMessage(own.App, message.Id) : w.Dice(9) == 0 ? new ReplayWebhookMessage("menu", Guid.CreateVersion7()) : null),
        Later(async w => await w.Place(AppState.Active) is { App: "signage" } place ? new ReportAppHealth(place.Tenant, w.Dice(2) == 0) : w.Dice(9) == 0 ? new ReportAppHealth("south", true) : null),
        Of(w => new PublishOwnApp((w.Dice(2) == 0 ? MarketplaceSamples.Manifest("") : OAuthTown.Manifest(MarketplaceSamples.Mailbox)) with { Slug = "own-" + w.Dice(3) })),
        Later(async w => new SetOwnPicture((await w.Town.Rows<App>()).Find(app => app.Owner == Town.Harbor)?.Slug ?? "none", 1 + w.Dice(5), "The editor",
            w.Dice(3) == 0 ? null : new Drawn([1, (byte)w.Dice(9)], 1, 1))),
        Of(w => new IngestCall(CallSamples.Prepared(w.Town, $"walk {w.Dice(100_000)}"))),
        Of(w => new WriteMachineReads([w.Town["call"]])),
        Later(async w => await w.Called() is { } call ? w.By(call.OwnerId, new MarkRead(call.Id)) : null),
        Later(async w => await w.Called() is { } call ? w.By(call.OwnerId, new ShareCall(call.Id, w.Someone.ToString(), w.Town.Now.AddDays(1))) : null),
        Later(async w => w.Any((await w.Town.Rows<CallShare>()).Where(share => share.Until > w.Town.Now)) is { } share && (await w.Town.Rows<Call>()).Find(c => c.Id == share.CallId) is { } call ? w.By(call.OwnerId, new StopSharing(call.Id, share.UserId)) : null),
        Of(w => new GiveSupportAccess(w.Town["call"], "support@usher.example", w.Town.Now.AddHours(1), "The summary is empty.")),
        Later(async w => w.Any((await w.Town.Rows<SupportAccess>()).Where(access => access.Until > w.Town.Now)) is { } access ? new EndSupportAccess(access.Id) : null),
        Later(async w => w.Any((await w.Town.Rows<SupportAccess>()).Where(access => access.Until > w.Town.Now)) is { } access ? w.By(access.StaffId, new LookAtSupportCall(access.Id)) : null),
        Later(async w => await w.Called() is { } call ? w.By(call.OwnerId, new AddComment(call.Id, $"Comment {w.Dice(50)}", [])) : null),
        Later(async w => w.Any(await w.Town.Rows<CallComment>()) is { } comment ? w.By(comment.AuthorId, new EditComment(comment.CallId, comment.Id, $"Comment {w.Dice(50)}", [])) : null),
        Later(async w => w.Any(await w.Town.Rows<CallComment>()) is { } comment ? w.By(comment.AuthorId, new DeleteComment(comment.CallId, comment.Id)) : null),
        Of(w => new TroubleshootCall(w.Town["call"], "The summary did not arrive.")),
        Later(async w => w.Any((await w.Town.Rows<Call>()).Where(c => c.Held)) is { } call ? w.By(call.OwnerId, new ReleaseHeldCall(call.Id)) : w.Dice(9) == 0 ? new ReleaseHeldCall(w.Town["call"]) : null),
        Later(async w => w.Any((await w.Town.Rows<Call>()).Where(c => c.Id != w.Town["call"])) is { } call ? w.By(call.OwnerId, new DeleteCall(call.Id)) : null),
        Later(async w => w.Any(await w.Town.Rows<CallDelivery>()) is { } delivery ? new RetryDelivery(delivery.Id) : w.Dice(9) == 0 ? new RetryDelivery(Guid.CreateVersion7()) : null),
        Later(async w => w.Any((await w.Town.Rows<CallDelivery>()).Where(d => d.State == DeliveryState.Sent)) is { } note && (await w.Town.Rows<Call>()).Find(c => c.Id == note.CallId) is { } call ? w.By(call.OwnerId, new MarkNotUseful(note.Id)) : w.Dice(9) == 0 ? new MarkNotUseful(Guid.CreateVersion7()) : null),
        Of(w => new SetSlackCards(w.Dice(2) == 0)),
        Of(w => new SetSlackApp($"{1 + w.Dice(2)}.2", new("digest") { Client = "sealed", Signing = "sealed" })),
        Of(w => new InstallSlack { Given = new($"{1 + w.Dice(2)}.2", "https://slack.example/api/", new($"T{w.Dice(2)}", "B1", "Harbor"), "sealed") }),
        Of(_ => new DisconnectSlack()),
        Of(w => new SetPreferences(new(w.Dice(2) == 0, w.Dice(2) == 0, true, true))),
        Of(w => new SetCallMail(new(w.Dice(2) == 0, true, w.Dice(2) == 0, true, w.Dice(2) == 0 ? null : new("08:00", [(DayOfWeek)w.Dice(7)], "Europe/Berlin")))),
        Of(w => new SetNotificationChoices(new(w.Dice(2) == 0, w.Dice(2) == 0, w.Dice(2) == 0, w.Dice(2) == 0, w.Dice(2) == 0))),
        Of(w => new SetMailTopic((MailTopic)w.Dice(7), w.Dice(2) == 0)),
        Of(w => new SaveSearch($"Search {w.Dice(50)}", new("price"), w.Dice(2) == 0)),
        Later(async w => w.Any(await w.Town.Rows<SavedSearch>()) is { } search ? w.By(search.UserId, new EditSavedSearch(search.Id, "Another", new(Mine: true), true)) : null),
        Later(async w => w.Any(await w.Town.Rows<SavedSearch>()) is { } search ? w.By(search.UserId, new DeleteSavedSearch(search.Id)) : null),
        Of(w => new MuteAccount($"Account {w.Dice(50)}")),
        Later(async w => w.Any(await w.Town.Rows<MutedAccount>()) is { } muted ? w.By(muted.UserId, new UnmuteAccount(muted.Id)) : null),
        Later(async w => w.Any(await w.Town.Rows<Note>()) is { } note ? w.By(note.UserId, new ReadNote(note.Id)) : w.Dice(9) == 0 ? new ReadNote(Guid.CreateVersion7()) : null),
        Of(_ => new ReadAllNotes()),
        Of(w => w.Dice(2) == 0
            ? new SettleReports(ReportKind.SignIn, [UpstreamSamples.SignIn(w.Town, $"s{w.Dice(100_000)}", w.NewAddress)])
            : new SettleReports(ReportKind.Deactivation, [UpstreamSamples.SignIn(w.Town, $"d{w.Dice(100_000)}", $"{People[w.Dice(People.Length)]}@harbor.example")])),
        Later(async w => w.Dice(9) == 0 || (await w.Town.Rows<UpstreamReport>()).Any(report => report.Result == ReportResult.Held) ? new ReleaseDeactivations() : null),
        Later(async w => w.Dice(9) == 0 || (await w.Town.Rows<UpstreamReport>()).Any(report => report.Result == ReportResult.Held) ? new DismissDeactivations() : null),
        Later(async w => (await w.Town.Rows<Tenant>()).Exists(tenant => tenant.Slug == "annex") && w.Dice(5) > 0 ? null : new LinkTenant(w.Town["orphan"], "Annex")),
        Later(async w => (await w.Town.Rows<Tenant>()).Exists(tenant => tenant.Slug == "annex") ? new UnlinkTenant("annex") : null),
        Of(_ => new ExportConnectAudit(AuditForm.Csv, new())),
        Of(_ => new ExportInsightsAudit(AuditForm.Csv, new())),
    }.ToDictionary();

    private readonly Random _random;

    /// <summary>Whose own the act is that was made last; null: anybody's.</summary>
    private string? _by;

    private Walk(Town town, int seed) => (Town, _random) = (town, new Random(seed));

    /// <summary>Every act of a walk.</summary>
    public static IReadOnlyCollection<Type> Acts => All.Keys;

    private Town Town { get; }

    private static SeatReportPlan Report(Walk w) =>
        new((SeatReportKind)w.Dice(2), (SeatReportFormat)w.Dice(2), new("08:00", [(DayOfWeek)w.Dice(7)], "Europe/Berlin"), [w.Someone]);

    private Guid Someone => Town[People[Dice(People.Length)]];

    private Guid Team => Town[Dice(2) == 0 ? "sales" : "support-desk"];

    private InsightsRole Level => (InsightsRole)Dice(4);

    private IReadOnlyList<string>? Teams => Dice(3) == 0 ? [Dice(2) == 0 ? "sales" : "support-desk"] : null;

    private IReadOnlyList<string> Scopes => Dice(2) == 0 ? ["call/ingest"] : ["call/ingest", "call/read:sales"];

    private DateTimeOffset? Ends => Dice(3) == 0 ? Town.Now.AddHours(Dice(49) - 1) : null;

    private string NewAddress => $"nia{Dice(100_000)}@harbor.example";

    /// <summary>A walk through this town, in which there is a call.</summary>
    public static async Task<Walk> Begin(Town town, int seed)
    {
        await CallSamples.Push(town);
        await UpstreamSamples.Orphan(town);
        await MarketplaceSamples.Offered(town);
        return new(town, seed);
    }

    /// <summary>
    /// Who tries what next, and on what: mostly something that is there to act on, by somebody who holds the row of the law now, so that most of it is
    /// done; else whatever, by whomever. Time goes on.
    /// </summary>
    public async Task<(string Who, object Act)> Next()
    {
        if (Dice(12) == 0) Town.Clock.Move(TimeSpan.FromHours(1 + Dice(29)));
        // A closed customer is no walk: it is soon open again.
        if ((await Town.Snapshots.Customer(Town.Harbor, default))!.Facts.Closed && Dice(3) > 0) return ("super", new ReopenCustomer());
        while (true)
        {
            var (type, make) = All.ElementAt(Dice(All.Count));
            _by = null;
            if (await make(this) is not { } act) continue;
            if (Dice(7) == 0) return (Actors[Dice(Actors.Length)], act);
            return (_by ?? await Holder(Sample.All[type]), act);
        }
    }

    /// <summary>The rows of the law in which somebody has a cell, by the roles they hold now.</summary>
    public static async Task<HashSet<string>> Rows(Town town, string who)
    {
        if (who == "reporter") return [];
        if (who is "support" or "super" or "recorder") return RowsOf(Columns.Of[who]);
        var actor = await town.Facts(who);
        if (!actor.User!.Active) return [];
        var connect = actor.ConnectRole(town.Now) == ConnectRole.CustomerAdmin ? "Customer Admin" : actor.User.CustomRoles.Count > 0 ? "Custom Role" : "User";
        var level = actor.InsightsRole(town.Now) switch
        {
            InsightsRole.OrganizationAdmin => "Organization Admin",
            InsightsRole.Editor => "Editor",
            InsightsRole.UserAdmin => "User Admin",
            _ => "Default User",
        };
        return RowsOf([connect, level]);
    }

    private async Task<SeatRequest?> SeatRequest() => Any((await Town.Rows<SeatRequest>()).Where(asked => asked.State == RequestState.Open));

    private async Task<Guid?> Proposal() => Any((await Town.Rows<Replacement>()).Where(one => one.State == RequestState.Open))?.Id;

    private static HashSet<string> RowsOf(string[] columns) =>
        [.. Law.Rows.Where(row => columns.Any(column => row.Value.GetValueOrDefault(column, "—") != "—")).Select(row => row.Key)];

    private static (Type, Func<Walk, Task<object?>>) Of<T>(Func<Walk, T?> make)
        where T : class => (typeof(T), walk => Task.FromResult<object?>(make(walk)));

    private static (Type, Func<Walk, Task<object?>>) Later<T>(Func<Walk, Task<T?>> make)
        where T : class => (typeof(T), async walk => await make(walk));

    /// <summary>Somebody who holds the row of the law now; whoever the sample names where nobody does, or a machine does it.</summary>
    private async Task<string> Holder(Sample sample)
    {
        if (!Actors.Contains(sample.Who, StringComparer.Ordinal)) return sample.Who;
        var holders = new List<string>();
        foreach (var who in Actors)
            if ((await Rows(Town, who)).Overlaps(sample.Rows)) holders.Add(who);
        return holders.Count > 0 ? holders[Dice(holders.Count)] : sample.Who;
    }

    /// <summary>An act of one person's own, if they are of the walk.</summary>
    private T By<T>(Guid whom, T act)
    {
        _by = Actors.FirstOrDefault(name => Town[name] == whom);
        return act;
    }

    /// <summary>A code as it is mailed.</summary>
    private async Task<string> Write(Guid code) =>
        (await Town.Gate.Effect(Town.Harbor, "Arrange", Section.Insights, async work => (await work.Db.Set<IdentityCode>().SingleAsync(c => c.Id == code)).Write(work)))!;

    private int Dice(int sides) => _random.Next(sides);

    private RequestAccess Asking(Guid? whom) => Dice(4) switch
    {
        0 => new(whom, Until: Ends, Role: ConnectRole.CustomerAdmin),
        1 => new(whom, Until: Ends, CustomRole: "signage-admin"),
        2 => new(whom, Until: Ends, Tenants: Dice(2) == 0 ? ["north"] : ["north", "south"]),
        _ => new(whom, Level, Ends, Teams),
    };

    private async Task<AccessRequest?> Request(params AskedKind[] kinds) =>
        Any((await Town.Rows<AccessRequest>()).Where(r => r.State == RequestState.Open && kinds.Contains(r.Kind)));

    private async Task<Guid?> Filed() => Any((await Town.Rows<AccessRequest>()).Where(r => r.State == RequestState.Open && r.RequesterId == Town["recorder"]))?.Id;

    private async Task<Guid?> Whose(Func<User, bool> which) => Any((await Town.Rows<User>()).Where(which))?.Id;

    private async Task<Call?> Called() => Any((await Town.Rows<Call>()).Where(call => !call.Held));

    private async Task<IntegrationUser?> Machine() => Any((await Town.Rows<IntegrationUser>()).Where(machine => machine.OfAppId is null));

    private async Task<ApiKey?> Key(ActorKind kind) => Any((await Town.Rows<ApiKey>()).Where(k => k.HolderKind == kind && !k.Revoked));

    /// <summary>An app in a tenant where it is in one of these states; null among them: where it was not requested.</summary>
    private async Task<AppPlace?> Place(params AppState?[] states)
    {
        var rows = (await Town.Rows<TenantApp>()).ToDictionary(row => (row.AppId, row.TenantId), row => (AppState?)row.State);
        var apps = (await Town.Rows<App>()).Where(app => app.Slug is "menu" or "signage" or OAuthTown.App).ToList();
        var places = new List<AppPlace>();
        foreach (var tenant in (await Town.Rows<Tenant>()).Where(tenant => tenant.Slug is "north" or "south"))
            foreach (var app in apps)
                if (states.Contains(rows.GetValueOrDefault((app.Id, tenant.Id)))) places.Add(new(app.Slug, tenant.Slug));
        return Any(places);
    }

    private async Task<bool> Connects() => (await Town.Rows<App>()).Find(app => app.Slug == OAuthTown.App) is { } app
        && (await Town.Rows<TenantApp>()).Exists(row => row.AppId == app.Id && row.TenantId == Town["south"] && row.State is AppState.Approved or AppState.Active);

    /// <summary>An app's own integration user, with an owner or without.</summary>
    private async Task<Own?> OfApp(bool owned, Guid? machine = null)
    {
        var apps = (await Town.Rows<App>()).ToDictionary(app => app.Id, app => app.Slug);
        return Any((await Town.Rows<IntegrationUser>()).Where(one => one.OfAppId is not null && owned == one.OwnerId is not null && (machine is null || one.Id == machine))
            .Select(one => new Own(apps[one.OfAppId!.Value], one.Id, one.OwnerId ?? Guid.Empty)));
    }

    private T? Any<T>(IEnumerable<T> rows)
        where T : class => rows.ToList() is { Count: > 0 } all ? all[Dice(all.Count)] : null;

    private sealed record AppPlace(string App, string Tenant);

    private sealed record Own(string App, Guid Machine, Guid Owner);
}
