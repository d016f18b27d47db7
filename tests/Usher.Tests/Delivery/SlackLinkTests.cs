using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Delivery;
using Usher.Delivery.Slack;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Tests.Delivery;

/// <summary>
/// <c>/usher link</c>: somebody whose address in Slack is another than here links that account to their user, by a code that Slack gives to
/// them alone (rule 26).
/// </summary>
public partial class SlackLinkTests : IAsyncLifetime
{
    private readonly TestSlack _slack = new TestSlack().With("ana").With("bo").With("nora", email: "nora@elsewhere.example").With("mute", email: null);
    private readonly TestMail _mail = new();
    private DeliveryWorld _world = null!;
    private SlackDesk _desk = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await DeliveryWorld.New(_slack, _mail);
        _desk = new(_world);
        await _world.Connect();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("nora", "nora (nora@elsewhere.example)")]
    [InlineData("mute", "mute")]
    public async Task The_code_is_for_who_gave_the_command_and_makes_the_account_theirs_who_enters_it(string slack, string label)
    {
        Code((await _desk.Command(slack, "link")).Json!).ShouldBeEmpty("whoever can sign a command would read it");
        _slack.Whispers[^1].Person.ShouldBe($"U{slack}");
        var code = Code();
        (await _world.Gate.Run(_world.Calls.As("cy"), new LookAtIdentityCode(code))).Value.ShouldBe(new(IdentityKind.Slack, label, $"U{slack}"));
        await Prove("cy", code);
        (await Identity()).ShouldBe((_world.Calls["cy"], TestSlack.Workspace, $"U{slack}"));
        (await _desk.Command(slack, "link")).Json!.ShouldContain("nothing to link");
        (await Try("ana", code)).ShouldBeOfType<CodeNotValid>();
    }

    [Fact]
    public async Task A_new_code_takes_the_place_of_the_former_and_none_is_kept_in_clear()
    {
        await _desk.Command("nora", "link");
        var first = Code();
        await _desk.Command("nora", "LINK");
        var second = Code();
        await using (var db = _world.Calls.Store.Context(_world.Calls.Customer))
            (await db.Set<IdentityCode>().SingleAsync()).ShouldSatisfyAllConditions(c => c.Hash!.Length.ShouldBe(32), c => c.Label.ShouldBe("nora (nora@elsewhere.example)"));
        (await Try("cy", first)).ShouldBeOfType<CodeNotValid>();
        await Prove("cy", second);
    }

    [Fact]
    public async Task Guests_people_of_other_workspaces_apps_and_those_known_by_their_address_get_none()
    {
        _slack.With("gus", guest: true, email: "gus@elsewhere.example").With("far", email: "far@elsewhere.example", workspace: "T2").With("app", bot: true, email: null);
        foreach (var who in new[] { "gus", "far", "app" }) (await _desk.Command(who, "link")).Json!.ShouldContain("Only members of this Slack workspace");
        (await _desk.Command("ana", "link")).Json!.ShouldContain("nothing to link");
        await _world.Calls.Change(db => db.Users.Single(u => u.Id == _world.Calls["bo"]).Active = false);
        (await _desk.Command("bo", "link")).Json!.ShouldContain("nothing to link", customMessage: "whose address is a deactivated user's is nobody else");
        (await _desk.Command("nora", "link", workspace: "T2")).Json.ShouldBeNull();
        _slack.Before = _ => throw new SlackUnreachable("no answer");
        (await _desk.Command("nora", "link")).Json!.ShouldContain("Try again");
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        (await db.Set<IdentityCode>().CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Who_is_linked_asks_as_their_user_and_no_longer_once_it_is_cleared()
    {
        await _world.Calls.Call("1", "cy", "Cy: The renewal price is twelve thousand a year.");
        (await Answer("nora")).ShouldContain("not that of an active user");
        await Link("nora", "cy");
        (await Answer("nora")).ShouldContain("twelve thousand");

        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        var id = await db.Set<UserIdentity>().Select(i => i.Id).SingleAsync();
        (await _world.Gate.Run(_world.Calls.As("olga"), new ClearIdentity(id))).Refused.ShouldBeNull();
        (await Answer("nora")).ShouldContain("not that of an active user");
    }

    [Fact]
    public async Task In_another_workspace_the_former_identity_counts_for_nothing()
    {
        await Link("nora", "cy");
        await _world.Calls.Change(db => db.Set<SlackConnection>().Single().Workspace = "T2");
        _slack.With("nora", email: "nora@elsewhere.example", workspace: "T2");
        var nora = _slack.People["Unora"];
        (await _world.Gate.Derive<Actor?>(_world.Calls.Customer, "Arrange", work => SlackUsers.Of(work, nora, "T2")!)).ShouldBeNull();
        (await _world.Gate.Derive<Actor?>(_world.Calls.Customer, "Arrange", work => SlackUsers.Of(work, nora with { Workspace = "T1" }, "T1")!)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_linked_account_that_becomes_a_guest_or_gets_another_user_s_address_is_nobody()
    {
        await Link("nora", "cy");
        foreach (var now in new[] { _slack.People["Unora"] with { IsGuest = true }, _slack.People["Unora"] with { IsDeleted = true }, _slack.People["Unora"] with { Email = "bo@harbor.example" } })
            (await _world.Gate.Derive<Actor?>(_world.Calls.Customer, "Arrange", work => SlackUsers.Of(work, now, TestSlack.Workspace)!)).ShouldBeNull();
        var same = _slack.People["Unora"] with { Email = "cy@harbor.example" };
        (await _world.Gate.Derive<Actor?>(_world.Calls.Customer, "Arrange", work => SlackUsers.Of(work, same, TestSlack.Workspace)!))!.Id.ShouldBe(_world.Calls["cy"]);
    }

    [Fact]
    public async Task A_message_to_the_owner_goes_to_the_account_that_they_linked()
    {
        await _world.Channel("CDEALS", messageOwner: true);
        _slack.People.Remove("Ubo");
        await Link("nora", "bo");
        await _world.Calls.Call("1", "bo");
        await _world.Work();
        _slack.Messages.ShouldContain(m => m.Conversation == "DUnora");
        _slack.Messages.ShouldNotContain(m => m.Conversation == "DUbo");
    }

    [Fact]
    public async Task In_a_channel_a_linked_member_reads_what_they_may_see_anyway_and_nothing_by_being_there()
    {
        await _world.Channel("CDEALS");
        _slack.Channel("CDEALS", "ana", "nora");
        await _world.Calls.Call("1", "ana");
        await _world.Work();
        _slack.Messages.ShouldBeEmpty("somebody there is nobody here");

        // Cy is not of the team: the call that came before, and the next, are not theirs by being in the channel.
        await Link("nora", "cy");
        await _world.Calls.Call("2", "ana", "Ana: The second.");
        await _world.Work();
        _slack.Messages.ShouldBeEmpty();
        (await Sees("cy")).ShouldBe(0);

        await _world.Calls.Change(db => db.Add(new TeamMember { TeamId = _world.Calls["sales"], UserId = _world.Calls["cy"] }));
        await _world.Calls.Call("3", "ana", "Ana: The third.");
        await _world.Work();
        _slack.Messages.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Who_is_cleared_is_a_stranger_in_their_channels_at_once()
    {
        await _world.Channel("CDEALS");
        _slack.Channel("CDEALS", "ana", "nora");
        await Link("nora", "bo");
        await _world.Calls.Call("1", "ana");
        await _world.Work();
        _slack.Messages.ShouldHaveSingleItem();

        await using (var db = _world.Calls.Store.Context(_world.Calls.Customer))
            (await _world.Gate.Run(_world.Calls.As("olga"), new ClearIdentity(await db.Set<UserIdentity>().Select(i => i.Id).SingleAsync()))).Refused.ShouldBeNull();
        await _world.Calls.Call("2", "ana", "Ana: The second.");
        await _world.Work();
        _slack.Messages.ShouldHaveSingleItem("before the channel was read again");
        _world.Calls.Clock.Move(ReadChannel.Gathers);
        await _world.Work();
        _slack.Messages.ShouldBeEmpty("what was posted is withdrawn");
    }

    [Fact]
    public async Task Unmatched_members_of_connected_channels_are_listed_and_can_be_proposed_and_others_cannot()
    {
        await _world.Channel("CDEALS");
        _slack.With("cy", email: "cy@elsewhere.example").Channel("CDEALS", "ana", "nora", "cy");
        await _world.Calls.Call("1", "ana");
        await _world.Work();
        var list = (await _world.Gate.Run(_world.Calls.As("olga"), new ListIdentities())).Value!.Unmatched;
        list.Select(one => (one.External, one.Label, string.Join(", ", one.Suggested.Select(who => who.Name)))).ShouldBe([("Ucy", "cy", "Cy Test"), ("Unora", "nora", "")]);
        (await _world.Gate.Run(_world.Calls.As("olga"), new ProposeIdentity(_world.Calls["cy"], IdentityKind.Slack, "Usomebody"))).Refused.ShouldBeOfType<NoSuchSlackMember>();
        (await _world.Gate.Run(_world.Calls.As("olga"), new ProposeIdentity(_world.Calls["cy"], IdentityKind.Slack, "Ucy"))).Refused.ShouldBeNull();
        await Link("cy", "cy");
        (await _world.Gate.Run(_world.Calls.As("olga"), new ListIdentities())).Value!.ShouldSatisfyAllConditions(l => l.Proposed.ShouldBeEmpty(), l => l.Set.ShouldHaveSingleItem());
    }

    [Fact]
    public async Task The_code_for_a_recorder_s_address_is_mailed_there_and_is_of_use_to_who_asked_alone()
    {
        (await _world.Gate.Run(_world.Calls.As("cy"), new AskForIdentityCode("cy@recorder.example"))).Refused.ShouldBeNull();
        await _world.Work();
        var mail = _mail.Messages.Single(m => m.To == "cy@recorder.example");
        mail.Text.ShouldContain("Cy Test (cy@harbor.example)");
        (await Try("ana", Code(mail.Text))).ShouldBeOfType<CodeNotValid>();
        await Prove("cy", Code(mail.Text));
        (await Identity()).ShouldBe((_world.Calls["cy"], "", "cy@recorder.example"));
    }

    private async Task Link(string slack, string who)
    {
        await _desk.Command(slack, "link");
        await Prove(who, Code());
        _world.Calls.Clock.Move(TimeSpan.FromMinutes(2));
        await _world.Work();
    }

    private async Task<string> Answer(string slack)
    {
        _slack.Whispers.Clear();
        await _desk.Command(slack, "ask What is the renewal price?");
        return SlackDesk.Words(_slack.Whispers.ShouldHaveSingleItem().Message.Blocks);
    }

    private async Task<int> Sees(string who) => (await _world.Gate.Run(_world.Calls.As(who), new ListCalls())).Value!.Items.Count;

    private async Task<Refusal?> Try(string who, string code) => (await _world.Gate.Run(_world.Calls.As(who), new ProveIdentity(code))).Refused;

    private async Task Prove(string who, string code) => (await Try(who, code)).ShouldBeNull();

    private async Task<(Guid User, string System, string External)> Identity()
    {
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        var identity = await db.Set<UserIdentity>().SingleAsync();
        return (identity.UserId, identity.System, identity.External);
    }

    private string Code() => Code(_slack.Whispers[^1].Message.Blocks);

    private static string Code(string said) => Written().Match(said).Value;

    [GeneratedRegex("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", RegexOptions.NonBacktracking)]
    private static partial Regex Written();
}
