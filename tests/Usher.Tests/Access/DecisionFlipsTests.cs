using Usher.Access;

namespace Usher.Tests.Access;

/// <summary>What a change flips, worked out by sets, is what asking every question before and after it finds: to the decision.</summary>
public class DecisionFlipsTests
{
    private static readonly DateTimeOffset Now = FactsChangeTests.Now;

    [Fact]
    public void The_flips_of_random_changes_are_those_that_asking_every_question_finds()
    {
        var (changes, decisions) = (0, 0L);
        for (var seed = Scale.Seed; changes < Scale.Of(600, 3_000); seed++)
        {
            var (world, chance) = (new RandomCustomer(seed), new Random(seed));
            var snapshot = new CustomerSnapshot(world.Facts());
            for (var step = 0; step < 40; step++, changes++)
            {
                var now = chance.Next(4) == 0 ? Now.AddDays(2) : Now;
                var next = chance.Next(8) == 0 ? new CustomerSnapshot(Otherwise(snapshot.Facts, chance)) : snapshot.After(world.Change(snapshot.Facts));
                var flips = DecisionFlips.Between(snapshot, next, now);
                var found = NaiveFlips.Of(flips);
                found.SetEquals(NaiveFlips.Between(snapshot, next, now)).ShouldBeTrue($"world {seed}, step {step}");
                decisions += found.Count;
                AnyQuestionFlipsAsItsMeasureDoes(snapshot, next, now, found, chance, $"world {seed}, step {step}");
                // Whatever was compiled when, and in whichever order the facts were read, the digest is one.
                DecisionFlips.Between(new(snapshot.Facts), new(next.Facts), now).Digest().ShouldBe(flips.Digest());
                NaiveFlips.Of(DecisionFlips.Between(next, snapshot, now)).Count.ShouldBe(found.Count);
                snapshot = next;
            }
        }

        decisions.ShouldBeGreaterThan(changes);
    }

    [Fact]
    public void People_for_whom_the_same_is_different_are_told_together_and_once()
    {
        var (app, role, tenant) = (new Named(Guid.NewGuid(), "signage"), Guid.NewGuid(), new Named(Guid.NewGuid(), "north"));
        var users = Enumerable.Range(0, 50).Select(i => new UserFacts { Id = Guid.NewGuid(), Email = $"p{i}@harbor.example", CustomRoles = i < 40 ? [role] : [], Tenants = i % 2 == 0 ? [tenant.Id] : [] });
        var facts = new CustomerFacts { Id = Guid.NewGuid(), Slug = "harbor", Version = 1, InsightsActive = true, Apps = [app], Tenants = [tenant], CustomRoles = [new(role, "admins", [])], Users = [.. users] };
        var before = new CustomerSnapshot(facts);
        var after = before.After(new() { Version = 2, CustomRoles = [new(role, "admins", [app.Id])] });

        var group = DecisionFlips.Between(before, after, Now).All.ShouldHaveSingleItem();
        (group.Kind, group.Subjects.Count, group.Losses.Count).ShouldBe((ActorKind.User, 20, 0));
        var flip = group.Gains.ShouldHaveSingleItem();
        flip.Permission.ShouldBe(Permission.AppConfigure);
        (flip.Things.Unnamed, flip.Apps.Unnamed).ShouldBe((true, true));
        (flip.Things.Ids.Single(), flip.Apps.Ids.Single()).ShouldBe((tenant.Id, app.Id));
    }

    [Fact]
    public void Access_that_ends_later_is_no_flip_now()
    {
        var user = new UserFacts { Id = Guid.NewGuid(), Email = "ana@harbor.example", Connect = ConnectRole.CustomerAdmin };
        var before = new CustomerSnapshot(new() { Id = Guid.NewGuid(), Slug = "harbor", Version = 1, Users = [user] });
        var after = before.After(new() { Version = 2, Users = [user with { ConnectUntil = Now.AddDays(1) }] });
        DecisionFlips.Between(before, after, Now).All.ShouldBeEmpty();
        DecisionFlips.Between(before, after, Now.AddDays(1)).All.ShouldHaveSingleItem().Gains.ShouldBeEmpty();
        DecisionFlips.Between(before, before, Now).All.ShouldBeEmpty();
    }

