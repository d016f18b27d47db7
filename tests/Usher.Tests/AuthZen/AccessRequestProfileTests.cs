using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;
using Usher.Tests.Directory;

namespace Usher.Tests.AuthZen;

/// <summary>
/// The AuthZEN Access Request and Approval Profile (draft 1, June 2026) and its catalogue profile (draft 1, October 2026), as a product in
/// front of Usher uses them. The expectations are the drafts' own words.
/// </summary>
public class AccessRequestProfileTests
{
    [Fact]
    public async Task A_denial_says_that_it_can_be_asked_for_the_request_is_approved_here_and_the_next_evaluation_says_true()
    {
        await using var server = await Open();
        var town = server.Town;
        using var product = As(server);
        var question = Question("user@harbor.example");
        var denial = await Post(product, "/access/v1/evaluation", question, HttpStatusCode.OK);
        denial["decision"]!.GetValue<bool>().ShouldBeFalse();
        var ask = denial["context"]!["access_request"]!;
        ask["endpoint"]!.GetValue<string>().ShouldBe("http://usher.example/access/v1/requests");
        DateTimeOffset.Parse(ask["expires_at"]!.GetValue<string>()).ShouldBe(town.Now.AddMinutes(10), TimeSpan.FromSeconds(1));

        var catalogue = await product.GetFromJsonAsync<JsonObject>($"/access/v1/requests/catalog?evaluation_id={denial["context"]!["evaluation_id"]}");
        catalogue!["items"]!.AsArray().Select(item => item!["value"]!.GetValue<string>()).ShouldBe(["custom-role:signage-admin", "role:customer-admin"]);

        var submission = Submission(question, denial);
        submission["context"] = new JsonObject { ["business_justification"] = "For the summer screens." };
        submission["requested_access"] = new JsonObject { ["grant"] = "custom-role:signage-admin", ["requested_until"] = town.Now.AddDays(3).ToString("O") };
        using var filed = await product.PostAsJsonAsync("/access/v1/requests", submission);
        filed.StatusCode.ShouldBe(HttpStatusCode.Accepted, await filed.Content.ReadAsStringAsync());
        var task = (await filed.Content.ReadFromJsonAsync<JsonObject>())!["task"]!;
        task["status"]!.GetValue<string>().ShouldBe("pending");
        filed.Headers.Location!.ToString().ShouldBe(task["status_endpoint"]!.GetValue<string>());
        var path = new Uri(task["status_endpoint"]!.GetValue<string>()).AbsolutePath;
        (await product.GetFromJsonAsync<JsonObject>(path))!["task"]!["status"]!.GetValue<string>().ShouldBe("pending");

        var request = (await town.Read("customeradmin", new ListRequests(RequestState.Open))).Items.ShouldHaveSingleItem();
        (request.Subject.Id, request.Requester.Name, request.Note).ShouldBe((town["user"], "recorder", "For the summer screens."));
        (await town.Read("user", new ListRequests(Mine: true))).Items.ShouldHaveSingleItem().Id.ShouldBe(request.Id);
        await Approve(server, request.Id);
        var approved = (await product.GetFromJsonAsync<JsonObject>(path))!;
        approved["task"]!["status"]!.GetValue<string>().ShouldBe("approved");
        approved["result"]!["mode"]!.GetValue<string>().ShouldBe("reevaluate");
        DateTimeOffset.Parse(approved["result"]!["approval"]!["approved_until"]!.GetValue<string>()).ShouldBe(town.Now.AddDays(3));

        question["context"] = new JsonObject { ["approval"] = approved["result"]!["approval"]!.DeepClone() };
        (await Post(product, "/access/v1/evaluation", question, HttpStatusCode.OK))["decision"]!.GetValue<bool>().ShouldBeTrue();
        await Post(product, path + "/cancel", new JsonObject(), HttpStatusCode.Conflict, "invalid_task_state");
        town.Clock.Move(TimeSpan.FromDays(3));
        (await Post(product, "/access/v1/evaluation", question, HttpStatusCode.OK))["decision"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task Only_what_the_subject_may_ask_for_is_requestable_and_only_on_request()
    {
        await using var server = await Open();
        using var product = As(server);
        (await Post(product, "/access/v1/evaluation", Question("user@harbor.example", "user", "add", "harbor"), HttpStatusCode.OK))["context"]!.AsObject().ShouldBeEmpty("that is for staff");
        (await Post(product, "/access/v1/evaluation", Question("nobody@harbor.example"), HttpStatusCode.OK))["context"]!.AsObject().ShouldBeEmpty();
        (await Post(product, "/access/v1/evaluation", Question("customeradmin@lakeside.example", customer: "lakeside"), HttpStatusCode.OK))["context"]!.AsObject().ShouldBeEmpty("another customer's");
        (await Post(product, "/access/v1/evaluation", Question("custom@harbor.example"), HttpStatusCode.OK))["decision"]!.GetValue<bool>().ShouldBeTrue();
        await server.Send("customeradmin", "POST", $"/api/customers/harbor/users/{server.Town["user"]}/deactivate", HttpStatusCode.NoContent, new { });
        (await Post(product, "/access/v1/evaluation", Question("user@harbor.example"), HttpStatusCode.OK))["context"]!.AsObject().ShouldBeEmpty("whoever is deactivated asks for nothing");
        product.DefaultRequestHeaders.Remove("Prefer");
        (await Post(product, "/access/v1/evaluation", Question("default@harbor.example"), HttpStatusCode.OK)).ToJsonString().ShouldBe("""{"decision":false}""");
    }

    [Fact]
    public async Task A_request_that_is_not_bound_to_its_denial_is_refused()
    {
        await using var server = await Open();
        using var product = As(server);
        var question = Question("user@harbor.example");
        var denial = await Post(product, "/access/v1/evaluation", question, HttpStatusCode.OK);
        const string fault = "invalid_denial_binding";
        await Post(product, "/access/v1/requests", Submission(Question("default@harbor.example"), denial), HttpStatusCode.BadRequest, fault);
        await Post(product, "/access/v1/requests", question, HttpStatusCode.BadRequest, fault);
        var forged = Submission(question, denial);
        forged["denial"]!["evaluation_id"] = "AAAA" + forged["denial"]!["evaluation_id"]!.GetValue<string>()[4..];
        await Post(product, "/access/v1/requests", forged, HttpStatusCode.BadRequest, fault);
        var longer = Submission(question, denial);
        longer["denial"]!["expires_at"] = server.Town.Now.AddDays(1).ToString("O");
        await Post(product, "/access/v1/requests", longer, HttpStatusCode.BadRequest, fault);
        var other = Submission(question, denial);
        other["requested_access"] = new JsonObject { ["grant"] = "level:organization-admin" };
        await Post(product, "/access/v1/requests", other, HttpStatusCode.BadRequest, "not_requestable");

        // Another product's denial is no denial to this one.
        using var second = As(server, "portal");
        await Post(second, "/access/v1/requests", Submission(question, denial), HttpStatusCode.BadRequest, fault);

        server.Town.Clock.Move(TimeSpan.FromMinutes(10));
        await Post(product, "/access/v1/requests", Submission(question, denial), HttpStatusCode.Gone, "expired_denial");
    }

    [Fact]
    public async Task A_task_is_there_for_the_key_s_holder_alone_and_can_be_withdrawn()
    {
        await using var server = await Open();
        using var product = As(server);
        using var portal = As(server, "portal");
        var question = Question("user@harbor.example");
        var denial = await Post(portal, "/access/v1/evaluation", question, HttpStatusCode.OK);
        var task = (await Post(portal, "/access/v1/requests", Submission(question, denial), HttpStatusCode.Accepted))["task"]!;
        var path = new Uri(task["status_endpoint"]!.GetValue<string>()).AbsolutePath;
        (await product.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await Post(product, path + "/cancel", new JsonObject(), HttpStatusCode.NotFound, "unknown_task");
        using var nobody = server.Browser();
        (await nobody.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Post(portal, path + "/cancel", new JsonObject(), HttpStatusCode.OK))["task"]!["status"]!.GetValue<string>().ShouldBe("cancelled");
        (await portal.GetFromJsonAsync<JsonObject>(path))!["task"]!["status"]!.GetValue<string>().ShouldBe("cancelled");
        (await portal.GetAsync("/access/v1/requests/nothing")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whoever_answers_for_the_integration_user_does_not_approve_what_it_asked_for()
    {
        await using var server = await Open(owner: "customeradmin");
        var town = server.Town;
        using var product = As(server);
        var question = Question("user@harbor.example");
        await Post(product, "/access/v1/requests", Submission(question, await Post(product, "/access/v1/evaluation", question, HttpStatusCode.OK)), HttpStatusCode.Accepted);
        var request = (await town.Read("customeradmin2", new ListRequests(RequestState.Open))).Items.ShouldHaveSingleItem();
        await Approve(server, request.Id, HttpStatusCode.Conflict);
        await Approve(server, request.Id, who: "customeradmin2");
    }

    [Fact]
    public async Task The_metadata_names_the_endpoint_and_the_capability()
    {
        await using var server = await Open();
        using var browser = server.Browser();
        var metadata = (await browser.GetFromJsonAsync<JsonObject>("/.well-known/authzen-configuration"))!;
        metadata["access_request_endpoint"]!.GetValue<string>().ShouldBe("http://usher.example/access/v1/requests");
        metadata["capabilities"]!.AsArray().Select(one => one!.GetValue<string>()).ShouldContain("urn:openid:authzen:capability:access-request");
    }

    [Theory]
    [InlineData("\"2026-12-01T00:00:00\"")]
    [InlineData("\"tomorrow\"")]
    [InlineData("7")]
    public async Task An_end_that_is_no_instant_is_refused_and_nothing_is_requested(string end)
    {
        await using var server = await Open();
        using var product = As(server);
        var question = Question("user@harbor.example");
        var submission = Submission(question, await Post(product, "/access/v1/evaluation", question, HttpStatusCode.OK));
        submission["requested_access"] = new JsonObject { ["grant"] = "custom-role:signage-admin", ["requested_until"] = JsonNode.Parse(end) };
        (await Post(product, "/access/v1/requests", submission, HttpStatusCode.UnprocessableEntity))["errors"]!["/requested_access/requested_until"].ShouldNotBeNull();
        (await server.Town.Read("customeradmin", new ListRequests(RequestState.Open))).Items.ShouldBeEmpty();
    }

    private static JsonObject Question(string email, string type = "app", string action = "configure", string id = "signage", string customer = "harbor") => new()
    {
        ["subject"] = new JsonObject { ["type"] = "user", ["id"] = email },
        ["action"] = new JsonObject { ["name"] = action },
        ["resource"] = new JsonObject { ["type"] = type, ["id"] = id, ["properties"] = new JsonObject { ["customer"] = customer } },
    };

    private static JsonObject Submission(JsonObject question, JsonNode denial)
    {
        var submission = question.DeepClone().AsObject();
        submission["denial"] = new JsonObject
        {
            ["evaluation_id"] = denial["context"]!["evaluation_id"]!.DeepClone(),
            ["expires_at"] = denial["context"]!["access_request"]!["expires_at"]!.DeepClone(),
        };
        return submission;
    }

    private static async Task<JsonNode> Post(HttpClient client, string path, JsonObject body, HttpStatusCode status, string? fault = null)
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, text);
        var node = JsonNode.Parse(text)!;
        if (fault is not null) node["type"]!.GetValue<string>().ShouldBe("urn:openid:authzen:access-request:error:" + fault);
        return node;
    }

    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);

    /// <summary>The town with a product of harbor, by an integration user that asks for decisions, and one of the vendor's, by a platform key.</summary>
    private Task<TownServer> Open(string owner = "orgadmin") => TownServer.Open(async town =>
    {
        if (owner != "orgadmin") await town.Do("orgadmin", new HandOver(town["recorder"], town[owner]));
        await town.Do("orgadmin", new ChangeScopes(town["recorder"], ["decision/ask"]));
        await town.Do("orgadmin2", new ApproveIntegration(town["recorder"]));
        _keys["product"] = (await town.Do("orgadmin", new MakeKey(town["recorder"], "product", 30, null))).Text!;
        _keys["portal"] = (await town.Do(Caller.PlatformTeam(Guid.Empty), new MakePlatformKey("Portal", ["decision/ask"], 30))).Text!;
    }, settings => settings with { PublicUrl = "http://usher.example" });

    private HttpClient As(TownServer server, string who = "product")
    {
        var client = server.Browser();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _keys[who]);
        client.DefaultRequestHeaders.Add("Prefer", "access-request");
        return client;
    }

    private static Task Approve(TownServer server, Guid request, HttpStatusCode status = HttpStatusCode.NoContent, string who = "customeradmin") =>
        server.Send(who, "POST", $"/api/customers/harbor/access-requests/{request}/approve-role", status, new { });
}
