using Usher.Access;

namespace Usher.Tests.Access;

/// <summary>Custom roles and tenants that end are judged by the decision itself, at every instant (rule 20).</summary>
public class GrantEndTests
{
    private static readonly DateTimeOffset Now = FactsChangeTests.Now;

    [Fact]
    public void At_every_time_it_is_decided_as_if_what_has_ended_had_never_been_given()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var facts = new RandomCustomer(seed).Facts();
            var customer = new CustomerSnapshot(facts);
            foreach (var now in new[] { Now.AddHours(-2), Now.AddHours(-1), Now, Now.AddHours(24).AddTicks(-1), Now.AddHours(24), Now.AddDays(9) })
            {
                var plain = new CustomerSnapshot(facts with
                {
                    Users = [.. facts.Users.Select(user => user with { CustomRoles = InForce(user, user.CustomRoles, now), Tenants = InForce(user, user.Tenants, now), Ends = [] })],
                });
                foreach (var user in facts.Users)
                {
                    var (one, other) = (customer.User(user.Id)!, plain.User(user.Id)!);
                    one.Digest(now).ShouldBe(other.Digest(now));
                    foreach (var permission in Permission.Catalogue)
                        foreach (var (here, there) in Targets(customer, plain))
                            Authorizer.Decide(one, permission, here, now).ShouldBe(Authorizer.Decide(other, permission, there, now), permission.Name);
                }
            }
        }
    }

    [Fact]
    public void A_question_about_two_tenants_is_refused_once_either_of_them_has_ended()
    {
        var (north, south) = (new Named(Guid.NewGuid(), "north"), new Named(Guid.NewGuid(), "south"));
        foreach (var sooner in new[] { north, south })
        {
            var user = new UserFacts { Id = Guid.NewGuid(), Email = "a@harbor.example", Tenants = [north.Id, south.Id], Ends = [new(sooner.Id, Now)] };
            var customer = new CustomerSnapshot(new CustomerFacts { Id = Guid.NewGuid(), Slug = "harbor", Tenants = [north, south], Users = [user] });
            var question = new Question { SubjectType = "user", SubjectId = user.Email, Type = "tenant", Action = "view", Customer = "harbor", Id = "north", Tenant = "south" };
            question.TryResolve(customer, new PlatformSnapshot(1, [], []), out var asked).ShouldBeTrue();
            Authorizer.Decide(asked.Actor, asked.Permission, asked.Target, Now.AddTicks(-1)).Allowed.ShouldBeTrue();
            Authorizer.Decide(asked.Actor, asked.Permission, asked.Target, Now).Allowed.ShouldBeFalse(sooner.Slug);
        }
    }

    private static Guid[] InForce(UserFacts user, IReadOnlyList<Guid> given, DateTimeOffset now) => [.. given.Where(one => !user.Ends.Any(end => end.Of == one && end.At <= now))];

    private static IEnumerable<(Target, Target)> Targets(CustomerSnapshot one, CustomerSnapshot other)
    {
        yield return (Target.Of(one), Target.Of(other));
        foreach (var tenant in one.Facts.Tenants)
            foreach (var app in one.Apps)
                yield return (Target.Of(one) with { Tenant = tenant.Id, App = app.Id }, Target.Of(other) with { Tenant = tenant.Id, App = app.Id });
    }
}
