using System.Text.Json;
using System.Text.Json.Nodes;

namespace Usher.Tests.Web;

/// <summary>
/// What operations really answer, done and refused, compared with what the OpenAPI document says they answer: its status is told, and its body has the members that are told, no
/// other, of their types, and all that are said to be there.
/// </summary>
public sealed class ApiAnswersTests
{
    [Theory]
    [InlineData("orgadmin", "session")]
    [InlineData("customeradmin", "session")]
    [InlineData("super", "session")]
    [InlineData("default", "key")]
    [InlineData("recorder", "key")]
    public async Task Every_answer_is_one_that_the_document_tells_of(string who, string door)
    {
        await using var town = await RouteTown.Open(who);
        using var client = await town.Client(door);
        var (done, refused) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var request in (await town.Requests()).Where(r => r.Permissions.Count > 0 && r.Path.StartsWith("/api/", StringComparison.Ordinal)).OrderBy(r => r.Order).ThenBy(r => r.Name, StringComparer.Ordinal))
        {
            foreach (var (customer, suffix, query) in new[] { ("harbor", "", ""), ("nowhere", null, ""), ("harbor", "", "surplus=1") })
            {
                var variant = request.Variants(who == "super")[0];
                using var message = town.Message(variant, customer, suffix);
                if (query.Length > 0) message.RequestUri = new($"{message.RequestUri!.OriginalString}{(variant.Query.Length > 0 ? '&' : '?')}{query}", UriKind.Relative);
                using var answer = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
                var told = $"{who}: {request.Name} in {customer}: {(int)answer.StatusCode}";
                request.Answers.Keys.ShouldContain($"{(int)answer.StatusCode}", told);
                (answer.IsSuccessStatusCode ? done : refused).Add($"{(int)answer.StatusCode}");
                var type = answer.Content.Headers.ContentType?.MediaType;
                if (type is "text/event-stream" || !answer.IsSuccessStatusCode && type is null) continue;
                var content = request.Answers[$"{(int)answer.StatusCode}"]["content"]?.AsObject();
                if (type is null)
                {
                    content.ShouldBeNull(told);
                    continue;
                }

                (content?.ContainsKey(type)).ShouldBe(true, told);
                if (!type.EndsWith("json", StringComparison.Ordinal)) continue;
                var body = await answer.Content.ReadAsStringAsync();
                request.Unlike(JsonNode.Parse(body), content![type]!["schema"]!, "").ShouldBeNull($"{told}: {body}");
            }
        }

        if (who is "orgadmin") done.ShouldBe(["200", "201", "204"], ignoreOrder: true);
        refused.ShouldContain("400");
        refused.Count.ShouldBeGreaterThan(2);
    }
}
