using Usher.Access;
using Usher.Tests.Access.Naive;

namespace Usher.Tests.Access;

public class DecideTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid North = Guid.CreateVersion7(Noon);
    private static readonly Guid Sales = Guid.CreateVersion7(Noon);

    [Fact]
    public void Every_cell_of_the_table_decides_about_the_own_customer_as_a_whole()
    {
        var customer = Customer([.. Enum.GetValues<InsightsRole>().Select(level => User(level.ToString(), ConnectRole.User, level)), User("admin", ConnectRole.CustomerAdmin, InsightsRole.DefaultUser)]);
        foreach (var actor in customer.Users)
        {
            foreach (var permission in Permission.Catalogue)
            {
                var cell = permission.Section == Section.Connect
                    ? Roles.Of(Roles.Column(actor.ConnectRole(Noon)), permission)
                    : Roles.Of(Roles.Column(actor.InsightsRole(Noon)), permission);
                Authorizer.Decide(actor, permission, Target.Of(customer), Noon).Allowed.ShouldBe(cell != Reach.None, $"{actor.Name} {permission}");
            }
        }
    }

    [Fact]
    public void An_editor_whose_grant_names_teams_reaches_no_other_team()
    {
        var other = Guid.CreateVersion7(Noon);
        var customer = Customer([other], User("editor", ConnectRole.User, InsightsRole.Editor) with { EditorOf = [Sales] });
        var (editor, here) = (customer.User("editor")!, Target.Of(customer));
        var scoped = Law.Rows.Where(row => row.Value.GetValueOrDefault("Editor")?.StartsWith("scope", StringComparison.Ordinal) == true).ToList();
        scoped.Count.ShouldBe(8);
        foreach (var (name, cells) in scoped)
        {
            var permission = Permission.Find(name)!;
            Authorizer.Decide(editor, permission, here with { Team = other }, Noon).ShouldBe(new(false, Ground.OutsideScope), name);
            Authorizer.Decide(editor, permission, here with { Team = Sales }, Noon).Allowed.ShouldBe(cells["Editor"] == "scope", name);
        }
    }

    [Fact]
    public void Nobody_changes_their_own_role_level_tenants_or_teams_or_decides_their_own_request()
    {
        var customer = Customer(User("a", ConnectRole.CustomerAdmin, InsightsRole.OrganizationAdmin));
        var actor = customer.Users.Single();
        foreach (var name in new[] { "role/assign", "user/deactivate", "team/manage", "organization-admin/appoint", "access-level/manage", "access-level/approve" })
            Authorizer.Decide(actor, Permission.Find(name)!, Target.Of(customer) with { Subject = actor.Id }, Noon).ShouldBe(new(false, Ground.Oneself), name);
    }

    [Fact]
    public void A_role_has_ended_at_the_very_instant_of_its_end()
    {
        var customer = Customer(User("a", ConnectRole.CustomerAdmin, InsightsRole.OrganizationAdmin) with { ConnectUntil = Noon, InsightsUntil = Noon.AddHours(1) });
        var actor = customer.Users.Single();
        bool May(Permission permission, DateTimeOffset at) => Authorizer.Decide(actor, permission, Target.Of(customer), at).Allowed;

        May(Permission.UserView, Noon.AddTicks(-1)).ShouldBeTrue();
        May(Permission.UserView, Noon).ShouldBeFalse();
        May(Permission.TeamManage, Noon).ShouldBeTrue();
        May(Permission.TeamManage, Noon.AddHours(1).AddTicks(-1)).ShouldBeTrue();
        May(Permission.TeamManage, Noon.AddHours(1)).ShouldBeFalse();
        May(Permission.AppView, Noon.AddHours(1)).ShouldBeTrue();
    }

    [Fact]
    public void Nobody_reaches_into_another_customer_and_the_deactivated_reach_nothing()
    {
        var home = Customer(User("a", ConnectRole.CustomerAdmin, InsightsRole.OrganizationAdmin), User("gone", ConnectRole.CustomerAdmin, InsightsRole.OrganizationAdmin) with { Active = false });
        var other = Customer();
        foreach (var permission in Permission.Catalogue)
        {
            Authorizer.Decide(home.User("a")!, permission, Target.Of(other), Noon).Allowed.ShouldBeFalse();
            Authorizer.Decide(home.User("a")!, permission, Target.Platform, Noon).Allowed.ShouldBeFalse();
            Authorizer.Decide(home.User("gone")!, permission, Target.Of(home), Noon).Ground.ShouldBe(Ground.Deactivated);
        }
    }

    [Fact]
    public void Deciding_allocates_nothing()
    {
        var customer = Customer(User("a", ConnectRole.User, InsightsRole.Editor));
        var actor = customer.Users.Single();
        var call = new CallFacts { Id = Guid.NewGuid(), Owner = Guid.NewGuid(), Teams = [Sales], SharedWith = [new(Guid.NewGuid(), Noon)] };
        var targets = new[] { Target.Of(customer), Target.Of(customer) with { Call = call }, Target.Of(customer) with { Tenant = North }, Target.Missing };
        long allocated = 0;
        for (var round = 0; round < 2; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var permission in (Permission[])Permission.Catalogue)
                foreach (ref readonly var target in targets.AsSpan())
                    Authorizer.Decide(actor, permission, target, Noon);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        allocated.ShouldBe(0);
    }

    [Fact]
    public void Looking_up_the_names_of_a_question_allocates_nothing_either()
    {
        var customer = Customer(User("ana@harbor.example", ConnectRole.CustomerAdmin, InsightsRole.Editor));
        var platform = new PlatformSnapshot(1, [], []);
        long allocated = 0;
        for (var round = 0; round < 2; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var permission in (Permission[])Permission.Catalogue)
            {
                var question = new Question { SubjectType = "user", SubjectId = "Ana@Harbor.example", Type = permission.Type, Action = permission.Action, Id = "ANA@harbor.example", Customer = "harbor", Tenant = "north", Team = "sales" };
                if (question.TryResolve(customer, platform, out var asked)) Authorizer.Decide(asked.Actor, asked.Permission, asked.Target, Noon);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        allocated.ShouldBe(0);
    }

    private static UserFacts User(string name, ConnectRole connect, InsightsRole insights) => new()
    {
        Id = Guid.NewGuid(),
        Email = name,
        Name = name,
        Connect = connect,
        Insights = insights,
        Tenants = [North],
    };

    private static CustomerSnapshot Customer(params UserFacts[] users) => Customer([], users);

    private static CustomerSnapshot Customer(Guid[] otherTeams, params UserFacts[] users) => new(new()
    {
        Id = Guid.NewGuid(),
        Slug = "harbor",
        InsightsActive = true,
        Tenants = [new(North, "north")],
        Teams = [new(Sales, "sales", [.. users.Select(u => u.Id)]), .. otherTeams.Select((id, i) => new TeamFacts(id, $"team{i}", []))],
        Users = users,
    });
}
