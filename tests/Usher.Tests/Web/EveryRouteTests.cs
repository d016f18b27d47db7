using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Usher.Directory;
using Usher.Tests.Access.Naive;
using Usher.Tests.Directory;
using Usher.Web.Api;

namespace Usher.Tests.Web;

/// <summary>
/// Every operation of the OpenAPI document, as every role of both families, in the own customer and in another, by session and by key: allowed and refused as the law's two
/// tables say, letter by letter. What a request needs beside that (ids, bodies) is made from the document; nothing here lists the routes.
/// </summary>
public sealed partial class EveryRouteTests
{
    private static readonly Dictionary<string, string[]> Columns = new(StringComparer.Ordinal)
    {
        ["user"] = ["User", "Default User"],
        ["custom"] = ["Custom Role", "Default User"],
        ["customeradmin"] = ["Customer Admin", "Default User"],
        ["default"] = ["User", "Default User"],
        ["useradmin"] = ["User", "User Admin"],
        ["editor"] = ["User", "Editor"],
        ["orgadmin"] = ["User", "Organization Admin"],
        ["recorder"] = ["Integration User"],
        ["support"] = ["Support User"],
        ["super"] = ["Super User"],
    };

    public static TheoryData<string, string> Callers
    {
        get
        {
            var callers = new TheoryData<string, string>();
            foreach (var who in Columns.Keys)
            {
                if (who != "recorder") callers.Add(who, "session");
                callers.Add(who, "key");
            }

            return callers;
        }
    }

