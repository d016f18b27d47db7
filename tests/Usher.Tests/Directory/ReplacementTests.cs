using Usher.Access;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;
using Usher.Tests.Marketplace;

namespace Usher.Tests.Directory;

/// <summary>Rule 11: a lost last Organization Admin is replaced by staff and a Customer Admin together, a day after it was announced.</summary>
public class ReplacementTests
{
    [Fact]
    public async Task Staff_propose_a_customer_admin_confirms_and_a_day_later_it_is_so()
    {
        await using var town = await Town.Open();
        await LostAdmins.Propose(town, days: 31);
        var answer = await town.Do("customeradmin", new ConfirmReplacement(town["proposal"]));
        answer.TakesEffect.ShouldBe(town.Now + TimeSpan.FromHours(24));
        await Pass(town, hours: 23);
        (await LevelOf(town, "editor")).ShouldBe(InsightsRole.Editor);
        await Pass(town, hours: 1);
        (await LevelOf(town, "editor")).ShouldBe(InsightsRole.OrganizationAdmin);
        (await town.Rows<Replacement>()).ShouldHaveSingleItem().State.ShouldBe(RequestState.Approved);
        (await town.Read("customeradmin", new ViewReplacement())).Lost.ShouldBeFalse();
    }

    [Fact]
    public async Task Everyone_with_a_role_above_default_user_is_notified_a_day_before_and_when_it_is_done()
    {
        await using var town = await Town.Open();
        await LostAdmins.Propose(town, days: 31);
        (await Heard(town, "customeradmin2")).ShouldBe(1, "Customer Admins hear of the proposal");
        (await Heard(town, "useradmin")).ShouldBe(0);
        await town.Do("customeradmin", new ConfirmReplacement(town["proposal"]));
        (await town.NewsTo("useradmin")).Single(told => told.What == DirectoryNotices.Replacement).Words!.ShouldContain("becomes Organization Admin on");
        foreach (var (who, times) in new[] { ("editor", 1), ("customeradmin2", 2), ("user", 0), ("default", 0), ("custom", 0) })
            (await Heard(town, who)).ShouldBe(times, who);
        await Pass(town, hours: 24);
        (await town.NewsTo("useradmin")).Select(told => told.Words).ShouldContain("Editor Example is now Organization Admin.");
        (await town.ToldTo("editor")).ShouldContain(DirectoryNotices.Level);
    }

    [Fact]
    public async Task Only_where_the_last_one_was_lost_and_only_by_staff()
    {
        await using var town = await Town.Open();
        await town.Accept("editor");
        (await town.Try("support", new ProposeReplacement(town["editor"]))).ShouldBeOfType<OrganizationAdminThere>();
        await LostAdmins.Lose(town);
        (await town.Try("customeradmin", new ProposeReplacement(town["editor"]))).ShouldBeOfType<StaffPropose>();
        (await town.Try("useradmin", new ProposeReplacement(town["editor"]))).ShouldBeOfType<NotAllowed>();
        (await town.Try("support", new ProposeReplacement(town["subject"]))).ShouldBeOfType<NotAcceptedYet>();
        (await town.Try("support", new ProposeReplacement(town["orgadmin"]))).ShouldBeOfType<PersonDeactivated>();
        (await town.Try("support", new AppointFirstOrganizationAdmin(town["editor"]))).ShouldBeOfType<FirstAlreadyAppointed>("the first happens once");
        await town.Do("support", new ProposeReplacement(town["editor"]));
        (await town.Try("super", new ProposeReplacement(town["editor"]))).ShouldBeOfType<AlreadyProposed>();
        (await town.Read("customeradmin", new ViewReplacement())).Lost.ShouldBeTrue();

        await town.SetUpMeadow();
        (await town.Try(town.As("support", Town.Meadow), new ProposeReplacement(town["ben@meadow"]))).ShouldBeOfType<NoFirstYet>();
    }

