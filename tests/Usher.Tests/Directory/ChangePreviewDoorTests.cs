using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Usher.Access;
using Usher.Directory;
using Usher.Platform.Audit;
using Usher.Web.Api;

namespace Usher.Tests.Directory;

/// <summary>Previews over HTTP: <c>?preview=true</c>, then the same with <c>If-Match</c>.</summary>
public sealed class ChangePreviewDoorTests
{
    private const string Role = "/api/customers/harbor/custom-roles/signage-admin";

    [Fact]
    public async Task A_preview_says_who_gains_what_and_changes_nothing()
    {
        await using var server = await TownServer.Open();
        await server.As("customeradmin");
        var before = await Log(server);
        var (status, etag, body) = await Send(server, "customeradmin", HttpMethod.Patch, Role + "?preview=true", new { apps = new[] { "menu", "signage" } });
        status.ShouldBe(HttpStatusCode.OK);
        etag.ShouldNotBeNull();
        (await Log(server)).ShouldBe(before);
        (await server.Get("customeradmin", Role))!["apps"]!.AsArray().Count.ShouldBe(1);

        var side = body!["gains"]!;
        (side["people"]!.GetValue<int>(), body["losses"]!["people"]!.GetValue<int>(), body["withheld"]!.GetValue<bool>()).ShouldBe((1, 0, false));
        var group = side["groups"]!.AsArray().Single()!;
        group["people"]!.AsArray().Single()!["name"]!.GetValue<string>().ShouldBe("Custom Example");
        var line = group["decisions"]!.AsArray().Single()!;
        line["permission"]!.GetValue<string>().ShouldBe("app/configure");
        line["meaning"]!.GetValue<string>().ShouldBe("configure an approved app of a tenant");
        line["apps"]!["names"]!.AsArray().Single()!.GetValue<string>().ShouldBe("Menu Studio");
        line["tenants"]!["every"]!.GetValue<bool>().ShouldBeTrue();
        body.AsObject().ContainsKey("token").ShouldBeFalse();
        body.AsObject().ContainsKey("flips").ShouldBeFalse();
    }

