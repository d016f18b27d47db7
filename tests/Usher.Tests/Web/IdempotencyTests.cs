using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Usher.Web.Api;

namespace Usher.Tests.Web;

/// <summary>Every POST that promises it in the OpenAPI document: the same request again under its own key is answered, not done again; another one under that key is refused.</summary>
public sealed class IdempotencyTests
{
    /// <summary>What these act on the town has not: a failed delivery, a note, a held call, an organization without an admin, a known password. They go the same way as the others.</summary>
    private static readonly string[] OnNothing =
    [
        "POST /api/deliveries/{id}/retry", "POST /api/customers/{customer}/slack/installation", "POST /api/inbox/{id}/read", "POST /api/calls/{id}/release", "POST /api/customers/{customer}/organization-admin", "POST /api/customers/{customer}/organization-admin/replacement",
        "POST /api/customers/{customer}/organization-admin/replacement/{proposal}/confirm", "POST /api/customers/{customer}/organization-admin/replacement/{proposal}/withdraw", "POST /api/me/password", "POST /api/me/identities", "POST /api/me/identities/look",
        "POST /api/customers/{customer}/seats/reports/{report}/send", "POST /api/customers/{customer}/seats/reports/{report}/leave",
        "POST /api/customers/{customer}/apps/{app}/tenants/{tenant}/approve-update",
        "POST /api/app/reports", "POST /api/customers/{customer}/apps/{app}/integration-user/webhook/messages/{message}/replay",
        "POST /api/upstream/sign-ins", "POST /api/upstream/deactivations", "POST /api/upstream/tenants",
        "POST /api/customers/{customer}/held-deactivations/release", "POST /api/customers/{customer}/held-deactivations/dismiss",
    ];

    [Fact]
    public async Task The_same_again_under_its_key_is_answered_as_before_and_done_once()
    {
        var why = new List<string>();
        var (promised, kept) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        // One step of an app's life, or of a request's, bars another: in one town they come in the order of their names, in the other the other way round.
        foreach (var (who, forth) in new[] { ("orgadmin", true), ("orgadmin", false), ("super", true), ("super", false), ("customeradmin", true), ("recorder", true) })
        {
            await using var town = await RouteTown.Open(who);
            using var client = await town.Client(who == "recorder" ? "key" : "session");
            var all = await town.Requests();
            foreach (var request in all.Where(r => r is { Method: "PUT" } && r.Path.EndsWith("/members/{user}", StringComparison.Ordinal)))
                await town.Send(client, request.Variants(byStaff: false)[0], "harbor", "");
            var ordered = all.Where(Promises).OrderBy(r => r.Name, StringComparer.Ordinal).ToList();
            if (!forth) ordered.Reverse();
            // Twice: what another had to do first is done then.
            foreach (var request in ordered.Concat(ordered))
            {
                promised.Add(request.Name);
                if (kept.Contains(request.Name)) continue;
                var variant = request.Variants(who == "super")[0];
                var sample = town.Body(variant);
                // No team: only an Editor's level names some. And a machine's name is in small letters.
                sample?.Remove("teams");
                // The scopes of a key are not those that an app can do without.
                if (request.Path.EndsWith("/approve", StringComparison.Ordinal)) sample?.Remove("scopes");
                if (request.Path.EndsWith("/integration-users", StringComparison.Ordinal)) sample!["name"] = "renewals";
                var body = sample?.ToJsonString();
                var key = Guid.NewGuid().ToString();
                var (status, first) = await Send(body);
                if ((int)status >= 300)
                {
                    why.Add($"{who}: {request.Name}: {first}");
                    continue;
                }

                var done = await town.Done();
                var (again, second) = await Send(body);
                var told = $"{who}: {request.Name}";
                again.ShouldBe(status, $"{told}: {second}");
                Shown(second).ShouldBe(Shown(first), told);
                (await town.Done()).ShouldBe(done, told);
                kept.Add(request.Name);

                if (body is null || request.Members().LastOrDefault(m => m.Schema["type"]?.ToString() == "string" && m.Schema["format"] is null) is not { Name: { } name }) continue;
                var other = JsonNode.Parse(body)!;
                other[name] = "Something else";
                var (refused, problem) = await Send(other.ToJsonString());
                refused.ShouldBe(HttpStatusCode.Conflict, $"{told}: {problem}");
                JsonNode.Parse(problem)!["code"]!.GetValue<string>().ShouldBe("IdempotencyKeyReused", told);
                (await town.Done()).ShouldBe(done, told);

                async Task<(HttpStatusCode, string)> Send(string? sent)
                {
                    using var message = town.Message(variant);
                    if (request.Path.EndsWith("/{tenant}/request", StringComparison.Ordinal)) message.RequestUri = new(message.RequestUri!.OriginalString.Replace("/signage/", "/menu/", StringComparison.Ordinal), UriKind.Relative);
                    // Signage is requested in one tenant and approved in the other: what is removed there is not missed here.
                    if (request.Path.EndsWith("/{tenant}/remove", StringComparison.Ordinal)) message.RequestUri = new(message.RequestUri!.OriginalString.Replace("/north/", "/south/", StringComparison.Ordinal), UriKind.Relative);
                    if (sent is not null) message.Content = new StringContent(sent, Encoding.UTF8, "application/json");
                    message.Headers.Add(Http.IdempotencyKey, key);
                    // Nobody closes a customer without saying why.
                    if (request.Path.EndsWith("/close", StringComparison.Ordinal)) message.Headers.Add("Usher-Note", "Ended");
                    using var answer = await client.SendAsync(message);
                    return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
                }
            }
        }

        promised.Count.ShouldBeGreaterThan(25);
        promised.Except(kept).ShouldBe(OnNothing, ignoreOrder: true, string.Join('\n', why));
    }

    private static bool Promises(RouteRequest request) =>
        (request.Operation["parameters"]?.AsArray() ?? []).Any(p => p!["$ref"]?.GetValue<string>().EndsWith("/IdempotencyKey", StringComparison.Ordinal) == true);

    /// <summary>An answer without what is shown once: the text of a key, and what a comment says.</summary>
    private static string Shown(string answer)
    {
        if (answer.Length == 0) return answer;
        var shown = JsonNode.Parse(answer)!;
        if (shown is JsonObject members)
            foreach (var once in new[] { "key", "text" }) members.Remove(once);
        return shown.ToJsonString();
    }
}
