using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Usher.Access;
using Usher.Tests.Access.Naive;

namespace Usher.Tests.AuthZen;

/// <summary>AuthZEN Authorization API 1.0, section 8: a search says what evaluations say, in parts, and nothing about what the asker does not read.</summary>
public class SearchTests(AuthZenServer server) : IClassFixture<AuthZenServer>
{
    private static readonly object Viewers = new { subject = new { type = "user" }, action = new { name = "view" }, resource = new { type = "tenant", id = "north", properties = new { customer = "harbor" } } };

    [Fact]
    public async Task Each_of_the_three_finds_what_is_looked_for_whole()
    {
        (await Names("subject", new { subject = new { type = "user" }, action = new { name = "configure" }, resource = new { type = "app", id = "signage", properties = new { customer = "harbor" } } }))
            .ShouldBe(["custom@harbor.example", "customeradmin@harbor.example"], ignoreOrder: true);
        (await server.Search("resource", new { subject = new { type = "user", id = "custom@harbor.example" }, action = new { name = "configure" }, resource = new { type = "app", properties = new { customer = "harbor", tenant = "north" } } }))
            .Body.ShouldBe("""{"page":{"next_token":"","count":2},"results":[{"type":"app","id":"harbor","properties":{"customer":"harbor","tenant":"north"}},{"type":"app","id":"signage","properties":{"customer":"harbor","tenant":"north"}}]}""");
        (await server.Search("action", new { subject = new { type = "user", id = "custom@harbor.example" }, resource = new { type = "app", id = "signage", properties = new { customer = "harbor" } } }))
            .Body.ShouldBe("""{"page":{"next_token":"","count":3},"results":[{"name":"configure"},{"name":"request"},{"name":"view"}]}""");
        (await server.Search("subject", new { subject = new { type = "integration-user" }, action = new { name = "ingest" }, resource = new { type = "call", id = "harbor", properties = new { customer = "harbor" } }, page = new { limit = 1 } }))
            .Json.GetProperty("results")[0].GetProperty("properties").GetRawText().ShouldBe("""{"customer":"harbor"}""");
    }

    [Fact]
    public async Task In_random_worlds_a_search_finds_what_evaluations_answer_yes_to_for_keys_of_the_platform_and_of_customers()
    {
        var (asked, found) = (0, 0);
        for (var seed = 1; seed <= 4; seed++)
        {
            await using var random = await RandomServer.Open(seed);
            foreach (var key in random.Keys)
            {
                for (var i = 0; i < 60; i++)
                {
                    var question = JsonNode.Parse(random.Worlds.Question())!.AsObject();
                    foreach (var what in new[] { "subject", "resource", "action" })
                    {
                        var names = await random.Found(what, question, key);
                        names.ShouldBe(await random.Expected(what, question, key), ignoreOrder: true, $"{what}: {question}");
                        asked++;
                        found += names.Count;
                    }
                }
            }
        }

        found.ShouldBeGreaterThan(asked / 10, "searches that find hardly anything compare little");
    }

    [Fact]
    public async Task Parts_follow_each_other_without_a_gap_whatever_their_length_and_the_last_one_says_that_it_is()
    {
        var all = await Names("subject", Viewers);
        all.Count.ShouldBeGreaterThan(5);
        foreach (var limit in new[] { 1, 3, all.Count, all.Count + 1 }) (await Names("subject", Viewers, limit)).ShouldBe(all);
        (await server.Search("subject", With(Viewers, new { limit = all.Count }))).Json.GetProperty("page").GetProperty("next_token").GetString().ShouldBeEmpty();
        var none = (await server.Search("subject", With(Viewers, new { limit = 0 }))).Json;
        none.GetProperty("results").GetArrayLength().ShouldBe(0);
        var token = none.GetProperty("page").GetProperty("next_token").GetString();
        token.ShouldNotBeNullOrEmpty();
        (await Names("subject", Viewers, all.Count, token)).ShouldBe(all);
    }

    [Fact]
    public async Task Calls_and_customers_come_in_parts_like_everything_else()
    {
        var key = server.Facts.Key("harbor", "recorder");
        var calls = new { subject = new { type = "user", id = "owner@harbor.example" }, action = new { name = "view" }, resource = new { type = "call", properties = new { customer = "harbor" } } };
        (await Names("resource", calls, key: key)).ShouldBe(["harbor", "c1"], "what is held is nobody's but the owner's, and no key reads it");
        (await Names("resource", calls, limit: 1, key: key)).ShouldBe(["harbor", "c1"]);
        (await Names("resource", calls)).ShouldBe(["harbor"], "a key of the platform asks about no single call");
        var customers = new { subject = new { type = "staff", id = "super@usher.example" }, action = new { name = "create" }, resource = new { type = "customer" } };
        string[] everyone = ["super@usher.example", "support@usher.example", "harbor", "lakeside"];
        (await Names("resource", customers)).ShouldBe(everyone, ignoreOrder: true);
        (await Names("resource", customers, limit: 1)).ShouldBe(everyone, ignoreOrder: true);
        (await Names("resource", customers, key: key)).ShouldBeEmpty("to a customer's key what lies outside any customer is like a missing one");
    }

