using Usher.Access;
using Usher.Directory;
using Usher.Identity;
using Usher.Machines;
using Usher.Platform;
using Usher.Platform.Jobs;
using Usher.Tests.Acts;
using Usher.Tests.Directory;
using Usher.Tests.Marketplace;
using Usher.Upstream;
using static Usher.Tests.Upstream.Reports;

namespace Usher.Tests.Upstream;

/// <summary>What a sign-in or deactivation that a product reports makes of a user (rule 1).</summary>
public class SettlingTests
{
    [Fact]
    public async Task Who_first_signs_in_becomes_a_user_with_the_lowest_roles_and_the_tenant()
    {
        await using var town = await Open();
        (await SignIn(town, Of(town, "r1", 1))).Result.ShouldBe(ReportResult.Created);
        var nia = (await User(town)).ShouldNotBeNull();
        (nia.Name, nia.Connect, nia.Insights, nia.Active, nia.AddedByStaff).ShouldBe(("Nia Vale", ConnectRole.User, InsightsRole.DefaultUser, true, false));
        (await State(town)).ShouldContain(line => line.StartsWith("nia@", StringComparison.Ordinal) && line.EndsWith(" north", StringComparison.Ordinal));
        // Such a user has no password here, and none is offered.
        (await town.Rows<Usher.Platform.Jobs.Job>()).ShouldNotContain(job => job.Kind.StartsWith(nameof(InvitePerson), StringComparison.Ordinal) && job.Payload.Contains(nia.AccountId.ToString()));
        (await town.Rows<OneTimeLink>()).ShouldNotContain(link => link.AccountId == nia.AccountId);
    }

