using System.Text.Json.Nodes;
using Usher.Platform;

namespace Usher.Delivery.Slack;

/// <summary>Writes what is in a Home tab. Names and titles are plain text.</summary>
internal static class HomeText
{
    private const int MostNeeds = 10;
    private const int LongestName = 150;

    /// <summary>What stands there once nobody has opened it for a day: it names nothing.</summary>
    public static string Empty { get; } = View([SlackText.Section("Open this tab again to see your calls and what waits for you.")]);

    /// <summary>What stands there for whoever is no user here.</summary>
    public static string Unknown { get; } = View([SlackText.Section(new NoUserInSlack().Sentence)]);

    /// <summary>What stands there for a user.</summary>
    public static string Of(HomeShown shown, PublicAddress console)
    {
        List<JsonNode> blocks = [SlackText.Header("Your calls")];
        if (shown.Calls.Count == 0) blocks.Add(SlackText.Section("There are no calls that you may see yet."));
        foreach (var call in shown.Calls)
        {
            var section = SlackText.Section($"{SlackText.Cut(call.Title, LongestName)}\n{call.Facts}");
            section["accessory"] = Link("Open", $"/calls/{call.Id}");
            blocks.Add(section);
        }

        blocks.Add(SlackText.Buttons(Link("All calls", "/calls"), Link("Ask", "/ask")));
        blocks.Add(SlackText.Header("Needs your attention"));
        if (shown.Needs.Count == 0) blocks.Add(SlackText.Section("You’re all caught up."));
        else
        {
            blocks.Add(SlackText.Points(null, shown.Needs.Take(MostNeeds).Select(need => new JsonNode[] { SlackText.Run(Words(need)) })));
            blocks.Add(SlackText.Buttons(Link("Review", "/")));
        }

        blocks.Add(SlackText.Header("Notifications"));
        blocks.Add(SlackText.Section(shown.Messages
            ? "Your own calls are announced to you by direct message, where your team wants it."
            : "Your own calls are not announced to you by direct message."));
        blocks.Add(SlackText.Buttons(Link("Change", "/profile")));
        return View(blocks);

        JsonObject Link(string text, string path) => SlackText.Button(text, new Uri(console.Base + path));
    }

    /// <summary>What waits, in a few words; where they would need more than a name, only that it does.</summary>
    private static string Words(Need need) => need.Kind switch
    {
        "request" when need.By is { } by => $"{by.Name} requested {need.Level ?? "access"}"
            + (need.Who is { } who && who.Id != by.Id ? $" for {who.Name}" : ""),
        "held-call" => "A call of yours looks sensitive and is held",
        "integration-to-approve" => $"The integration user {need.Name} waits for approval",
        "own-key" or "integration-user-key" => $"The key {need.Name} expires soon",
        "access-ends" when need.Who is { } who => $"The access of {who.Name} ends soon: {need.Name}",
        "failed-deliveries" => $"Deliveries that failed: {need.Count}",
        "held-deliveries" => $"Deliveries that are held: {need.Count}",
        "app-to-configure" or "app-to-connect" => $"The app {need.Name} waits for its configuration",
        _ => "Something else waits for you",
    };

    private static string View(List<JsonNode> blocks) =>
        new JsonObject { ["type"] = "home", ["blocks"] = new JsonArray([.. blocks]) }.ToJsonString();
}
