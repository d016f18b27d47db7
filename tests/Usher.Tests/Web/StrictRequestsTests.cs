using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Usher.Tests.Web;

/// <summary>
/// Every operation of the OpenAPI document, by somebody who may, with a request that would do and one thing wrong with it that a lenient reader passes over: never done, and
/// never a fault of the server. The operations, their members and parameters are found in the document; none is listed here.
/// </summary>
public sealed class StrictRequestsTests
{
    [Theory]
    [InlineData("orgadmin", "session")]
    [InlineData("customeradmin", "session")]
    [InlineData("super", "session")]
    [InlineData("recorder", "key")]
    public async Task What_could_be_taken_for_something_else_is_refused_with_the_member_s_name(string who, string door)
    {
        await using var town = await RouteTown.Open(who);
        using var client = await town.Client(door);
        var tried = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var request in (await town.Requests()).Where(r => r.Permissions.Count > 0 && r.Path.StartsWith("/api/", StringComparison.Ordinal)))
        {
            var variant = request.Variants(who == "super").First();
            foreach (var (what, pointer, change) in Wrongs(request, town.Body(variant)))
            {
                using var message = town.Message(variant);
                change(message);
                using var answer = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
                var text = await answer.Content.ReadAsStringAsync();
                ((int)answer.StatusCode).ShouldBeInRange(400, 499, $"{request.Name}, {what}: {text}");
                if (pointer is null) answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType, $"{request.Name}, {what}: {text}");
                else if (pointer.Length == 0 || pointer[0] == '/' && answer.StatusCode != HttpStatusCode.Forbidden) JsonNode.Parse(text)!["errors"]?[pointer].ShouldNotBeNull($"{request.Name}, {what}: {text}");
                tried[what] = tried.GetValueOrDefault(what) + 1;
            }
        }

        foreach (var kind in new[] { "unknown member", "member twice", "null list", "null in a list", "enum in another case", "two values of an enum", "a number for an enum", "a time without offset", "another charset", "unknown parameter", "parameter twice", "a parameter's time without offset", "a body where none belongs" })
            tried.ShouldContainKey(kind);
    }

    [Fact]
    public async Task A_body_is_in_UTF_8_whichever_way_that_is_said()
    {
        await using var town = await RouteTown.Open("orgadmin");
        using var client = await town.Client("session");
        var request = (await town.Requests()).Single(r => r.Name == "POST /api/customers/{customer}/teams");
        foreach (var (number, (charset, status)) in new[]
        {
            ("\"utf-8\"", HttpStatusCode.Created), ("UTF-8", HttpStatusCode.Created), ("foo", HttpStatusCode.UnsupportedMediaType), ("utf-16", HttpStatusCode.UnsupportedMediaType),
            ("\"\"", HttpStatusCode.UnsupportedMediaType), ("utf-8; charset=utf-16", HttpStatusCode.UnsupportedMediaType),
        }.Index())
        {
            using var message = town.Message(request.Variants(byStaff: false).Single());
            message.Content = Raw(JsonSerializer.SerializeToUtf8Bytes(new { name = $"Renewals {number}" }), $"application/json; charset={charset}");
            using var answer = await client.SendAsync(message);
            answer.StatusCode.ShouldBe(status, charset);
        }
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_hears_that_and_nothing_of_what_is_wrong_with_the_request()
    {
        await using var town = await RouteTown.Open("orgadmin");
        using var nobody = town.Browser();
        foreach (var request in (await town.Requests()).Where(r => r.Permissions.Count > 0 && r.Path.StartsWith("/api/", StringComparison.Ordinal)))
        {
            using var message = town.Message(request.Variants(byStaff: false).First());
            if (message.Content is not null) message.Content = Raw("{"u8.ToArray(), "application/json");
            message.RequestUri = new(message.RequestUri!.OriginalString.Split('?')[0] + "?nothing=1", UriKind.Relative);
            (await nobody.SendAsync(message)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, request.Name);
        }
    }

    private static IEnumerable<(string What, string? Pointer, Action<HttpRequestMessage> Change)> Wrongs(RouteRequest request, JsonObject? body)
    {
        foreach (var wrong in WrongParameters(request)) yield return wrong;
        if (body is null)
        {
            if (request.Method != "GET") yield return ("a body where none belongs", "", message => message.Content = Raw("""{"approved":false}"""u8.ToArray(), "application/json"));
            yield break;
        }

        yield return ("another charset", null, message => message.Content = Raw(Encoding.UTF8.GetBytes(body.ToJsonString()), "application/json; charset=foo"));
        yield return ("unknown member", "/surplus", With(body, changed => changed["surplus"] = 1));
        foreach (var (name, schema) in request.Members())
        {
            var near = name + "x";
            yield return ("unknown member", "/" + near, With(body, changed =>
            {
                var value = changed[name];
                changed.Remove(name);
                changed[near] = value;
            }));
            yield return ("unknown member", "/" + name.ToUpperInvariant(), With(body, changed =>
            {
                var value = changed[name];
                changed.Remove(name);
                changed[name.ToUpperInvariant()] = value;
            }));
            var once = $"{JsonSerializer.Serialize(name)}:{body[name]?.ToJsonString() ?? "null"}";
            yield return ("member twice", request.Path == "/api/calls" ? "line 1" : "/" + name, message => message.Content = Raw(
                Encoding.UTF8.GetBytes($"{{{once},{once}{(body.Count == 0 ? "" : ",")}{body.ToJsonString()[1..]}"), "application/json"));
            if (request.IsList(schema))
            {
                yield return ("null list", "/" + name, With(body, changed => changed[name] = null));
                yield return ("null in a list", $"/{name}/0", With(body, changed => changed[name] = new JsonArray((JsonNode?)null)));
            }

            if (request.Words(schema) is { Count: > 0 } words)
            {
                yield return ("enum in another case", "/" + name, With(body, changed => changed[name] = words[^1].ToUpperInvariant()));
                yield return ("two values of an enum", "/" + name, With(body, changed => changed[name] = $"{words[0]}, {words[^1]}"));
                yield return ("a number for an enum", "/" + name, With(body, changed => changed[name] = 1));
                yield return ("an enum's value that is none", "/" + name, With(body, changed => changed[name] = "everything"));
            }

            if (request.IsTime(schema))
            {
                yield return ("a time without offset", "/" + name, With(body, changed => changed[name] = "2027-03-28T02:30:00"));
                yield return ("a time without offset", "/" + name, With(body, changed => changed[name] = "2027-03-28"));
            }
        }
    }

    private static IEnumerable<(string What, string? Pointer, Action<HttpRequestMessage> Change)> WrongParameters(RouteRequest request)
    {
        yield return ("unknown parameter", "/surplus", Asking("surplus=1"));
        foreach (var (name, schema) in request.Parameters())
        {
            yield return ("unknown parameter", $"/{name}s", Asking($"{name}s=a"));
            yield return ("parameter twice", "/" + name, Asking($"{name}=a&{name}=b"));
            if (request.IsTime(schema)) yield return ("a parameter's time without offset", "/" + name, Asking($"{name}=2027-03-28T02:30:00"));
        }
    }

    private static Action<HttpRequestMessage> Asking(string query) => message =>
    {
        var address = message.RequestUri!.OriginalString;
        var (path, had) = address.Split('?') is [var before, var after] ? (before, after.Split('&').Where(pair => !query.StartsWith(pair.Split('=')[0] + "=", StringComparison.Ordinal))) : (address, []);
        message.RequestUri = new($"{path}?{string.Join('&', had.Append(query))}", UriKind.Relative);
    };

    private static Action<HttpRequestMessage> With(JsonObject body, Action<JsonObject> change) => message =>
    {
        var changed = body.DeepClone().AsObject();
        change(changed);
        message.Content = Raw(Encoding.UTF8.GetBytes(changed.ToJsonString()), "application/json");
    };

    private static ByteArrayContent Raw(byte[] body, string type)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }
}