    [Fact]
    public async Task The_same_report_twice_does_nothing_twice_and_its_id_is_no_other_report_s()
    {
        await using var town = await Open();
        var report = Of(town, "r1", 1);
        var twice = await Send(town, ReportKind.SignIn, report, report);
        twice.Select(answer => (answer.Result, answer.Repeated)).ShouldBe([(ReportResult.Created, false), (ReportResult.Created, true)]);
        (await SignIn(town, report)).ShouldBe(new ReportAnswer("r1", ReportResult.Created, Repeated: true));
        (await SignIn(town, report with { FirstName = "Other" })).Code.ShouldBe(nameof(ReportIdReused));
        (await User(town))!.FirstName.ShouldBe("Nia");
        (await town.Rows<UpstreamReport>()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_is_deactivated_there_is_deactivated_here_with_sessions_and_keys()
    {
        await using var town = await Open();
        await town.Do("user", new MakePersonalKey("mine", ["profile/edit"], 30));
        (await Deactivate(town, Of(town, "d1", 1, "user@harbor.example"))).Result.ShouldBe(ReportResult.Deactivated);
        (await town.Facts("user")).User!.Active.ShouldBeFalse();
        (await town.Rows<ApiKey>()).Where(key => key.HolderId == town["user"]).ShouldAllBe(key => key.Revoked);
        (await town.ToldTo("user")).ShouldBe([UpstreamNotices.You]);
        (await town.ToldTo("customeradmin")).ShouldBe([UpstreamNotices.Deactivated]);
        (await town.ToldTo("orgadmin")).ShouldBe([UpstreamNotices.Deactivated]);
        (await town.ToldTo("useradmin")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Even_the_last_admin_is_deactivated_and_everyone_concerned_is_notified()
    {
        await using var town = await Open();
        await Deactivate(town, Of(town, "d1", 1, "customeradmin2@harbor.example"));
        (await Deactivate(town, Of(town, "d2", 1, "customeradmin@harbor.example"))).Result.ShouldBe(ReportResult.Deactivated);
        (await town.Facts("customeradmin")).User!.Active.ShouldBeFalse();
        (await town.NewsTo("orgadmin"))[^1].Words!.ShouldContain("Nobody is a Customer Admin any more");
        var needs = await new HeldDeactivationsWaitProbe().Of(town);
        needs.ShouldContain(need => need.Kind == "customer-without-admin" && need.Slug == "harbor" && need.Level == "Customer Admin");
    }

    [Fact]
    public async Task A_tenant_whose_access_ended_is_had_again_by_who_signs_in_there_later_and_not_by_a_report_of_before()
    {
        await using var town = await Open();
        await town.Do("support", new AssignTenants(town["user"], ["north"]));
        var id = await town.Do("user", new RequestAccess(null, Tenants: ["south"], Until: town.Now.AddDays(2)));
        await town.Do("support", new ApproveTenantRequest(id));
        town.Clock.Move(TimeSpan.FromDays(3));
        (await SignIn(town, Of(town, "before", 30, "user@harbor.example", south: true))).Result.ShouldNotBe(ReportResult.Refused);
        (await Ends()).ShouldNotBeNull();
        await SignIn(town, Of(town, "after", 1, "user@harbor.example", south: true));
        (await Ends()).ShouldBeNull();

        async Task<DateTimeOffset?> Ends() =>
            (await town.Rows<UserTenant>()).Single(one => one.UserId == town["user"] && one.TenantId == town["south"]).Until;
    }

    [Theory]
    [InlineData(3)]
    [InlineData(0.5)]
    public async Task A_deactivated_user_is_refused_whenever_they_signed_in_and_never_made_again(double hoursAgo)
    {
        await using var town = await Open();
        await SignIn(town, Of(town, "r1", 4));
        await Deactivate(town, Of(town, "d1", 1));
        var answer = await SignIn(town, Of(town, "r2", hoursAgo));
        (answer.Result, answer.Code).ShouldBe((ReportResult.Refused, nameof(SignInOfDeactivated)));
        (await User(town))!.Active.ShouldBeFalse();
    }

    [Fact]
    public async Task A_person_s_deactivation_here_is_not_undone_by_a_sign_in_there()
    {
        await using var town = await Open();
        await town.Do("customeradmin", new DeactivateUser(town["user"]));
        (await SignIn(town, Of(town, "r1", 0, "user@harbor.example", "User", "Example"))).Code.ShouldBe(nameof(SignInOfDeactivated));
        (await town.Facts("user")).User!.Active.ShouldBeFalse();
    }

    [Fact]
    public async Task A_reactivation_here_ends_what_was_reported_before_it_and_not_what_is_later()
    {
        await using var town = await Open();
        await SignIn(town, Of(town, "r1", 4));
        await Deactivate(town, Of(town, "d1", 2));
        var nia = (await User(town))!.Id;
        town.Clock.Move(TimeSpan.FromHours(1));
        await town.Do("support", new ReactivateUser(nia));
        (await Deactivate(town, Of(town, "late", 0.5))).Result.ShouldBe(ReportResult.Unchanged);
        (await User(town))!.Active.ShouldBeTrue();
        (await SignIn(town, Of(town, "r2", 0.2))).Result.ShouldBe(ReportResult.Unchanged);
        town.Clock.Move(TimeSpan.FromHours(1));
        (await Deactivate(town, Of(town, "d2", 0.5))).Result.ShouldBe(ReportResult.Deactivated);
        (await User(town))!.Active.ShouldBeFalse();
    }

    [Fact]
    public async Task Names_follow_the_latest_event_and_a_person_s_own_writing_is_one()
    {
        await using var town = await Open();
        await SignIn(town, Of(town, "r1", 2, first: "Nia"));
        await SignIn(town, Of(town, "r0", 5, first: "Former"));
        (await User(town))!.FirstName.ShouldBe("Nia");
        await SignIn(town, Of(town, "r2", 1, first: "Niamh"));
        (await User(town))!.FirstName.ShouldBe("Niamh");
        await town.Do("support", new RenameUser((await User(town))!.Id, "Niamh Maria", "Vale"));
        await SignIn(town, Of(town, "r3", 0.5, first: "Late"));
        (await User(town))!.FirstName.ShouldBe("Niamh Maria");
    }

    [Fact]
    public async Task A_tenant_that_staff_removed_comes_back_with_a_sign_in_that_is_later_only()
    {
        await using var town = await Open();
        await SignIn(town, Of(town, "r1", 3));
        (await SignIn(town, Of(town, "r2", 2, south: true))).Result.ShouldBe(ReportResult.Updated);
        var nia = (await User(town))!.Id;
        await town.Do("support", new AssignTenants(nia, ["south"]));
        await SignIn(town, Of(town, "r3", 1));
        (await State(town)).ShouldContain(line => line.StartsWith("nia@", StringComparison.Ordinal) && line.EndsWith(" south", StringComparison.Ordinal));
        town.Clock.Move(TimeSpan.FromHours(1));
        await SignIn(town, Of(town, "r4", 0.5));
        (await State(town)).ShouldContain(line => line.StartsWith("nia@", StringComparison.Ordinal) && line.EndsWith(" north,south", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_taken_is_refused_by_name_and_kept()
    {
        await using var town = await Open();
        var answers = await Send(town, ReportKind.SignIn,
            Of(town, "future", -1), Of(town, "mail", 1, "not an address"), Of(town, "name", 1, first: "<b>"), Of(town, "staff", 1, "support@usher.example"),
            Of(town, "orphan", 1) with { Tenant = "nobody-1" }, Of(town, "product", 1) with { Product = "Other" }, Of(town, "ok", 1));
        answers.Select(answer => answer.Code).ShouldBe([nameof(ReportFromFuture), nameof(ReportUnreadable), nameof(ReportUnreadable), nameof(AddressCannotBeUser), nameof(TenantOfNobody), nameof(ReportUnreadable), null]);
        var kept = (await town.Read(town.As("support", Guid.Empty), new ListReports(Result: ReportResult.Refused))).Items;
        kept.Select(line => line.ReportId).ShouldBe(["orphan", "future", "mail", "name", "staff"], ignoreOrder: true);
        kept.ShouldAllBe(line => line.Why != null);
        (await User(town)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_closed_customer_s_reports_are_refused_and_kept_and_count_once_it_is_open_again()
    {
        await using var town = await Open();
        await town.Do(town.As("super") with { Note = "The contract ended." }, new CloseCustomer());
        (await SignIn(town, Of(town, "r1", 1))).Code.ShouldBe(nameof(TenantOfClosedCustomer));
        (await User(town)).ShouldBeNull();
        (await Deactivate(town, Of(town, "r2", 0.5, "ada@harbor.example"))).Code.ShouldBe(nameof(TenantOfClosedCustomer));
        await town.Do("super", new ReopenCustomer());
        await MarketTown.Hear(town, JobRoute.To<CustomerReopened>(() => new SettleRefusedReports(), typeof(SettleRefusedReports)));
        (await User(town))!.Active.ShouldBeTrue();
        (await SignIn(town, Of(town, "r1", 1))).ShouldBe(new("r1", ReportResult.Created, Repeated: true));
        (await SignIn(town, Of(town, "r3", 1, "ada@harbor.example"))).Code.ShouldBe(nameof(SignInOfDeactivated));
    }

    [Fact]
    public async Task Whoever_holds_no_key_for_it_reports_nothing()
    {
        await using var town = await Open();
        foreach (var who in new[] { "asker", "super", "customeradmin", "recorder" })
        {
            var outcome = await new UpstreamReports(town.Gate).Take(town.As(who, Guid.Empty), ReportKind.SignIn, [Of(town, "r1", 1)], default);
            outcome.Refused.ShouldNotBeNull(who);
        }

        (await User(town)).ShouldBeNull();
        (await new UpstreamReports(town.Gate).Take(town.As("reporter", Guid.Empty), ReportKind.SignIn, [], default)).Refused.ShouldBeOfType<Invalid>();
    }
}
