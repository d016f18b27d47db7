using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Usher.Machines;
using Usher.Tests.Acts;
using Usher.Tests.Directory;

namespace Usher.Tests.Upstream;

/// <summary>What products send over HTTP, by platform key, and what staff read of it.</summary>
public sealed class DoorTests
{
    [Fact]
    public async Task A_product_reports_by_its_key_and_staff_read_what_came_of_it()
    {
        await using var server = await TownServer.Open(UpstreamSamples.Held);
        using var product = await Product(server, "upstream/report");
        var answer = await Post(product, "/api/upstream/sign-ins", Batch(server, "r1", "nia@harbor.example"));
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Body["items"]![0]!["result"]!.GetValue<string>().ShouldBe("created");
        (await Post(product, "/api/upstream/deactivations", Batch(server, "gone", "nobody@harbor.example"))).Body["items"]![0]!["result"]!.GetValue<string>().ShouldBe("unchanged");
        (await server.Get("support", "/api/upstream/reports?result=held"))!["items"]!.AsArray().Count.ShouldBe(3);
        (await server.Get("support", "/api/upstream/reports?result=created&kind=sign-in&product=Enterprise&query=nia&customer=harbor"))!["items"]!.AsArray().ShouldHaveSingleItem()!["customer"]!["slug"]!.GetValue<string>().ShouldBe("harbor");
    }

    [Fact]
    public async Task A_key_without_the_scope_and_nobody_s_key_report_nothing()
    {
        await using var server = await TownServer.Open();
        using var portal = await Product(server, "decision/ask");
        (await Post(portal, "/api/upstream/sign-ins", Batch(server, "r1", "nia@harbor.example"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        using var nobody = server.Browser();
        (await Post(nobody, "/api/upstream/sign-ins", Batch(server, "r1", "nia@harbor.example"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("""{"reports":[{"id":"a","product":"Enterprise","tenant":"harbor-1","at":"2026-01-01T00:00:00","email":"a@b.example"}]}""", "/reports/0/at")]
    [InlineData("""{"reports":[{"id":"a","product":"Enterprise","tenant":"harbor-1","email":"a@b.example"}]}""", "/reports/0/at")]
    [InlineData("""{"reports":[{"id":"a","product":"Enterprise","tenant":"harbor-1","at":"2026-01-01T00:00:00Z","email":"a@b.example","role":"admin"}]}""", "/reports/0/role")]
    public async Task A_batch_that_is_none_is_refused_where_it_is_wrong(string body, string pointer)
    {
        await using var server = await TownServer.Open();
        using var product = await Product(server, "upstream/report");
        var answer = await Post(product, "/api/upstream/sign-ins", body);
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Body["errors"]!.AsObject().ShouldContainKey(pointer);
    }

    [Fact]
    public async Task A_batch_has_a_thousand_reports_at_most_and_a_body_an_end()
    {
        await using var server = await TownServer.Open();
        using var product = await Product(server, "upstream/report");
        var many = string.Join(',', Enumerable.Range(0, 1_001).Select(i => One(server, $"r{i}", "nia@harbor.example")));
        (await Post(product, "/api/upstream/sign-ins", """{"reports":[]}""")).Body["errors"]!.AsObject().ShouldContainKey("/reports");
        (await Post(product, "/api/upstream/sign-ins", $$"""{"reports":[{{many}}]}""")).Body["errors"]!.AsObject().ShouldContainKey("/reports");
        using var huge = new StringContent(new string(' ', 5 << 20), Encoding.UTF8, "application/json");
        (await product.PostAsync("/api/upstream/sign-ins", huge, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    private static string One(TownServer server, string id, string email) =>
        $$"""{"id":"{{id}}","product":"Enterprise","tenant":"harbor-1","at":"{{server.Town.Now:O}}","email":"{{email}}","firstName":"Nia"}""";

    private static string Batch(TownServer server, string id, string email) => $$"""{"reports":[{{One(server, id, email)}}]}""";

    private static async Task<HttpClient> Product(TownServer server, string scope)
    {
        var key = await server.Town.Do(server.Town.As("host", Guid.Empty), new MakePlatformKey("a product", [scope], 30));
        var client = server.Browser();
        client.DefaultRequestHeaders.Authorization = new("Bearer", key.Text);
        return client;
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> Post(HttpClient client, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(path, content, TestContext.Current.CancellationToken);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!);
    }
}
