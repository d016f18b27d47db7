using Usher.Access;
using Usher.Calls;
using Usher.Directory;
using Usher.Platform;
using Usher.Tests.Architecture;
using Usher.Tests.Stores;

namespace Usher.Tests.Calls;

/// <summary>Seats by week: how many were in use, and how many people used theirs, as far as rule 12 lets it be told.</summary>
public class SeatWeeksTests
{
    private static readonly DateTimeOffset Monday = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task People_who_called_in_a_week_are_counted_once_and_fewer_than_five_are_not_told_from_none()
    {
        await using var world = await World(6);
        world.Clock.Move(Monday.AddDays(3) - world.Clock.GetUtcNow());
        // The week before last: five people, one of them twice, at both of its ends. Last week: four. Before: nobody.
        for (var i = 0; i < 5; i++) await world.Call($"five{i}", $"p{i}", start: Monday.AddDays(-14).AddDays(i));
        await world.Call("twice", "p0", start: Monday.AddDays(-7).AddSeconds(-1));
        for (var i = 0; i < 4; i++) await world.Call($"four{i}", $"p{i}", start: Monday.AddDays(-7).AddHours(i));
        await world.Call("now", "p5", start: Monday.AddHours(1));

        var (fewest, weeks) = await Weeks(world);
        fewest.ShouldBe(5);
        weeks.Select(week => week.From).ShouldBe(Enumerable.Range(0, 12).Select(i => new DateOnly(2026, 3, 9).AddDays(7 * i)));
        weeks.Select(week => week.Used).ShouldBe([.. Enumerable.Repeat((int?)null, 10), 5, null]);
    }

    [Fact]
    public async Task Seats_in_use_are_those_at_the_end_of_each_week()
    {
        await using var world = await World(3);
        world.Clock.Move(Monday.AddDays(-12) - world.Clock.GetUtcNow());
        await Do(new TakeSeat(world["p0"]));
        world.Clock.Move(TimeSpan.FromDays(7));
        await Do(new TakeSeat(world["p1"]));
        await Do(new GiveSeat(world["p0"]));
        await Do(new TakeSeat(world["p2"]));
        world.Clock.Move(TimeSpan.FromDays(7));
        await Do(new TakeSeat(world["p0"]));

        // Three until the middle of the week of 18 May, then two; one at the end of the next. What changed in this week is not over yet.
        (await Weeks(world)).Weeks.Select(week => week.Seats).ShouldBe([.. Enumerable.Repeat(3, 10), 2, 1]);

        async Task Do<TFound, TResult>(Change<TFound, TResult> act) => (await world.Gate.Run(world.As("una"), act)).Refused.ShouldBeNull();
    }

    [Fact]
    public async Task Only_who_may_see_seats_sees_them_and_one_query_answers()
    {
        var database = await WorldDatabases.Current.New();
        await using var world = await CallWorld.New(connectionString: database);
        await world.Person("ana");
        await world.Person("ed", InsightsRole.Editor);
        await world.Person("una", InsightsRole.UserAdmin, seat: false);
        foreach (var name in new[] { "ana", "ed" })
            (await world.Gate.Run(world.As(name), new ViewSeatWeeks())).Refused.ShouldBeOfType<NotAllowed>();
        await world.Gate.Run(world.As("una"), new ViewSeatWeeks());
        using var log = new QueryLog(database);
        var (answer, queries) = await log.During(() => world.Gate.Run(world.As("una"), new ViewSeatWeeks()));
        answer.Refused.ShouldBeNull();
        queries.Count.ShouldBe(1);
    }

    private static async Task<SeatWeeks> Weeks(CallWorld world) => (await world.Gate.Run(world.As("una"), new ViewSeatWeeks())).Value.ShouldNotBeNull();

    private static async Task<CallWorld> World(int people)
    {
        var world = await CallWorld.New();
        for (var i = 0; i < people; i++) await world.Person($"p{i}");
        await world.Person("una", InsightsRole.UserAdmin, seat: false);
        await world.Recorder("una");
        return world;
    }
}
