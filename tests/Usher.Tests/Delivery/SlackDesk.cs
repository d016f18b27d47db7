using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Usher.Delivery;
using Usher.Delivery.Slack;

namespace Usher.Tests.Delivery;

/// <summary>What people do in Slack, as Slack sends it to us: signed, each a second after the one before.</summary>
internal sealed class SlackDesk(DeliveryWorld world)
{
    private int _sent;

    /// <summary>Presses a button of a message; the same once more with the same <paramref name="when"/> is one press, sent again.</summary>
    public async Task<SlackHeard> Press(string who, string action, object about, string conversation, string message, string? when = null,
        Action<JsonObject>? forge = null)
    {
        var payload = Of(who, "block_actions");
        payload["trigger_id"] = $"{_sent}.1.abc";
        payload["container"] = new JsonObject { ["type"] = "message", ["channel_id"] = conversation, ["message_ts"] = message };
        payload["actions"] = new JsonArray(new JsonObject { ["action_id"] = action, ["value"] = $"{about}", ["action_ts"] = when ?? $"{_sent}.5" });
        return await Send(payload, forge);
    }

    /// <summary>Sends off the window that was opened last, or another.</summary>
    public async Task<SlackHeard> Submit(string who, TestSlack slack, string text, string id = "V1", Action<JsonObject>? forge = null)
    {
        var window = JsonNode.Parse(slack.Windows[^1].View)!;
        var payload = Of(who, "view_submission");
        payload["view"] = new JsonObject
        {
            ["id"] = id,
            ["callback_id"] = window["callback_id"]!.GetValue<string>(),
            ["private_metadata"] = window["private_metadata"]!.GetValue<string>(),
            ["state"] = new JsonObject { ["values"] = new JsonObject { ["text"] = new JsonObject { ["text"] = new JsonObject { ["value"] = text } } } },
        };
        return await Send(payload, forge);
    }

    /// <summary>Gives a command.</summary>
    public async Task<SlackHeard> Command(string who, string text, string conversation = "CDEALS", string? trigger = null, string workspace = TestSlack.Workspace)
    {
        var form = Form(("team_id", workspace), ("command", "/usher"), ("user_id", $"U{who}"), ("channel_id", conversation),
            ("trigger_id", trigger ?? $"{_sent}.2.def"), ("text", text));
        return await Done(Signed(form, world.Commands.Hear));
    }

    /// <summary>Sends an event.</summary>
    public Task<SlackHeard> Event(JsonObject happened) => Done(Signed(
        new JsonObject { ["type"] = "event_callback", ["team_id"] = TestSlack.Workspace, ["event"] = happened }.ToJsonString(), world.Events.Hear));

    /// <summary>Sends a payload as it is.</summary>
    public Task<SlackHeard> Send(string payload) => Done(Signed(Form(("payload", payload)), world.Interactions.Hear));

    private Task<SlackHeard> Send(JsonObject payload, Action<JsonObject>? forge)
    {
        forge?.Invoke(payload);
        return Send(payload.ToJsonString());
    }

    private async Task<SlackHeard> Done(Task<SlackHeard> hearing)
    {
        var heard = await hearing;
        world.Calls.Clock.Move(ReadChannel.Gathers);
        await world.Work();
        return heard;
    }

    private Task<SlackHeard> Signed(string body, Func<string, string?, string?, ReadOnlyMemory<byte>, CancellationToken, Task<SlackHeard>> hear)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var timestamp = (world.Calls.Clock.GetUtcNow() + TimeSpan.FromSeconds(_sent++ % 200)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return hear("harbor", timestamp, SlackSignature.Of(DeliveryWorld.SigningSecret, timestamp, bytes), bytes, default);
    }

    private static JsonObject Of(string who, string type) => new()
    {
        ["type"] = type,
        ["team"] = new JsonObject { ["id"] = TestSlack.Workspace },
        ["user"] = new JsonObject { ["id"] = $"U{who}" },
    };

    private static string Form(params (string Name, string Value)[] fields) =>
        string.Join('&', fields.Select(f => $"{f.Name}={HttpUtility.UrlEncode(f.Value)}"));

    /// <summary>All that is read in blocks: the texts of whatever is in them.</summary>
    public static string Words(string blocks) => string.Join('\n', Texts(JsonNode.Parse(blocks)!));

    private static IEnumerable<string> Texts(JsonNode node) => node switch
    {
        JsonArray list => list.SelectMany(item => Texts(item!)),
        JsonObject thing => thing.Where(m => m.Value is not null).SelectMany(m => m.Key == "text" && m.Value is JsonValue value && value.TryGetValue<string>(out var text)
            ? [text]
            : m.Value is JsonValue ? [] : Texts(m.Value!)),
        _ => [],
    };
}
