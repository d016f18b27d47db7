using Usher.Access;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;
using Usher.Tests.Marketplace;

namespace Usher.Tests.Directory;

/// <summary>Rule 21: major changes of seats become requests, and a sole Organization Admin's own is announced.</summary>
public class SeatRequestsTests
{
    [Fact]
    public async Task A_major_change_is_approved_by_an_organization_admin_other_than_its_requester()
    {
        await using var town = await Town.Open();
        var id = await Ask(town, "orgadmin");
        (await town.Try("orgadmin", new ApproveSeatRequest(id))).ShouldBeOfType<YourOwnRequest>();
        (await town.Try("useradmin", new ApproveSeatRequest(id))).ShouldBeOfType<NotAllowed>();
        (await Holders(town)).ShouldBeEmpty();
        (await town.Do("orgadmin2", new ApproveSeatRequest(id))).Done.ShouldBeTrue();
        (await Holders(town)).ShouldBe([town["user"], town["default"]], ignoreOrder: true);
        (await town.Try("orgadmin2", new ApproveSeatRequest(id))).ShouldBeOfType<RequestDecided>();
        (await town.Try("orgadmin2", new DeclineSeatRequest(id, "Late."))).ShouldBeOfType<RequestDecided>();
        (await town.Try("orgadmin", new WithdrawSeatRequest(id))).ShouldBeOfType<RequestDecided>();
    }

    [Fact]
    public async Task Those_whose_seat_it_is_are_notified_before_and_after_and_those_who_decide_before()
    {
        await using var town = await Town.Open();
        var id = await Ask(town, "useradmin");
        (await town.ToldTo("user")).ShouldBe([DirectoryNotices.SeatAhead]);
        (await town.ToldTo("orgadmin")).ShouldBe([DirectoryNotices.SeatRequestWaits]);
        (await town.ToldTo("orgadmin2")).ShouldBe([DirectoryNotices.SeatRequestWaits]);
        (await town.ToldTo("customeradmin")).ShouldBeEmpty();
        await town.Do("orgadmin2", new ApproveSeatRequest(id));
        (await town.ToldTo("user")).ShouldBe([DirectoryNotices.SeatAhead, DirectoryNotices.SeatGiven]);
        (await town.ToldTo("useradmin")).ShouldBe([DirectoryNotices.SeatRequestDecided]);
    }