    [Fact]
    public async Task No_operation_is_without_a_permission_but_those_by_which_one_comes_and_goes_and_what_is_for_everyone()
    {
        await using var server = await TownServer.Open();
        var bare = (await RouteRequest.All(server)).Where(r => r.Permissions.Count == 0).Select(r => r.Name);
        bare.ShouldBe(["POST /api/session", "PUT /api/session", "DELETE /api/session", "DELETE /api/session/all", "POST /api/session/password", "GET /api/roles", "GET /.well-known/authzen-configuration"], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task Every_operation_is_allowed_and_refused_as_the_law_says(string who, string door)
    {
        await using var town = await RouteTown.Open(who);
        using var client = await town.Client(door);
        var asked = 0;
        foreach (var request in (await town.Requests()).Where(r => r.Permissions.Count > 0 && !r.Path.StartsWith("/access", StringComparison.Ordinal)).OrderBy(r => r.Order).ThenByDescending(r => r.Name, StringComparer.Ordinal))
        {
            foreach (var variant in request.Variants(who is "support" or "super"))
            {
                var holds = variant.Needs.Any(name => Holds(who, door, name, variant));
                var there = await town.Send(client, variant, "harbor", "");
                var told = $"{who} by {door}: {request.Name} ({string.Join(' ', variant.Needs)})";
                asked++;
                if (holds) Allowed(there, request, told);
                else Refused(there, variant, told);

                if (who is "support" or "super")
                {
                    if (!request.Path.Contains("{customer}", StringComparison.Ordinal)) continue;
                    var elsewhere = await town.Send(client, variant, "lakeside", "@lakeside");
                    if (holds) Allowed(elsewhere, request, told + " at lakeside");
                    else Refused(elsewhere, variant, told + " at lakeside");
                    continue;
                }

                // Another customer's things, through one's own customer and through theirs, are like what does not exist.
                var foreign = request.HasIds ? await town.Send(client, variant, "harbor", "@lakeside") : there;
                var missing = request.HasIds ? await town.Send(client, variant, "harbor", null) : there;
                foreign.ShouldBe(missing, told + " with ids of lakeside");
                if (!request.Path.Contains("{customer}", StringComparison.Ordinal)) continue;
                var abroad = await town.Send(client, variant, "lakeside", "@lakeside");
                abroad.Status.ShouldBe(HttpStatusCode.NotFound, told + " in lakeside");
                abroad.ShouldBe(await town.Send(client, variant, "nowhere", null), told + " in lakeside");
            }
        }

        asked.ShouldBeGreaterThan(75);
    }

    [Theory]
    [InlineData("orgadmin")]
    [InlineData("useradmin")]
    [InlineData("customeradmin")]
    public async Task Nobody_changes_what_they_themselves_hold_by_any_operation(string who)
    {
        await using var town = await RouteTown.Open(who, onThemselves: true);
        using var client = await town.Client("session");
        var before = await town.Holds();
        var done = 0;
        foreach (var request in (await town.Requests()).Where(r => r.Method != "GET" && r.Path.Contains("{customer}", StringComparison.Ordinal)).OrderBy(r => r.Order).ThenBy(r => r.Name, StringComparer.Ordinal))
        {
            foreach (var variant in request.Variants(byStaff: false))
            {
                if ((int)(await town.Send(client, variant, "harbor", "")).Status < 300) done++;
                (await town.Holds()).ShouldBe(before, $"{who}: {request.Name}");
            }
        }

        done.ShouldBeGreaterThan(1);
    }

    /// <summary>What the law's tables say, and rule 25 of a key that carries all that its person may put on it: it makes no keys and changes no sign-in.</summary>
    private static bool Holds(string who, string door, string permission, RouteVariant variant) =>
        Columns[who].Any(column => Law.Rows[permission].TryGetValue(column, out var cell) && cell != "—" && !(variant.IsAboutAnother && cell == "self"))
        && (door == "session" || who == "recorder" || (permission != "personal-key/manage" && !variant.Request.Path.StartsWith("/api/me/sessions", StringComparison.Ordinal)));

    private static void Allowed(RouteAnswer answer, RouteRequest request, string told)
    {
        answer.Status.ShouldNotBe(HttpStatusCode.BadRequest, $"{told}: {answer.Body}");
        answer.Status.ShouldNotBe(HttpStatusCode.Unauthorized, told);
        ((int)answer.Status).ShouldBeLessThan(500, told);
        answer.Code.ShouldNotBe("NotAllowed", $"{told}: {answer.Body}");
        if (!request.MayBeMissing) answer.Status.ShouldNotBe(HttpStatusCode.NotFound, told);
    }

    private static void Refused(RouteAnswer answer, RouteVariant variant, string told)
    {
        answer.Status.ShouldBe(HttpStatusCode.Forbidden, $"{told}: {answer.Body}");
        answer.Code.ShouldBe("NotAllowed", told);
        variant.Needs.ShouldContain(JsonNode.Parse(answer.Body)!["why"]!["permission"]!.GetValue<string>(), told);
    }
}

/// <summary>An answer without what is new each time.</summary>
public sealed partial record RouteAnswer(HttpStatusCode Status, string? Code, string Body)
{
    public static RouteAnswer Of(HttpStatusCode status, string body)
    {
        var words = Trace().Replace(body, "\"traceId\":\"\"");
        return new(status, status >= HttpStatusCode.BadRequest ? JsonNode.Parse(body)?["code"]?.GetValue<string>() : null, words);
    }

    [GeneratedRegex("\"traceId\":\"[^\"]*\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Trace();
}

/// <summary>One way to ask an operation: where what is sent decides which of its permissions is asked for, and about whom, there are several.</summary>
public sealed record RouteVariant(RouteRequest Request, IReadOnlyList<string> Needs, string Query = "", Action<JsonObject>? Change = null, bool IsAboutAnother = false);

/// <summary>An operation of the document.</summary>
public sealed record RouteRequest(string Method, string Path, IReadOnlyList<string> Permissions, JsonNode? Schema, JsonObject Document)
{
    public string Name => $"{Method} {Path}";

    public bool HasIds => Path.Replace("{customer}", "", StringComparison.Ordinal).Contains('{', StringComparison.Ordinal) && !Path.Contains("/audit/", StringComparison.Ordinal);

    /// <summary>Reading first, what takes away or ends last: a world serves all requests of one caller.</summary>
    public int Order => Method switch { "GET" => 0, _ when Path.EndsWith("/owner", StringComparison.Ordinal) || Path.EndsWith("/archived", StringComparison.Ordinal) => 10, "DELETE" => 9, _ when Path.EndsWith("activate", StringComparison.Ordinal) => 8, "POST" => 2, _ => 1 };

    /// <summary>Operations on things of which the town has none.</summary>
    public bool MayBeMissing => Path is "/api/deliveries/{id}/retry" or "/api/inbox/{id}/read";

    public static async Task<IReadOnlyList<RouteRequest>> All(TownServer server)
    {
        using var browser = server.Browser();
        var document = (await browser.GetFromJsonAsync<JsonObject>("/openapi/v1.json"))!;
        var all = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject(), (path, operation) => new RouteRequest(
            operation.Key.ToUpperInvariant(), path.Key, [.. (operation.Value![RouteNeedsExtensions.Member]?.AsArray() ?? []).Select(p => p!.GetValue<string>())],
            operation.Value["requestBody"]?["content"]?["application/json"]?["schema"], document)).ToList();
        all.Count.ShouldBeGreaterThan(80);
        return all;
    }

    public IEnumerable<RouteVariant> Variants(bool byStaff)
    {
        if (Name == "POST /api/customers/{customer}/users")
            return [new(this, ["user/add"], Change: body => body["invite"] = false), new(this, ["directory/maintain"], Change: body => { body["invite"] = true; body["tenants"] = new JsonArray(); })];
        if (Name == "POST /api/customers/{customer}/access-requests")
            return [new(this, Permissions, IsAboutAnother: true), .. byStaff ? Array.Empty<RouteVariant>() : [new(this, Permissions, Change: body => body.Remove("user"))]];
        if (Path.StartsWith("/api/customers/{customer}/audit", StringComparison.Ordinal))
            return [.. Permissions.Select(needs => new RouteVariant(this, [needs], needs == "audit/view" ? "?section=connect" : "?section=insights"))];
        if (Path.EndsWith("/explain", StringComparison.Ordinal))
        {
            return [.. Permissions.SelectMany(needs => new[] { "{me}", "subject@{home}.example" }, (needs, person) =>
                new RouteVariant(this, [needs], $"?person={person}&permission={(needs == "decision/explain" ? "app/view" : "call/view")}", IsAboutAnother: person != "{me}"))];
        }

        return [new(this, Permissions)];
    }

    /// <summary>A body that the document's schema takes, every member in it.</summary>
    public JsonObject? Body(Func<string, JsonNode?> value) => Schema is null ? null : (JsonObject)Sample(Schema, "", value)!;

    private JsonNode? Sample(JsonNode schema, string name, Func<string, JsonNode?> value)
    {
        if (value(name) is { } known) return known;
        if (schema["$ref"]?.GetValue<string>() is { } reference) return Sample(Document["components"]!["schemas"]![reference.Split('/')[^1]]!, name, value);
        if ((schema["oneOf"] ?? schema["anyOf"])?.AsArray().FirstOrDefault(s => s!["$ref"] is not null) is { } one) return Sample(one, name, value);
        if (schema["enum"]?.AsArray() is [{ } first, ..]) return first.DeepClone();
        if (schema["properties"] is JsonObject members)
            return new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, Sample(m.Value!, m.Key, value))).Where(m => m.Value is not null));
        var types = schema["type"] switch { JsonArray several => several.Select(t => t!.GetValue<string>()).ToArray(), JsonValue single => [single.GetValue<string>()], _ => [] };
        if (types.Contains("null")) return null;
        return types.FirstOrDefault() switch
        {
            "boolean" => true,
            "integer" or "number" => 1,
            "array" => new JsonArray(),
            "object" => new JsonObject(),
            _ => "a",
        };
    }
}

