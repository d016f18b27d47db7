using Usher.Access;
using Usher.Directory;
using Usher.Marketplace;
using Usher.Platform;

namespace Usher.Tests.Directory;

/// <summary>Rule 9 over the real acts and the real store: random walks in which everybody tries everything, and nobody causes anybody to hold what they lack themselves.</summary>
public class WalkTests
{
    private static readonly string[] People = ["user", "custom", "customeradmin", "customeradmin2", "default", "useradmin", "editor", "orgadmin", "orgadmin2", "subject"];
    private static readonly string[] Actors = [.. People, "support", "super"];

    [Fact]
    public async Task No_walk_lets_anyone_cause_a_gain_that_they_lack()
    {
        for (var walk = 0; walk < Scale.Of(2); walk++)
        {
            await using var town = await Town.Open();
            var random = new Random(Scale.Seed + walk);
            for (var step = 0; step < 60; step++)
            {
                if (random.Next(12) == 0) town.Clock.Move(TimeSpan.FromHours(random.Next(1, 30)));
                var who = Actors[random.Next(Actors.Length)];
                var before = (await town.Snapshots.Customer(Town.Harbor, default))!;
                var causer = (await town.Gate.Resolve(town.As(who), default))!;
                var (name, done) = await Step(town, who, random);
                if (!done) continue;
                var after = (await town.Snapshots.Customer(Town.Harbor, default))!;
                foreach (var person in People)
                {
                    foreach (var gain in GrantRules.Gained(before, after, town[person], town.Now))
                    {
                        // A request's approval is caused by its approver; the first appointment is an exception that the rule names.
                        GrantRules.MayCause(causer, gain, before, town.Now).ShouldBeTrue($"walk {walk}, step {step}: {name} by {who} let {person} gain {gain.Permission}");
                    }
                }
            }
        }
    }

    private static async Task<(string Name, bool Done)> Step(Town town, string who, Random random)
    {
        string Somebody() => People[random.Next(People.Length)];
        DateTimeOffset? Ends() => random.Next(3) == 0 ? town.Now.AddHours(random.Next(-1, 48)) : null;
        var level = (InsightsRole)random.Next(4);
        var role = (ConnectRole)random.Next(2);
        IReadOnlyList<string>? teams = level == InsightsRole.Editor && random.Next(2) == 0 ? [random.Next(2) == 0 ? "sales" : "support-desk"] : null;
        var whom = town[Somebody()];
        var team = random.Next(2) == 0 ? "sales" : "support-desk";
        string[] tenants = random.Next(3) switch { 0 => [], 1 => ["north"], _ => ["north", "south"] };
        switch (random.Next(12))
        {
            case 0: return await Did(town, who, new AssignConnectRole(whom, role, Ends()));
            case 1: return await Did(town, who, new AssignCustomRoles(whom, random.Next(2) == 0 ? [] : ["signage-admin"]));
            case 2: return await Did(town, who, new AssignTenants(whom, tenants));
            case 3: return await Did(town, who, new SetLevel(whom, level, Ends(), teams));
            case 4: return await Did(town, who, new RequestAccess(random.Next(2) == 0 ? null : whom, level, Ends(), teams));
            case 5:
                var open = (await town.Rows<AccessRequest>()).Where(r => r.State == RequestState.Open).ToList();
                return open.Count == 0 ? ("none", false) : await Did(town, who, new ApproveRequest(open[random.Next(open.Count)].Id));
            case 6: return await Did(town, who, new DeactivateUser(whom));
            case 7: return await Did(town, who, new ReactivateUser(whom));
            case 8: return await Did(town, who, new AddTeamMember(town[team], whom));
            case 9: return await Did(town, who, new RemoveTeamMember(town[team], whom));
            case 10: return await Did(town, who, new CreateCustomRole($"Role {random.Next(1000)}", ["menu", "signage"]));
            default: return await Did(town, who, new RequestApp("menu", team == "sales" ? "north" : "south"));
        }
    }

    private static async Task<(string, bool)> Did<TFound, TResult>(Town town, string who, Change<TFound, TResult> change) =>
        (change.ToString(), await town.Try(who, change) is null);
}
