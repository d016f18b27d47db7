using System.Net;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Usher.Delivery.Slack;
using Usher.Platform;
using Usher.Tests.Directory;

namespace Usher.Tests.Delivery;

/// <summary>The address that Slack sends events to, as Slack, a stranger and a flood meet it.</summary>
public sealed class SlackRouteTests : IAsyncLifetime
{
    private const string Secret = "signing-canary";
    private const string Asks = """{"type":"url_verification","challenge":"c-1"}""";

    private TownServer _server = null!;
    private HttpClient _slack = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TownServer.Open();
        _slack = _server.Browser();
    }

    public ValueTask DisposeAsync()
    {
        _slack.Dispose();
        return _server.DisposeAsync();
    }

    [Fact]
    public async Task Slack_is_heard_once_it_is_connected_with_its_signing_secret()
    {
        (await Post("harbor", Asks)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await Connect();
        using var answer = await Post("harbor", Asks);
        (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe((HttpStatusCode.OK, "c-1"));
    }

    [Fact]
    public async Task A_stranger_cannot_tell_which_organizations_there_are_and_use_Slack()
    {
        await Connect();
        var answers = new List<string>();
        foreach (var organization in new[] { "harbor", "lakeside", "nobody", "Harbor", "a.b" })
        {
            using var answer = await Post(organization, Asks, "another secret");
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            var body = System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject();
            body.Remove("traceId");
            answers.Add(body.ToJsonString());
        }

        answers.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_refused_before_it_is_read_as_anything()
    {
        await Connect();
        (await Post("harbor", new string(' ', SlackDoor.Longest + 1))).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    private async Task Connect()
    {
        var customer = (await _server.App.Services.GetRequiredService<Snapshots>().Customer("harbor", TestContext.Current.CancellationToken))!.Id;
        var protection = _server.App.Services.GetRequiredService<IDataProtectionProvider>();
        (await _server.App.Services.GetRequiredService<Gate>().Run(Caller.PlatformTeam(customer), new ConnectSlack("https://slack.example/api/", new SlackIdentity("T1", "U1", "Harbor"),
            protection.CreateProtector("Usher.Slack.Token").Protect("xoxb-canary"),
            protection.CreateProtector("Usher.Slack.SigningSecret").CreateProtector($"{customer}").Protect(Secret)))).Refused.ShouldBeNull();
    }

    private async Task<HttpResponseMessage> Post(string organization, string body, string secret = Secret)
    {
        var timestamp = $"{_server.App.Services.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeSeconds()}";
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/slack/{organization}/events")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", SlackSignature.Of(secret, timestamp, Encoding.UTF8.GetBytes(body)));
        return await _slack.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