/// <summary>The town with what each operation acts on, and somebody in it who asks.</summary>
public sealed class RouteTown : IAsyncDisposable
{
    private static readonly string[] Suffixes = ["", "@lakeside"];

    private readonly string _who;
    private readonly Dictionary<string, string> _calls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _machineKeys = new(StringComparer.Ordinal);
    private readonly Dictionary<(string? Suffix, string Permission), string> _indexes = [];
    private TownServer _server = null!;

    private readonly bool _onThemselves;

    private RouteTown(string who, bool onThemselves) => (_who, _onThemselves) = (who, onThemselves);

    private bool IsStaff => _who is "support" or "super";

    /// <summary>Whose call it is: the caller's; for whom calls are nothing, somebody of the team that the recorder reads.</summary>
    private string Owner => IsStaff || _who == "recorder" ? "default" : _who;

    /// <param name="who">Who asks.</param>
    /// <param name="onThemselves">Whether the user whom an operation is about is they themselves, and the request that is decided their own.</param>
    public static async Task<RouteTown> Open(string who, bool onThemselves = false)
    {
        var town = new RouteTown(who, onThemselves);
        town._server = await TownServer.Open(town.Prepare);
        await town.Begin();
        return town;
    }

    public Task<IReadOnlyList<RouteRequest>> Requests() => RouteRequest.All(_server);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>The caller by session, or by a key that carries all it may.</summary>
    public async Task<HttpClient> Client(string door)
    {
        if (door == "session") return await _server.As(_who);
        var client = _server.Browser();
        if (_who == "recorder")
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", _machineKeys[""]);
            return client;
        }