    [Fact]
    public async Task A_call_that_the_key_does_not_read_changes_no_byte_of_any_search()
    {
        const string world = "customers:\n  harbor:\n    insights: true\n    teams: { sales: [ana@harbor.example], support: [bo@harbor.example] }\n    users: { ana@harbor.example: {}, bo@harbor.example: { insights: organization-admin } }\n"
            + "    integrationUsers: { asker: { owner: bo@harbor.example, scopes: [decision/ask, \"call/read:support\"] } }\n    calls:\n      c1: { owner: bo@harbor.example, teams: [support] }\n";
        const string hidden = "      c2: { owner: ana@harbor.example, teams: [sales] }\n      c3: { owner: bo@harbor.example, teams: [support], held: true }\n";
        await using var without = new AuthZenServer(world);
        await using var with = new AuthZenServer(world + hidden);
        var answers = new List<string>();
        foreach (var one in new[] { without, with })
        {
            await one.InitializeAsync();
            var (key, said) = (one.Facts.Key("harbor", "asker"), new StringBuilder());
            foreach (var subject in new[] { "ana", "bo" })
            {
                foreach (var action in new[] { "view", "share", "troubleshoot", "delete" })
                    said.AppendLine((await one.Search("resource", new { subject = new { type = "user", id = $"{subject}@harbor.example" }, action = new { name = action }, resource = new { type = "call", properties = new { customer = "harbor" } } }, key)).Body);
                foreach (var call in new[] { "c1", "c2", "c3", "c4" })
                    said.AppendLine((await one.Search("action", new { subject = new { type = "user", id = $"{subject}@harbor.example" }, resource = new { type = "call", id = call, properties = new { customer = "harbor" } } }, key)).Body);
            }

            foreach (var call in new[] { "c1", "c2", "c3", "c4" })
                said.AppendLine((await one.Search("subject", new { subject = new { type = "user" }, action = new { name = "view" }, resource = new { type = "call", id = call, properties = new { customer = "harbor" } } }, key)).Body);
            answers.Add(said.ToString());
        }

        answers[1].ShouldBe(answers[0]);
        answers[0].ShouldContain("\"c1\"");
    }

    [Fact]
    public async Task A_token_is_of_one_search_of_one_asker_and_of_nothing_else()
    {
        var token = (await server.Search("subject", With(Viewers, new { limit = 1 }))).Json.GetProperty("page").GetProperty("next_token").GetString()!;
        (await server.Search("subject", With(Viewers, new { token }))).Status.ShouldBe(HttpStatusCode.OK);
        var other = new { subject = new { type = "user" }, action = new { name = "view" }, resource = new { type = "tenant", id = "south", properties = new { customer = "harbor" } } };
        foreach (var (query, key) in new[] { (With(other, new { token }), null), (With(Viewers, new { token }), server.Facts.Key("harbor", "recorder")), (With(Viewers, new { token = token[..^1] + (token[^1] == 'A' ? 'B' : 'A') }), null), (With(Viewers, new { token = "x" }), null) })
        {
            var answer = await server.Search("subject", query, key);
            answer.Status.ShouldBe(HttpStatusCode.BadRequest);
            answer.Body.ShouldContain("page.token");
        }
    }

