using System.Net;
using System.Text.Json;
using Usher.Access;
using static Usher.Tests.AuthZen.AuthZenServer;

namespace Usher.Tests.AuthZen;

public class ReceiptTests(AuthZenServer server) : IClassFixture<AuthZenServer>
{
    private static readonly object Asked = Question("useradmin@harbor.example", "licence/assign", "harbor", team: "sales");

    [Fact]
    public async Task A_receipt_says_what_was_answered_and_whether_it_would_be_the_same_now()
    {
        var token = await Receipt(Asked);
        var first = await Check(token);
        (first.GetProperty("valid").GetBoolean(), first.GetProperty("decision").GetBoolean(), first.GetProperty("now").GetBoolean(), first.GetProperty("same").GetBoolean())
            .ShouldBe((true, true, true, true));
        first.GetProperty("at").GetDateTimeOffset().ShouldBe(server.Clock.GetUtcNow());

        server.Facts.Change("harbor", facts => facts with
        {
            Users = [.. facts.Users.Select(u => u.Email == "useradmin@harbor.example" ? u with { Insights = InsightsRole.DefaultUser } : u)],
        });
        var then = await Check(token);
        (then.GetProperty("valid").GetBoolean(), then.GetProperty("decision").GetBoolean(), then.GetProperty("now").GetBoolean(), then.GetProperty("same").GetBoolean())
            .ShouldBe((true, true, false, false));
        then.GetProperty("version").GetInt64().ShouldBe(first.GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task A_receipt_with_any_byte_changed_is_none()
    {
        var token = await Receipt(Question("owner@harbor.example", "tenant/view", "harbor", "south"));
        (await Check(token)).GetProperty("valid").GetBoolean().ShouldBeTrue();
        var random = new Random(3);
        var forged = Enumerable.Range(0, 200).Select(_ =>
        {
            var (at, to) = (random.Next(token.Length), "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+ "[random.Next(68)]);
            return token[..at] + to + token[(at + 1)..];
        }).Where(t => t != token).Concat([token[..^1], token + "A", token + ".x", token[..token.LastIndexOf('.')], "", ".", "..", "a.b.c", new string('x', 20_000)]);
        foreach (var other in forged) (await Check(other)).GetProperty("valid").GetBoolean().ShouldBeFalse(other);
    }

    [Fact]
    public async Task A_receipt_is_the_asker_s_own_whichever_of_their_keys_they_show()
    {
        var (one, another, stranger) = (server.Facts.Key("lakeside", "recorder"), server.Facts.Key("lakeside", "recorder"), server.Facts.PlatformKey(Permission.DecisionAsk));
        var token = await Receipt(Question("orgadmin@lakeside.example", "team/manage", "lakeside"), one);

        (await Check(token, one)).GetProperty("valid").GetBoolean().ShouldBeTrue();
        (await Check(token, another)).GetProperty("valid").GetBoolean().ShouldBeTrue();
        (await Check(token, stranger)).ToString().ShouldBe("""{"valid":false}""");
        server.Facts.Revoke(one);
        (await server.Send("/access/v1/receipt", JsonSerializer.SerializeToUtf8Bytes(new { receipt = token }), one)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task What_is_no_question_about_a_receipt_is_a_bad_request()
    {
        foreach (var body in new[] { "", "[]", "{}", """{"receipt":5}""", "{", """{"receipt":"\ud800"}""" })
            (await server.Send("/access/v1/receipt", System.Text.Encoding.UTF8.GetBytes(body), server.Platform)).Status.ShouldBe(HttpStatusCode.BadRequest, body);
    }

    [Fact]
    public async Task Each_item_of_a_batch_has_a_receipt_of_its_own()
    {
        var batch = await server.Evaluations(new { evaluations = new[] { Asked, Question("user@harbor.example", "team/manage", "harbor") } }, headers: ("Prefer", "receipt"));
        batch.Headers["Preference-Applied"].ShouldBe("receipt");
        var tokens = batch.Json.GetProperty("evaluations").EnumerateArray().Select(e => e.GetProperty("context").GetProperty("receipt").GetString()!).ToArray();

        var checks = new List<bool>();
        foreach (var token in tokens) checks.Add((await Check(token)).GetProperty("decision").GetBoolean());
        checks.ShouldBe(batch.Decisions);
    }

    private async Task<string> Receipt(object question, string? key = null)
    {
        var answer = await server.Evaluate(question, key, ("Prefer", "receipt, wait=5"));
        answer.Headers["Preference-Applied"].ShouldBe("receipt");
        return answer.Json.GetProperty("context").GetProperty("receipt").GetString()!;
    }

    private async Task<JsonElement> Check(string token, string? key = null) =>
        (await server.Send("/access/v1/receipt", JsonSerializer.SerializeToUtf8Bytes(new { receipt = token }), key ?? server.Platform)).Json;
}
