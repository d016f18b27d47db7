using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Usher.SystemTests.ConsolePages;
using Usher.Tests;

namespace Usher.SystemTests.Delivery;

/// <summary>The demo with a Slack of its own: a newcomer pushes a call and sees its note arrive.</summary>
[Whole]
public sealed class DemoSlackTests
{
    [Fact]
    public async Task A_pushed_call_is_seen_in_the_channel_of_the_sales_team()
    {
        using var slack = await SlackPeer.Start(ofDemo: true);
        await using var demo = await DemoServer.Start(new Dictionary<string, string> { ["Slack__Url"] = slack.Api.ToString() });
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", demo.Keys["harbor.recorder"]);
        using var pushed = await http.PostAsJsonAsync(new Uri(demo.Url, "/api/calls"), new
        {
            recorderId = "1", title = "Shelves", host = "user@harbor.example", start = TimeProvider.System.GetUtcNow(),
            turns = new[] { new { speaker = "Dylan", at = 0, text = "I will send you the order form by Thursday." } },
        });
        pushed.EnsureSuccessStatusCode();
        // What is in it is shown on a page of its own.
        var sales = (await Ask("conversations.list", ("types", "private_channel")))["channels"]![0]!["id"]!.GetValue<string>();
        await Eventually.Until(async () => (await http.GetStringAsync(new Uri(slack.Api, $"/?channel={sales}"))).Contains("Shelves", StringComparison.Ordinal), TimeSpan.FromSeconds(30));

        async Task<JsonNode> Ask(string method, params (string Name, string Value)[] input)
        {
            using var answer = await http.PostAsync(new Uri(slack.Api, method), new FormUrlEncodedContent(input.Select(i => KeyValuePair.Create(i.Name, i.Value))));
            return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        }
    }
}