    [Theory]
    [InlineData("subject", """{"subject":{"type":"user","id":7},"action":{"name":"view"},"resource":{"type":"tenant","id":"north","properties":{"customer":"harbor"}},"page":null,"context":{"x":1},"z":[1]}""")]
    [InlineData("subject", """{"subject":{"type":"user","id":"nobody","id":"else"},"action":{"name":"view"},"resource":{"type":"tenant","id":"north","properties":{"customer":"harbor"}},"page":{"token":null,"limit":null,"properties":null,"sort":"x"}}""")]
    [InlineData("subject", """{"subject":{"type":"user"},"action":{"name":"view"},"resource":{"type":"tenant","id":"north","properties":{"customer":"harbor"}},"page":{"token":"","limit":9000000000,"properties":{"a":1}}}""")]
    [InlineData("resource", """{"subject":{"type":"user","id":"user@harbor.example"},"action":{"name":"view"},"resource":{"type":"tenant","id":null,"properties":{"customer":"harbor"}}}""")]
    [InlineData("action", """{"subject":{"type":"user","id":"user@harbor.example"},"action":7,"resource":{"type":"tenant","id":"north","properties":{"customer":"harbor"}}}""")]
    public async Task What_is_looked_for_is_passed_over_where_it_is_given_and_so_is_what_is_not_known(string what, string body)
    {
        var answer = await server.Search(what, body);
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Body);
        answer.Json.GetProperty("results").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("subject", """{"action":{"name":"view"},"resource":{"type":"tenant","id":"north"}}""", "subject is missing")]
    [InlineData("subject", """{"subject":{"id":"x"},"action":{"name":"view"},"resource":{"type":"tenant","id":"north"}}""", "subject has no type")]
    [InlineData("subject", """{"subject":{"type":"user"},"action":{"name":"view"},"resource":{"type":"tenant"}}""", "resource has no id")]
    [InlineData("subject", """{"subject":{"type":"user"},"resource":{"type":"tenant","id":"north"}}""", "action is missing")]
    [InlineData("resource", """{"subject":{"type":"user"},"action":{"name":"view"},"resource":{"type":"tenant"}}""", "subject has no id")]
    [InlineData("resource", """{"subject":{"type":"user","id":"x"},"action":{"name":"view"}}""", "resource is missing")]
    [InlineData("action", """{"subject":{"type":"user","id":"x"},"resource":{"type":"tenant"}}""", "resource has no id")]
    [InlineData("action", """{"subject":{"type":"user","id":"x"},"resource":{"type":"tenant","id":"y"},"page":[]}""", "page is not an object")]
    [InlineData("action", """{"subject":{"type":"user","id":"x"},"resource":{"type":"tenant","id":"y"},"page":{"limit":-1}}""", "page.limit is not a count")]
    [InlineData("action", """{"subject":{"type":"user","id":"x"},"resource":{"type":"tenant","id":"y"},"page":{"limit":1.5}}""", "page.limit is not a count")]
    [InlineData("action", """{"subject":{"type":"user","id":"x"},"resource":{"type":"tenant","id":"y"},"page":{"limit":"5"}}""", "page.limit is not a number")]
    [InlineData("action", """{"subject":{"type":"user","id":"x"},"resource":{"type":"tenant","id":"y"},"page":{"token":5}}""", "page.token is not a text")]
    [InlineData("action", """{"subject":{"type":"user","id":"x"},"resource":{"type":"tenant","id":"y"},"page":{},"page":{}}""", "page is given twice")]
    [InlineData("action", """{"subject":{"type":"user","id":"x"},"resource":{"type":"tenant","id":"y"},"page":{"limit":1,"limit":1}}""", "page.limit is given twice")]
    public async Task What_is_no_search_is_a_bad_request_that_says_what_is_wrong(string what, string body, string fault)
    {
        var answer = await server.Search(what, body);
        answer.Status.ShouldBe(HttpStatusCode.BadRequest, answer.Body);
        answer.Json.GetProperty("detail").GetString().ShouldBe($"The search is not valid: {fault}.");
    }

    [Fact]
    public async Task Who_may_not_ask_may_not_search()
    {
        foreach (var what in new[] { "subject", "resource", "action" })
        {
            (await server.Send($"/access/v1/search/{what}", "{}"u8.ToArray(), key: null)).Status.ShouldBe(HttpStatusCode.Unauthorized);
            (await server.Search(what, "{}", server.Facts.Key("harbor", "narrow"))).Status.ShouldBe(HttpStatusCode.Forbidden);
            (await server.Search(what, "{}", server.Facts.PlatformKey(Permission.UpstreamReport))).Status.ShouldBe(HttpStatusCode.Forbidden);
            (await server.Http.GetAsync($"/access/v1/search/{what}")).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        }
    }

    [Fact]
    public async Task The_metadata_says_where_to_search()
    {
        var metadata = JsonElement.Parse(await server.Http.GetStringAsync("/.well-known/authzen-configuration"));
        foreach (var what in new[] { "subject", "resource", "action" })
            new Uri(metadata.GetProperty($"search_{what}_endpoint").GetString()!).AbsolutePath.ShouldBe($"/access/v1/search/{what}");
    }

    /// <summary>Follows the tokens until there is none: all results, in their order.</summary>
    private async Task<List<string>> Names(string what, object query, int? limit = null, string? token = null, string? key = null)
    {
        var names = new List<string>();
        do
        {
            var part = (await server.Search(what, With(query, new { limit, token }), key)).Json;
            var results = part.GetProperty("results").EnumerateArray().Select(RandomServer.NameOf).ToList();
            results.Count.ShouldBe(part.GetProperty("page").GetProperty("count").GetInt32());
            if (limit is { } most) results.Count.ShouldBeLessThanOrEqualTo(most);
            names.AddRange(results);
            token = part.GetProperty("page").GetProperty("next_token").GetString();
        }
        while (token!.Length > 0);
        names.ShouldBeUnique();
        return names;
    }

    private static object With(object query, object page)
    {
        var with = JsonSerializer.SerializeToNode(query)!.AsObject();
        with["page"] = JsonSerializer.SerializeToNode(page);
        return with;
    }
}