    [Fact]
    public async Task Who_confirms_has_been_customer_admin_for_30_days_and_owes_it_to_somebody_else()
    {
        await using var town = await Town.Open();
        await town.Do("support", new AssignConnectRole(town["custom"], ConnectRole.CustomerAdmin, null));
        town.Call("added", await town.Do("support", new AddUser(new("added@harbor.example", "Added"), ConnectRole.User, [], [])));
        await town.Do("customeradmin", new AssignConnectRole(town["added"], ConnectRole.CustomerAdmin, null));
        await LostAdmins.Propose(town, days: 20);
        (await town.Try("customeradmin", new ConfirmReplacement(town["proposal"]))).ShouldBeOfType<CustomerAdminTooNew>();
        (await town.Try("super", new ConfirmReplacement(town["proposal"]))).ShouldBeOfType<CustomerAdminConfirms>();
        town.Clock.Move(TimeSpan.FromDays(11));
        (await town.Try("custom", new ConfirmReplacement(town["proposal"]))).ShouldBeOfType<AppointedByProposer>();
        (await town.Try("added", new ConfirmReplacement(town["proposal"]))).ShouldBeOfType<AppointedByProposer>();
        (await town.Try("useradmin", new ConfirmReplacement(town["proposal"]))).ShouldBeOfType<NotAllowed>();
        var shown = (await town.Read("custom", new ViewReplacement())).Waiting!;
        shown.Can["confirm"].Why.ShouldBe(new AppointedByProposer().Sentence);
        shown.Confirmers.Select(one => one.Id).ShouldBe([town["customeradmin"], town["customeradmin2"]], ignoreOrder: true);
        await town.Do("customeradmin", new ConfirmReplacement(town["proposal"]));
        (await town.Try("customeradmin2", new ConfirmReplacement(town["proposal"]))).ShouldBeOfType<RequestDecided>();
    }