    [Fact]
    public async Task One_who_is_declined_reads_why_and_those_who_were_notified_hear_that_nothing_changes()
    {
        await using var town = await Town.Open();
        var id = await Ask(town, "useradmin");
        (await town.Try("orgadmin", new DeclineSeatRequest(id, " "))).ShouldBeOfType<Invalid>();
        await town.Do("orgadmin", new DeclineSeatRequest(id, "Not before March."));
        (await town.NewsTo("useradmin")).ShouldHaveSingleItem().Words!.ShouldContain("Not before March.");
        (await town.ToldTo("user")).ShouldBe([DirectoryNotices.SeatAhead, DirectoryNotices.SeatAhead]);
        (await Holders(town)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_who_made_it_withdraws_it()
    {
        await using var town = await Town.Open();
        var id = await Ask(town, "useradmin");
        (await town.Try("orgadmin", new WithdrawSeatRequest(id))).ShouldBeOfType<NotFound>();
        (await town.Try("useradmin", new ChangeSeats([town["default"], town["user"]], []))).ShouldBeOfType<AlreadyRequested>();
        await town.Do("useradmin", new WithdrawSeatRequest(id));
        (await town.Try("orgadmin", new ApproveSeatRequest(id))).ShouldBeOfType<RequestDecided>();
        (await town.Do("useradmin", new ChangeSeats([town["default"], town["user"]], []))).Request.ShouldNotBeNull("it can be made again");
    }

    [Fact]
    public async Task What_is_approved_is_judged_as_things_are_then()
    {
        await using var town = await Town.Open();
        var id = await Ask(town, "useradmin");
        await town.Do("super", new ProvisionSeats(1));
        (await town.Try("orgadmin", new ApproveSeatRequest(id))).ShouldBe(new NoSeatLeft(1));
        await town.Do("customeradmin", new DeactivateUser(town["user"]));
        await town.Do("orgadmin", new ApproveSeatRequest(id));
        (await Holders(town)).ShouldBe([town["default"]]);
    }

    [Fact]
    public async Task A_sole_organization_admins_own_is_announced_and_takes_effect_after_a_day()
    {
        await using var town = await Town.Open();
        var request = await Announce(town);
        request.TakesEffect.ShouldBe(town.Now + TimeSpan.FromHours(24));
        (await OfSeats(town)).ShouldBe([DirectoryNotices.SeatAhead]);
        (await town.ToldTo("useradmin")).ShouldContain(DirectoryNotices.SeatRequestWaits);
        town.Clock.Move(TimeSpan.FromHours(23));
        await Hear(town);
        (await Holders(town)).ShouldBeEmpty();
        town.Clock.Move(TimeSpan.FromHours(1));
        await Hear(town);
        (await Holders(town)).Count.ShouldBe(2);
        (await OfSeats(town)).ShouldBe([DirectoryNotices.SeatAhead, DirectoryNotices.SeatGiven]);
        (await town.Rows<SeatRequest>()).ShouldHaveSingleItem().State.ShouldBe(RequestState.Approved);
    }

    [Fact]
    public async Task What_was_announced_can_be_withdrawn_until_then()
    {
        await using var town = await Town.Open();
        var request = await Announce(town);
        await town.Do("orgadmin", new WithdrawSeatRequest(request.Request!.Value));
        town.Clock.Move(TimeSpan.FromHours(25));
        await Hear(town);
        (await Holders(town)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_announced_waits_for_another_organization_admin_who_came_meanwhile()
    {
        await using var town = await Town.Open();
        var request = await Announce(town);
        await town.Do("orgadmin", new SetLevel(town["orgadmin2"], InsightsRole.OrganizationAdmin, null, null));
        town.Clock.Move(TimeSpan.FromHours(25));
        await Hear(town);
        (await Holders(town)).ShouldBeEmpty();
        (await town.Rows<SeatRequest>()).ShouldHaveSingleItem().TakesEffect.ShouldBeNull();
        (await town.ToldTo("orgadmin2")).ShouldContain(DirectoryNotices.SeatRequestWaits);
        await town.Do("orgadmin2", new ApproveSeatRequest(request.Request!.Value));
        (await Holders(town)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_was_announced_lapses_where_its_requester_may_no_longer_or_no_seat_is_left()
    {
        await using var town = await Town.Open();
        await Announce(town);
        await town.Do("super", new ProvisionSeats(1));
        town.Clock.Move(TimeSpan.FromHours(25));
        await Hear(town);
        (await town.Rows<SeatRequest>()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            one => one.State.ShouldBe(RequestState.Declined), one => one.Answer.ShouldBe(new NoSeatLeft(1).Sentence));

        await town.Do("super", new ProvisionSeats(20));
        await town.Do("orgadmin", new ChangeSeats([town["user"], town["default"]], []));
        await town.Do("orgadmin", new SetLevel(town["orgadmin2"], InsightsRole.OrganizationAdmin, null, null));
        await town.Do("orgadmin2", new SetLevel(town["orgadmin"], InsightsRole.DefaultUser, null, null));
        town.Clock.Move(TimeSpan.FromHours(25));
        await Hear(town);
        (await town.Rows<SeatRequest>()).ShouldAllBe(one => one.State == RequestState.Declined);
        (await Holders(town)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Requests_are_listed_to_those_who_see_seats_with_what_each_may_do()
    {
        await using var town = await Town.Open();
        var id = await Ask(town, "useradmin");
        var mine = (await town.Read("useradmin", new ListSeatRequests(RequestState.Open))).Items.ShouldHaveSingleItem();
        (mine.Id, mine.Gives, mine.Removes).ShouldBe((id, 2, 0));
        (mine.Can["approve"].Allowed, mine.Can["decline"].Allowed, mine.Can["withdraw"].Allowed).ShouldBe((false, false, true));
        mine.Deciders.Select(one => one.Id).ShouldBe([town["orgadmin"], town["orgadmin2"]], ignoreOrder: true);
        var theirs = (await town.Read("orgadmin", new ListSeatRequests())).Items.ShouldHaveSingleItem();
        (theirs.Can["approve"].Allowed, theirs.Can["decline"].Allowed, theirs.Can["withdraw"].Allowed).ShouldBe((true, true, false));
        (await town.Try("editor", new ListSeatRequests())).ShouldBeOfType<NotAllowed>();
        (await town.Read("useradmin", new ListSeatRequests(RequestState.Declined))).Items.ShouldBeEmpty();
    }

    /// <summary>A request for two seats where one is no major change yet.</summary>
    private static async Task<Guid> Ask(Town town, string who)
    {
        await town.Do("orgadmin", new EditOrganization(MajorSeats: 1));
        return (await town.Do(who, new ChangeSeats([town["user"], town["default"]], []))).Request.ShouldNotBeNull();
    }

    /// <summary>The same where there is no other Organization Admin.</summary>
    private static async Task<SeatsChanged> Announce(Town town)
    {
        await town.Do("orgadmin", new SetLevel(town["orgadmin2"], InsightsRole.DefaultUser, null, null));
        await town.Do("orgadmin", new EditOrganization(MajorSeats: 1));
        return await town.Do("orgadmin", new ChangeSeats([town["user"], town["default"]], []));
    }

    /// <summary>What the user is notified of, as far as it is about seats.</summary>
    private static async Task<IEnumerable<string>> OfSeats(Town town) => (await town.ToldTo("user")).Where(what => what.StartsWith("seat-", StringComparison.Ordinal));

    private static Task Hear(Town town) => MarketTown.Hear(town, JobRoute.To(() => new CarryOutSeats()));

    private static async Task<IReadOnlyList<Guid>> Holders(Town town) => [.. (await town.Rows<User>()).Where(user => user.HasSeat).Select(user => user.Id)];
}
