using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Usher.Calls;
using Usher.Delivery;
using Usher.Delivery.Slack;
using Usher.Directory;

namespace Usher.Tests.Delivery;

/// <summary>
/// Random worlds of a channel in Slack: people, guests and strangers come and go, teams change, calls come and are deleted, questions are
/// asked, events are lost. An oracle that knows rules 12, 15 and 22 by itself reads everything that is in Slack.
/// </summary>
public class SlackWorldTests
{
    private static readonly string[] Users = ["ana", "bo", "cy", "dee", "olga"];
    private static readonly string[] Others = ["guest", "stranger", "app"];

    [Fact]
    public async Task Nobody_reads_in_Slack_what_they_may_not_see_and_everything_else_is_there()
    {
        var worlds = Scale.Of(2);
        for (var world = 0; world < worlds; world++) await Walk(new Random((Scale.Seed * 1_000) + world), 25);
    }

    private static async Task Walk(Random random, int steps)
    {
        var slack = new TestSlack().With("guest", guest: true).With("stranger", email: "stranger@elsewhere.example").With("app", bot: true, email: null);
        foreach (var name in Users) slack.With(name);
        slack.Channel("CDEALS", "ana", "bo");
        await using var world = await DeliveryWorld.New(slack);
        await world.Calls.Person("dee");
        await world.Connect();
        var configurer = random.Next(2) == 0 ? "olga" : null;
        await world.Channel("CDEALS", configurer);

        var inChannel = new HashSet<string> { "ana", "bo" };
        var inTeam = new HashSet<string> { "ana", "bo" };
        var calls = new Dictionary<Guid, (string Owner, bool OfTeam, string Token)>();
        var (isPrivate, sent, told) = (true, 0, new StringBuilder());
        for (var step = 0; step < steps; step++)
        {
            var isHeard = random.Next(5) > 0;
            switch (random.Next(9))
            {
                case 0 or 1:
                    var comes = random.Next(4) > 0 ? Users[random.Next(Users.Length)] : Others[random.Next(Others.Length)];
                    if (!inChannel.Remove(comes)) inChannel.Add(comes);
                    slack.Channel("CDEALS", [.. inChannel]);
                    if (isHeard) await Hear("member_joined_channel");
                    told.AppendLine(CultureInfo.InvariantCulture, $"{comes} in or out, {(isHeard ? "heard" : "lost")}");
                    break;
                case 2:
                    slack.IsPrivate = isPrivate = !isPrivate;
                    if (isHeard) await Hear("channel_rename");
                    told.AppendLine(CultureInfo.InvariantCulture, $"private {isPrivate}, {(isHeard ? "heard" : "lost")}");
                    break;
                case 3:
                    var moved = Users[random.Next(Users.Length)];
                    var isIn = inTeam.Contains(moved);
                    if (isIn) inTeam.Remove(moved);
                    else inTeam.Add(moved);
                    await world.Calls.Change(db =>
                    {
                        var member = new TeamMember { TeamId = world.Calls["sales"], UserId = world.Calls[moved] };
                        return isIn ? db.Remove(db.Set<TeamMember>().Single(m => m.UserId == member.UserId)).Entity : db.Add(member).Entity;
                    });
                    isHeard = false;
                    told.AppendLine(CultureInfo.InvariantCulture, $"{moved} in team {!isIn}");
                    break;
                case 4 when calls.Count > 0:
                    var (gone, call) = calls.ElementAt(random.Next(calls.Count));
                    (await world.Gate.Run(world.Calls.As(call.Owner), new DeleteCall(gone))).Refused.ShouldBeNull();
                    calls.Remove(gone);
                    told.AppendLine(CultureInfo.InvariantCulture, $"{call.Token} deleted");
                    break;
                case 5 or 6:
                    var asker = Users[random.Next(Users.Length)];
                    await Hear("app_mention", asker);
                    told.AppendLine(CultureInfo.InvariantCulture, $"{asker} asks");
                    break;
                default:
                    var owner = Users[random.Next(Users.Length)];
                    var token = $"token{step}x";
                    var id = await world.Calls.Call($"{step}", owner, $"{owner}: The renewal price of {token} is {step + 2} thousand a year.");
                    calls[id] = (owner, inTeam.Contains(owner), token);
                    told.AppendLine(CultureInfo.InvariantCulture, $"{token} of {owner}, of the team {inTeam.Contains(owner)}");
                    break;
            }

            await world.Work();
            if (!isHeard)
            {
                world.Calls.Clock.Move(RefreshChannels.Every);
                await world.Work();
            }

            await Judge(step);
        }

        async Task Judge(int step)
        {
            var isRight = isPrivate && inChannel.All(Users.Contains);
            foreach (var (id, call) in calls)
            {
                bool SeesOtherwise(string who) => who == call.Owner || (call.OfTeam && inTeam.Contains(who));
                var mayBeThere = isRight && call.OfTeam && (configurer is null || !inChannel.Contains(configurer) || SeesOtherwise(configurer));
                var isThere = slack.Messages.Any(m => m.Conversation == "CDEALS" && m.Message.Blocks.Contains($"/calls/{id}\""));
                isThere.ShouldBe(mayBeThere, $"step {step}: the note of {call.Token}\n{told}");
                foreach (var who in Users)
                {
                    var sees = SeesOtherwise(who) || (isThere && inChannel.Contains(who) && who != configurer);
                    ((await world.Gate.Run(world.Calls.As(who), new ViewCall(id))).Refused is null).ShouldBe(sees, $"step {step}: {who} and {call.Token}\n{told}");
                    if (inChannel.Contains(who) && !sees)
                        slack.Messages.ShouldNotContain(m => m.Conversation == "CDEALS" && m.Message.Blocks.Contains(call.Token), $"step {step}: {who} reads {call.Token}\n{told}");
                }
            }

            var known = calls.Values.Select(c => c.Token).ToList();
            foreach (var message in slack.Messages.Where(m => m.Conversation == "CDEALS"))
            {
                var tokens = System.Text.RegularExpressions.Regex.Matches(message.Message.Blocks, "token[0-9]+x").Select(m => m.Value).ToList();
                tokens.ShouldBeSubsetOf(known, $"step {step}: of deleted calls\n{told}");
                if (!isRight) tokens.ShouldBeEmpty($"step {step}: read by somebody who is no member\n{told}");
            }
        }

        async Task Hear(string kind, string? asker = null)
        {
            var happened = new JsonObject { ["type"] = kind, ["channel"] = "CDEALS", ["user"] = $"U{asker}", ["ts"] = $"{++sent}.9" };
            if (kind == "channel_rename") happened["channel"] = new JsonObject { ["id"] = "CDEALS" };
            if (asker is not null) happened["text"] = "What is the renewal price?";
            var body = Encoding.UTF8.GetBytes(new JsonObject { ["type"] = "event_callback", ["team_id"] = TestSlack.Workspace, ["event"] = happened }.ToJsonString());
            var timestamp = world.Calls.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            (await world.Events.Hear("harbor", timestamp, SlackSignature.Of(DeliveryWorld.SigningSecret, timestamp, body), body, default)).IsGenuine.ShouldBeTrue();
            world.Calls.Clock.Move(ReadChannel.Gathers);
        }
    }
}
