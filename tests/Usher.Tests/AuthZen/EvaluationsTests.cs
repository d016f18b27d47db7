using System.Net;
using System.Text;
using System.Text.Json;
using static Usher.Tests.AuthZen.AuthZenServer;

namespace Usher.Tests.AuthZen;

public class EvaluationsTests(AuthZenServer server) : IClassFixture<AuthZenServer>
{
    private static readonly object Yes = Question("orgadmin@harbor.example", "team/manage", "harbor");
    private static readonly object No = Question("default@harbor.example", "team/manage", "harbor");

    [Fact]
    public async Task Answers_stand_in_the_order_of_the_questions_and_nothing_stands_beside_them()
    {
        var answer = await server.Evaluations(new { evaluations = new[] { Yes, No, No, Yes } });

        answer.Body.ShouldBe("""{"evaluations":[{"decision":true},{"decision":false},{"decision":false},{"decision":true}]}""");
        (answer.Status, answer.Headers["Content-Type"]).ShouldBe((HttpStatusCode.OK, "application/json"));
    }

    [Fact]
    public async Task Defaults_fill_whole_members_and_are_overridden_as_whole_members()
    {
        var subject = new { type = "user", id = "orgadmin@harbor.example" };
        var resource = new { type = "team", id = "harbor", properties = new { customer = "harbor" } };
        var manage = new { name = "manage" };

        (await server.Evaluations(new
        {
            subject,
            action = manage,
            resource,
            evaluations = new object[]
            {
                new { },
                new { subject = new { type = "user", id = "default@harbor.example" } },
                new { action = new { name = "configure" } },
                new { resource = new { type = "team", id = "harbor" } },
                new { resource = new { type = "security", id = "harbor", properties = new { customer = "harbor" } }, action = new { name = "configure" } },
            },
        })).Decisions.ShouldBe([true, false, false, false, true], "the properties of a default do not fill those of an item");
    }

