using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Usher.Delivery.Slack;

namespace Usher.Tests.Delivery;

/// <summary>The manifest asks for what the code uses, and for nothing else. Scopes and events are those of Slack's reference.</summary>
public partial class SlackManifestTests
{
    /// <summary>The scopes of a bot's token that Slack's reference names for each method.</summary>
    private static readonly Dictionary<string, string[]> Scopes = new(StringComparer.Ordinal)
    {
        ["auth.test"] = [],
        ["auth.revoke"] = [],
        ["conversations.info"] = ["channels:read", "groups:read"],
        ["conversations.members"] = ["channels:read", "groups:read"],
        ["conversations.history"] = ["groups:history", "im:history"],
        ["conversations.replies"] = ["groups:history", "im:history"],
        ["conversations.open"] = ["im:write"],
        ["users.list"] = ["users:read", "users:read.email"],
        ["conversations.list"] = ["channels:read", "groups:read"],
        ["users.info"] = ["users:read", "users:read.email"],
        ["users.lookupByEmail"] = ["users:read.email"],
        ["chat.postMessage"] = ["chat:write"],
        ["chat.postEphemeral"] = ["chat:write"],
        ["chat.update"] = ["chat:write"],
        ["chat.delete"] = ["chat:write"],
        ["assistant.threads.setSuggestedPrompts"] = ["assistant:write"],
        ["assistant.threads.setStatus"] = ["chat:write"],
        ["views.open"] = [],
        ["views.publish"] = [],
    };

    [Fact]
    public void The_scopes_are_those_of_the_methods_that_are_called_and_of_the_events()
    {
        var called = Method().Matches(Source("SlackClient")).Select(m => m.Groups[1].Value).Distinct().ToList();
        called.ShouldBe(Scopes.Keys, ignoreOrder: true);
        SlackManifest.Scopes.ShouldBe(Scopes.Values.SelectMany(s => s).Concat(["app_mentions:read", "commands"]).Distinct(), ignoreOrder: true);
    }

    [Fact]
    public void Every_event_that_is_asked_for_is_heard()
    {
        var (channels, questions) = (Source("SlackEvents"), Source("SlackQuestions"));
        foreach (var name in SlackManifest.Events)
            (channels.Contains($"\"{name}\"", StringComparison.Ordinal) || questions.Contains($"\"{name.Split('.')[0]}\"", StringComparison.Ordinal)).ShouldBeTrue(name);
    }

    [Fact]
    public void It_is_JSON_with_the_address_of_the_organization()
    {
        var manifest = JsonNode.Parse(SlackManifest.Of("https://usher.example", "acme"))!;
        manifest["settings"]!["event_subscriptions"]!["request_url"]!.GetValue<string>().ShouldBe("https://usher.example/slack/acme/events");
        manifest["settings"]!["interactivity"]!["request_url"]!.GetValue<string>().ShouldBe("https://usher.example/slack/acme/interactions");
        var command = manifest["features"]!["slash_commands"]!.AsArray().ShouldHaveSingleItem()!;
        (command["command"]!.GetValue<string>(), command["url"]!.GetValue<string>()).ShouldBe(("/usher", "https://usher.example/slack/acme/commands"));
        manifest["features"]!["app_home"]!["home_tab_enabled"]!.GetValue<bool>().ShouldBeTrue();
        manifest["display_information"]!["name"]!.GetValue<string>().Length.ShouldBeLessThanOrEqualTo(35);
        manifest["display_information"]!["description"]!.GetValue<string>().Length.ShouldBeLessThanOrEqualTo(140);
    }

    [Fact]
    public void People_who_install_it_come_back_to_the_console() =>
        JsonNode.Parse(SlackManifest.Of("https://usher.example", "acme"))!["oauth_config"]!["redirect_urls"]!.AsArray()
            .Select(url => url!.GetValue<string>()).ShouldBe(["https://usher.example/connections/slack"]);

    [Fact]
    public void In_Socket_Mode_it_has_no_address_that_Slack_would_have_to_reach()
    {
        var manifest = JsonNode.Parse(SlackManifest.Of("https://usher.example", "acme", isSocket: true))!;
        manifest["settings"]!["socket_mode_enabled"]!.GetValue<bool>().ShouldBeTrue();
        manifest["settings"]!["event_subscriptions"]!["bot_events"]!.AsArray().Count.ShouldBe(SlackManifest.Events.Count);
        manifest.ToJsonString().ShouldNotContain("usher.example/slack");
    }

    private static string Source(string name) => File.ReadAllText(System.IO.Directory.EnumerateFiles(
        Path.Combine(Repository.Root, "src", "Usher", "Delivery", "Slack"), name + ".cs", SearchOption.AllDirectories).Single());

    [GeneratedRegex("\"((?:auth|conversations|users|chat|views|assistant\\.threads)\\.[A-Za-z]+)\"")]
    private static partial Regex Method();
}
