using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Usher.Tests.Web;
using Usher.Web.Api;

namespace Usher.Tests.Directory;

/// <summary>The Directory's routes over HTTP: what goes in, what comes out, and who is refused how.</summary>
public class DoorTests
{
    private const HttpStatusCode Ok = HttpStatusCode.OK;
    private const HttpStatusCode Done = HttpStatusCode.NoContent;
    private const HttpStatusCode Made = HttpStatusCode.Created;
    private const HttpStatusCode Waits = HttpStatusCode.Accepted;
    private const HttpStatusCode Forbidden = HttpStatusCode.Forbidden;
    private const HttpStatusCode Missing = HttpStatusCode.NotFound;
    private const HttpStatusCode Refused = HttpStatusCode.Conflict;
    private const HttpStatusCode Wrong = HttpStatusCode.UnprocessableContent;

    [Fact]
    public async Task A_person_signs_in_sees_themselves_and_signs_out()
    {
        await using var server = await TownServer.Open();
        using var browser = server.Browser();
        async Task<HttpResponseMessage> SignIn(string email, string password) => await browser.PostAsJsonAsync("/api/session", new { email, password });
        var wrong = await SignIn("orgadmin@harbor.example", "a wrong password");
        var unknown = await SignIn("nobody@harbor.example", "a wrong password");
        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        RouteAnswer.Words(await unknown.Content.ReadAsStringAsync()).ShouldBe(RouteAnswer.Words(await wrong.Content.ReadAsStringAsync()));

        (await SignIn("OrgAdmin@harbor.example", Town.Password)).StatusCode.ShouldBe(Done);
        var me = (await browser.GetFromJsonAsync<JsonObject>("/api/me"))!;
        me["email"]!.GetValue<string>().ShouldBe("orgadmin@harbor.example");
        me["pages"]!["users"]!["allowed"]!.GetValue<bool>().ShouldBeTrue();
        (await browser.PostAsJsonAsync("/api/customers/harbor/teams", new { name = "Forged" })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        browser.DefaultRequestHeaders.Add(CallerMiddleware.AntiforgeryHeader, me["antiforgery"]!.GetValue<string>());
        (await browser.PostAsJsonAsync("/api/customers/harbor/teams", new { name = "Mine" })).StatusCode.ShouldBe(Made);
        (await browser.DeleteAsync("/api/session")).StatusCode.ShouldBe(Done);
        (await browser.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Users_are_added_found_edited_and_deactivated()
    {
        await using var server = await TownServer.Open();
        var made = await server.Send("support", "POST", "/api/customers/harbor/users", Made, new { email = "new@harbor.example", firstName = "Nia", lastName = "Okafor", connect = "user", tenants = new[] { "north" } });
        var user = $"/api/customers/harbor/users/{made!["id"]!.GetValue<Guid>()}";
        (await server.Send("useradmin", "POST", "/api/customers/harbor/users", Made, new { invite = true, email = "other@harbor.example", firstName = "Odd" })).ShouldNotBeNull();
        (await server.Send("support", "POST", "/api/customers/harbor/users", Wrong, new { email = "x", firstName = "" }))!["errors"]!.AsObject().Select(e => e.Key).ShouldBe(["/email", "/firstName"]);
        (await server.Get("customeradmin", "/api/customers/harbor/users?query=okafor&state=active&role=user"))!["items"]!.AsArray().Count.ShouldBe(1);
        await server.Get("customeradmin", "/api/customers/harbor/users?role=king", Wrong);

        var view = (await server.Get("useradmin", user))!;
        (view["insights"]!.GetValue<string>(), view["level"]!.GetValue<string>(), view["tenants"]![0]!["slug"]!.GetValue<string>()).ShouldBe(("default-user", "Limited", "north"));
        var refused = (await server.Send("useradmin", "PATCH", user, Forbidden, new { firstName = "A" }))!;
        refused["code"]!.GetValue<string>().ShouldBe("NotAllowed");
        refused["why"]!["helpers"]!.AsArray().Select(h => h!["id"]!.GetValue<Guid>()).ShouldBe([server.Town["customeradmin"], server.Town["customeradmin2"]], ignoreOrder: true);

        using var edit = new HttpRequestMessage(HttpMethod.Patch, user) { Content = JsonContent.Create(new { firstName = "Nina", lastName = "Okafor" }) };
        edit.Headers.IfMatch.Add(new EntityTagHeaderValue("\"7\""));
        (await (await server.As("customeradmin")).SendAsync(edit)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        await server.Send("customeradmin", "PATCH", user, Done, new { firstName = "Nina", lastName = "Okafor" });
        await server.Send("customeradmin", "PUT", user + "/connect-role", Done, new { role = "customer-admin", until = "2027-01-01T00:00:00Z" });
        await server.Send("customeradmin", "PUT", user + "/connect-role", HttpStatusCode.BadRequest, new { until = "2027-01-01T00:00:00Z" });
        await server.Send("customeradmin", "PUT", user + "/custom-roles", Done, new { roles = new[] { "signage-admin" } });
        await server.Send("support", "PUT", user + "/tenants", Done, new { tenants = new[] { "south" } });
        await server.Send("useradmin", "PUT", user + "/seat", Ok, new { held = true });
        (await server.Get("orgadmin", "/api/customers/harbor/seats"))!["held"]!.GetValue<int>().ShouldBe(1);
        await server.Send("orgadmin", "PUT", user + "/level", Ok, new { level = "editor", teams = new[] { "sales" } });
        await server.Send("customeradmin2", "POST", user + "/deactivate", Done);
        (await server.Send("customeradmin2", "POST", user + "/reactivate", Ok))!["requested"]!.GetValue<string>().ShouldBe("editor");
        await server.Send("customeradmin2", "POST", user + "/reactivate", Refused);
        await server.Get("customeradmin", $"/api/customers/harbor/users/{Guid.CreateVersion7()}", Missing);
        await server.Get("customeradmin", "/api/customers/harbor/users/nonsense", Missing);
    }

    [Fact]
    public async Task Levels_are_asked_for_and_decided()
    {
        await using var server = await TownServer.Open();
        const string requests = "/api/customers/harbor/access-requests";
        var waits = await server.Send("useradmin", "PUT", $"/api/customers/harbor/users/{server.Town["user"]}/level", Waits, new { level = "editor" });
        var mine = await server.Send("default", "POST", requests, Made, new { level = "user-admin" });
        await server.Send("default", "POST", requests, Forbidden, new { level = "editor", user = server.Town["user"] });
        (await server.Get("orgadmin", requests + "?state=open"))!["items"]!.AsArray().Count.ShouldBe(3);
        (await server.Get("default", requests))!["items"]!.AsArray().Single()!["level"]!.GetValue<string>().ShouldBe("user-admin");
        await server.Get("default", requests + "?state=lost", Wrong);
        await server.Send("default", "POST", $"{requests}/{mine!["id"]}/approve", Forbidden, new { });
        await server.Send("orgadmin", "POST", $"{requests}/{mine["id"]}/approve", Done, new { });
        await server.Send("orgadmin", "POST", $"{requests}/{waits!["request"]}/decline", Done, new { reason = "Not now." });
        await server.Send("orgadmin", "POST", $"{requests}/{waits["request"]}/decline", Refused, new { reason = "Not now." });
        await server.Send("customeradmin", "POST", "/api/customers/harbor/organization-admin", Refused, new { user = server.Town["user"] });
    }

    [Fact]
    public async Task Teams_get_members_channels_and_a_destination()
    {
        await using var server = await TownServer.Open();
        var town = server.Town;
        var made = await server.Send("orgadmin", "POST", "/api/customers/harbor/teams", Made, new { name = "Renewals" });
        var team = $"/api/customers/harbor/teams/{made!["id"]}";
        await server.Send("orgadmin", "PUT", $"{team}/members/{town["user"]}", Done);
        await server.Send("orgadmin", "PUT", $"{team}/members/{town["orgadmin"]}", Forbidden);
        var channel = await server.Send("orgadmin", "POST", team + "/channels", Made, new { slackId = "C0NEW", name = "renewals" });
        await server.Send("editor", "PUT", team + "/destination", Done, new { messageOwner = false, channel = channel!["id"]!.GetValue<Guid>() });
        await server.Send("editor", "PUT", team + "/destination", Refused, new { messageOwner = false, channel = town["deals"] });
        (await server.Get("orgadmin", team + "/members"))!["items"]!.AsArray().Count.ShouldBe(1);
        (await server.Get("editor", "/api/customers/harbor/teams"))!["items"]!.AsArray().Count.ShouldBe(3);
        await server.Send("orgadmin", "DELETE", $"{team}/channels/{channel["id"]}", Done);
        await server.Send("orgadmin", "DELETE", $"{team}/members/{town["user"]}", Done);
        await server.Send("default", "DELETE", $"{team}/members/{town["user"]}", Forbidden);
    }

    [Fact]
    public async Task Integration_users_work_by_keys_that_are_shown_once()
    {
        await using var server = await TownServer.Open();
        const string machines = "/api/customers/harbor/integration-users";
        var made = await server.Send("orgadmin", "POST", machines, Made, new { name = "sync", owner = server.Town["editor"], scopes = new[] { "decision/ask" } });
        var machine = $"{machines}/{made!["id"]}";
        await server.Send("orgadmin", "POST", machine + "/approve", Done, new { });
        (await server.Send("orgadmin", "POST", machine + "/scopes", Ok, new { scopes = new[] { "decision/ask", "call/read:sales" } }))!["approved"]!.GetValue<bool>().ShouldBeFalse();
        await server.Send("orgadmin", "POST", machine + "/scopes", Refused, new { scopes = new[] { "call/read" } });
        var key = await server.Send("orgadmin", "POST", machine + "/keys", Made, new { name = "prod", days = 30 });
        key!["key"]!.GetValue<string>().ShouldStartWith("ush_");
        var next = await server.Send("orgadmin", "POST", $"{machine}/keys/{key["id"]}/rotate", Made, new { overlapHours = 1 });
        var listed = (await server.Get("orgadmin", machines))!.ToJsonString();
        listed.ShouldContain(next!["id"]!.GetValue<string>());
        listed.ShouldNotContain("ush_");
        await server.Send("orgadmin", "DELETE", $"{machine}/keys/{key["id"]}", Done);
        await server.Send("orgadmin", "DELETE", $"{machine}/keys/{key["id"]}", Missing);
        await server.Send("orgadmin", "POST", machine + "/owner", Done, new { owner = server.Town["orgadmin"] });
        await server.Get("editor", machines, Forbidden);
    }

    [Fact]
    public async Task A_personal_key_does_what_a_browser_does_within_what_was_chosen()
    {
        await using var server = await TownServer.Open();
        var made = await server.Send("customeradmin", "POST", "/api/me/keys", Made, new { name = "script", permissions = new[] { "user/view", "profile/edit" }, days = 30 });
        using var script = server.Browser();
        script.DefaultRequestHeaders.Authorization = new("Bearer", made!["key"]!.GetValue<string>());
        (await script.GetAsync("/api/customers/harbor/users")).StatusCode.ShouldBe(Ok);
        (await script.GetAsync("/api/me")).StatusCode.ShouldBe(Ok);
        (await script.PostAsync($"/api/customers/harbor/users/{server.Town["user"]}/deactivate", null)).StatusCode.ShouldBe(Forbidden);
        (await script.PostAsJsonAsync("/api/me/keys", new { name = "more", permissions = new[] { "user/view" }, days = 1 })).StatusCode.ShouldBe(Forbidden);
        (await server.Get("customeradmin", "/api/me/keys"))!["items"]!.AsArray().Count.ShouldBe(1);
        await server.Send("customeradmin", "DELETE", $"/api/me/keys/{made["id"]}", Done);
        (await script.GetAsync("/api/customers/harbor/users")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await server.Send("user", "POST", "/api/me/keys", Refused, new { name = "mine", permissions = new[] { "user/view" }, days = 1 });
        (await server.Send("support", "POST", "/api/me/keys", Made, new { name = "mine", permissions = new[] { "user/view" }, days = 1 })).ShouldNotBeNull();
    }

    [Fact]
    public async Task Staff_work_across_customers()
    {
        await using var server = await TownServer.Open();
        (await server.Get("support", "/api/customers?query=lake"))!["items"]!.AsArray().Single()!["slug"]!.GetValue<string>().ShouldBe("lakeside");
        (await server.Get("customeradmin", "/api/customers"))!["items"]!.AsArray().Single()!["slug"]!.GetValue<string>().ShouldBe("harbor");
        (await server.Get("support", "/api/customers/lakeside"))!["can"]!["addUser"]!["allowed"]!.GetValue<bool>().ShouldBeTrue();
        await server.Send("super", "POST", "/api/customers", Made, new { slug = "meadow", name = "Meadow" });
        await server.Send("super", "POST", "/api/customers", Refused, new { slug = "meadow", name = "Meadow" });
        await server.Send("support", "POST", "/api/customers", Forbidden, new { slug = "brook", name = "Brook" });
        await server.Send("super", "PUT", "/api/customers/meadow/seats", Done, new { bought = 12 });
        await server.Send("support", "PUT", "/api/customers/meadow/seats", Forbidden, new { bought = 12 });
        await server.Send("customeradmin", "POST", "/api/customers/harbor/custom-roles", Made, new { name = "Menu Admin", apps = new[] { "menu" } });
        (await server.Get("customeradmin", "/api/customers/harbor/custom-roles"))!["items"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Apps_are_requested_approved_and_activated()
    {
        await using var server = await TownServer.Open();
        const string menu = "/api/customers/harbor/apps/menu/tenants/north";
        await server.Send("user", "POST", menu + "/request", Done, new { @for = "The counter" });
        await server.Send("user", "POST", menu + "/approve", Forbidden, new { });
        await server.Send("support", "POST", menu + "/approve", Done, new { });
        await server.Send("customeradmin", "POST", menu + "/activate", Done);
        await server.Send("support", "POST", "/api/customers/harbor/apps/signage/tenants/north/decline", Done, new { reason = "Not yet." });
        (await server.Get("user", "/api/customers/harbor/apps"))!["items"]!.AsArray().Count.ShouldBe(12);
    }

    [Fact]
    public async Task Why_is_answered_in_words_and_the_table_is_for_everyone()
    {
        await using var server = await TownServer.Open();
        var why = (await server.Get("user", "/api/customers/harbor/explain?person=user@harbor.example&permission=user/view"))!;
        (why["allowed"]!.GetValue<bool>(), why["helpers"]!.AsArray().Count).ShouldBe((false, 2));
        await server.Get("user", "/api/customers/harbor/explain?person=default@harbor.example&permission=user/view", Forbidden);
        await server.Get("orgadmin", "/api/customers/harbor/explain?person=editor@harbor.example&permission=destination/configure&team=sales");
        await server.Get("user", "/api/customers/harbor/explain?person=user@harbor.example&permission=none", Wrong);
        (await server.Get("user", "/api/roles"))!["rows"]!.AsArray().Count.ShouldBe(72);
    }

    [Fact]
    public async Task Another_customer_is_like_one_that_does_not_exist()
    {
        await using var server = await TownServer.Open();
        foreach (var rest in new[] { "", "/users", "/seats", "/teams", "/apps", "/integration-users", "/access-requests", $"/users/{server.Town["user@lakeside"]}" })
        {
            foreach (var who in new[] { "user", "customeradmin", "orgadmin" })
            {
                var other = await server.Get(who, "/api/customers/lakeside" + rest, Missing);
                var missing = await server.Get(who, "/api/customers/nowhere" + rest, Missing);
                RouteAnswer.Words(other!.ToJsonString()).ShouldBe(RouteAnswer.Words(missing!.ToJsonString()));
            }
        }
    }

    [Fact]
    public async Task Every_route_but_signing_in_and_the_table_wants_somebody_signed_in()
    {
        await using var server = await TownServer.Open();
        using var browser = server.Browser();
        foreach (var request in (await Requests(server)).Where(r => r.RequestUri!.OriginalString.Split('?')[0].TrimEnd('/') is var path
            && path is not ("/api/session" or "/api/session/password" or "/api/session/forgotten" or "/api/roles") && !path.StartsWith("/api/unsubscribe/", StringComparison.Ordinal)))
            (await browser.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, $"{request.Method} {request.RequestUri}");
    }

    [Theory]
    [InlineData("support")]
    [InlineData("super")]
    [InlineData("orgadmin")]
    [InlineData("user@lakeside")]
    public async Task No_route_ends_in_a_fault_whoever_sends_it(string who)
    {
        await using var server = await TownServer.Open();
        var client = await server.As(who);
        foreach (var request in (await Requests(server)).Concat(await Requests(server, "nowhere")).Where(r => !r.RequestUri!.OriginalString.StartsWith("/api/session", StringComparison.Ordinal)))
        {
            // Events have no end to wait for.
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            ((int)answer.StatusCode).ShouldBeLessThan(500, $"{request.Method} {request.RequestUri}");
        }
    }

    /// <summary>A request to every operation of the document, in a customer, with a body that can be read.</summary>
    private static async Task<IEnumerable<HttpRequestMessage>> Requests(TownServer server, string customer = "harbor") =>
        (await RouteRequest.All(server)).Where(r => r.Path.StartsWith("/api/", StringComparison.Ordinal)).Select(r => r.Plain(customer));
}
