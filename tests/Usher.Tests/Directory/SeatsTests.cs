using Usher.Access;
using Usher.Directory;
using Usher.Platform;
using Usher.Tests.Architecture;

namespace Usher.Tests.Directory;

public class SeatsTests
{
    private static readonly string[] Ten = ["user", "custom", "default", "useradmin", "editor", "orgadmin2", "customeradmin", "customeradmin2", "subject", "orgadmin"];

    [Fact]
    public async Task Seats_are_given_taken_counted_and_told()
    {
        await using var town = await Town.Open();
        await town.Do("useradmin", new GiveSeat(town["user"]));
        await town.Do("useradmin", new GiveSeat(town["user"]));
        (await town.Read("useradmin", new ViewSeats())).ShouldBe(new SeatsView(20, 1, 1));
        (await town.ToldTo("user")).ShouldBe([DirectoryNotices.SeatGiven]);
        await town.Do("orgadmin", new TakeSeat(town["user"]));
        await town.Do("orgadmin", new TakeSeat(town["user"]));
        (await town.Read("useradmin", new ViewSeats())).ShouldBe(new SeatsView(20, 0, 2));
    }

    [Fact]
    public async Task Users_are_listed_by_whether_they_hold_a_seat_to_those_who_may_see_licences_alone()
    {
        await using var town = await Town.Open();
        await town.Do("useradmin", new GiveSeat(town["user"]));
        (await town.Read("useradmin", new ListUsers(new(Seat: true)))).Items.ShouldHaveSingleItem().Id.ShouldBe(town["user"]);
        var all = (await town.Read("useradmin", new ListUsers(new()))).Items.Count;
        (await town.Read("useradmin", new ListUsers(new(Seat: false)))).Items.Count.ShouldBe(all - 1);
        (await town.Read("customeradmin", new ListUsers(new(Seat: true)))).Items.Count.ShouldBe(all);
    }

    [Fact]
    public async Task More_than_ten_within_a_day_counted_together_are_a_major_change()
    {
        await using var town = await Town.Open();
        foreach (var name in Ten) await town.Do("useradmin", new GiveSeat(town[name]));
        await town.Newcomer("extra");
        (await town.Try("useradmin", new GiveSeat(town["extra"]))).ShouldBeOfType<MajorSeatChange>();
        (await town.Try("useradmin", new TakeSeat(town["user"]))).ShouldBeOfType<MajorSeatChange>();
        town.Clock.Move(TimeSpan.FromHours(24));
        await town.Do("useradmin", new GiveSeat(town["extra"]));
        (await town.Try("useradmin", new TakeSeat(town["orgadmin"]))).ShouldBeOfType<MajorSeatChange>();
        await town.Do("useradmin", new TakeSeat(town["user"]));
    }

    [Fact]
    public async Task Seats_bought_are_a_hard_ceiling()
    {
        await using var town = await Town.Open();
        await town.Do("super", new ProvisionSeats(1));
        await town.Do("useradmin", new GiveSeat(town["user"]));
        (await town.Try("useradmin", new GiveSeat(town["default"]))).ShouldBeOfType<NoSeatLeft>();
        (await town.Try("super", new ProvisionSeats(0))).ShouldBeOfType<SeatsHeld>();
        (await town.Try("super", new ProvisionSeats(-1))).ShouldBeOfType<Invalid>();
        (await town.Try(town.As("super") with { IfMatch = 42 }, new ProvisionSeats(3))).ShouldBeOfType<SomeoneChangedThis>();
        await town.Do("super", new ProvisionSeats(2));
        await town.Do("useradmin", new GiveSeat(town["default"]));
    }

    [Fact]
    public async Task The_last_seat_goes_to_one_of_two_who_ask_at_once()
    {
        await using var town = await Town.Open();
        await town.Do("super", new ProvisionSeats(1));
        var refusals = await Task.WhenAll(new[] { "user", "default", "custom" }.Select(name => Task.Run(() => town.Try("useradmin", new GiveSeat(town[name])))));
        refusals.Count(r => r is null).ShouldBe(1);
        refusals.Count(r => r is NoSeatLeft).ShouldBe(2);
    }
}