/// <summary>A random world behind the real door.</summary>
internal sealed class RandomServer : IAsyncDisposable
{
    private readonly AuthZenServer _server;
    private readonly string[] _names;

    private RandomServer(AuthZenServer server, RandomWorlds worlds)
    {
        (_server, Worlds) = (server, worlds);
        var world = server.Facts.World;
        _names = [.. world.Customers.SelectMany(c => (IEnumerable<string>)
            [
                c.Facts.Slug, .. c.Apps.Select(a => a.Slug), .. c.Facts.CustomRoles.Select(r => r.Slug), .. c.Facts.IntegrationUsers.Select(m => m.Name), .. c.Facts.Users.Select(u => u.Email),
                .. c.Facts.Tenants.Select(t => t.Slug), .. c.Facts.Teams.Select(t => t.Slug), .. world.Calls(c).Keys,
            ]).Concat(world.Platform.Staff.Select(s => s.StaffMember!.Email)).Distinct()];
        Keys = [server.Platform, .. world.Customers.SelectMany(c => c.Facts.IntegrationUsers.Select(m => server.Facts.Key(c.Facts.Slug, m.Name)))];
    }

    public RandomWorlds Worlds { get; }

    public IReadOnlyList<string> Keys { get; }

    public static async Task<RandomServer> Open(int seed)
    {
        var worlds = new RandomWorlds(seed);
        // Both machines may ask, so that what they read is what differs.
        var yaml = worlds.World().Replace("approved: false", "approved: true", StringComparison.Ordinal).Replace("scopes: [", "scopes: [\"decision/ask\", ", StringComparison.Ordinal).Replace(", \"decision/ask\"", "", StringComparison.Ordinal);
        var server = new AuthZenServer(yaml);
        await server.InitializeAsync();
        server.Clock.Move(RandomWorlds.Instant(1) - server.Clock.GetUtcNow());
        return new(server, worlds);
    }

    /// <summary>What a search finds, in parts of three; nothing where the key may not ask.</summary>
    public async Task<List<string>> Found(string what, JsonObject question, string key)
    {
        var (names, token) = (new List<string>(), "");
        do
        {
            var query = question.DeepClone().AsObject();
            query["page"] = new JsonObject { ["limit"] = 3, ["token"] = token };
            var answer = await _server.Search(what, query, key);
            if (answer.Status == HttpStatusCode.Forbidden) return [];
            answer.Status.ShouldBe(HttpStatusCode.OK, answer.Body);
            names.AddRange(answer.Json.GetProperty("results").EnumerateArray().Select(NameOf));
            token = answer.Json.GetProperty("page").GetProperty("next_token").GetString()!;
        }
        while (token.Length > 0);
        names.ShouldBeUnique();
        return names;
    }

    /// <summary>Of everything there is what an evaluation answers yes to, when it is in the place of what is looked for.</summary>
    public async Task<List<string>> Expected(string what, JsonObject question, string key)
    {
        List<string> names = what == "action"
            ? [.. Permission.Catalogue.Where(p => p.Type == question["resource"]!["type"]!.GetValue<string>()).Select(p => p.Action)]
            : [.. _names];
        if (names.Count == 0) return [];
        var items = names.Select(name =>
        {
            var item = question.DeepClone();
            if (what == "action") item["action"]!["name"] = name;
            else item[what]!["id"] = name;
            return item.ToJsonString();
        });
        var answer = await _server.Evaluations($$"""{"evaluations":[{{string.Join(',', items)}}]}""", key);
        return answer.Status == HttpStatusCode.Forbidden ? [] : [.. names.Zip(answer.Decisions).Where(one => one.Second).Select(one => one.First)];
    }

    public static string NameOf(JsonElement result) => (result.TryGetProperty("id", out var id) ? id : result.GetProperty("name")).GetString()!;

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();
}