    [Fact]
    public async Task Thirty_days_begin_again_with_a_break_and_nobody_confirms_themselves()
    {
        await using var town = await Town.Open();
        await LostAdmins.Lose(town);
        town.Clock.Move(TimeSpan.FromDays(31));
        await town.Do("customeradmin", new DeactivateUser(town["customeradmin2"]));
        await town.Do("support", new ReactivateUser(town["customeradmin2"]));
        await town.Do("customeradmin2", new AssignConnectRole(town["editor"], ConnectRole.CustomerAdmin, null));
        town.Call("proposal", await town.Do("support", new ProposeReplacement(town["editor"])));
        (await town.Try("customeradmin2", new ConfirmReplacement(town["proposal"]))).ShouldBeOfType<CustomerAdminTooNew>();
        town.Clock.Move(TimeSpan.FromDays(31));
        (await town.Try("customeradmin2", new ConfirmReplacement(town["proposal"]))).ShouldBeOfType<AppointedByProposer>("who proposes brought them back");
        (await town.Try("editor", new ConfirmReplacement(town["proposal"]))).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.Oneself);
    }

    [Fact]
    public async Task Where_no_customer_admin_can_the_platform_team_confirms_on_the_host()
    {
        await using var town = await Town.Open();
        await LostAdmins.Propose(town);
        (await town.Try("customeradmin", new ConfirmReplacement(town["proposal"]))).ShouldBeOfType<CustomerAdminTooNew>();
        await town.Do("host", new ConfirmReplacementOnHost());
        (await town.Read("support", new ViewReplacement())).Waiting!.OnHost.ShouldBeTrue();
        (await town.Try("host", new ConfirmReplacementOnHost())).ShouldBeOfType<RequestDecided>();
        await Pass(town, hours: 24);
        (await LevelOf(town, "editor")).ShouldBe(InsightsRole.OrganizationAdmin);
        (await town.Try("host", new ConfirmReplacementOnHost())).ShouldBeOfType<NotFound>();
    }

    [Fact]
    public async Task The_platform_team_leaves_it_to_a_customer_admin_who_can()
    {
        await using var town = await Town.Open();
        await LostAdmins.Propose(town, days: 31);
        (await town.Try("host", new ConfirmReplacementOnHost())).ShouldBeOfType<CustomerAdminCanConfirm>();
    }

    [Fact]
    public async Task It_can_be_withdrawn_until_it_takes_effect_with_a_reason_that_everyone_reads()
    {
        await using var town = await Town.Open();
        await LostAdmins.Propose(town, days: 31);
        await town.Do("customeradmin", new ConfirmReplacement(town["proposal"]));
        (await town.Try("customeradmin2", new WithdrawReplacement(town["proposal"], " "))).ShouldBeOfType<Invalid>();
        (await town.Try("useradmin", new WithdrawReplacement(town["proposal"], "Not them."))).ShouldBeOfType<NotAllowed>();
        await town.Do("customeradmin2", new WithdrawReplacement(town["proposal"], "Not them."));
        (await town.NewsTo("useradmin")).Select(told => told.Words).ShouldContain(words => words!.EndsWith("Not them.", StringComparison.Ordinal));
        await Pass(town, hours: 25);
        (await LevelOf(town, "editor")).ShouldBe(InsightsRole.Editor);
        (await town.Try("customeradmin2", new WithdrawReplacement(town["proposal"], "Again."))).ShouldBeOfType<RequestDecided>();
        await town.Do("support", new ProposeReplacement(town["editor"]));
    }

    [Fact]
    public async Task It_lapses_where_an_organization_admin_came_back_meanwhile()
    {
        await using var town = await Town.Open();
        await LostAdmins.Propose(town);
        await town.Do("host", new ConfirmReplacementOnHost());
        await ComesBack(town, "orgadmin");
        await Pass(town, hours: 24);
        (await LevelOf(town, "editor")).ShouldBe(InsightsRole.Editor);
        await Lapsed(town, new OrganizationAdminThere().Sentence);
    }

    [Fact]
    public async Task It_lapses_where_the_person_or_one_of_the_two_who_agreed_is_gone()
    {
        await using (var town = await Town.Open())
        {
            await LostAdmins.Propose(town, days: 31);
            await town.Do("customeradmin", new ConfirmReplacement(town["proposal"]));
            await town.Do("customeradmin", new DeactivateUser(town["editor"]));
            await Pass(town, hours: 24);
            await Lapsed(town, new PersonDeactivated().Sentence);
        }

        await using (var town = await Town.Open())
        {
            await LostAdmins.Propose(town, days: 31);
            await town.Do("customeradmin", new ConfirmReplacement(town["proposal"]));
            await town.Do("customeradmin2", new AssignConnectRole(town["customeradmin"], ConnectRole.User, null));
            await Pass(town, hours: 24);
            await Lapsed(town, "The person who confirmed it is no Customer Admin any more.");
        }

        await using (var town = await Town.Open())
        {
            await LostAdmins.Propose(town, days: 31);
            await town.Do("customeradmin", new ConfirmReplacement(town["proposal"]));
            await town.Do(town.As("super", Guid.Empty), new EndStaffRole(StaffRole.SupportUser, "support@usher.example"));
            await Pass(town, hours: 24);
            await Lapsed(town, "The member of staff who proposed it is none any more.");
        }
    }

    private static async Task Lapsed(Town town, string why)
    {
        var lapsed = (await town.Rows<Replacement>()).ShouldHaveSingleItem();
        (lapsed.State, lapsed.Answer).ShouldBe((RequestState.Declined, why));
        (await town.Facts("editor")).InsightsRole(town.Now).ShouldNotBe(InsightsRole.OrganizationAdmin);
    }

    /// <summary>Somebody who was deactivated upstream is reactivated, with the level they had: no act of today does, so it is written.</summary>
    private static Task ComesBack(Town town, string who) => town.Gate.Effect(Town.Harbor, "BroughtBack", Section.Insights, async work =>
    {
        (await work.Db.Users.FindAsync(town[who]))!.Active = true;
        return true;
    });

    private static async Task<int> Heard(Town town, string who) => (await town.ToldTo(who)).Count(what => what == DirectoryNotices.Replacement);

    private static async Task<InsightsRole> LevelOf(Town town, string who) => (await town.Facts(who)).InsightsRole(town.Now);

    private static Task Pass(Town town, int hours)
    {
        town.Clock.Move(TimeSpan.FromHours(hours));
        return MarketTown.Hear(town, JobRoute.To(() => new CarryOutReplacements()));
    }
}
