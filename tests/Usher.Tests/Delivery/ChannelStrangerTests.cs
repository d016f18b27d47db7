using System.Text;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Delivery;
using Usher.Directory;
using Usher.Platform.Audit;

namespace Usher.Tests.Delivery;

/// <summary>Who in a channel is no active user here, by name for those who may see the directory (rule 27, <c>directory/view</c>).</summary>
public class ChannelStrangerTests : IAsyncLifetime
{
    private readonly TestSlack _slack = new();
    private DeliveryWorld _world = null!;
    private Guid _channel;

    public async ValueTask InitializeAsync()
    {
        _world = await DeliveryWorld.New(_slack);
        await _world.Calls.Person("ed", InsightsRole.Editor);
        await _world.Calls.Person("una", InsightsRole.UserAdmin);
        await _world.Connect();
        _channel = await _world.Channel("CDEALS");
        foreach (var name in new[] { "ana", "bo", "rosa" }) _slack.With(name);
        _slack.With("falcon", guest: true).With("build bot", bot: true, email: null).With("nora", email: null);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task The_team_s_page_says_who_it_is_and_why_and_forgets_who_has_left()
    {
        _slack.Channel("CDEALS", "ana", "bo", "rosa", "falcon", "build bot", "nora");
        await _world.Calls.Change(db => db.Users.Single(u => u.Id == _world.Calls["bo"]).Active = false);
        await Read();

        var channel = await Seen("olga");
        channel.Strangers.ShouldBe(
        [
            new("bo", StrangerKind.Deactivated), new("build bot", StrangerKind.App), new("falcon", StrangerKind.Guest), new("nora", StrangerKind.NoAddress),
            new("rosa", StrangerKind.NoUser),
        ]);
        (channel.Guests, channel.Problem).ShouldBe((5, ChannelProblem.HasGuest));

        _slack.Channel("CDEALS", "ana", "rosa");
        await Read();
        (await Seen("olga")).ShouldSatisfyAllConditions(c => c.Strangers.ShouldBe([new("rosa", StrangerKind.NoUser)]), c => c.Problem.ShouldBe(ChannelProblem.HasUnmapped));
        _slack.Channel("CDEALS", "ana");
        await Read();
        (await Seen("olga")).ShouldSatisfyAllConditions(c => c.Strangers.ShouldNotBeNull().ShouldBeEmpty(), c => c.Problem.ShouldBeNull());
        _slack.IsPrivate = false;
        await Read();
        (await Seen("olga")).Strangers.ShouldNotBeNull().ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_may_not_see_the_directory_reads_how_many_there_are_and_no_name()
    {
        _slack.Channel("CDEALS", "ana", "falcon");
        await Read();
        (await Seen("ed")).ShouldSatisfyAllConditions(c => c.Strangers.ShouldBeNull(), c => c.Guests.ShouldBe(1), c => c.Why.ShouldNotBeNull().ShouldNotContain("falcon"));
        (await _world.Gate.Run(_world.Calls.As("una"), new ViewTeam(_world.Calls["sales"]))).Refused.ShouldNotBeNull("to see the directory is not to see teams");
        foreach (var note in await _world.Inbox("ed")) note.Text.ShouldNotContain("falcon");
    }

    [Fact]
    public async Task No_more_than_twenty_are_named_none_by_what_turns_the_text_around_and_none_in_the_audit_trail()
    {
        for (var i = 0; i < 25; i++) _slack.With($"g{i:00}", guest: true);
        _slack.People["Urosa"] = _slack.People["Urosa"] with { Name = "\u202Egnihton" };
        _slack.Channel("CDEALS", ["rosa", .. Enumerable.Range(0, 25).Select(i => $"g{i:00}")]);
        await Read();

        var channel = await Seen("olga");
        (channel.Strangers!.Count, channel.Guests).ShouldBe((20, 26));
        channel.Strangers[0].ShouldBe(new("Someone whose name Slack does not say", StrangerKind.NoUser));
        await using var db = _world.Calls.Store.Context(_world.Calls.Customer);
        foreach (var entry in await db.Set<AuditEntry>().ToListAsync()) Encoding.UTF8.GetString(entry.Body).ShouldNotContain("g01");
    }

    private async Task Read()
    {
        _world.Calls.Clock.Move(TimeSpan.FromMinutes(2));
        await _world.Gate.Derive(_world.Calls.Customer, "Arrange", async work =>
        {
            await ReadChannel.Soon(work, [_channel]);
            return true;
        });
        _world.Calls.Clock.Move(ReadChannel.Gathers);
        await _world.Work();
    }

    private async Task<ChannelView> Seen(string name) =>
        (await _world.Gate.Run(_world.Calls.As(name), new ViewTeam(_world.Calls["sales"]))).Value.ShouldNotBeNull().Channels.ShouldHaveSingleItem();
}
