using Usher.Access;
using Usher.Calls;
using Usher.Calls.Support;
using Usher.Delivery;
using Usher.Delivery.Inbox;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;
using Usher.Tests.Acts;
using Usher.Tests.Directory;
using Usher.Tests.Marketplace;

namespace Usher.Tests.Calls;

/// <summary>Rule 14: an Organization Admin lets one named member of staff look at one call for a while; nobody else of the staff, no other call, and no moment longer.</summary>
public class SupportAccessTests
{
    private const string Reason = "The summary is empty.";

    [Fact]
    public async Task The_named_member_of_staff_reads_the_summary_and_nobody_else_of_the_staff_does()
    {
        await using var town = await Town.Open();
        await CallSamples.Supported(town);
        var support = new SupportCalls(town.Gate);

        var call = (await support.View(town.As("support"), town["access"], default)).Value!;
        call.Id.ShouldBe(town["call"]);
        call.Readers.ShouldBeEmpty();
        call.OpenUntil.ShouldBe(town.Now.AddHours(1));
        call.Can.ShouldSatisfyAllConditions(
            can => can.Transcript.Allowed.ShouldBeFalse(), can => can.Ask.Allowed.ShouldBeFalse(), can => can.Share.Allowed.ShouldBeFalse(), can => can.Delete.Allowed.ShouldBeFalse());

        (await support.View(town.As("super"), town["access"], default)).Refused.ShouldNotBeNull();
        (await town.Try(town.As("support"), new ViewCall(town["call"]))).ShouldBeOfType<NotAllowed>();
        (await town.Try(town.As("support"), new ViewTranscript(town["call"]))).ShouldBeOfType<NotAllowed>();
        (await town.Try(town.As("support"), new ListCalls())).ShouldBeOfType<NotAllowed>();
        (await town.Read("support", new ListSupportCalls())).Items.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            line => line.Id.ShouldBe(town["access"]), line => line.Customer.ShouldBe("harbor"), line => line.Reason.ShouldBe(Reason));
        (await town.Read("super", new ListSupportCalls())).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_ends_by_itself_at_that_instant()
    {
        await using var town = await Town.Open();
        await CallSamples.Supported(town);
        town.Clock.Move(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        (await town.Try(town.As("support"), new ViewSupportCall(town["access"]))).ShouldBeNull();
        town.Clock.Move(TimeSpan.FromSeconds(1));
        (await town.Try(town.As("support"), new ViewSupportCall(town["access"]))).ShouldBeOfType<NotAllowed>();
        (await town.Try(town.As("support"), new LookAtSupportCall(town["access"]))).ShouldBeOfType<NotAllowed>();
        (await town.Read("support", new ListSupportCalls())).Items.ShouldBeEmpty();
        (await town.Try(town.As("orgadmin"), new EndSupportAccess(town["access"]))).ShouldBe(new NotFound());
    }

    [Fact]
    public async Task It_is_ended_before_its_time_by_an_Organization_Admin_who_need_not_see_the_call()
    {
        await using var town = await Town.Open();
        await CallSamples.Supported(town);
        (await town.Try(town.As("default"), new EndSupportAccess(town["access"]))).ShouldBeOfType<NotAllowed>();
        await town.Do("orgadmin2", new EndSupportAccess(town["access"]));
        (await town.Try(town.As("support"), new ViewSupportCall(town["access"]))).ShouldBeOfType<NotAllowed>();
        (await town.Read("orgadmin2", new ListSupportAccess())).Items.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            access => access.Open.ShouldBeFalse(), access => access.Call.ShouldBe(town["call"]));
    }

