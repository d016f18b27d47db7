using Usher.Access;
using Usher.Platform;
using Usher.Tests.Access.Naive;
using Usher.Tests.Directory;

namespace Usher.Tests.Acts;

/// <summary>Rule 9 over the real acts and the real store: random walks in which everybody tries everything, and nobody causes anybody to hold what they lack themselves.</summary>
public class WalkTests
{
    [Fact]
    public void A_walk_knows_every_act_that_changes_something_in_a_customer() =>
        Sample.All.Values.Where(sample => !sample.Reads && sample.Customer != Guid.Empty && sample.Who != "host" && !sample.Act.IsAssignableTo(typeof(IFoundsCustomer))).Select(sample => sample.Act.Name).Order(StringComparer.Ordinal)
            .ShouldBe(Walk.Acts.Select(act => act.Name).Order(StringComparer.Ordinal));

    [Fact]
    public async Task No_walk_lets_anyone_cause_a_gain_that_they_lack()
    {
        var done = new HashSet<Type>();
        var (steps, succeeded) = (0, 0);
        for (var seed = 0; seed < Scale.Of(3); seed++)
        {
            await using var town = await Town.Open();
            var walk = await Walk.Begin(town, Scale.Seed + seed);
            var held = await Held(town);
            var acted = new HashSet<string>(StringComparer.Ordinal);
            var appointed = false;
            for (var step = 0; step < 300; step++)
            {
                var (who, act) = await walk.Next();
                var before = (await town.Snapshots.Customer(Town.Harbor, default))!;
                var causer = (await town.Gate.Resolve(town.As(who), default))!;
                var rows = await Walk.Rows(town, who);
                steps++;
                if (await Sample.Try(town, town.As(who) with { Note = "For the walk.", Session = town["south"] }, act) is not null) continue;
                succeeded++;
                done.Add(act.GetType());
                acted.UnionWith(rows);
                appointed |= act is Usher.Directory.AppointFirstOrganizationAdmin;
                var after = (await town.Snapshots.Customer(Town.Harbor, default))!;
                // Reopening gives back what was refused while it was closed, as its row of the law says, and nothing more.
                if (act is Usher.Directory.ReopenCustomer) before = new(before.Facts with { Closed = false }, before.Catalogue);
                foreach (var person in Walk.People)
                {
                    foreach (var gain in GrantRules.Gained(before, after, town[person], town.Now))
                    {
                        // A request's approval is caused by its approver; the first appointment is an exception that the rule names.
                        GrantRules.MayCause(causer, gain, before, town.Now).ShouldBeTrue($"walk {seed}, step {step}: {act} by {who} let {person} gain {gain.Permission}");
                    }
                }
            }

            // Read from the law, which knows nothing of how gains are judged: what anybody holds now, they held at first, or somebody who did something held it.
            foreach (var (person, rows) in await Held(town))
            {
                var gained = rows.Except(held[person]).Except(acted).Where(row => !(appointed && Law.InsightsRows.Contains(row)));
                gained.ShouldBeEmpty($"walk {seed}: {person} ends with what nobody who acted held");
            }
        }

        // A walk in which little happens proves little.
        TestContext.Current.TestOutputHelper!.WriteLine($"{steps} steps, {succeeded} done, {done.Count} of {Walk.Acts.Count} acts");
        ((double)succeeded / steps).ShouldBeGreaterThan(0.6);
        var never = Walk.Acts.Except(done).Select(act => act.Name).ToList();
        never.Count.ShouldBeLessThan(Walk.Acts.Count / 3, string.Join(", ", never));
    }

    private static async Task<Dictionary<string, HashSet<string>>> Held(Town town)
    {
        var held = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var person in Walk.People) held[person] = await Walk.Rows(town, person);
        return held;
    }
}
