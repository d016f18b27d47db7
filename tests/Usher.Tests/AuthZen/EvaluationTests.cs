using System.Net;
using System.Text;

namespace Usher.Tests.AuthZen;

public class EvaluationTests(AuthZenServer server) : IClassFixture<AuthZenServer>
{
    private const string Subject = """{"type":"user","id":"orgadmin@harbor.example"}""";
    private const string Action = """{"name":"manage"}""";
    private const string Resource = """{"type":"team","id":"harbor","properties":{"customer":"harbor"}}""";
    private const string Allowed = $$"""{"subject":{{Subject}},"action":{{Action}},"resource":{{Resource}}}""";

    [Fact]
    public async Task An_answer_is_two_hundred_and_JSON_with_the_decision_alone()
    {
        var yes = await server.Evaluate(Allowed);
        var no = await server.Evaluate(Allowed.Replace("orgadmin", "default", StringComparison.Ordinal));

        (yes.Status, yes.Body, yes.Headers["Content-Type"]).ShouldBe((HttpStatusCode.OK, """{"decision":true}""", "application/json"));
        (no.Status, no.Body, no.Headers["Content-Type"]).ShouldBe((HttpStatusCode.OK, """{"decision":false}""", "application/json"));
        yes.Headers["Content-Length"].ShouldBe("17");
    }

