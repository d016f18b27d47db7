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
        for (var seed = 0; seed < Scale.Of(3); seed++)
        {
            await using var town = await Town.Open();
            var walk = await Walk.Begin(town, Scale.Seed + seed);
            var held = await Held(town);
            var acted = new HashSet<string>(StringComparer.Ordinal);
            var appointed = false;
            for (var step = 0; step < 220; step++)
            {
                var (who, act) = await walk.Next();
                var before = (await town.Snapshots.Customer(Town.Harbor, default))!;
                var causer = (await town.Gate.Resolve(town.As(who), default))!;
                var rows = await Rows(town, who);
                if (await Sample.Try(town, town.As(who) with { Note = "For the walk." }, act) is not null) continue;
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
        var never = Walk.Acts.Except(done).Select(act => act.Name).ToList();
        never.Count.ShouldBeLessThan(Walk.Acts.Count / 3, string.Join(", ", never));
    }

    private static async Task<Dictionary<string, HashSet<string>>> Held(Town town)
    {
        var held = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var person in Walk.People) held[person] = await Rows(town, person);
        return held;
    }

    /// <summary>The rows of the law in which somebody has a cell, by the roles they hold now.</summary>
    private static async Task<HashSet<string>> Rows(Town town, string who)
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

    private static HashSet<string> RowsOf(string[] columns) =>
        [.. Law.Rows.Where(row => columns.Any(column => row.Value.GetValueOrDefault(column, "—") != "—")).Select(row => row.Key)];
}
