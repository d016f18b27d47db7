using Usher.Access;
using Usher.Calls;
using Usher.Directory;
using Usher.Platform;
using Usher.Tests.Architecture;
using Usher.Tests.Stores;

namespace Usher.Tests.Calls;

public class SeatUseTests
{
    [Fact]
    public async Task A_seat_without_a_call_for_thirty_days_is_idle_and_of_its_use_the_week_alone_is_told()
    {
        await using var world = await CallWorld.New();
        await world.Person("ana");
        await world.Person("bo");
        await world.Person("cy");
        await world.Person("none", seat: false);
        await world.Person("una", InsightsRole.UserAdmin, seat: false);
        await world.Recorder("ana");
        var monday = new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
        world.Clock.Move(monday.AddDays(3) - world.Clock.GetUtcNow());
        await world.Call("a", "ana", start: monday.AddDays(-28));
        await world.Call("b", "bo", start: monday.AddDays(-28).AddTicks(-TimeSpan.TicksPerSecond));
        await world.Call("b0", "bo", start: monday.AddDays(-50));

        var all = (await world.Gate.Run(world.As("una"), new ListSeatUse(new()))).Value!.Items.ToDictionary(one => one.User.Email.Split('@')[0], one => one.LastUsed);
        all.ShouldBe(new Dictionary<string, DateOnly?> { ["ana"] = new(2026, 5, 4), ["bo"] = new(2026, 4, 27), ["cy"] = null, ["none"] = null, ["una"] = null }, ignoreOrder: true);
        (await world.Gate.Run(world.As("una"), new ListSeatUse(new(), Idle: true))).Value!.Items.Select(one => one.User.Email.Split('@')[0]).ShouldBe(["bo", "cy"]);
        var use = (await world.Gate.Run(world.As("una"), new ViewSeatUse())).Value!;
        (use.Idle, use.IdleDays, use.Used, use.NotStored).ShouldBe((2, 30, 3, 0));
        (await world.Gate.Run(world.As("ana"), new ListSeatUse(new()))).Refused.ShouldBeOfType<NotAllowed>();
        (await world.Gate.Run(world.As("ana"), new ViewSeatUse())).Refused.ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task A_seat_is_idle_from_thirty_days_after_the_week_in_which_it_was_given()
    {
        await using var world = await CallWorld.New();
        await world.Person("ana", seat: false);
        await world.Person("una", InsightsRole.UserAdmin, seat: false);
        (await world.Gate.Run(world.As("una"), new GiveSeat(world["ana"]))).Refused.ShouldBeNull();
        (await Idle()).ShouldBeEmpty();
        world.Clock.Move(TimeSpan.FromDays(29));
        (await Idle()).ShouldBeEmpty();
        world.Clock.Move(TimeSpan.FromDays(8));
        (await Idle()).ShouldBe(["ana@harbor.example"]);

        // Taken and given again: it counts anew.
        (await world.Gate.Run(world.As("una"), new TakeSeat(world["ana"]))).Refused.ShouldBeNull();
        (await world.Gate.Run(world.As("una"), new GiveSeat(world["ana"]))).Refused.ShouldBeNull();
        (await Idle()).ShouldBeEmpty();

        async Task<IEnumerable<string>> Idle() => (await world.Gate.Run(world.As("una"), new ListSeatUse(new(), Idle: true))).Value!.Items.Select(one => one.User.Email);
    }

    [Fact]
    public async Task A_page_of_seats_takes_three_queries_at_most()
    {
        var database = await WorldDatabases.Current.New();
        await using var world = await CallWorld.New(connectionString: database);
        for (var i = 0; i < 12; i++) await world.Person($"p{i}");
        await world.Person("una", InsightsRole.UserAdmin, seat: false);
        await world.Gate.Run(world.As("una"), new ViewSeatUse());
        foreach (var filter in new[] { new UserFilter(), new UserFilter(Seat: true), new UserFilter(Seat: false, State: "active") })
        {
            using var log = new QueryLog(database);
            var (_, above) = await log.During(() => world.Gate.Run(world.As("una"), new ViewSeatUse()));
            var (list, below) = await log.During(() => world.Gate.Run(world.As("una"), new ListSeatUse(filter, Idle: filter.Seat == true)));
            list.Refused.ShouldBeNull();
            (above.Count + below.Count).ShouldBeInRange(2, 3);
        }
    }

    [Fact]
    public async Task Calls_that_come_while_a_team_is_archived_are_not_its_and_earlier_ones_stay_readable()
    {
        await using var world = await CallWorld.New();
        foreach (var name in new[] { "ana", "bo" }) await world.Person(name);
        await world.Person("olga", InsightsRole.OrganizationAdmin);
        var sales = await world.Team("sales", "ana", "bo");
        await world.Recorder("olga");
        var before = await world.Call("before", "ana");
        (await world.Gate.Run(world.As("olga"), new ArchiveTeam(sales))).Refused.ShouldBeNull();
        var after = await world.Call("after", "ana");
        (await world.Gate.Run(world.As("bo"), new ViewCall(before))).Refused.ShouldBeNull();
        (await world.Gate.Run(world.As("bo"), new ViewCall(after))).Refused.ShouldBeOfType<NotFound>();
        (await world.Gate.Run(world.As("olga"), new ArchiveTeam(sales, Archived: false))).Refused.ShouldBeNull();
        (await world.Gate.Run(world.As("bo"), new ViewCall(await world.Call("again", "ana")))).Refused.ShouldBeNull();
    }
}
