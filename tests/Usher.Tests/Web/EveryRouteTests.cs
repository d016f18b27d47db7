using System.Net;
using System.Text.Json.Nodes;
using Usher.Tests.Access.Naive;
using Usher.Tests.Acts;
using Usher.Tests.Directory;

namespace Usher.Tests.Web;

/// <summary>
/// Every operation of the OpenAPI document, as every role of both families, in the own customer and in another, by session and by key: allowed and refused as the law's two
/// tables say, letter by letter. What a request needs beside that (ids, bodies) is made from the document; nothing here lists the routes.
/// </summary>
public sealed class EveryRouteTests
{
    public static TheoryData<string, string> Callers
    {
        get
        {
            var callers = new TheoryData<string, string>();
            foreach (var who in Columns.Of.Keys)
            {
                if (who != "recorder") callers.Add(who, "session");
                // A key has at most what its person has: before each change those who have most of each table try theirs.
                if (Scale.IsWhole || who is "super" or "customeradmin" or "orgadmin" or "recorder") callers.Add(who, "key");
            }

            return callers;
        }
    }

    [Fact]
    public async Task No_operation_is_without_a_permission_but_those_by_which_one_comes_and_goes_and_what_is_for_everyone()
    {
        await using var server = await TownServer.Open();
        var bare = (await RouteRequest.All(server)).Where(r => r.Permissions.Count == 0).Select(r => r.Name);
        bare.ShouldBe(["POST /api/session", "PUT /api/session", "DELETE /api/session", "DELETE /api/session/all", "POST /api/session/password", "POST /api/session/forgotten", "GET /api/unsubscribe/{link}", "PUT /api/unsubscribe/{link}", "GET /api/roles", "GET /.well-known/authzen-configuration"], ignoreOrder: true);
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
        !Law.OfOwnKeys.Contains(permission) && Columns.Of[who].Any(column => Law.Rows[permission].TryGetValue(column, out var cell) && cell != "—" && !(variant.IsAboutAnother && cell == "self"))
        && (door == "session" || who == "recorder" || (permission != "personal-key/manage" && !OfSignIn.Any(path => variant.Request.Path.StartsWith(path, StringComparison.Ordinal))));

    private static readonly string[] OfSignIn = ["/api/me/sessions", "/api/me/sign-in-methods", "/api/me/password", "/api/me/identities"];

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
