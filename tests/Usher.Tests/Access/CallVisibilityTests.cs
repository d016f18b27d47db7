using Usher.Access;
using Usher.Directory.Worlds;
using Usher.Tests.Access.Naive;

namespace Usher.Tests.Access;

/// <summary>Rule 12 is written once: what the readers' table would show and what the decision allows are the same calls.</summary>
public class CallVisibilityTests
{
    [Fact]
    public void The_readers_of_a_call_and_the_principals_of_a_viewer_meet_exactly_when_the_call_is_visible()
    {
        var (seen, unseen) = (0, 0);
        for (var seed = 1; seed <= 60; seed++)
        {
            var world = World.Load(new RandomWorlds(seed).World());
            foreach (var customer in world.Customers.Where(customer => customer.Facts is { InsightsActive: true, Closed: false }))
            {
                foreach (var (call, viewer, at) in from name in new[] { "c0", "c1", "c2" } let call = world.Call(customer, name) where call is not null from viewer in customer.Users from at in Enumerable.Range(0, 5) select (call with { OpenedBy = [] }, viewer, at))
                {
                    var now = RandomWorlds.Instant(at);
                    var principals = CallVisibility.Principals(viewer).ToArray();
                    var rows = new List<Reader>();
                    foreach (var reader in CallVisibility.ReadersOf(call)) rows.Add(reader);

                    var listed = viewer.User!.Active && rows.Exists(row => principals.Contains(row.Principal) && (row.Until is null || now < row.Until));
                    CallVisibility.IsVisible(viewer, call, now).ShouldBe(listed);
                    CallVisibility.Viewers(customer, call, now).Any(one => one.Viewer == viewer).ShouldBe(listed);
                    if (listed) seen++;
                    else unseen++;
                }
            }
        }

        seen.ShouldBeGreaterThan(200);
        unseen.ShouldBeGreaterThan(200);
    }

    [Fact]
    public void Whoever_opened_a_call_to_troubleshoot_sees_it_and_is_no_reader_of_it()
    {
        var now = RandomWorlds.Instant(0);
        var (owner, admin) = (new UserFacts { Id = Guid.NewGuid(), Email = "o" }, new UserFacts { Id = Guid.NewGuid(), Email = "a", Insights = InsightsRole.OrganizationAdmin });
        var customer = new CustomerSnapshot(new() { Id = Guid.NewGuid(), Slug = "harbor", InsightsActive = true, Transcripts = TranscriptAudience.AllWhoSee, Users = [owner, admin] });
        var call = new CallFacts { Id = Guid.NewGuid(), Owner = owner.Id, OpenedBy = [new(admin.Id, now.AddHours(1))] };

        CallVisibility.IsVisible(customer.User("a")!, call, now).ShouldBeTrue();
        CallVisibility.Viewers(customer, call, now).Select(one => (one.Viewer.Id, one.Why)).ShouldBe([(owner.Id, Ground.Owner)]);
        Authorizer.Decide(customer.User("a")!, Permission.CallTranscript, Target.Of(customer) with { Call = call }, now).ShouldBe(new Decision(true, Ground.Opened));
        CallVisibility.Principals(Actor.PlatformTeam).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Each_reason_is_named_the_strongest_first()
    {
        var now = RandomWorlds.Instant(0);
        UserFacts[] users = [.. new[] { "owner", "mate", "inch", "conf", "shared", "none" }.Select(name => new UserFacts { Id = Guid.NewGuid(), Email = name })];
        Guid Id(string name) => users.Single(user => user.Email == name).Id;
        var sales = new TeamFacts(Guid.NewGuid(), "sales", [Id("owner"), Id("mate")]);
        var deals = new ChannelFacts(Guid.NewGuid(), "deals", sales.Id, [Id("owner"), Id("mate"), Id("inch"), Id("conf")], [Id("conf")], 1);
        var customer = new CustomerSnapshot(new() { Id = Guid.NewGuid(), Slug = "harbor", InsightsActive = true, Teams = [sales], Channels = [deals], Users = users });
        var call = new CallFacts { Id = Guid.NewGuid(), Owner = Id("owner"), Teams = [sales.Id], Channels = [deals.Id], SharedWith = [new(Id("shared"), now.AddHours(1)), new(Id("mate"), now.AddHours(1))] };

        Ground Why(string name, Permission permission) => Authorizer.Decide(customer.User(name)!, permission, Target.Of(customer) with { Call = call }, now).Ground;
        users.Select(user => Why(user.Email, Permission.CallView)).ShouldBe([Ground.Owner, Ground.Team, Ground.Channel, Ground.Missing, Ground.Shared, Ground.Missing]);
        users.Select(user => Why(user.Email, Permission.CallTranscript)).ShouldBe([Ground.Owner, Ground.Team, Ground.TranscriptAudience, Ground.Missing, Ground.TranscriptAudience, Ground.Missing]);
        users.Select(user => Why(user.Email, Permission.CallShare)).ShouldBe([Ground.Owner, Ground.NotOwn, Ground.NotOwn, Ground.Missing, Ground.NotOwn, Ground.Missing]);
    }
}