    [Fact]
    public async Task Its_owner_is_notified_and_sees_on_the_call_who_may_look_why_and_whether_they_did()
    {
        await using var town = await Town.Open();
        await CallSamples.Supported(town);
        await MarketTown.Hear(town, JobRoute.To(() => new TellOwnerOfSupport(), typeof(TellOwnerOfSupport)));
        (await town.Read("default", new ListInbox())).Items.Single(note => note.Kind == NoteKind.Opened && note.Text.Contains("Tomas Lind", StringComparison.Ordinal))
            .ShouldSatisfyAllConditions(note => note.Call.ShouldBe(town["call"]), note => note.Text.ShouldContain(Reason));
        (await town.Read("default", new ViewCall(town["call"]))).Support!.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            access => access.Staff.ShouldBe("Tomas Lind"), access => access.By.Id.ShouldBe(town["orgadmin"]), access => access.LookedAt.ShouldBeNull());

        (await new SupportCalls(town.Gate).View(town.As("support"), town["access"], default)).Refused.ShouldBeNull();
        (await town.Read("default", new ViewCall(town["call"]))).Support!.ShouldHaveSingleItem().LookedAt.ShouldBe(town.Now);
        (await town.Read("orgadmin", new ViewCall(town["call"]))).Support.ShouldBeNull();
    }

    [Fact]
    public async Task The_member_of_staff_is_notified_by_name_of_the_customer_and_of_nothing_in_the_call()
    {
        await using var town = await Town.Open();
        await CallSamples.Supported(town);
        (await town.NewsTo("support")).Single(told => told.What == SupportNotices.Given).ShouldSatisfyAllConditions(
            told => told.Words!.ShouldStartWith("Harbor: "), told => told.Words!.ShouldContain(Reason), told => told.About.ShouldBe(town["access"]));
    }

    [Fact]
    public async Task Only_a_call_that_the_giver_sees_can_be_opened()
    {
        await using var town = await Town.Open();
        await CallSamples.Push(town);
        (await town.Try(town.As("orgadmin"), Give(town))).ShouldBe(new NotFound());
        (await town.Try(town.As("orgadmin"), Give(town) with { Id = Guid.CreateVersion7() })).ShouldBe(new NotFound());
        (await town.Try(town.As("default"), Give(town))).ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task It_names_an_active_member_of_staff_a_reason_and_an_end_within_a_week()
    {
        await using var town = await Town.Open();
        await CallSamples.Supported(town);
        foreach (var nobody in new[] { "nobody@usher.example", "default@harbor.example", "", "support" })
            (await town.Try(town.As("orgadmin"), Give(town) with { Staff = nobody })).ShouldBe(new NoSuchStaff(), nobody);
        (await town.Try(town.As("orgadmin"), Give(town) with { Reason = "short" })).ShouldBeOfType<Invalid>();
        (await town.Try(town.As("orgadmin"), Give(town) with { Until = town.Now })).ShouldBeOfType<Invalid>();
        (await town.Try(town.As("orgadmin"), Give(town) with { Until = town.Now.AddDays(7).AddSeconds(1) })).ShouldBeOfType<Invalid>();
    }

    [Fact]
    public async Task Given_again_to_the_same_person_the_new_end_counts()
    {
        await using var town = await Town.Open();
        await CallSamples.Supported(town);
        (await town.Do("orgadmin", Give(town) with { Until = town.Now.AddMinutes(5) })).ShouldBe(town["access"]);
        town.Clock.Move(TimeSpan.FromMinutes(5));
        (await town.Try(town.As("support"), new ViewSupportCall(town["access"]))).ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task A_call_that_is_deleted_is_gone_for_them_too()
    {
        await using var town = await Town.Open();
        await CallSamples.Supported(town);
        await town.Do("default", new DeleteCall(town["call"]));
        (await town.Try(town.As("support"), new ViewSupportCall(town["access"]))).ShouldBeOfType<NotAllowed>();
        (await town.Read("support", new ListSupportCalls())).Items.ShouldBeEmpty();
    }

    private static GiveSupportAccess Give(Town town) => new(town["call"], "support@usher.example", town.Now.AddHours(1), Reason);
}
