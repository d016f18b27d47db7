using System.Text.Json;
using System.Text.Json.Nodes;
using Usher.Tests.Access.Naive;
using static Usher.Tests.AuthZen.AuthZenServer;

namespace Usher.Tests.AuthZen;

/// <summary>Section 3 of the law: questions that name a call by id cover only what the key's own <c>call/read</c> reaches; every other call is like one that does not exist.</summary>
public class AskedCallsTests(AuthZenServer server) : IClassFixture<AuthZenServer>
{
    [Fact]
    public async Task In_random_worlds_a_key_hears_of_the_calls_it_reads_and_of_others_byte_for_byte_what_it_hears_of_none()
    {
        var (asked, heard, hidden) = (0, 0, 0);
        for (var seed = 1; seed <= 5; seed++)
        {
            var (a, b, c) = await Ask(seed);
            (asked, heard, hidden) = (asked + a, heard + b, hidden + c);
        }

        asked.ShouldBeGreaterThan(200);
        heard.ShouldBeGreaterThan(15);
        hidden.ShouldBeGreaterThan(20);
    }

    private static async Task<(int Asked, int Heard, int Hidden)> Ask(int seed)
    {
        var worlds = new RandomWorlds(seed);
        // Both machines may ask, so that what they read is what differs.
        var yaml = worlds.World().Replace("approved: false", "approved: true", StringComparison.Ordinal).Replace("scopes: [", "scopes: [\"decision/ask\", ", StringComparison.Ordinal).Replace(", \"decision/ask\"", "", StringComparison.Ordinal);
        var naive = new NaiveJudge(NaiveWorld.Load(yaml));
        await using var random = new AuthZenServer(yaml);
        await random.InitializeAsync();
        random.Clock.Move(RandomWorlds.Instant(1) - random.Clock.GetUtcNow());
        var (asked, heard, hidden) = (0, 0, 0);
        foreach (var customer in random.Facts.World.Customers)
        {
            foreach (var machine in customer.Facts.IntegrationUsers)
            {
                var key = random.Facts.Key(customer.Facts.Slug, machine.Name);
                var questions = Enumerable.Range(0, 400).Select(_ => worlds.Question()).Where(q => q.Contains("\"call\"", StringComparison.Ordinal) || q.Contains("support-access", StringComparison.Ordinal)).ToList();
                var there = await random.Evaluations($$"""{"evaluations":[{{string.Join(',', questions)}}]}""", key, ("Prefer", "explain"));
                if (there.Status != System.Net.HttpStatusCode.OK) continue;
                var nowhere = await random.Evaluations($$"""{"evaluations":[{{string.Join(',', questions.Select(Elsewhere))}}]}""", key, ("Prefer", "explain"));
                foreach (var (i, question) in questions.Index())
                {
                    var answer = there.Json.GetProperty("evaluations")[i];
                    var expected = naive.Decide(question, RandomWorlds.Instant(1), customer.Facts.Slug, machine.Name);
                    answer.GetProperty("decision").GetBoolean().ShouldBe(expected, $"{machine.Name}: {question}");
                    asked++;
                    if (!naive.NamesOneCall(question)) continue;
                    if (CallOf(question) is var call && naive.Reads(customer.Facts.Slug, machine.Name, call, RandomWorlds.Instant(1)))
                    {
                        heard++;
                        continue;
                    }

                    hidden++;
                    answer.GetRawText().ShouldBe(nowhere.Json.GetProperty("evaluations")[i].GetRawText(), $"{machine.Name}: {question}");
                }
            }
        }

        return (asked, heard, hidden);
    }

    [Fact]
    public async Task A_key_of_the_platform_asks_about_no_single_call_and_about_the_permission_there_at_all()
    {
        foreach (var id in new[] { "c1", "held", "no-such-call" })
            (await server.Evaluate(Question("owner@harbor.example", "call/view", "harbor", id), headers: ("Prefer", "explain"))).Body.ShouldBe((await server.Evaluate(Question("owner@harbor.example", "call/view", "harbor", "no-such-call"), headers: ("Prefer", "explain"))).Body);
        (await server.Decides(Question("owner@harbor.example", "call/view", "harbor"))).ShouldBeTrue();
    }

    [Theory]
    [InlineData("recorder", "c1", true)]
    [InlineData("recorder", "held", false)]
    [InlineData("recorder", "no-such-call", false)]
    [InlineData("support-reader", "c1", false)]
    [InlineData("asker", "c1", false)]
    public async Task What_a_key_hears_of_a_call_is_what_its_own_scope_reads(string kind, string call, bool hears)
    {
        var scopes = kind switch { "recorder" => null, "asker" => new[] { "decision/ask" }, _ => ["decision/ask", "call/read:support"] };
        var key = server.Facts.Key("harbor", "recorder", scopes: scopes);
        var explained = await server.Evaluate(Question("owner@harbor.example", "call/view", "harbor", call), key, ("Prefer", "explain"));
        explained.Decision.ShouldBe(hears);
        if (!hears) explained.Body.ShouldBe((await server.Evaluate(Question("owner@harbor.example", "call/view", "harbor", "no-such-call"), key, ("Prefer", "explain"))).Body);
    }

    private static string CallOf(string question) => JsonNode.Parse(question)!["resource"]!["id"]!.GetValue<string>();

    /// <summary>The same question about a call that is nowhere.</summary>
    private static string Elsewhere(string question)
    {
        var other = JsonNode.Parse(question)!;
        if (CallOf(question) is ['c', >= '0' and <= '9']) other["resource"]!["id"] = "c9";
        return JsonSerializer.Serialize(other);
    }
}
