using System.Text.Json;
using Usher.Access;
using static Usher.Tests.AuthZen.AuthZenServer;

namespace Usher.Tests.AuthZen;

public class ExplainOverHttpTests(AuthZenServer server) : IClassFixture<AuthZenServer>
{
    [Fact]
    public async Task An_explained_answer_says_reason_rule_grant_and_version()
    {
        var answer = await server.Evaluate(Question("customeradmin@harbor.example", "user/edit", "harbor"), headers: ("Prefer", "explain"));
        var context = answer.Json.GetProperty("context");

        answer.Decision.ShouldBeTrue();
        answer.Headers["Preference-Applied"].ShouldBe("explain");
        context.GetProperty("reason").GetString()!.ShouldContain("Customer Admin");
        context.GetProperty("rule").GetString().ShouldBe("the table of roles");
        context.GetProperty("grant").ToString().ShouldBe("""{"kind":"role","name":"Customer Admin"}""");
        context.GetProperty("version").GetInt64().ShouldBe(server.Facts.World.Customer("harbor")!.Version);
        context.TryGetProperty("receipt", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_refusal_says_what_is_missing_and_names_nobody()
    {
        foreach (var key in new[] { server.Platform, server.Facts.Key("lakeside", "recorder") })
        {
            var answer = await server.Evaluate(Question("user@lakeside.example", "user/edit", "lakeside"), key, ("Prefer", "Explain"));
            var context = answer.Json.GetProperty("context");

            answer.Decision.ShouldBeFalse();
            context.GetProperty("reason").GetString()!.ShouldContain("only Customer Admins can do this");
            context.GetProperty("change").GetString().ShouldNotBeNullOrEmpty();
            answer.Body.ShouldNotContain("@");
        }
    }

    [Fact]
    public async Task An_invisible_call_and_one_that_is_not_there_are_explained_alike()
    {
        async Task<string> Asked(string id) => (await server.Evaluate(Question("default@harbor.example", "call/view", "harbor", id), headers: ("Prefer", "explain"))).Body;

        (await Asked("c1")).ShouldBe(await Asked("no-such-call"));
        (await Asked("held")).ShouldBe(await Asked("no-such-call"));
    }

    [Theory]
    [InlineData("respond-async, explain", "explain")]
    [InlineData("receipt,explain", "explain, receipt")]
    [InlineData("explain; depth=3", "explain")]
    [InlineData("return=minimal", null)]
    [InlineData("explained", null)]
    public async Task Preferences_it_does_not_know_are_ignored(string prefer, string? applied)
    {
        var answer = await server.Evaluate(Question("user@harbor.example", "app/view", "harbor"), headers: ("Prefer", prefer));

        answer.Headers.GetValueOrDefault("Preference-Applied").ShouldBe(applied);
        answer.Json.TryGetProperty("context", out _).ShouldBe(applied is not null);
    }

    [Fact]
    public async Task Every_explained_answer_of_the_law_is_the_answer_without_explanation()
    {
        var questions = Permission.Catalogue.SelectMany(p => new[] { "user", "custom", "customeradmin", "useradmin", "editor", "orgadmin", "gone" }.Select(who => Question($"{who}@harbor.example", p.Name, "harbor"))).ToArray();
        var plain = await server.Evaluations(new { evaluations = questions });
        var explained = await server.Evaluations(new { evaluations = questions }, headers: ("Prefer", "explain"));

        explained.Decisions.ShouldBe(plain.Decisions);
        foreach (var item in explained.Json.GetProperty("evaluations").EnumerateArray()) item.GetProperty("context").GetProperty("reason").GetString().ShouldNotBeNullOrEmpty();
        JsonSerializer.Serialize(plain.Json).ShouldNotContain("context");
    }
}
