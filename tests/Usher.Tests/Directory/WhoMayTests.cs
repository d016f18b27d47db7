using Usher.Access;
using Usher.Calls;
using Usher.Delivery;
using Usher.Directory;
using Usher.Governance;
using Usher.Identity;
using Usher.Machines;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Tests.Architecture;

namespace Usher.Tests.Directory;

/// <summary>Every act of Directory, Marketplace and Explain against everyone of the town: who is not named is refused.</summary>
public class WhoMayTests
{
    private const string ManageConnect = "customeradmin support super";
    private const string ManageInsights = "orgadmin";
    private const string Everyone = "user custom customeradmin default useradmin editor orgadmin support super";

    private static readonly string[] People =
        ["user", "custom", "customeradmin", "default", "useradmin", "editor", "orgadmin", "support", "super", "recorder", "customeradmin@lakeside", "orgadmin@lakeside", "host"];

    private static readonly Dictionary<string, (string Who, Func<Town, Caller, Task<Refusal?>> Try)> Acts = new(StringComparer.Ordinal)
    {
        [nameof(AddUser)] = ("support super", (t, c) => t.Try(c, new AddUser(new("new@harbor.example", "New"), ConnectRole.User, [], []))),
        [nameof(InviteUser)] = ("useradmin orgadmin", (t, c) => t.Try(c, new InviteUser(new("new@harbor.example", "New")))),
        [nameof(ListUsers)] = ("customeradmin useradmin orgadmin support super", (t, c) => t.Try(c, new ListUsers(new()))),
        [nameof(ViewUser)] = ("customeradmin useradmin orgadmin support super", (t, c) => t.Try(c, new ViewUser(t["subject"]))),
        [nameof(RenameUser)] = (ManageConnect, (t, c) => t.Try(c, new RenameUser(t["subject"], "A", "B"))),
        [nameof(DeactivateUser)] = (ManageConnect, (t, c) => t.Try(c, new DeactivateUser(t["subject"]))),
        [nameof(ReactivateUser)] = (ManageConnect, (t, c) => t.Try(c, new ReactivateUser(t["subject"]))),
        [nameof(AssignConnectRole)] = (ManageConnect, (t, c) => t.Try(c, new AssignConnectRole(t["subject"], ConnectRole.CustomerAdmin, null))),
        [nameof(AssignCustomRoles)] = (ManageConnect, (t, c) => t.Try(c, new AssignCustomRoles(t["subject"], []))),
        [nameof(CreateCustomRole)] = (ManageConnect, (t, c) => t.Try(c, new CreateCustomRole("Menu", ["menu"]))),
        [nameof(ListCustomRoles)] = (ManageConnect, (t, c) => t.Try(c, new ListCustomRoles())),
        [nameof(AssignTenants)] = ("support super", (t, c) => t.Try(c, new AssignTenants(t["subject"], ["north"]))),
        [nameof(AppointFirstOrganizationAdmin)] = (ManageConnect, (t, c) => t.Try(c, new AppointFirstOrganizationAdmin(t["subject"]))),
        [nameof(SetLevel)] = ("useradmin orgadmin", (t, c) => t.Try(c, new SetLevel(t["subject"], InsightsRole.UserAdmin, null, null))),
        [nameof(RequestAccess)] = (ManageConnect, (t, c) => t.Try(c, new RequestAccess(t["subject"], InsightsRole.Editor, null, null))),
        [nameof(ApproveRequest)] = (ManageInsights, (t, c) => t.Try(c, new ApproveRequest(t["request"]))),
        [nameof(DeclineRequest)] = (ManageInsights, (t, c) => t.Try(c, new DeclineRequest(t["request"]))),
        [nameof(ListRequests)] = (Everyone, (t, c) => t.Try(c, new ListRequests())),
        [nameof(ViewLevels)] = ("useradmin orgadmin", (t, c) => t.Try(c, new ViewLevels())),
        [nameof(ViewLevelChoices)] = ("useradmin orgadmin", (t, c) => t.Try(c, new ViewLevelChoices(t["subject"]))),
        [nameof(ListWhatNeedsMe)] = (Everyone, (t, c) => t.Try(Own(c), new ListWhatNeedsMe())),
        [nameof(GiveSeat)] = ("useradmin orgadmin", (t, c) => t.Try(c, new GiveSeat(t["subject"]))),
        [nameof(TakeSeat)] = ("useradmin orgadmin", (t, c) => t.Try(c, new TakeSeat(t["subject"]))),
        [nameof(ViewSeats)] = ("useradmin orgadmin", (t, c) => t.Try(c, new ViewSeats())),
        [nameof(CreateTeam)] = (ManageInsights, (t, c) => t.Try(c, new CreateTeam("Renewals"))),
        [nameof(AddTeamMember)] = (ManageInsights, (t, c) => t.Try(c, new AddTeamMember(t["sales"], t["subject"]))),
        [nameof(RemoveTeamMember)] = (ManageInsights, (t, c) => t.Try(c, new RemoveTeamMember(t["sales"], t["subject"]))),
        [nameof(ArchiveTeam)] = (ManageInsights, (t, c) => t.Try(c, new ArchiveTeam(t["sales"]))),
        [nameof(MoveTeamMember)] = (ManageInsights, (t, c) => t.Try(c, new MoveTeamMember(t["sales"], t["default"], t["support-desk"]))),
        [nameof(ListTeamMembers)] = (ManageInsights, (t, c) => t.Try(c, new ListTeamMembers(t["sales"]))),
        [nameof(ListChannelMembers)] = (ManageInsights, (t, c) => t.Try(c, new ListChannelMembers(t["sales"], t["deals"]))),
        [nameof(PreviewDestination)] = ("editor orgadmin", (t, c) => t.Try(c, new PreviewDestination(t["sales"]))),
        [nameof(ViewUserSessions)] = (ManageConnect, (t, c) => t.Try(c, new ViewUserSessions(t["subject"]))),
        [nameof(ViewSeatUse)] = ("useradmin orgadmin", (t, c) => t.Try(c, new ViewSeatUse())),
        [nameof(ListSeatUse)] = ("useradmin orgadmin", (t, c) => t.Try(c, new ListSeatUse(new()))),
        [nameof(BindChannel)] = (ManageInsights, (t, c) => t.Try(c, new BindChannel(t["sales"], "C1NEW", "deals"))),
        [nameof(UnbindChannel)] = (ManageInsights, (t, c) => t.Try(c, new UnbindChannel(t["sales"], t["deals"]))),
        [nameof(SetDestination)] = ("editor orgadmin", (t, c) => t.Try(c, new SetDestination(t["sales"], true, null))),
        [nameof(ListTeams)] = ("editor orgadmin", (t, c) => t.Try(c, new ListTeams())),
        [nameof(ViewTeam)] = ("editor orgadmin", (t, c) => t.Try(c, new ViewTeam(t["sales"]))),
        [nameof(CreateIntegrationUser)] = (ManageInsights, (t, c) => t.Try(c, new CreateIntegrationUser("sync", t["orgadmin"], ["sync/run"]))),
        [nameof(ApproveIntegration)] = (ManageInsights, (t, c) => t.Try(c, new ApproveIntegration(t["recorder"]))),
        [nameof(ChangeScopes)] = (ManageInsights, (t, c) => t.Try(c, new ChangeScopes(t["recorder"], ["call/ingest"]))),
        [nameof(HandOver)] = (ManageInsights, (t, c) => t.Try(c, new HandOver(t["recorder"], t["editor"]))),
        [nameof(MakeKey)] = (ManageInsights, (t, c) => t.Try(c, new MakeKey(t["recorder"], "key", 30, null))),
        [nameof(RotateKey)] = (ManageInsights, (t, c) => t.Try(c, new RotateKey(t["recorder"], t["key"], 30, 1))),
        [nameof(RevokeKey)] = (ManageInsights, (t, c) => t.Try(c, new RevokeKey(t["recorder"], t["key"]))),
        [nameof(ListIntegrationUsers)] = (ManageInsights, (t, c) => t.Try(c, new ListIntegrationUsers())),
        [nameof(MakePersonalKey)] = (Everyone, (t, c) => t.Try(Own(c), new MakePersonalKey("mine", ["profile/edit"], 30))),
        [nameof(ListPersonalKeys)] = (Everyone, (t, c) => t.Try(Own(c), new ListPersonalKeys())),
        [nameof(RevokePersonalKey)] = ("", (t, c) => t.Try(Own(c), new RevokePersonalKey(Guid.CreateVersion7()))),
        [nameof(ListKeyPermissions)] = (Everyone, (t, c) => t.Try(Own(c), new ListKeyPermissions())),
        [nameof(ListSessions)] = (Everyone, (t, c) => t.Try(Own(c), new ListSessions())),
        [nameof(EndSession)] = ("", (t, c) => t.Try(Own(c), new EndSession(Guid.CreateVersion7()))),
        [nameof(ViewCustomer)] = (ManageConnect, (t, c) => t.Try(c, new ViewCustomer())),
        [nameof(ListCustomers)] = (ManageConnect, (t, c) => t.Try(c, new ListCustomers())),
        [nameof(ProvisionSeats)] = ("super", (t, c) => t.Try(c, new ProvisionSeats(30))),
        [nameof(CreateCustomer)] = ("super", (t, c) => t.Try(c with { Customer = CreateCustomer.IdFor("meadow") }, new CreateCustomer("meadow", "Meadow"))),
        [nameof(SetUpCustomer)] = ("host", (t, c) => t.Try(c with { Customer = CreateCustomer.IdFor("meadow") }, new SetUpCustomer("meadow", "Meadow", [new("a", "A", "Elite", "m1")], 1, false, new("a@meadow.example", "A")))),
        [nameof(SeedCatalogue)] = ("host", (t, c) => t.Try(c with { Customer = Guid.Empty }, new SeedCatalogue())),
        [nameof(MakePlatformKey)] = ("host", (t, c) => t.Try(c with { Customer = Guid.Empty }, new MakePlatformKey("all", ["decision/ask"], 30))),
        [nameof(RevokePlatformKey)] = ("", (t, c) => t.Try(c with { Customer = Guid.Empty }, new RevokePlatformKey(Guid.CreateVersion7()))),
        [nameof(MakeUserLink)] = ("host", (t, c) => t.Try(c, new MakeUserLink("subject@harbor.example"))),
        [nameof(MakeStaffLink)] = ("host", (t, c) => t.Try(c with { Customer = Guid.Empty }, new MakeStaffLink("support@usher.example"))),
        [nameof(GrantStaffRole)] = ("super host", (t, c) => t.Try(c with { Customer = Guid.Empty }, new GrantStaffRole(StaffRole.SupportUser, "new@usher.example", "New"))),
        ["GrantStaffRole, super"] = ("host", (t, c) => t.Try(c with { Customer = Guid.Empty }, new GrantStaffRole(StaffRole.SuperUser, "new@usher.example", "New"))),
        [nameof(EndStaffRole)] = ("super host", (t, c) => t.Try(c with { Customer = Guid.Empty }, new EndStaffRole(StaffRole.SupportUser, "second@usher.example"))),
        ["EndStaffRole, super"] = ("host", (t, c) => t.Try(c with { Customer = Guid.Empty }, new EndStaffRole(StaffRole.SuperUser, "super@usher.example"))),
        [nameof(ViewMe)] = (Everyone, (t, c) => t.Try(Own(c), new ViewMe())),
        [nameof(RequestApp)] = (Everyone, (t, c) => t.Try(c, new RequestApp("menu", "north"))),
        [nameof(ApproveApp)] = ("support super", (t, c) => t.Try(c, new ApproveApp("signage", "north"))),
        [nameof(DeclineApp)] = ("support super", (t, c) => t.Try(c, new DeclineApp("signage", "north", "Not now."))),
        [nameof(ActivateApp)] = ("custom customeradmin support super", (t, c) => t.Try(c, new ActivateApp("signage", "south"))),
        [nameof(ListApps)] = (Everyone, (t, c) => t.Try(c, new ListApps())),
        [nameof(ExplainDecision)] = (ManageConnect, (t, c) => t.Try(c, new ExplainDecision(new("subject@harbor.example", "app/view")))),
        [nameof(ExplainInsightsDecision)] = (ManageInsights, (t, c) => t.Try(c, new ExplainInsightsDecision(new("subject@harbor.example", "call/view")))),
    };

    /// <summary>What is one's own lies in the own customer; for staff on the platform.</summary>
    private static Caller Own(Caller caller) => caller.Kind == ActorKind.Staff ? caller with { Customer = Guid.Empty } : caller;

    public static TheoryData<string> Names => [.. Acts.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Who_is_not_named_by_the_law_is_refused(string act)
    {
        await using var town = await Town.Open();
        var (who, attempt) = Acts[act];
        foreach (var person in People.Where(p => !who.Split(' ').Contains(p)))
        {
            var refused = await attempt(town, town.As(person, Town.Harbor));
            (refused is NotAllowed or NotFound).ShouldBeTrue($"{person}: {refused?.Code ?? "done"}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Who_is_named_hears_of_no_lack_of_permission(string act)
    {
        var (who, attempt) = Acts[act];
        foreach (var person in who.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            await using var town = await Town.Open();
                var refused = await attempt(town, town.As(person, Town.Harbor));
            (refused is NotAllowed or NotFound).ShouldBeFalse($"{person}: {refused?.Code}");
        }
    }
}