    [Theory]
    [InlineData("""{"resource":RES,"action":ACT,"subject":SUB}""")]
    [InlineData(""" {"subject":SUB , "action" : ACT,"resource":RES,"context":{}}""" + "\r\n\t ")]
    [InlineData("""{"subject":SUB,"action":ACT,"resource":RES,"context":{"time":"1985-10-26T01:22-07:00","deep":[[{"x":[null]}]]}}""")]
    [InlineData("""{"subject":SUB,"action":ACT,"resource":RES,"evaluations":7,"options":[],"surplus":{"subject":3},"Subject":null}""")]
    [InlineData("""{"subject":{"type":"user","id":"orgadmin@harbor.example","properties":null},"action":ACT,"resource":RES}""")]
    [InlineData("""{"subject":SUB,"action":ACT,"resource":RES,"context":null}""")]
    [InlineData("""{"subject":SUB,"action":{"name":"manage","properties":null},"resource":RES,"evaluations":null,"options":null}""")]
    [InlineData("""{"subject":{"type":"user","id":"orgadmin@harbor.example","name":5,"properties":{"department":"Sales","ip_address":null}},"action":{"name":"manage","properties":{"method":"GET"}},"resource":RES}""")]
    [InlineData("""{"\u0073ubject":{"t\u0079pe":"us\u0065r","id":"orgadmin\u0040harbor.example"},"action":ACT,"resource":RES}""")]
    [InlineData("""{"subject":SUB,"action":ACT,"resource":RES,"a":"\ud800","b\udc00":1,"subjec\ud800":1}""")]
    [InlineData("""{"subject":SUB,"action":ACT,"resource":RES,"surplus":1,"surplus":2}""")]
    [InlineData("""{"subject":SUB,"action":ACT,"resource":RES,"context":{"time":"2030-01-01T00:00:00Z","decision":false}}""")]
    public async Task Order_space_escapes_context_and_unknown_members_do_not_matter(string body) =>
        (await server.Evaluate(Fill(body))).Body.ShouldBe("""{"decision":true}""");

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"subject\"")]
    [InlineData("{}")]
    [InlineData("""{"subject":SUB,"action":ACT,"resource":RES""")]
    [InlineData("""{"subject":SUB,"action":ACT,"resource":RES}}""")]
    [InlineData("""{"subject":SUB,"action":ACT,"resource":RES} {"x":1}""")]
    [InlineData("""{"subject":SUB,"action":ACT,"resource":RES,}""")]
    [InlineData("""{"subject":SUB,"action":ACT,"resource":RES}/**/""")]
    [InlineData("""{'subject':SUB,"action":ACT,"resource":RES}""")]
    [InlineData("""{"action":ACT,"resource":RES}""")]
    [InlineData("""{"subject":SUB,"resource":RES}""")]
    [InlineData("""{"subject":SUB,"action":ACT}""")]
    [InlineData("""{"subject":null,"action":ACT,"resource":RES}""")]
    [InlineData("""{"subject":"orgadmin@harbor.example","action":ACT,"resource":RES}""")]
    [InlineData("""{"subject":[SUB],"action":ACT,"resource":RES}""")]
    [InlineData("""{"subject":{"type":"user"},"action":ACT,"resource":RES}""")]
    [InlineData("""{"subject":{"id":"orgadmin@harbor.example"},"action":ACT,"resource":RES}""")]
    [InlineData("""{"subject":{"type":"user","id":7},"action":ACT,"resource":RES}""")]
    [InlineData("""{"subject":{"type":["user"],"id":"orgadmin@harbor.example"},"action":ACT,"resource":RES}""")]
    [InlineData("""{"subject":{"type":"user","id":null},"action":ACT,"resource":RES}""")]
    [InlineData("""{"subject":{"type":"user","id":"orgadmin@harbor.example","properties":[]},"action":ACT,"resource":RES}""")]
    [InlineData("""{"subject":SUB,"action":"manage","resource":RES}""")]
    [InlineData("""{"subject":SUB,"action":{},"resource":RES}""")]
    [InlineData("""{"subject":SUB,"action":{"name":true},"resource":RES}""")]
    [InlineData("""{"subject":SUB,"action":{"name":"manage","properties":"x"},"resource":RES}""")]
    [InlineData("""{"subject":SUB,"action":ACT,"resource":{"type":"team"}}""")]
    [InlineData("""{"subject":SUB,"action":ACT,"resource":{"id":"harbor"}}""")]
    [InlineData("""{"subject":SUB,"action":ACT,"resource":{"type":"team","id":{}}}""")]
    [InlineData("""{"subject":SUB,"action":ACT,"resource":RES,"context":"now"}""")]
    [InlineData("""{"subject":SUB,"subject":SUB,"action":ACT,"resource":RES}""")]
    [InlineData("""{"subject":SUB,"s\u0075bject":SUB,"action":ACT,"resource":RES}""")]
    [InlineData("""{"subject":{"type":"user","id":"default@harbor.example","id":"orgadmin@harbor.example"},"action":ACT,"resource":RES}""")]
    [InlineData("""{"subject":SUB,"action":ACT,"resource":{"type":"team","id":"harbor","properties":{"customer":"lakeside","customer":"harbor"}}}""")]
    [InlineData("""{"subject":{"type":"user","id":"\ud800"},"action":ACT,"resource":RES}""")]
    [InlineData("""{"subject":{"type":"user","id":"\udc00\ud800"},"action":ACT,"resource":RES}""")]
    [InlineData("""{"subject":{"type":"user","id":"\ud83dx"},"action":ACT,"resource":RES}""")]
    public async Task What_is_no_evaluation_request_is_a_bad_request(string body)
    {
        var answer = await server.Evaluate(Fill(body));

        answer.Status.ShouldBe(HttpStatusCode.BadRequest, body);
        answer.Headers["Content-Type"].ShouldBe("application/problem+json");
        answer.Json.GetProperty("detail").GetString()!.ShouldStartWith("The evaluation is not valid: ");
        answer.Body.ShouldNotContain("orgadmin");
    }

    [Fact]
    public async Task Bad_UTF_8_absurd_depth_and_NULs_are_bad_requests_and_pairs_of_surrogates_are_not()
    {
        async Task<HttpStatusCode> Sent(byte[] body) => (await server.Send("/access/v1/evaluation", body, server.Platform)).Status;
        var (before, after) = (Encoding.UTF8.GetBytes(Allowed[..^1] + ",\"x\":\""), "\"}"u8.ToArray());

        (await Sent([.. before, 0xC3, 0xA4, .. after])).ShouldBe(HttpStatusCode.OK);
        (await Sent([.. before, 0xE4, .. after])).ShouldBe(HttpStatusCode.BadRequest);
        (await Sent([.. before, 0xED, 0xA0, 0x80, .. after])).ShouldBe(HttpStatusCode.BadRequest);
        (await Sent([.. before, 0, .. after])).ShouldBe(HttpStatusCode.BadRequest);
        (await Sent(Encoding.Unicode.GetBytes(Allowed))).ShouldBe(HttpStatusCode.BadRequest);
        (await Sent([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Allowed)])).ShouldBe(HttpStatusCode.BadRequest);
        (await server.Evaluate(Allowed.Replace("orgadmin@", "\\ud83d\\ude00@", StringComparison.Ordinal))).Body.ShouldBe("""{"decision":false}""");
        foreach (var depth in new[] { 1_000, 20_000 })
        {
            (await server.Evaluate($"{Allowed[..^1]},\"context\":{string.Concat(Enumerable.Repeat("{\"a\":", depth))}1{new string('}', depth)}}}")).Status
                .ShouldBe(depth > 10_000 ? HttpStatusCode.RequestEntityTooLarge : HttpStatusCode.BadRequest);
            (await server.Evaluations($"{Allowed[..^1]},\"x\":{new string('[', depth)}{new string(']', depth)}}}")).Status.ShouldBe(HttpStatusCode.BadRequest);
        }
    }

    [Theory]
    [InlineData("application/json", HttpStatusCode.OK)]
    [InlineData("Application/JSON", HttpStatusCode.OK)]
    [InlineData("application/json; charset=utf-8", HttpStatusCode.OK)]
    [InlineData("application/json;charset=\"UTF-8\"; x=y", HttpStatusCode.OK)]
    [InlineData("application/json; charset=iso-8859-1", HttpStatusCode.BadRequest)]
    [InlineData("text/plain", HttpStatusCode.BadRequest)]
    [InlineData("application/x-www-form-urlencoded", HttpStatusCode.BadRequest)]
    [InlineData("application/jsonx", HttpStatusCode.BadRequest)]
    [InlineData("application/json, text/plain", HttpStatusCode.BadRequest)]
    [InlineData("json", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    public async Task The_content_type_is_JSON_in_UTF_8_or_it_is_a_bad_request(string type, HttpStatusCode expected) =>
        (await server.Evaluate(Allowed, headers: ("Content-Type", type))).Status.ShouldBe(expected);

    [Fact]
    public async Task The_request_id_comes_back_on_every_answer_and_only_if_one_was_sent()
    {
        const string Id = "bfe9eb29-ab87-4ca3-be83-a1d5d8305716; any, text äß€ " + "and-longer-than-usual-0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890";
        async Task Echoes(HttpStatusCode status, Task<Reply> asked)
        {
            var answer = await asked;
            (answer.Status, answer.Headers.GetValueOrDefault("X-Request-ID")).ShouldBe((status, Id));
        }

        await Echoes(HttpStatusCode.OK, server.Evaluate(Allowed, headers: ("X-Request-ID", Id)));
        await Echoes(HttpStatusCode.OK, server.Evaluations(Allowed, headers: ("x-request-id", Id)));
        await Echoes(HttpStatusCode.BadRequest, server.Evaluate("{", headers: ("X-Request-ID", Id)));
        await Echoes(HttpStatusCode.Unauthorized, server.Evaluate(Allowed, "ush_", ("X-Request-ID", Id)));
        await Echoes(HttpStatusCode.RequestEntityTooLarge, server.Evaluate(new string(' ', 70_000) + Allowed, headers: ("X-Request-ID", Id)));
        await Echoes(HttpStatusCode.NotFound, server.Send("/access/v1/search/place", [], server.Platform, ("X-Request-ID", Id)));
        (await server.Evaluate(Allowed)).Headers.ShouldNotContainKey("X-Request-ID");
    }

    [Fact]
    public async Task Other_methods_are_refused_with_the_one_allowed()
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Put, HttpMethod.Options, HttpMethod.Delete, HttpMethod.Patch })
        {
            using var request = new HttpRequestMessage(method, "/access/v1/evaluation");
            using var answer = await server.Http.SendAsync(request);
            (answer.StatusCode, string.Join(',', answer.Content.Headers.Allow)).ShouldBe((HttpStatusCode.MethodNotAllowed, "POST"));
        }
    }

    [Fact]
    public async Task A_body_too_long_is_refused_whether_its_length_is_told_or_not_and_an_encoded_one_too()
    {
        (await server.Evaluate(new string(' ', 70_000) + Allowed)).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await server.Evaluations(new string(' ', 70_000) + Allowed)).Body.ShouldBe("""{"decision":true}""");
        (await server.Evaluate(new string(' ', 60_000) + Allowed)).Body.ShouldBe("""{"decision":true}""");
        (await server.Evaluate(Allowed, headers: ("Content-Encoding", "gzip"))).Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);

        using var chunked = new HttpRequestMessage(HttpMethod.Post, "/access/v1/evaluation") { Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(new string(' ', 200_000) + Allowed))) };
        chunked.Headers.TransferEncodingChunked = true;
        chunked.Headers.Authorization = new("Bearer", server.Platform);
        chunked.Content.Headers.ContentType = new("application/json");
        using var answer = await server.Http.SendAsync(chunked);
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task The_metadata_name_the_endpoints_that_answer()
    {
        using var answer = await server.Http.GetAsync("/.well-known/authzen-configuration");
        var metadata = System.Text.Json.JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        var here = server.Address.ToString().TrimEnd('/');

        (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.OK, "application/json"));
        metadata.EnumerateObject().ToDictionary(m => m.Name, m => m.Value.ValueKind == System.Text.Json.JsonValueKind.String ? m.Value.GetString() : m.Value.GetRawText()).ShouldBe(new Dictionary<string, string?>
        {
            ["policy_decision_point"] = here,
            ["access_evaluation_endpoint"] = here + "/access/v1/evaluation",
            ["access_evaluations_endpoint"] = here + "/access/v1/evaluations",
            ["search_subject_endpoint"] = here + "/access/v1/search/subject",
            ["search_resource_endpoint"] = here + "/access/v1/search/resource",
            ["search_action_endpoint"] = here + "/access/v1/search/action",
            ["access_request_endpoint"] = here + "/access/v1/requests",
            ["capabilities"] = """["urn:openid:authzen:capability:access-request"]""",
        }, ignoreOrder: true);
        using var post = await server.Http.PostAsync("/.well-known/authzen-configuration", null);
        post.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    private static string Fill(string body) => body
        .Replace("SUB", Subject, StringComparison.Ordinal).Replace("ACT", Action, StringComparison.Ordinal).Replace("RES", Resource, StringComparison.Ordinal);
}