    [Fact]
    public async Task The_confirmation_is_applied_when_it_still_does_the_same_and_shown_again_when_not()
    {
        await using var server = await TownServer.Open();
        var change = new { apps = new[] { "menu", "signage" } };
        var (_, first, _) = await Send(server, "customeradmin", HttpMethod.Patch, Role + "?preview=true", change);
        await server.Send("customeradmin2", "PUT", $"/api/customers/harbor/users/{server.Town["user"]}/custom-roles", HttpStatusCode.NoContent, new { roles = new[] { "signage-admin" } });

        var (status, second, problem) = await Send(server, "customeradmin", HttpMethod.Patch, Role, change, first);
        status.ShouldBe(HttpStatusCode.PreconditionFailed);
        problem!["code"]!.GetValue<string>().ShouldBe("PreviewChanged");
        problem["preview"]!["gains"]!["people"]!.GetValue<int>().ShouldBe(2);
        second.ShouldNotBe(first);
        (await server.Get("customeradmin", Role))!["apps"]!.AsArray().Count.ShouldBe(1);

        (await Send(server, "customeradmin", HttpMethod.Patch, Role, change, second)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await server.Get("customeradmin", Role))!["apps"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_token_keeps_the_revision_that_was_seen_when_it_was_asked_for()
    {
        await using var server = await TownServer.Open();
        var change = new { name = "Screens" };
        var seen = $"\"{(await server.Get("customeradmin", Role))!["revision"]}\"";
        var (_, token, _) = await Send(server, "customeradmin", HttpMethod.Patch, Role + "?preview=true", change, seen);
        await server.Send("customeradmin2", "PATCH", Role, HttpStatusCode.NoContent, new { name = "Displays" });

        // Names flip no decision: but whoever saw the former has seen something old.
        var (status, _, problem) = await Send(server, "customeradmin", HttpMethod.Patch, Role, change, token);
        (status, problem!["code"]!.GetValue<string>()).ShouldBe((HttpStatusCode.PreconditionFailed, "SomeoneChangedThis"));
        (await Send(server, "customeradmin", HttpMethod.Patch, Role + "?preview=true", change, seen)).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await Send(server, "customeradmin", HttpMethod.Patch, Role, change)).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task The_parameter_is_read_to_the_letter_and_refused_where_nothing_is_previewed()
    {
        await using var server = await TownServer.Open();
        var users = $"/api/customers/harbor/users/{server.Town["subject"]}";
        foreach (var wrong in new[] { "preview=yes", "Preview=true", "preview=true&preview=false", "preview=" })
            (await Send(server, "customeradmin", HttpMethod.Post, $"{users}/deactivate?{wrong}")).Status.ShouldBe(HttpStatusCode.BadRequest, wrong);
        (await Send(server, "customeradmin", HttpMethod.Patch, $"{users}?preview=true", new { firstName = "Sue" })).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await server.Get("customeradmin", users))!["active"]!.GetValue<bool>().ShouldBeTrue();
        (await Send(server, "customeradmin", HttpMethod.Post, $"{users}/deactivate?preview=false")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await server.Get("customeradmin", users))!["active"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task What_would_be_refused_is_refused_as_a_preview_and_strangers_learn_nothing()
    {
        await using var server = await TownServer.Open();
        var users = $"/api/customers/harbor/users/{server.Town["subject"]}";
        (await Send(server, "user", HttpMethod.Post, $"{users}/deactivate?preview=true")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Send(server, "customeradmin@lakeside", HttpMethod.Post, $"{users}/deactivate?preview=true")).Status.ShouldBe(HttpStatusCode.NotFound);
        using var nobody = server.Browser();
        (await nobody.PostAsync($"{users}/deactivate?preview=true", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Every_act_that_is_previewed_says_so_on_its_route_and_no_other_does()
    {
        await using var server = await TownServer.Open();
        var document = JsonNode.Parse(await (await server.As("customeradmin")).GetStringAsync("/openapi/v1.json"))!;
        var told = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Where(operation => operation.Value is JsonObject).Select(operation => (Name: $"{operation.Key.ToUpperInvariant()} {path.Key}", Operation: operation.Value!)))
            .Where(one => (one.Operation["parameters"]?.AsArray() ?? []).Any(parameter => parameter!["name"]?.GetValue<string>() == "preview")).ToList();
        told.Count.ShouldBe(Usher.Tests.Acts.Sample.All.Keys.Count(Usher.Tests.Acts.ChangePreviewTests.IsPreviewed));
        foreach (var (name, operation) in told)
        {
            operation["responses"]!["200"]!["headers"]!["ETag"].ShouldNotBeNull(name);
            operation["responses"]!["412"].ShouldNotBeNull(name);
            operation["parameters"]!.AsArray().ShouldContain(parameter => parameter!["$ref"] != null && parameter["$ref"]!.GetValue<string>().EndsWith("/IfMatch", StringComparison.Ordinal), name);
        }
    }

    private static async Task<(HttpStatusCode Status, string? ETag, JsonNode? Body)> Send(TownServer server, string who, HttpMethod method, string address, object? body = null, string? match = null)
    {
        using var request = new HttpRequestMessage(method, address);
        if (body is not null) request.Content = JsonContent.Create(body);
        if (match is not null) request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(match));
        var answer = await (await server.As(who)).SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, answer.Headers.ETag?.Tag, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    /// <summary>The version of the facts, and how many entries there are of such edits: the server writes others meanwhile.</summary>
    private static async Task<(long Version, int Entries)> Log(TownServer server)
    {
        await using var db = server.Town.Store.Context(Town.Harbor);
        var head = await db.Set<Head>().AsNoTracking().SingleAsync(one => one.Id == Town.Harbor);
        return (head.Version, await db.Set<AuditEntry>().CountAsync(entry => entry.Act == nameof(EditCustomRole)));
    }
}
