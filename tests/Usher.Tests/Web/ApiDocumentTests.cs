using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Usher.Web.Api;

namespace Usher.Tests.Web;

public sealed class ApiDocumentTests(RunningServer server) : IClassFixture<RunningServer>
{
    private async Task<JsonObject> Document() => JsonNode.Parse(await server.Http.GetStringAsync("/openapi/v1.json"))!.AsObject();

    [Fact]
    public async Task The_document_in_the_tree_is_what_the_server_serves()
    {
        var (path, served) = (Path.Combine(Repository.Root, "docs", "openapi.json"), (await server.Http.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken)).ReplaceLineEndings("\n").TrimEnd() + "\n");
        if (Environment.GetEnvironmentVariable("USHER_WRITE_DOCS") is not null) await File.WriteAllTextAsync(path, served, TestContext.Current.CancellationToken);

        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken) == served)
            .ShouldBeTrue("docs/openapi.json is generated: run this test once with USHER_WRITE_DOCS=1, then npm run types in console, and commit what changed");
    }

    [Fact]
    public async Task A_body_s_schema_says_which_members_it_has_to_have_and_that_there_are_no_others()
    {
        var schemas = (await Document())["components"]!["schemas"]!;
        schemas["NewUser"]!["required"]!.AsArray().Select(name => name!.GetValue<string>()).ShouldBe(["email", "firstName"], ignoreOrder: true);
        schemas["NewKey"]!["required"]!.AsArray().Select(name => name!.GetValue<string>()).ShouldBe(["name"]);
        schemas["NewKey"]!["additionalProperties"]!.GetValue<bool>().ShouldBeFalse();
        schemas["GivenRoles"]!["properties"]!["roles"]!["type"]!.GetValue<string>().ShouldBe("array");
    }

    [Fact]
    public async Task It_is_OpenAPI_3_1_and_every_reference_in_it_leads_somewhere()
    {
        var document = await Document();
        document["openapi"]!.GetValue<string>().ShouldStartWith("3.1");
        document["info"]!["title"]!.GetValue<string>().ShouldBe("Usher");
        var references = References(document).ToList();
        references.ShouldNotBeEmpty();
        foreach (var reference in references)
        {
            JsonNode? there = document;
            foreach (var step in reference[2..].Split('/')) there = there?[step];
            there.ShouldNotBeNull(reference);
        }
    }

    [Fact]
    public async Task Every_operation_has_its_own_id_and_a_summary_and_says_which_problems_it_answers()
    {
        var operations = Operations(await Document()).ToList();
        operations.Select(o => o["operationId"]!.GetValue<string>()).ShouldBeUnique();
        operations.ShouldAllBe(o => o["summary"] != null);
        foreach (var operation in operations.Where(o => o["tags"]![0]!.GetValue<string>() != "Decisions"))
            operation["responses"]!["401"]!["$ref"]!.GetValue<string>().ShouldBe("#/components/responses/Problem401");
    }

    [Fact]
    public async Task Every_route_below_api_is_in_it()
    {
        var document = await Document();
        var routes = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) && e.Metadata.GetMetadata<HttpMethodMetadata>() is not null);
        foreach (var route in routes)
        {
            var path = "/" + string.Join('/', route.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p is Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart name ? $"{{{name.Name}}}" : ((Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart)p).Content))));
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
                document["paths"]![path]?[method.ToLowerInvariant()].ShouldNotBeNull($"{method} {path}");
        }
    }

    [Fact]
    public async Task Whatever_answers_a_list_takes_a_cursor_and_gives_the_next_one()
    {
        var document = await Document();
        var lists = document["paths"]!.AsObject().Where(path => path.Value!["get"] is not null && Shape(path.Value["get"]!)?["items"]?["type"] is not null).ToList();
        lists.Count.ShouldBeGreaterThan(18);
        foreach (var (path, item) in lists)
        {
            // What changed in access is told of a time, and says from when on it is told: the rest is that of the time before.
            // What waits for somebody is a summary: at most twenty of each kind, each with the list they are of. First steps are a dozen.
            if (Shape(item!["get"]!)!["onlySince"] is not null || path is "/api/me/needs" or "/api/me/first-steps") continue;
            (item["get"]!["parameters"]?.AsArray() ?? []).Any(parameter => parameter!["name"]?.GetValue<string>() == "cursor").ShouldBeTrue($"GET {path} takes no cursor");
            Shape(item["get"]!)!["next"].ShouldNotBeNull($"GET {path} gives no next cursor");
        }

        JsonObject? Shape(JsonNode operation) =>
            operation["responses"]?["200"]?["content"]?["application/json"]?["schema"]?["$ref"]?.GetValue<string>().Split('/')[^1] is { } name
                ? document["components"]!["schemas"]![name]!["properties"]?.AsObject()
                : null;
    }

    [Fact]
    public async Task It_tells_how_to_prove_who_one_is()
    {
        var document = await Document();
        document["components"]!["securitySchemes"]!.AsObject().Select(s => s.Key).ShouldBe(["key", "session"], ignoreOrder: true);
        document["paths"]!["/api/session"]!["post"]!["security"]!.AsArray().ShouldBeEmpty();
        document["security"]!.AsArray().Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("GET", "/api/customers/{customer}/users", "getCustomersUsers")]
    [InlineData("GET", "/api/customers/{customer}/users/{user}", "getCustomersUsersByUser")]
    [InlineData("PUT", "/api/customers/{customer}/users/{user}/connect-role", "putCustomersUsersConnectRole")]
    public void An_id_follows_from_the_address(string method, string path, string id) => ApiOperations.Id(new HttpMethod(method), path).ShouldBe(id);

    [Fact]
    public async Task The_page_loads_nothing_from_elsewhere()
    {
        var answer = await server.Http.GetAsync("/openapi", TestContext.Current.CancellationToken);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'self'");
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("//");
    }

    private static IEnumerable<JsonObject> Operations(JsonObject document) =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!.AsObject());

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(m => m is { Key: "$ref", Value: JsonValue reference } ? [reference.GetValue<string>()] : References(m.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };
}
