using Usher.Access;
using Usher.Directory;
using Usher.Governance;
using Usher.Machines;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Tests.Calls;
using Usher.Tests.Directory;

namespace Usher.Tests.Governance;

/// <summary>A customer at a glance: what each may see of it, and what it costs.</summary>
public class DashboardTests
{
    [Fact]
    public async Task It_counts_people_tenants_apps_and_requests()
    {
        await using var town = await Town.Open();
        await town.Do("customeradmin", new DeactivateUser(town["subject"]));
        var view = await town.Read("support", new ViewDashboard());
        var users = await town.Rows<User>();
        (view.Figures.Users, view.Figures.Deactivated).ShouldBe((users.Count(u => u.Active), 1));
        view.Figures.Invited.ShouldBe(users.Count(u => u is { Active: true, SignedIn: null }));
        (view.Figures.Tenants, view.Figures.AppRequests).ShouldBe((2, 1));
        view.Roles.Select(role => (role.Role, role.Count)).ShouldBe([("Customer Admin", 2), ("Custom Role", 1), ("User", view.Figures.Users - 3)]);

        view.Apps.Take(2).Select(app => app.Slug).ShouldBe(["insights", "signage"]);
        view.Apps.Count.ShouldBe(12);
        view.Tenants.Select(tenant => (tenant.Slug, tenant.Product, tenant.ExternalId)).ShouldBe([("north", "Enterprise", "harbor-1"), ("south", "Elite", "harbor-2")]);
        view.Tenants[0].Apps.ShouldBe([new("insights", AppState.Active), new("signage", AppState.Requested)]);
        view.Tenants[1].Apps.ShouldBe([new("insights", AppState.Active), new("signage", AppState.Approved)]);
        view.Health.ShouldBe([new("apps-to-configure", 1, Standing.Note)]);
    }

    [Fact]
    public async Task Of_Insights_staff_and_a_customer_admin_without_a_level_see_nothing_and_an_organization_admin_all()
    {
        await using var town = await Town.Open();
        foreach (var who in new[] { "support", "super", "customeradmin" })
        {
            var view = await town.Read(who, new ViewDashboard());
            (view.Levels, view.Figures.AccessRequests).ShouldBe((null, null), who);
            view.Requests.ShouldAllBe(week => week.Access == null, who);
            view.Health.Select(fact => fact.Kind).ShouldBeSubsetOf(["no-customer-admin", "no-organization-admin", "no-tenant", "apps-to-configure", "apps-disabled", "mail-not-sent"]);
        }

        (await town.Read("support", new ViewDashboard())).Figures.IntegrationUsers.ShouldBeNull();
        (await town.Read("customeradmin", new ViewDashboard())).Figures.IntegrationUsers.ShouldBe(1, "Signage has one of its own");

        await town.Do("customeradmin", new AssignConnectRole(town["orgadmin"], ConnectRole.CustomerAdmin, null));
        var all = await town.Read("orgadmin", new ViewDashboard());
        (all.Figures.AccessRequests, all.Figures.IntegrationUsers).ShouldBe((1, 2));
        all.Levels!.Select(level => (level.Role, level.Count)).ShouldBe(
            [("Organization Admin", 2), ("Editor", 1), ("User Admin", 1), ("Default User", all.Figures.Users - 4)]);
        all.Requests[^1].Access.ShouldNotBeNull();
    }

    [Fact]
    public async Task It_is_open_to_staff_and_to_the_own_Customer_Admin_alone()
    {
        await using var town = await Town.Open();
        foreach (var who in new[] { "user", "custom", "default", "useradmin", "editor", "orgadmin" })
            (await town.Try(who, new ViewDashboard())).ShouldBeOfType<NotAllowed>(who);
        (await town.Try(town.As("customeradmin", Town.Lakeside), new ViewDashboard())).ShouldBeOfType<NotFound>();
    }