    [Fact]
    public async Task Without_evaluations_or_with_none_in_it_the_request_is_a_single_one()
    {
        var single = JsonSerializer.Serialize(Yes, new JsonSerializerOptions { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull });

        (await server.Evaluations(single)).Body.ShouldBe("""{"decision":true}""");
        (await server.Evaluations(single[..^1] + ""","evaluations":[]}""")).Body.ShouldBe("""{"decision":true}""");
        (await server.Evaluations("""{"evaluations":[]}""")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await server.Evaluations("{}")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(null, "1001")]
    [InlineData("execute_all", "1001")]
    [InlineData("deny_on_first_deny", "10")]
    [InlineData("permit_on_first_permit", "1")]
    public async Task The_three_semantics_end_where_they_say(string? semantic, string expected)
    {
        var options = semantic is null ? (object)new { another_option = "value" } : new { evaluations_semantic = semantic, another_option = 5 };

        (await server.Evaluations(new { options, evaluations = new[] { Yes, No, No, Yes } })).Decisions.ShouldBe(expected.Select(c => c == '1'));
    }

    [Fact]
    public async Task A_semantic_that_never_meets_its_end_answers_everything()
    {
        (await server.Evaluations(new { options = new { evaluations_semantic = "deny_on_first_deny" }, evaluations = new[] { Yes, Yes } })).Decisions.ShouldBe([true, true]);
        (await server.Evaluations(new { options = new { evaluations_semantic = "permit_on_first_permit" }, evaluations = new[] { No, No } })).Decisions.ShouldBe([false, false]);
        (await server.Evaluations(new { options = new { evaluations_semantic = "permit_on_first_permit" }, evaluations = new[] { No, Yes, Yes } })).Decisions.ShouldBe([false, true]);
    }

    [Fact]
    public async Task A_faulty_item_is_refused_in_its_place_and_says_why_while_the_others_go_on()
    {
        object[] faulty =
        [
            new { },
            5,
            "x",
            Array.Empty<int>(),
            new { subject = 7 },
            new { subject = new { type = "user" } },
            new { action = new { name = 7 } },
            new { resource = new { type = "team", id = "harbor", properties = "x" } },
            new { context = "x" },
        ];
        var answer = await server.Evaluations(new { evaluations = faulty.Prepend(Yes).Append(Yes) });

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Decisions.ShouldBe([true, .. faulty.Select(_ => false), true]);
        foreach (var item in answer.Json.GetProperty("evaluations").EnumerateArray().Skip(1).Take(faulty.Length))
        {
            var error = item.GetProperty("context").GetProperty("error");
            error.GetProperty("status").GetInt32().ShouldBe(400);
            error.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
        }

        (await server.Evaluations("""{"evaluations":[{"subject":{"type":"user","id":"\ud800"},"action":{"name":"x"},"resource":{"type":"t","id":"i"}},YES,{"subject":{},"subject":{}},YES]}""".Replace("YES", Json(Yes), StringComparison.Ordinal)))
            .Decisions.ShouldBe([false, true, false, true], "half a surrogate pair, and a member twice, are the item's own faults");
    }

    [Fact]
    public async Task A_faulty_item_ends_what_ends_at_the_first_denial()
    {
        (await server.Evaluations(new { options = new { evaluations_semantic = "deny_on_first_deny" }, evaluations = new object[] { Yes, 5, Yes } })).Decisions.ShouldBe([true, false]);
        (await server.Evaluations(new { options = new { evaluations_semantic = "permit_on_first_permit" }, evaluations = new object[] { 5, Yes, Yes } })).Decisions.ShouldBe([false, true]);
    }

    [Theory]
    [InlineData("""{"evaluations":{}}""")]
    [InlineData("""{"evaluations":null}""")]
    [InlineData("""{"evaluations":[ITEM],"evaluations":[ITEM]}""")]
    [InlineData("""{"evaluations":[ITEM],"options":7}""")]
    [InlineData("""{"evaluations":[ITEM],"options":{"evaluations_semantic":"first"}}""")]
    [InlineData("""{"evaluations":null,"evaluations":[ITEM]}""")]
    [InlineData("""{"evaluations":[ITEM],"options":null,"options":{"evaluations_semantic":"deny_on_first_deny"}}""")]
    [InlineData("""{"evaluations":[ITEM],"options":{"evaluations_semantic":"execute_all","evaluations_semantic":"execute_all"}}""")]
    [InlineData("""{"evaluations":[ITEM],"subject":"x"}""")]
    [InlineData("""{"evaluations":[ITEM],"action":{}}""")]
    [InlineData("""{"evaluations":[ITEM],"context":[]}""")]
    [InlineData("""{"evaluations":[ITEM""")]
    [InlineData("""{"evaluations":[ITEM,]}""")]
    [InlineData("""{"evaluations":[ITEM]}]""")]
    public async Task What_is_wrong_with_the_whole_is_a_bad_request(string body) =>
        (await server.Evaluations(body.Replace("ITEM", Json(Yes), StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.BadRequest, body);

    [Theory]
    [InlineData("""{"evaluations":[ITEM],"options":null}""")]
    [InlineData("""{"evaluations":[ITEM],"options":{"evaluations_semantic":null}}""")]
    [InlineData("""{"evaluations":[ITEM],"context":null,"subject":null,"action":null,"resource":null}""")]
    public async Task Null_for_what_may_be_left_out_is_as_if_it_were(string body) =>
        (await server.Evaluations(body.Replace("ITEM", Json(Yes), StringComparison.Ordinal))).Decisions.ShouldBe([true], body);

    [Fact]
    public async Task Null_in_the_place_of_a_whole_list_a_default_or_a_property_is_as_if_it_were_left_out()
    {
        var one = Json(Yes);
        (await server.Evaluations(one.Insert(1, "\"evaluations\":null,\"options\":null,"))).Json.GetProperty("decision").GetBoolean().ShouldBeTrue();
        (await server.Evaluations($$"""{"subject":{"type":"user","id":"orgadmin@harbor.example"},"evaluations":[{{one.Replace(one[one.IndexOf("\"subject\"", StringComparison.Ordinal)..one.IndexOf(",\"action\"", StringComparison.Ordinal)], "\"subject\":null", StringComparison.Ordinal)}}]}""")).Decisions.ShouldBe([true]);
        const string question = """{"subject":{"type":"user","id":"owner@harbor.example"},"action":{"name":"request"},"resource":{"type":"app","id":"menu","properties":{"customer":"harbor","tenant":TENANT,"team":null}}}""";
        async Task<bool> In(string tenant) => (await server.Evaluate(question.Replace("TENANT", tenant, StringComparison.Ordinal))).Decision;
        (await In("null")).ShouldBeTrue("in any tenant that the subject reaches");
        (await In("\"south\"")).ShouldBeFalse();
        (await In("7")).ShouldBeFalse("a number names no tenant");
    }

    [Fact]
    public async Task Ten_thousand_questions_are_answered_in_order_and_too_many_are_refused()
    {
        var random = new Random(5);
        var expected = Enumerable.Range(0, 10_000).Select(_ => random.Next(2) == 0).ToArray();
        var (yes, no) = (Json(Yes), Json(No));
        var answer = await server.Evaluations($$"""{"evaluations":[{{string.Join(',', expected.Select(e => e ? yes : no))}}]}""");

        answer.Decisions.ShouldBe(expected);
        (await server.Evaluations($$"""{"evaluations":[{{new StringBuilder().Insert(0, "{},", 50_000)}}{}]}""")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await server.Evaluations(new string(' ', 5 << 20))).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    private static string Json(object question) =>
        JsonSerializer.Serialize(question, new JsonSerializerOptions { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull });
}
