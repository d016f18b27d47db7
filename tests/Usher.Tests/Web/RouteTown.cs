using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Usher.Directory;
using Usher.Platform.Audit;
using Usher.Machines;
using Usher.Tests.Directory;

namespace Usher.Tests.Web;

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

    /// <summary>A browser in which nobody is signed in.</summary>
    public HttpClient Browser() => _server.Browser();

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

    /// <summary>How many acts are recorded as done, of the caller, in every customer and in none.</summary>
    public async Task<int> Done()
    {
        await using var db = _server.Town.Store.Context(Guid.Empty);
        var me = _server.Town[_who];
        return await db.Set<AuditEntry>().IgnoreQueryFilters().CountAsync(e => e.ActorId == me && e.Refusal == null, TestContext.Current.CancellationToken);
    }

    /// <summary>Asks, with the ids of the town (by their suffix), or of nothing there is.</summary>
    public async Task<RouteAnswer> Send(HttpClient client, RouteVariant variant, string customer, string? suffix)
    {
        using var message = Message(variant, customer, suffix);
        using var answer = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
        // Events have no end to wait for.
        return RouteAnswer.Of(answer.StatusCode, answer.Content.Headers.ContentType?.MediaType == "text/event-stream" ? "" : await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The request that asks, which may still be changed.</summary>
    public HttpRequestMessage Message(RouteVariant variant, string customer = "harbor", string? suffix = "")
    {
        var request = variant.Request;
        var path = request.Path;
        foreach (var (hole, value) in Holes(variant, suffix)) path = path.Replace(hole, value, StringComparison.Ordinal);
        var me = IsStaff ? $"{_who}@usher.example" : _who == "recorder" ? "orgadmin@harbor.example" : $"{_who}@harbor.example";
        var message = new HttpRequestMessage(new HttpMethod(request.Method), path.Replace("{customer}", customer, StringComparison.Ordinal) + variant.Query.Replace("{me}", me, StringComparison.Ordinal).Replace("{subject}", Id("subject", suffix).ToString(), StringComparison.Ordinal).Replace("{home}", suffix == "" ? "harbor" : "lakeside", StringComparison.Ordinal));
        if (Body(variant, suffix) is { } body) message.Content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/json"));
        return message;
    }

    /// <summary>The body that the request carries; null when it has none.</summary>
    public JsonObject? Body(RouteVariant variant, string? suffix = "")
    {
        if (variant.Request is { Path: "/api/calls", Method: "POST" }) return JsonSerializer.SerializeToNode(Call("default@harbor.example", "route-" + Guid.NewGuid()))!.AsObject();
        if (variant.Request.Body(name => Value(name, suffix)) is not { } body) return null;
        variant.Change?.Invoke(body);
        return body;
    }

    /// <summary>The request of the kind that an operation decides; the caller's own, where it is theirs to withdraw.</summary>
    private string Asked(string path) => path.Contains("/seats/requests/", StringComparison.Ordinal) ? path.EndsWith("/withdraw", StringComparison.Ordinal) ? "own-seats" : "seats" : path.EndsWith("-role", StringComparison.Ordinal) ? "role-request" : path.EndsWith("-tenants", StringComparison.Ordinal) ? "tenant-request"
        : path.EndsWith("/withdraw", StringComparison.Ordinal) ? "own-request" : "request";

    private Guid Id(string name, string? suffix) => suffix is null ? Guid.CreateVersion7() : _server.Town[(_onThemselves && name is "subject" ? _who : _onThemselves && name.EndsWith("request", StringComparison.Ordinal) ? "mine-" + name : name) + suffix];

    private Dictionary<string, string> Holes(RouteVariant variant, string? suffix) => new(StringComparer.Ordinal)
    {
        ["{user}"] = Id("subject", suffix).ToString(),
        ["{team}"] = Id("sales", suffix).ToString(),
        ["{channel}"] = Id("deals", suffix).ToString(),
        ["{integrationUser}"] = Id("recorder", suffix).ToString(),
        ["{key}"] = Id(variant.Request.Path.StartsWith("/api/me/", StringComparison.Ordinal) ? "mine" : "key", suffix).ToString(),
        ["{exclusion}"] = Id("exclusion", suffix).ToString(),
        ["{identity}"] = Guid.CreateVersion7().ToString(),
        ["{report}"] = Guid.CreateVersion7().ToString(),
        ["{proposal}"] = Guid.CreateVersion7().ToString(),
        ["{number}"] = "1",
        ["{hash}"] = new('0', 64),
        ["{message}"] = Guid.CreateVersion7().ToString(),
        ["{session}"] = Id("session", suffix).ToString(),
        ["{request}"] = Id(Asked(variant.Request.Path), suffix).ToString(),
        // An app of the catalogue is everybody's: whose it is, its tenant says.
        ["{app}"] = suffix is null || (suffix == "@lakeside" && !IsStaff && !variant.Request.Path.Contains("{tenant}", StringComparison.Ordinal)) ? "nothing" : "signage",
        ["{role}"] = suffix is null || (suffix == "@lakeside" && !IsStaff) ? "nothing" : "signage-admin",
        ["{tenant}"] = suffix is null || (suffix == "@lakeside" && !IsStaff) ? "nothing" : "north",
        // Of what is in no customer the first entry will do.
        ["{index}"] = IsStaff && !variant.Request.Path.Contains("{customer}", StringComparison.Ordinal) ? "0" : _indexes.GetValueOrDefault((IsStaff ? suffix : "", variant.Needs[0]), "0"),
        ["{email}"] = suffix == "" || IsStaff ? "second@usher.example" : "nobody@usher.example",
        ["{orphan}"] = Id("orphan", suffix == "@lakeside" ? "" : suffix).ToString(),
        ["{id}"] = variant.Request.Path.StartsWith("/api/calls", StringComparison.Ordinal) && suffix is not null ? _calls[suffix] : Guid.CreateVersion7().ToString(),
    };

    private JsonNode? Value(string name, string? suffix) => name switch
    {
        "name" => "Renewals",
        "slug" => "meadow",
        "email" => "new@harbor.example",
        "firstName" => "Nia",
        "csv" => "e-mail,first name\nbo@harbor.example,Bo",
        "connect" or "role" => "user",
        "level" => "user-admin",
        "reports" => null,
        "roles" or "customRoles" or "apps" or "settings" => new JsonArray(),
        "when" => new JsonObject { ["at"] = "08:00", ["days"] = new JsonArray("monday"), ["timeZone"] = "Europe/Berlin" },
        "recipients" => new JsonArray(Id("orgadmin", suffix)),
        "give" => new JsonArray(Id("subject", suffix)),
        "participants" => new JsonArray("rosa@outside.example"),
        "tenants" => new JsonArray("south"),
        "categories" => new JsonArray("Storefront"),
        "products" => new JsonArray("Elite", "Enterprise"),
        "schema" => new JsonObject { ["type"] = "object" },
        "values" => new JsonObject(),
        "permissions" => new JsonArray("profile/edit"),
        "scopes" => new JsonArray("call/ingest"),
        "bought" or "days" => 30,
        "orphan" => Id("orphan", suffix == "@lakeside" ? "" : suffix),
        "product" => "Elite",
        "user" => Id("subject", suffix),
        "owner" => Id("editor", suffix),
        "team" => Id("support-desk", suffix),
        "with" => Id("subject", suffix).ToString(),
        "slackId" => "C0NEW",
        "url" => "https://app.example/usher",
        "tenant" => "north",
        "well" => true,
        "from" => "22:00",
        "to" => "07:00",
        "timeZone" => "Europe/Berlin",
        "account" => "Lakeside",
        "staff" => "support@usher.example",
        "reason" or "question" => "What did they say about the price?",
        "until" => (_server.Town.Now + TimeSpan.FromDays(2)).ToString("O"),
        _ => null,
    };

    /// <summary>What the town lacks for it: a seat of the caller's, a key of the recorder's, and in the other customer whatever there is in the first.</summary>
    private async Task Prepare(Town town)
    {
        await town.Newcomer("subject@lakeside", customer: Town.Lakeside);
        await Acts.UpstreamSamples.Held(town);
        await Acts.UpstreamSamples.Orphan(town);
        town.Call("request@lakeside", await town.Do("user@lakeside", new RequestAccess(null, Usher.Access.InsightsRole.Editor, null, null)));
        foreach (var suffix in Suffixes)
        {
            town.Call("role-request" + suffix, await town.Do("default" + suffix, new RequestAccess(null, CustomRole: "signage-admin")));
            await town.Do(town.As("support", suffix.Length == 0 ? Town.Harbor : Town.Lakeside), new AssignTenants(town["default" + suffix], ["north"]));
            town.Call("tenant-request" + suffix, await town.Do("default" + suffix, new RequestAccess(null, Tenants: ["south"])));
        }

        // Whoever asks withdraws a request of their own; machines have none.
        var level = _onThemselves || _who == "recorder" || _who.StartsWith("orgadmin", StringComparison.Ordinal) ? Usher.Access.InsightsRole.Editor : Usher.Access.InsightsRole.OrganizationAdmin;
        town.Call("own-request", IsStaff ? await town.Do(_who, new RequestAccess(town["editor"], Role: Usher.Access.ConnectRole.CustomerAdmin))
            : await town.Do(_who == "recorder" ? "user" : _who, new RequestAccess(null, level, town.Now.AddDays(300))));
        town.Call("own-request@lakeside", await town.Do(IsStaff ? town.As(_who, Town.Lakeside) : town.As("editor@lakeside"), new RequestAccess(town["editor@lakeside"], Role: Usher.Access.ConnectRole.CustomerAdmin)));
        if (_onThemselves)
        {
            town.Call("mine-request", town["own-request"]);
            town.Call("mine-own-request", town["own-request"]);
            town.Call("mine-role-request", await town.Do(_who, _who.StartsWith("customeradmin", StringComparison.Ordinal)
                ? new RequestAccess(null, CustomRole: "signage-admin") : new RequestAccess(null, Role: Usher.Access.ConnectRole.CustomerAdmin)));
            await town.Do("support", new AssignTenants(town[_who], ["north"]));
            town.Call("mine-tenant-request", await town.Do(_who, new RequestAccess(null, Tenants: ["south"])));
        }

        foreach (var suffix in Suffixes)
        {
            await town.Accept(Owner + suffix, suffix.Length == 0 ? Town.Harbor : Town.Lakeside);
            await town.Do((Owner == "orgadmin" ? "orgadmin2" : "orgadmin") + suffix, new GiveSeat(town[Owner + suffix]));
            // Seats of Organization Admins: to remove one is a major change (rule 21).
            await town.Do("orgadmin" + suffix, new GiveSeat(town["orgadmin2" + suffix]));
            await town.Do("orgadmin2" + suffix, new GiveSeat(town["orgadmin" + suffix]));
            town.Call("seats" + suffix, (await town.Do("useradmin" + suffix, new TakeSeat(town["orgadmin2" + suffix]))).Request!.Value);
            var changes = suffix.Length == 0 && _who.StartsWith("orgadmin", StringComparison.Ordinal) ? _who : "useradmin" + suffix;
            town.Call("own-seats" + suffix, (await town.Do(changes, new TakeSeat(town["orgadmin" + suffix]))).Request!.Value);
            town.Call("exclusion" + suffix, await town.Do("orgadmin" + suffix, new Usher.Calls.Exclusions.AddExclusion("excluded.example")));
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

/// <summary>An answer without what is new each time.</summary>
public sealed partial record RouteAnswer(HttpStatusCode Status, string? Code, string Body)
{
    public static RouteAnswer Of(HttpStatusCode status, string body)
    {
        var words = Words(body);
        return new(status, status >= HttpStatusCode.BadRequest ? JsonNode.Parse(body)?["code"]?.GetValue<string>() : null, words);
    }

    /// <summary>A problem without what is new each time.</summary>
    public static string Words(string problem) => Trace().Replace(problem, "\"traceId\":\"\"");

    [GeneratedRegex("\"traceId\":\"[^\"]*\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Trace();
}
