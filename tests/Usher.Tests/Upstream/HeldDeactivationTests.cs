using Usher.Access;
using Usher.Directory;
using Usher.Platform;
using Usher.Tests.Acts;
using Usher.Tests.Directory;
using Usher.Upstream;
using static Usher.Tests.Upstream.Reports;

namespace Usher.Tests.Upstream;

/// <summary>A product that reports too many of a customer's people as deactivated is held as suspicious: staff decide.</summary>
public class HeldDeactivationTests
{
    [Fact]
    public async Task Beyond_a_fifth_of_the_people_in_a_day_and_five_at_least_nobody_is_deactivated_until_staff_decide()
    {
        await using var town = await Open();
        await UpstreamSamples.Held(town);
        // Harbor has 18 people: a fifth is three, and five may go at least.
        (await Active(town)).ShouldBe(3);
        var held = (await town.Read(town.As("support", Guid.Empty), new ListReports(Result: ReportResult.Held))).Items;
        held.Count.ShouldBe(3);
        (await new HeldDeactivationsWaitProbe().Of(town)).ShouldContain(need => need.Kind == "held-deactivations" && need.Count == 3);
        (await SignIn(town, Of(town, "r1", 0, held[0].Email, "Lea", "Ver"))).Code.ShouldBeNull();

        // A day later the same product may be believed again.
        town.Clock.Move(TimeSpan.FromHours(25));
        (await Deactivate(town, Of(town, "again", 0, held[0].Email))).Result.ShouldBe(ReportResult.Deactivated);
    }

    [Fact]
    public async Task Released_they_are_deactivated_and_dismissed_they_are_not()
    {
        await using var town = await Open();
        await UpstreamSamples.Held(town);
        var held = (await town.Read(town.As("support", Guid.Empty), new ListReports(Result: ReportResult.Held))).Items;
        await town.Do("support", new ReleaseDeactivations([held[0].Id]));
        await town.Do("support", new DismissDeactivations());
        (await Active(town)).ShouldBe(2);
        (await town.Try("support", new ReleaseDeactivations())).ShouldBeOfType<NothingHeld>();
        (await town.Read(town.As("support", Guid.Empty), new ListReports(Result: ReportResult.Released))).Items.ShouldHaveSingleItem().DecidedBy.ShouldBe("Tomas Lind");
        (await town.ToldTo("customeradmin")).Count(what => what == UpstreamNotices.Deactivated).ShouldBe(2);
    }

    [Fact]
    public async Task Only_staff_decide_and_a_release_is_previewed()
    {
        await using var town = await Open();
        await UpstreamSamples.Held(town);
        (await town.Try("customeradmin", new ReleaseDeactivations())).ShouldBeOfType<StaffDecideHeld>();
        (await town.Try("customeradmin", new DismissDeactivations())).ShouldBeOfType<StaffDecideHeld>();
        var preview = await town.Gate.Preview(town.As("support"), new ReleaseDeactivations());
        preview.Value!.Losses.People.ShouldBe(3);
        (await Active(town)).ShouldBe(3);
    }

    [Fact]
    public async Task One_product_s_share_is_not_another_s()
    {
        await using var town = await Open();
        await UpstreamSamples.Held(town);
        (await Deactivate(town, Of(town, "other", 0, "editor@harbor.example", south: true))).Result.ShouldBe(ReportResult.Deactivated);
    }

    private static async Task<int> Active(Town town) => (await town.Rows<User>()).Count(user => user.Active && user.Email.StartsWith("leaver", StringComparison.Ordinal));
}

/// <summary>What waits for staff of upstream products, as their start page asks it.</summary>
internal sealed class HeldDeactivationsWaitProbe
{
    public async Task<IReadOnlyList<Need>> Of(Town town) => (await town.Read(town.As("support", Guid.Empty), new Usher.Identity.ListWhatNeedsMe())).Items;
}
