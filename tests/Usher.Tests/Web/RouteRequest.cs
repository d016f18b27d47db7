using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Usher.Tests.Directory;
using Usher.Web.Api;

namespace Usher.Tests.Web;

/// <summary>One way to ask an operation: where what is sent decides which of its permissions is asked for, and about whom, there are several.</summary>
public sealed record RouteVariant(RouteRequest Request, IReadOnlyList<string> Needs, string Query = "", Action<JsonObject>? Change = null, bool IsAboutAnother = false);

/// <summary>An operation of the document.</summary>
public sealed record RouteRequest(string Method, string Path, IReadOnlyList<string> Permissions, JsonObject Operation, JsonObject Document)
{
    public string Name => $"{Method} {Path}";

    public bool HasIds => Path.Replace("{customer}", "", StringComparison.Ordinal).Contains('{', StringComparison.Ordinal) && !Path.Contains("/audit/", StringComparison.Ordinal);

    /// <summary>Reading first, what takes away or ends last: a world serves all requests of one caller.</summary>
    public int Order => Method switch { "GET" => 0, _ when Path.EndsWith("/owner", StringComparison.Ordinal) || Path.EndsWith("/archived", StringComparison.Ordinal) => 10, "DELETE" => 9, _ when Path.EndsWith("activate", StringComparison.Ordinal) || Path.EndsWith("/configuration", StringComparison.Ordinal) => 8, "POST" => 2, _ => 1 };

    /// <summary>Operations on things of which the town has none.</summary>
    public bool MayBeMissing => Path is "/api/deliveries/{id}/retry" or "/api/inbox/{id}/read" or "/api/support-access/{id}" or "/api/me/searches/{id}"
        || Path.Contains("/replacement/{proposal}", StringComparison.Ordinal) || Path.Contains("/identities/{identity}", StringComparison.Ordinal) || Path.Contains("/identities/proposals/", StringComparison.Ordinal)
        || Path.EndsWith("/support-calls/{id}", StringComparison.Ordinal) || Path.Contains("/seats/reports/{report}", StringComparison.Ordinal) || Path.EndsWith("/comments/{comment}", StringComparison.Ordinal)
        || Path.EndsWith("/saves/{number}", StringComparison.Ordinal) || Path.EndsWith("/client-secret", StringComparison.Ordinal) || Path.Contains("/pictures/", StringComparison.Ordinal) || Path.EndsWith("/connection", StringComparison.Ordinal) || Path.Contains("/integration-user/webhook", StringComparison.Ordinal) || Path.EndsWith("/integration-user/keys/{key}", StringComparison.Ordinal);

    private static string? _document;

    public static async Task<IReadOnlyList<RouteRequest>> All(TownServer server)
    {
        // Each server writes the same one, and takes half a second for it.
        if (_document is null)
        {
            using var browser = server.Browser();
            _document = await browser.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken);
        }