        var carries = (await _server.Get(_who, "/api/me/keys/permissions"))!["items"]!.AsArray().Select(p => p!["name"]!.GetValue<string>());
        var made = await _server.Send(_who, "POST", "/api/me/keys", HttpStatusCode.Created, new { name = "all", permissions = carries, days = 90 });
        client.DefaultRequestHeaders.Authorization = new("Bearer", made!["key"]!.GetValue<string>());
        return client;
    }

    /// <summary>What decides about the caller's access: roles, level and its end, custom roles, tenants, teams, whether they are active.</summary>
    public async Task<string> Holds()
    {
        await using var db = _server.Town.Store.Context(Town.Harbor);
        var facts = (await new AccessFacts().Customer(db, Town.Harbor, default))!;
        var user = facts.Users.Single(u => u.Id == _server.Town[_who]);
        return string.Join(' ', [$"{user.Active} {user.Connect} {user.ConnectUntil} {user.Insights} {user.InsightsUntil}", .. user.CustomRoles, "in", .. user.Tenants, "of", .. user.EditorOf ?? [], "teams", .. facts.Teams.Where(t => t.Members.Contains(user.Id)).Select(t => t.Id)]);
    }

    /// <summary>Asks, with the ids of the town (by their suffix), or of nothing there is.</summary>
    public async Task<RouteAnswer> Send(HttpClient client, RouteVariant variant, string customer, string? suffix)
    {
        var request = variant.Request;
        var path = request.Path;
        foreach (var (hole, value) in Holes(variant, suffix)) path = path.Replace(hole, value, StringComparison.Ordinal);
        var me = IsStaff ? $"{_who}@usher.example" : _who == "recorder" ? "orgadmin@harbor.example" : $"{_who}@harbor.example";
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), path.Replace("{customer}", customer, StringComparison.Ordinal) + variant.Query.Replace("{me}", me, StringComparison.Ordinal).Replace("{home}", suffix == "" ? "harbor" : "lakeside", StringComparison.Ordinal));
        if (request.Body(name => Value(name, suffix)) is { } body)
        {
            variant.Change?.Invoke(body);
            message.Content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/json"));
        }
        else if (request.Path == "/api/calls" && request.Method == "POST")
        {
            message.Content = JsonContent.Create(Call("default@harbor.example", "route-" + Guid.NewGuid()));
        }

        using var answer = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
        // Events have no end to wait for.
        return RouteAnswer.Of(answer.StatusCode, answer.Content.Headers.ContentType?.MediaType == "text/event-stream" ? "" : await answer.Content.ReadAsStringAsync());
    }

    private Guid Id(string name, string? suffix) => suffix is null ? Guid.CreateVersion7() : _server.Town[(_onThemselves && name is "subject" ? _who : _onThemselves && name == "request" ? "mine-request" : name) + suffix];

    private Dictionary<string, string> Holes(RouteVariant variant, string? suffix) => new(StringComparer.Ordinal)
    {
        ["{user}"] = Id("subject", suffix).ToString(),
        ["{team}"] = Id("sales", suffix).ToString(),
        ["{channel}"] = Id("deals", suffix).ToString(),
        ["{machine}"] = Id("recorder", suffix).ToString(),
        ["{key}"] = Id(variant.Request.Path.StartsWith("/api/me/", StringComparison.Ordinal) ? "mine" : "key", suffix).ToString(),
        ["{session}"] = Id("session", suffix).ToString(),
        ["{request}"] = Id("request", suffix).ToString(),
        ["{app}"] = suffix is null ? "nothing" : "signage",
        ["{tenant}"] = suffix is null || (suffix == "@lakeside" && !IsStaff) ? "nothing" : "north",
        ["{index}"] = _indexes.GetValueOrDefault((IsStaff ? suffix : "", variant.Needs[0]), "0"),
        ["{email}"] = suffix == "" || IsStaff ? "second@usher.example" : "nobody@usher.example",
        ["{id}"] = variant.Request.Path.StartsWith("/api/calls", StringComparison.Ordinal) && suffix is not null ? _calls[suffix] : Guid.CreateVersion7().ToString(),
    };

    private JsonNode? Value(string name, string? suffix) => name switch
    {
        "name" => "Renewals",
        "slug" => "meadow",
        "email" => "new@harbor.example",
        "firstName" => "Nia",
        "connect" or "role" => "user",
        "level" => "user-admin",
        "roles" or "customRoles" or "apps" => new JsonArray(),
        "tenants" => new JsonArray("south"),
        "permissions" => new JsonArray("profile/edit"),
        "scopes" => new JsonArray("call/ingest"),
        "bought" or "days" => 30,
        "user" => Id("subject", suffix),
        "owner" => Id("editor", suffix),
        "team" => Id("support-desk", suffix),
        "with" => Id("subject", suffix).ToString(),
        "slackId" => "C0NEW",
        "from" => "22:00",
        "to" => "07:00",
        "timeZone" => "Europe/Berlin",
        "account" => "Lakeside",
        "reason" or "question" => "What did they say about the price?",
        "until" => (_server.Town.Now + TimeSpan.FromDays(2)).ToString("O"),
        _ => null,
    };

    /// <summary>What the town lacks for it: a seat of the caller's, a key of the recorder's, and in the other customer whatever there is in the first.</summary>
    private async Task Prepare(Town town)
    {
        await town.Newcomer("subject@lakeside", customer: Town.Lakeside);
        town.Call("request@lakeside", await town.Do("user@lakeside", new RequestAccess(null, Usher.Access.InsightsRole.Editor, null, null)));
        if (_onThemselves) town.Call("mine-request", await town.Do(_who, new RequestAccess(null, Usher.Access.InsightsRole.Editor, null, null)));
        foreach (var suffix in Suffixes)
        {
            await town.Do((Owner == "orgadmin" ? "orgadmin2" : "orgadmin") + suffix, new GiveSeat(town[Owner + suffix]));
            _machineKeys[suffix] = (await town.Do("orgadmin" + suffix, new MakeKey(town["recorder" + suffix], "all", 30, null))).Text!;
        }
    }

    /// <summary>A call that the caller owns, where they own calls; a key and a session of theirs; the same in the other customer.</summary>
    private async Task Begin()
    {
        foreach (var (suffix, key) in _machineKeys)
        {
            using var recorder = _server.Browser();
            recorder.DefaultRequestHeaders.Authorization = new("Bearer", key);
            var pushed = await recorder.PostAsJsonAsync("/api/calls", Call($"{Owner}@{(suffix.Length == 0 ? "harbor" : "lakeside")}.example", "first"));
            pushed.StatusCode.ShouldBe(HttpStatusCode.Created, await pushed.Content.ReadAsStringAsync());
            _calls[suffix] = (await pushed.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<string>();
            foreach (var (who, needs) in new[] { ("customeradmin", "audit/view"), ("orgadmin", "insights-audit/view") })
                _indexes[(suffix, needs)] = (await _server.Get(who + suffix, $"/api/customers/{(suffix.Length == 0 ? "harbor" : "lakeside")}/audit?section={(needs == "audit/view" ? "connect" : "insights")}"))!["items"]![0]!["index"]!.ToString();
            var (mine, session) = await Own(IsStaff ? _who : Owner + suffix);
            _server.Town.Call("mine" + suffix, mine);
            _server.Town.Call("session" + suffix, session);
        }
    }

    private async Task<(Guid Key, Guid Session)> Own(string who)
    {
        var key = await _server.Send(who, "POST", "/api/me/keys", HttpStatusCode.Created, new { name = "mine", permissions = new[] { "profile/edit" }, days = 30 });
        await _server.Cookie(who);
        var sessions = await _server.Get(who, "/api/me/sessions");
        return (key!["id"]!.GetValue<Guid>(), sessions!["items"]!.AsArray().First(s => !s!["current"]!.GetValue<bool>())!["id"]!.GetValue<Guid>());
    }

    private object Call(string host, string id) => new
    {
        recorderId = id,
        title = "Renewal",
        start = _server.Town.Now - TimeSpan.FromHours(2),
        durationSeconds = 60,
        host,
        turns = new[] { new { speaker = "Rosa", at = 0, text = "We want twelve percent off the annual price." }, new { speaker = "Ana", at = 9, text = "You get the new offer by Friday." } },
    };
}