    [Fact]
    public void Every_permission_is_measured_by_what_the_law_lets_its_row_reach()
    {
        Permission.Catalogue.Where(permission => permission.Measure == Measure.Tenants).ShouldBe([Permission.TenantView, Permission.TenantAssign, Permission.TenantLink]);
        Permission.Catalogue.Where(permission => permission.Measure == Measure.Calls).ShouldBe([Permission.CallView, Permission.CallTranscript, Permission.CallAsk, Permission.CallComment]);
        Permission.Catalogue.Where(permission => permission.Measure == Measure.People).ShouldBe(
            [Permission.AccessRequestCreate, Permission.DecisionExplain, Permission.AccessLevelManage, Permission.InsightsDecisionExplain]);
        Permission.AppConfigure.Measure.ShouldBe(Measure.TenantsAndApps);
        Permission.DestinationConfigure.Measure.ShouldBe(Measure.Teams);
        Permission.UserView.Measure.ShouldBe(Measure.Whole);
    }

    /// <summary>Changes that a <see cref="FactsChange"/> has no words for: of the customer itself, its tenants, its apps.</summary>
    private static CustomerFacts Otherwise(CustomerFacts facts, Random chance) => chance.Next(6) switch
    {
        0 => facts with { Closed = !facts.Closed },
        1 => facts with { InsightsActive = !facts.InsightsActive },
        2 => facts with { Transcripts = (TranscriptAudience)chance.Next(3) },
        3 => facts with { Tenants = [.. facts.Tenants.Skip(1), new Named(Guid.NewGuid(), $"t{chance.Next()}")] },
        4 => facts with { Apps = [.. facts.Apps.Skip(1), new Named(Guid.NewGuid(), $"a{chance.Next()}")] },
        _ => facts with { Users = [.. facts.Users.Skip(1)] },
    };

    /// <summary>A question may name a tenant, an app, a team and a person at once: no more of them decides than the measure of its permission says.</summary>
    private static void AnyQuestionFlipsAsItsMeasureDoes(CustomerSnapshot before, CustomerSnapshot after, DateTimeOffset now, HashSet<OneFlip> flips, Random chance, string where)
    {
        var people = before.Facts.Users.Select(user => user.Id).Intersect(after.Facts.Users.Select(user => user.Id)).ToList();
        var tenants = before.Facts.Tenants.Select(tenant => tenant.Id).Intersect(after.Facts.Tenants.Select(tenant => tenant.Id)).ToList();
        var teams = before.Facts.Teams.Select(team => team.Id).Intersect(after.Facts.Teams.Select(team => team.Id)).ToList();
        var apps = before.Apps.Select(app => app.Id).Intersect(after.Apps.Select(app => app.Id)).ToList();
        if (people.Count == 0) return;
        for (var i = 0; i < 20; i++)
        {
            var (subject, permission) = (people[chance.Next(people.Count)], Permission.Catalogue[chance.Next(Permission.Catalogue.Count)]);
            var (tenant, team, app, person) = (Maybe(tenants), Maybe(teams), Maybe(apps), Maybe(people));
            if (person == subject) person = null;
            Target In(CustomerSnapshot customer) => Target.Of(customer) with { Tenant = tenant, Team = team, App = app, Subject = person };
            var had = Authorizer.Decide(before.User(subject)!, permission, In(before), now).Allowed;
            var has = Authorizer.Decide(after.User(subject)!, permission, In(after), now).Allowed;
            var thing = permission.Measure switch
            {
                Measure.Tenants or Measure.TenantsAndApps => tenant,
                Measure.Teams => team,
                Measure.People => person,
                _ => null,
            };
            // What is one's own alone is nobody else's to do.
            if (person is not null && permission.Measure != Measure.People && (OnlyOneself(permission))) continue;
            var told = flips.Contains(new(subject, has, permission.Name, thing, permission.Measure == Measure.TenantsAndApps ? app : null));
            told.ShouldBe(had != has, $"{where}: {permission} {tenant} {team} {app} {person}");
        }

        Guid? Maybe(List<Guid> of) => of.Count > 0 && chance.Next(2) == 0 ? of[chance.Next(of.Count)] : null;
    }

    private static bool OnlyOneself(Permission permission) => Enum.GetValues<Role>().Any(role => Roles.Of(role, permission) == Reach.Self);
}
