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
        foreach (var name in Ten) (await town.Do("useradmin", new GiveSeat(town[name]))).Done.ShouldBeTrue();
        await town.Newcomer("extra");
        (await town.Do("useradmin", new GiveSeat(town["extra"]))).ShouldSatisfyAllConditions(one => one.Done.ShouldBeFalse(), one => one.Request.ShouldNotBeNull());
        (await town.Do("useradmin", new TakeSeat(town["user"]))).Done.ShouldBeFalse();
        (await town.Read("useradmin", new ViewSeats())).Held.ShouldBe(10);
        town.Clock.Move(TimeSpan.FromHours(24));
        (await town.Do("useradmin", new GiveSeat(town["extra"]))).Done.ShouldBeTrue();
        (await town.Do("useradmin", new TakeSeat(town["orgadmin"]))).Done.ShouldBeFalse("an Organization Admin's seat");
        (await town.Do("useradmin", new TakeSeat(town["user"]))).Done.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_major_is_a_setting_of_the_organization()
    {
        await using var town = await Town.Open();
        await town.Do("orgadmin", new EditOrganization(MajorSeats: 1, MajorSeatHours: 2));
        (await town.Do("useradmin", new GiveSeat(town["user"]))).Done.ShouldBeTrue();
        (await town.Do("useradmin", new GiveSeat(town["default"]))).Done.ShouldBeFalse();
        town.Clock.Move(TimeSpan.FromHours(2));
        (await town.Do("useradmin", new GiveSeat(town["custom"]))).Done.ShouldBeTrue();
    }

    [Fact]
    public async Task Seats_of_several_are_given_and_removed_in_one_change_and_each_is_notified()
    {
        await using var town = await Town.Open();
        await town.Do("useradmin", new GiveSeat(town["user"]));
        var changed = await town.Do("useradmin", new ChangeSeats([town["default"], town["custom"]], [town["user"]]));
        (changed.Done, changed.Used, changed.Bought).ShouldBe((true, 2, 20));
        changed.Lines.ToDictionary(line => line.User, line => line.Fate).ShouldBe(new Dictionary<Guid, SeatFate>
        {
            [town["default"]] = SeatFate.Give, [town["custom"]] = SeatFate.Give, [town["user"]] = SeatFate.Remove,
        }, ignoreOrder: true);
        (await town.ToldTo("user")).ShouldBe([DirectoryNotices.SeatGiven, DirectoryNotices.SeatTaken]);
        (await town.ToldTo("custom")).ShouldBe([DirectoryNotices.SeatGiven]);
        (await town.Read("useradmin", new ViewSeats())).ShouldBe(new SeatsView(20, 2, 4));
    }

    [Fact]
    public async Task A_bulk_change_is_judged_by_its_final_state_and_done_whole_or_row_by_row()
    {
        await using var town = await Town.Open();
        await town.Do("super", new ProvisionSeats(2));
        await town.Do("useradmin", new ChangeSeats([town["user"], town["default"]], []));
        // All seats are used: one who gives up theirs makes one free in the same change.
        (await town.Do("useradmin", new ChangeSeats([town["custom"]], [town["user"]]))).Used.ShouldBe(2);
        (await town.Try("useradmin", new ChangeSeats([town["user"], town["editor"]], [town["custom"]]))).ShouldBeOfType<NoSeatLeft>();
        await town.Do("customeradmin", new DeactivateUser(town["subject"]));
        var nobody = Guid.CreateVersion7();
        (await town.Try("useradmin", new ChangeSeats([town["subject"], nobody], [town["custom"]]))).ShouldBe(new SeatRowsRefused(2));
        (await town.Rows<User>()).Count(user => user.HasSeat).ShouldBe(2, "nothing of it was done");
        var byRow = await town.Do("useradmin", new ChangeSeats([town["subject"], nobody, town["user"], town["editor"]], [town["custom"]], ByRow: true));
        byRow.Lines.Select(line => line.Fate).ShouldBe([SeatFate.Remove, SeatFate.Refuse, SeatFate.Refuse, SeatFate.Give, SeatFate.Refuse]);
        byRow.Lines[^1].Why.ShouldBe(new NoSeatLeft(2).Sentence);
        (await town.Rows<User>()).Where(user => user.HasSeat).Select(user => user.Id).ShouldBe([town["default"], town["user"]], ignoreOrder: true);
    }

    [Fact]
    public async Task A_bulk_change_names_somebody_once_and_not_too_many()
    {
        await using var town = await Town.Open();
        (await town.Try("useradmin", new ChangeSeats([], []))).ShouldBeOfType<Invalid>();
        (await town.Try("useradmin", new ChangeSeats([town["user"]], [town["user"]]))).ShouldBeOfType<Invalid>();
        (await town.Try("useradmin", new ChangeSeats([.. Enumerable.Range(0, 501).Select(_ => Guid.CreateVersion7())], []))).ShouldBeOfType<Invalid>();
        (await town.Try("default", new ChangeSeats([town["user"]], []))).ShouldBeOfType<NotAllowed>();
        (await town.Try("editor", new PreviewSeats([town["user"]], []))).ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task A_preview_says_what_the_change_then_does_and_does_nothing()
    {
        await using var town = await Town.Open();
        var preview = await town.Read("useradmin", new PreviewSeats([town["user"], town["default"]], []));
        (preview.Prevented, preview.Done, preview.Major, preview.Used).ShouldBe((null, false, false, 2));
        (await town.Rows<User>()).Count(user => user.HasSeat).ShouldBe(0);
        (await town.Do("useradmin", new ChangeSeats([town["user"], town["default"]], []))).Lines.ShouldBe(preview.Lines);
        (await town.Read("useradmin", new PreviewSeats([], [town["user"]]))).Major.ShouldBeFalse();
        await town.Do("useradmin", new GiveSeat(town["orgadmin"]));
        (await town.Read("useradmin", new PreviewSeats([], [town["orgadmin"]]))).ShouldSatisfyAllConditions(one => one.Major.ShouldBeTrue(), one => one.TakesEffect.ShouldBeNull());
        await town.Do("super", new ProvisionSeats(3));
        (await town.Read("useradmin", new PreviewSeats([town["custom"]], []))).Prevented.ShouldBe(new NoSeatLeft(3).Sentence);
    }

    [Fact]
    public async Task Allocation_counts_the_active_people_of_each_team_and_department()
    {
        await using var town = await Town.Open();
        await town.Do("orgadmin", new AddTeamMember(town["sales"], town["user"]));
        await town.Do("useradmin", new ChangeSeats([town["user"], town["editor"]], []));
        var shares = await town.Read("useradmin", new ViewSeatAllocation());
        shares.Teams.Single(team => team.Slug == "sales").ShouldBe(new SeatShare("sales", "sales", 2, 1));
        shares.Teams[^1].ShouldSatisfyAllConditions(rest => rest.Name.ShouldBeNull(), rest => rest.Seats.ShouldBe(1));
        shares.Departments.ShouldHaveSingleItem().Seats.ShouldBe(2);
        (await town.Try("editor", new ViewSeatAllocation())).ShouldBeOfType<NotAllowed>();
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