        var document = JsonNode.Parse(_document)!.AsObject();
        var all = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject(), (path, operation) => new RouteRequest(
            operation.Key.ToUpperInvariant(), path.Key, [.. (operation.Value![RouteNeedsExtensions.Member]?.AsArray() ?? []).Select(p => p!.GetValue<string>())],
            operation.Value.AsObject(), document)).ToList();
        all.Count.ShouldBeGreaterThan(80);
        return all;
    }

    /// <summary>What it answers, by status.</summary>
    public IReadOnlyDictionary<string, JsonNode> Answers => Operation["responses"]!.AsObject().ToDictionary(answer => answer.Key, answer => Resolved(answer.Value!), StringComparer.Ordinal);

    public IReadOnlyList<RouteVariant> Variants(bool byStaff)
    {
        if (Name == "POST /api/customers/{customer}/users")
            return [new(this, ["user/add"], Change: body => body["invite"] = false), new(this, ["directory/maintain"], Change: body => { body["invite"] = true; body["tenants"] = new JsonArray(); })];
        if (Name == "POST /api/customers/{customer}/access-requests")
            return [new(this, Permissions, Change: LevelAlone, IsAboutAnother: true), .. byStaff ? Array.Empty<RouteVariant>() : [new(this, Permissions, Change: body => { LevelAlone(body); body.Remove("user"); })]];
        if (Path.Contains("/access-requests/{request}/approve", StringComparison.Ordinal)) return [new(this, Permissions, Change: body => body.Clear())];
        // An app that connects by no provider names none.
        if (Permissions.Contains("app/publish") || Permissions.Contains("app/publish-own")) return [new(this, Permissions, Change: body => body.Remove("oauth"))];
        if (Path.EndsWith("/seats/changes", StringComparison.Ordinal)) return [new(this, Permissions, Change: body => { body["dryRun"] = false; body["remove"] = new JsonArray(); })];
        if (Path.EndsWith("/users/{user}/identities", StringComparison.Ordinal)) return [new(this, Permissions, Change: body => (body["kind"], body["external"]) = ("recorder", "host@recorder.example"))];
        if (Path.EndsWith("/identities/codes", StringComparison.Ordinal)) return [new(this, Permissions, Change: body => body["address"] = "host@recorder.example")];
        if (Path.EndsWith("/exclusions", StringComparison.Ordinal)) return [new(this, Permissions, Change: body => body["value"] = "outside.example")];
        if (Path.EndsWith("/exclusions/crm", StringComparison.Ordinal))
            return [new(this, Permissions, Change: body => body["conditions"] = new JsonArray(new JsonObject { ["field"] = "Account.Type", ["operator"] = "is-set" }))];
        if (Path.EndsWith("/users/import", StringComparison.Ordinal)) return [new(this, Permissions, Change: body => body["dryRun"] = false)];
        if (Name == "GET /api/customers/{customer}/access-requests/choices")
            return byStaff ? [new(this, Permissions, "?user={subject}", IsAboutAnother: true)] : [new(this, Permissions), new(this, Permissions, "?user={subject}", IsAboutAnother: true)];
        if (Path.StartsWith("/api/customers/{customer}/audit", StringComparison.Ordinal))
            return [.. Permissions.Select(needs => new RouteVariant(this, [needs], needs == "audit/view" ? "?section=connect" : "?section=insights"))];
        if (Path.EndsWith("/explain", StringComparison.Ordinal))
        {
            return [.. Permissions.SelectMany(needs => new[] { "{me}", "subject@{home}.example" }, (needs, person) =>
                new RouteVariant(this, [needs], $"?person={person}&permission={(needs == "decision/explain" ? "app/view" : "call/view")}", IsAboutAnother: person != "{me}"))];
        }

        return [new(this, Permissions)];
    }

    /// <summary>A request for access is for one thing.</summary>
    private static void LevelAlone(JsonObject body)
    {
        foreach (var other in new[] { "role", "customRole", "tenants", "teams" }) body.Remove(other);
    }

    /// <summary>A body that the document's schema takes, every member in it.</summary>
    public JsonObject? Body(Func<string, JsonNode?> value) =>
        Operation["requestBody"]?["content"]?["application/json"]?["schema"] is { } schema ? (JsonObject)Sample(schema, "", value)! : null;

    /// <summary>The members that its body may have, with their schemas.</summary>
    public IReadOnlyList<(string Name, JsonNode Schema)> Members() =>
        Operation["requestBody"]?["content"]?["application/json"]?["schema"] is { } schema && Real(schema)["properties"] is JsonObject members ? [.. members.Select(m => (m.Key, m.Value!))] : [];

    /// <summary>The parameters that its query may have, with their schemas.</summary>
    public IEnumerable<(string Name, JsonNode Schema)> Parameters() =>
        (Operation["parameters"]?.AsArray() ?? []).Where(p => p!["in"]?.GetValue<string>() == "query").Select(p => (p!["name"]!.GetValue<string>(), p["schema"]!));

    public bool IsList(JsonNode schema) => Types(Real(schema)).Contains("array");

    public bool IsTime(JsonNode schema) => Real(schema)["format"]?.GetValue<string>() == "date-time";

    /// <summary>The words of an enumeration; none where it is no enumeration.</summary>
    public IReadOnlyList<string> Words(JsonNode schema) => [.. (Real(schema)["enum"]?.AsArray() ?? []).OfType<JsonNode>().Select(word => word.GetValue<string>())];

    /// <summary>A request made from the document alone: ids that name nothing, and this text wherever any text may stand in the address.</summary>
    public HttpRequestMessage Plain(string text)
    {
        var path = Path;
        foreach (var hole in (Operation["parameters"]?.AsArray() ?? []).Where(parameter => parameter!["in"]?.GetValue<string>() == "path"))
        {
            var schema = hole!["schema"]!;
            var value = schema["format"]?.GetValue<string>() == "uuid" ? Guid.Empty.ToString() : schema["type"]!.ToString() == "integer" ? "0" : text;
            path = path.Replace($"{{{hole["name"]}}}", value, StringComparison.Ordinal);
        }

        return new HttpRequestMessage(new HttpMethod(Method), path + (Path.EndsWith("/explain", StringComparison.Ordinal) ? "?person=a&permission=b" : ""))
        {
            Content = Method is "GET" or "DELETE" ? null : JsonContent.Create(Body(_ => null) ?? []),
        };
    }

    /// <summary>The schema behind references and choices.</summary>
    private JsonNode Real(JsonNode schema)
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference) return Real(Document["components"]!["schemas"]![reference.Split('/')[^1]]!);
        return (schema["oneOf"] ?? schema["anyOf"])?.AsArray().FirstOrDefault(s => s!["$ref"] is not null) is { } one ? Real(one) : schema;
    }

    /// <summary>Where a value is not what a schema says, and why; null when it is.</summary>
    public string? Unlike(JsonNode? value, JsonNode schema, string at)
    {
        if (schema["$ref"] is not null) return Unlike(value, Resolved(schema), at);
        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray choices)
        {
            var faults = choices.Select(choice => Unlike(value, choice!, at)).ToList();
            return faults.Contains(null) ? null : faults[^1];
        }

        var kind = value?.GetValueKind() switch { null => "null", JsonValueKind.String => "string", JsonValueKind.Number => "number", JsonValueKind.Array => "array", JsonValueKind.Object => "object", _ => "boolean" };
        if (Types(schema) is { Length: > 0 } types && !types.Contains(kind) && !(kind == "number" && types.Contains("integer"))) return $"{at} is {kind}, not {string.Join(" or ", types)}";
        if (schema["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, value))) return $"{at} is none of the words";
        if (value is JsonArray items && schema["items"] is { } item) return items.Select((one, i) => Unlike(one, item, $"{at}/{i}")).FirstOrDefault(fault => fault is not null);
        if (value is not JsonObject members || schema["properties"] is not JsonObject && schema["additionalProperties"] is null) return null;
        var known = schema["properties"] as JsonObject ?? [];
        foreach (var needed in (schema["required"]?.AsArray() ?? []).Select(name => name!.GetValue<string>()))
            if (!members.ContainsKey(needed)) return $"{at}/{needed} is missing";
        foreach (var (name, member) in members)
        {
            var of = known[name] ?? schema["additionalProperties"];
            if (of is null or JsonValue) return $"{at}/{name} is not told of";
            if (Unlike(member, of, $"{at}/{name}") is { } fault) return fault;
        }

        return null;
    }

    private JsonNode Resolved(JsonNode node) =>
        node["$ref"]?.GetValue<string>() is { } reference ? reference[2..].Split('/').Aggregate((JsonNode)Document, (there, step) => there[step]!) : node;

    private static string[] Types(JsonNode schema) =>
        schema["type"] switch { JsonArray several => [.. several.Select(t => t!.GetValue<string>())], JsonValue single => [single.GetValue<string>()], _ => [] };

    private JsonNode? Sample(JsonNode schema, string name, Func<string, JsonNode?> value)
    {
        if (value(name) is { } known && Unlike(known, schema, "") is null) return known;
        schema = Real(schema);
        if (schema["enum"]?.AsArray() is [{ } first, ..]) return first.DeepClone();
        if (schema["properties"] is JsonObject members)
            return new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, Sample(m.Value!, m.Key, value))).Where(m => m.Value is not null));
        var types = Types(schema);
        if (types.Contains("null")) return null;
        return types.FirstOrDefault() switch
        {
            "boolean" => true,
            "integer" or "number" => 1,
            "array" => new JsonArray(),
            "object" => new JsonObject(),
            _ => schema["format"]?.GetValue<string>() switch { "uuid" => Guid.Empty, "date-time" => "2027-01-01T00:00:00Z", _ => "a" },
        };
    }
}