    [Fact]
    public async Task Requests_are_counted_by_week_for_twelve_weeks_and_what_was_set_up_is_none()
    {
        await using var town = await Town.Open();
        var before = await town.Read("support", new ViewDashboard());
        before.Requests.Count.ShouldBe(12);
        before.Requests.ShouldAllBe(week => week.From.UtcDateTime.DayOfWeek == DayOfWeek.Monday && week.From.TimeOfDay == TimeSpan.Zero);
        before.Requests.Zip(before.Requests.Skip(1)).ShouldAllBe(pair => pair.Second.From - pair.First.From == TimeSpan.FromDays(7));
        before.Requests.Sum(week => week.Apps).ShouldBe(2);

        town.Clock.Move(TimeSpan.FromDays(21));
        await town.Do("user", new RequestApp("menu", "north"));
        var after = await town.Read("support", new ViewDashboard());
        (after.Requests[^1].Apps, after.Requests.Sum(week => week.Apps)).ShouldBe((1, 3));
        town.Clock.Move(TimeSpan.FromDays(85));
        (await town.Read("support", new ViewDashboard())).Requests.Sum(week => week.Apps).ShouldBe(0);
    }

    [Fact]
    public async Task What_closing_ends_is_counted_for_who_may_close_while_it_is_open()
    {
        await using var town = await Town.Open();
        await town.Newcomer("pat");
        await town.Accept("pat");
        await town.SignIn("pat@harbor.example", Town.Password);
        (await town.Read("support", new ViewDashboard())).IfClosed.ShouldBeNull();
        (await town.Read("customeradmin", new ViewDashboard())).IfClosed.ShouldBeNull();
        var view = await town.Read("super", new ViewDashboard());
        var signedIn = (await town.Rows<Session>()).Where(s => s.CustomerId == Town.Harbor && s.Expires > town.Now).Select(s => s.HolderId).Distinct().Count();
        view.IfClosed.ShouldBe(new(view.Figures.Users, signedIn, 1, 2));
        signedIn.ShouldBeGreaterThan(0);
        await town.Do(town.As("super") with { Note = "The contract ended." }, new CloseCustomer());
        (await town.Read("super", new ViewDashboard())).IfClosed.ShouldBeNull();
    }

    [Fact]
    public async Task What_needs_attention_is_named_the_gravest_first()
    {
        await using var town = await Town.Open();
        town.IsHeldAgainstItsLogs = false;
        await town.Gate.Effect(Town.Harbor, "Arrange", Section.Connect, async work =>
        {
            foreach (var admin in work.Db.Users.Where(u => u.Connect == ConnectRole.CustomerAdmin).ToList()) admin.Connect = ConnectRole.User;
            foreach (var admin in work.Db.Users.Where(u => u.Insights == InsightsRole.OrganizationAdmin).ToList()) admin.Insights = InsightsRole.DefaultUser;
            foreach (var place in work.Db.TenantApps.Where(t => t.State == AppState.Requested).ToList()) place.State = AppState.Disabled;
            await Task.CompletedTask;
            return true;
        });
        await using (var db = town.Store.Context(Town.Harbor))
        await using (var turn = await town.Store.BeginWrite(db, default))
        {
            db.Add(new Usher.Platform.Jobs.Job { Id = Guid.CreateVersion7(), CustomerId = Town.Harbor, Kind = "AccessLetter", Payload = "{}", Due = town.Now, FirstDue = town.Now, Failed = "mail:refused" });
            await db.SaveChangesAsync();
            await turn.Commit();
        }

        (await town.Read("support", new ViewDashboard())).Health.ShouldBe(
        [
            new("mail-not-sent", 1, Standing.Bad), new("no-customer-admin", 1, Standing.Warn), new("no-organization-admin", 1, Standing.Warn),
            new("apps-to-configure", 1, Standing.Note), new("apps-disabled", 1, Standing.Note),
        ]);
    }

    [Fact]
    public async Task It_takes_a_handful_of_queries()
    {
        await using var town = await Town.Open();
        await town.Do("customeradmin", new AssignConnectRole(town["orgadmin"], ConnectRole.CustomerAdmin, null));
        foreach (var who in new[] { "support", "super", "orgadmin" }) await town.Read(who, new ViewDashboard());
        using var log = new QueryLog(town.Database);
        foreach (var (who, most) in new[] { ("support", 4), ("super", 5), ("customeradmin", 4), ("orgadmin", 6) })
            (await log.During(() => town.Read(who, new ViewDashboard()))).Asked.Count.ShouldBe(most, who);
    }
}
