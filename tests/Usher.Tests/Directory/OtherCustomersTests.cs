using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Marketplace;
using Usher.Platform;

namespace Usher.Tests.Directory;

/// <summary>An id of another customer, in every place where an id can stand, is like one that does not exist: the same answer in the same words.</summary>
public class OtherCustomersTests
{
    private static readonly Dictionary<string, Func<Town, Func<string, Guid>, Task<Refusal?>>> Places = new(StringComparer.Ordinal)
    {
        ["ViewUser"] = (t, id) => t.Try("customeradmin", new ViewUser(id("user"))),
        ["RenameUser"] = (t, id) => t.Try("customeradmin", new RenameUser(id("user"), "A", null)),
        ["DeactivateUser"] = (t, id) => t.Try("customeradmin", new DeactivateUser(id("user"))),
        ["ReactivateUser"] = (t, id) => t.Try("customeradmin", new ReactivateUser(id("user"))),
        ["AssignConnectRole"] = (t, id) => t.Try("customeradmin", new AssignConnectRole(id("user"), ConnectRole.CustomerAdmin, null)),
        ["AssignCustomRoles"] = (t, id) => t.Try("customeradmin", new AssignCustomRoles(id("user"), [])),
        ["AssignTenants"] = (t, id) => t.Try("support", new AssignTenants(id("user"), [])),
        ["AppointFirstOrganizationAdmin"] = (t, id) => t.Try("customeradmin", new AppointFirstOrganizationAdmin(id("user"))),
        ["SetLevel"] = (t, id) => t.Try("orgadmin", new SetLevel(id("user"), InsightsRole.Editor, null, null)),
        ["SetLevel by a User Admin"] = (t, id) => t.Try("useradmin", new SetLevel(id("editor"), InsightsRole.DefaultUser, null, null)),
        ["RequestAccess"] = (t, id) => t.Try("customeradmin", new RequestAccess(id("user"), InsightsRole.Editor, null, null)),
        ["RequestAccess by a User"] = (t, id) => t.Try("user", new RequestAccess(id("default"), InsightsRole.Editor, null, null)),
        ["ApproveRequest"] = (t, id) => t.Try("orgadmin", new ApproveRequest(id("request"))),
        ["DeclineRequest"] = (t, id) => t.Try("orgadmin", new DeclineRequest(id("request"), "Not now.")),
        ["GiveSeat"] = (t, id) => t.Try("useradmin", new GiveSeat(id("user"))),
        ["TakeSeat"] = (t, id) => t.Try("useradmin", new TakeSeat(id("user"))),
        ["ViewTeam"] = (t, id) => t.Try("orgadmin", new ViewTeam(id("sales"))),
        ["AddTeamMember, team"] = (t, id) => t.Try("orgadmin", new AddTeamMember(id("sales"), t["user"])),
        ["AddTeamMember, user"] = (t, id) => t.Try("orgadmin", new AddTeamMember(t["sales"], id("user"))),
        ["RemoveTeamMember"] = (t, id) => t.Try("orgadmin", new RemoveTeamMember(t["sales"], id("default"))),
        ["BindChannel"] = (t, id) => t.Try("orgadmin", new BindChannel(id("sales"), "C9X", "x")),
        ["UnbindChannel"] = (t, id) => t.Try("orgadmin", new UnbindChannel(t["sales"], id("deals"))),
        ["SetDestination, team"] = (t, id) => t.Try("editor", new SetDestination(id("sales"), true, null)),
        ["SetDestination, channel"] = (t, id) => t.Try("editor", new SetDestination(t["sales"], true, id("deals"))),
        ["CreateIntegrationUser, owner"] = (t, id) => t.Try("orgadmin", new CreateIntegrationUser("one", id("user"), [])),
        ["ApproveIntegration"] = (t, id) => t.Try("orgadmin", new ApproveIntegration(id("recorder"))),
        ["ChangeScopes"] = (t, id) => t.Try("orgadmin", new ChangeScopes(id("recorder"), [])),
        ["HandOver"] = (t, id) => t.Try("orgadmin", new HandOver(id("recorder"), t["user"])),
        ["HandOver, owner"] = (t, id) => t.Try("orgadmin", new HandOver(t["recorder"], id("user"))),
        ["MakeKey"] = (t, id) => t.Try("orgadmin", new MakeKey(id("recorder"), "k", 1, null)),
        ["RotateKey"] = (t, id) => t.Try("orgadmin", new RotateKey(t["recorder"], id("key"), 1, 0)),
        ["RevokeKey"] = (t, id) => t.Try("orgadmin", new RevokeKey(t["recorder"], id("key"))),
        ["RevokeKey, both"] = (t, id) => t.Try("orgadmin", new RevokeKey(id("recorder"), id("key"))),
        ["ViewIntegrationUser"] = (t, id) => t.Try("orgadmin", new ViewIntegrationUser(id("recorder"))),
        ["ListChannelMembers"] = (t, id) => t.Try("orgadmin", new ListChannelMembers(t["sales"], id("deals"))),
        ["ListChannelMembers, team"] = (t, id) => t.Try("orgadmin", new ListChannelMembers(id("sales"), t["deals"])),
        ["Customer"] = (t, id) => t.Try(t.As("customeradmin", id("customer")), new ViewUser(t["user"])),
        ["Customer, listing"] = (t, id) => t.Try(t.As("customeradmin", id("customer")), new ListUsers(new())),
        ["Customer, apps"] = (t, id) => t.Try(t.As("user", id("customer")), new ListApps()),
        ["Customer, requesting"] = (t, id) => t.Try(t.As("user", id("customer")), new RequestApp("menu", "north")),
        ["Customer, by a machine"] = (t, id) => t.Try(t.As("recorder", id("customer")), new ListApps()),
    };

    public static TheoryData<string> Names => [.. Places.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_id_of_another_customer_is_like_one_that_does_not_exist(string place)
    {
        await using var town = await Town.Open();
        town.Call("request@lakeside", await town.Do("user@lakeside", new RequestAccess(null, InsightsRole.Editor, null, null)));
        town.Call("customer@lakeside", Town.Lakeside);
        var other = await Places[place](town, name => town[name + "@lakeside"]);
        var missing = await Places[place](town, _ => Guid.CreateVersion7());
        other.ShouldNotBeNull();
        Words(other).ShouldBe(Words(missing!));
    }

    private static (string, string, string?) Words(Refusal refusal) => (refusal.Code, refusal.Sentence, refusal is NotAllowed { Why: { } why } ? why().Sentence : null);

}
