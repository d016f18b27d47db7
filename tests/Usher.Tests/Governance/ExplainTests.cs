using Usher.Access;
using Usher.Directory;
using Usher.Governance;
using Usher.Platform;
using Usher.Tests.Architecture;
using Usher.Tests.Directory;

namespace Usher.Tests.Governance;

public class ExplainTests
{
    [Fact]
    public async Task An_explanation_names_who_can_help()
    {
        await using var town = await Town.Open();
        var why = await town.Read("user", new ExplainDecision(new("user@harbor.example", "user/view")));
        why.Allowed.ShouldBeFalse();
        why.Helpers.Select(h => h.Id).ShouldBe([town["customeradmin"], town["customeradmin2"]], ignoreOrder: true);
        why.Help.ShouldNotBeNull();
        var yes = await town.Read("orgadmin", new ExplainInsightsDecision(new("editor@harbor.example", "destination/configure", Team: "sales")));
        (yes.Allowed, yes.Grant!.Name).ShouldBe((true, "Editor"));
        (await town.Read("orgadmin", new ExplainInsightsDecision(new("editor@harbor.example", "destination/configure", Team: "none")))).Allowed.ShouldBeFalse();
        (await town.Read("support", new ExplainDecision(new("custom@harbor.example", "app/configure", "signage", "north")))).Allowed.ShouldBeTrue();
        (await town.Read("super", new ExplainDecision(new("support@usher.example", "customer/create")))).Allowed.ShouldBeFalse();
    }

    [Fact]
    public async Task Who_may_make_the_change_themselves_hears_how_and_who_else_could()
    {
        await using var town = await Town.Open();
        var why = await town.Read("customeradmin", new ExplainDecision(new("user@harbor.example", "user/view")));
        why.Remedies.ShouldHaveSingleItem().Kind.ShouldBe(RemedyKind.ConnectRole);
        why.Helpers.Select(helper => helper.Id).ShouldBe([town["customeradmin2"]]);
        (await town.Read("orgadmin", new ExplainInsightsDecision(new("user@harbor.example", "licence/assign")))).Remedies.ShouldHaveSingleItem().Give.ShouldBe("user-admin");
        (await town.Read("user", new ExplainDecision(new("user@harbor.example", "user/view")))).Remedies.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_may_ask_only_about_themselves_cannot_find_out_who_is_there()
    {
        await using var town = await Town.Open();
        var there = await town.Try("user", new ExplainDecision(new("default@harbor.example", "user/view")));
        var nobody = await town.Try("user", new ExplainDecision(new("nobody@harbor.example", "user/view")));
        (there.ShouldBeOfType<NotAllowed>().Ground, there!.Sentence).ShouldBe((nobody.ShouldBeOfType<NotAllowed>().Ground, nobody!.Sentence));
        (await town.Try("customeradmin", new ExplainDecision(new("nobody@harbor.example", "user/view")))).ShouldBeOfType<NotFound>();
        (await town.Try("customeradmin", new ExplainDecision(new("user@lakeside.example", "user/view")))).ShouldBeOfType<NotFound>();
        (await town.Try("customeradmin", new ExplainDecision(new("support@usher.example", "user/view")))).ShouldBeOfType<NotFound>();
        (await town.Try("customeradmin", new ExplainDecision(new("user@harbor.example", "call/view")))).ShouldBeOfType<Invalid>();
        (await town.Try("customeradmin", new ExplainDecision(new("user@harbor.example", "nonsense")))).ShouldBeOfType<Invalid>();
        (await town.Try("orgadmin", new ExplainInsightsDecision(new("user@harbor.example", "user/view")))).ShouldBeOfType<Invalid>();
        (await town.Try("customeradmin", new ExplainInsightsDecision(new("user@harbor.example", "call/view")))).ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task What_may_be_asked_for_is_told_to_the_one_it_is_about()
    {
        await using var town = await Town.Open();
        (await town.Read("user", new ExplainInsightsDecision(new("user@harbor.example", "licence/assign")))).Ask.ShouldBe(new(InsightsRole.UserAdmin));
        (await town.Read("orgadmin", new ExplainInsightsDecision(new("user@harbor.example", "licence/assign")))).Ask.ShouldBeNull();
        (await town.Read("user", new ExplainDecision(new("user@harbor.example", "user/view")))).Ask.ShouldBe(new(Role: ConnectRole.CustomerAdmin));
        (await town.Read("orgadmin", new ExplainInsightsDecision(new("orgadmin@harbor.example", "licence/assign")))).Ask.ShouldBeNull();
    }

    [Fact]
    public async Task A_call_that_is_not_there_is_like_one_that_may_not_be_seen()
    {
        await using var town = await Town.Open();
        var why = await town.Read("orgadmin", new ExplainInsightsDecision(new("user@harbor.example", "call/view", Guid.CreateVersion7().ToString())));
        (why.Allowed, why.Sentence, why.Rule).ShouldBe((false, new NotFound().Sentence, null));
        (await town.Read("orgadmin", new ExplainInsightsDecision(new("user@harbor.example", "call/view", "nonsense")))).Sentence.ShouldBe(why.Sentence);
    }

    [Fact]
    public void The_matrix_has_every_row_of_the_law_and_its_levels()
    {
        var table = RolesMatrix.Table;
        table.Families.Select(f => f.Name).ShouldBe(["Connect", "Insights"]);
        table.Families[1].Roles.Select(r => r.Level).ShouldBe(["Limited", "Medium", "High", "Highest", "System"]);
        table.Rows.Count(r => r.Section == Section.Connect).ShouldBe(33);
        table.Rows.Count(r => r.Section == Section.Insights).ShouldBe(39);
        table.Rows.Single(r => r.Permission == "app/configure").Cells.ShouldBe([null, Reach.Picked, Reach.Own, Reach.All, Reach.All]);
    }
}
