using Usher.Access;
using Usher.Directory;
using Usher.Identity;
using Usher.Platform;
using Usher.Tests.Architecture;

namespace Usher.Tests.Directory;

public class MeTests
{
    [Fact]
    public async Task Me_says_who_I_am_and_which_pages_are_for_me()
    {
        await using var town = await Town.Open();
        var me = await town.Read("default", new ViewMe());
        (me.Kind, me.Email, me.Customer!.Slug, me.Role, me.Level, me.Landing).ShouldBe(("user", "default@harbor.example", "harbor", "User", "Default User", "/today"));
        me.Teams.Single().Slug.ShouldBe("sales");
        me.Pages.Where(p => p.Value.Allowed).Select(p => p.Key).ShouldBe(["today", "inbox", "calls", "accounts", "ask", "apps", "people", "profile", "why", "roles"], ignoreOrder: true);
        me.Pages["users"].Why.ShouldNotBeNull();
        (await town.Read("useradmin", new ViewMe())).Pages["users"].Allowed.ShouldBeTrue();
        (await town.Read("orgadmin", new ViewMe())).Pages["audit"].Allowed.ShouldBeTrue();
        (await town.Read("orgadmin", new ViewMe())).Pages["troubleshoot"].Allowed.ShouldBeTrue();

        var staff = await town.Read(town.As("support", Guid.Empty), new ViewMe());
        (staff.Kind, staff.Customer, staff.Landing).ShouldBe(("staff", null, "/customers"));
        staff.Pages.Where(p => p.Value.Allowed).Select(p => p.Key).ShouldBe(["today", "inbox", "customers", "dashboard", "apps", "appRequests", "publishOwnApp", "users", "customRoles", "accessRequests", "replacement", "integrationSetUp", "upstream", "supportCalls", "profile", "audit", "connectAudit", "why", "roles"], ignoreOrder: true);
        (await town.Try("support", new ViewMe())).ShouldBeOfType<NotFound>();
    }

    [Fact]
    public async Task A_person_of_two_customers_sees_both_places()
    {
        await using var town = await Town.Open();
        await town.Do(town.As("support", Town.Lakeside), new AddUser(new("default@harbor.example", "Dee"), ConnectRole.User, [], []));
        (await town.Read("default", new ViewMe())).Customers.Select(c => c.Slug).ShouldBe(["harbor", "lakeside"]);
    }
}
