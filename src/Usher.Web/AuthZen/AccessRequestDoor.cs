using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;
using Usher.Web.Api;
using Usher.Web.Hosting;

namespace Usher.Web.AuthZen;

/// <summary>
/// Where a product requests access for somebody whom it had to refuse (AuthZEN Access Request and Approval Profile, draft 1 of June 2026),
/// looks where the request stands, and withdraws it; and the catalogue of what can be requested against a refusal (its catalogue profile,
/// draft 1 of October 2026). The decision stays the authorizer's: an approved request changes what the person holds, and is looked up by
/// nobody.
/// </summary>
/// <param name="askers">Who asks: the keys that may ask for decisions.</param>
/// <param name="decider">Answers the question again.</param>
/// <param name="denials">The refusals that requests are bound to.</param>
/// <param name="gate">Where a request is made.</param>
/// <param name="settings">Where the server is reached from outside.</param>
/// <param name="clock">The server's time.</param>
public sealed class AccessRequestDoor(Askers askers, Decider decider, Denials denials, Gate gate, UsherSettings settings, TimeProvider clock)
{
    /// <summary>The address.</summary>
    public const string Path = "/access/v1/requests";

    private const string Fault = "urn:openid:authzen:access-request:error:";
    private const int Longest = 64 << 10;
    private const int LongestNote = 500;

    /// <summary>How long an approval is used at most, where what was given does not end.</summary>
    private static readonly TimeSpan Approved = TimeSpan.FromDays(1);

    /// <summary>Answers a request.</summary>
    public async Task Answer(HttpContext http)
    {
        if (await askers.Find(http.Request) is not { } asker) await Problems.Unauthenticated(http).ExecuteAsync(http);
        else if (!asker.May) await new NotAllowed(Permission.DecisionAsk, Ground.NoRole).ToProblem(http).ExecuteAsync(http);
        else await (await Answer(http, asker)).ExecuteAsync(http);
    }

    private Task<IResult> Answer(HttpContext http, Asker asker)
    {
        var rest = http.Request.Path.Value![Path.Length..].Trim('/');
        return (http.Request.Method, rest) switch
        {
            ("POST", "") => File(http, asker),
            ("GET", "schema") => Task.FromResult(Results.Json(Schema())),
            ("GET", "catalogs") => Task.FromResult(Results.Json(Catalogs(http))),
            ("GET", "catalog") => Catalog(http, asker),
            ("GET", _) when Read(rest) is { } task => Status(http, asker, task),
            ("POST", _) when rest.EndsWith("/cancel", StringComparison.Ordinal) && Read(rest[..^7]) is { } task => Cancel(http, asker, task),
            _ => Task.FromResult(Problem(404, "unknown_task", "Unknown task", new NotFound().Sentence)),
        };
    }

    private async Task<IResult> File(HttpContext http, Asker asker)
    {
        if (await Body(http) is not { } body) return Problem(400, "invalid_denial_binding", "Invalid request", "The body is not a JSON object.");
        var denial = body.TryGetProperty("denial", out var member) && member.ValueKind == JsonValueKind.Object ? member : default;
        if (Text(denial, "evaluation_id") is not { } id || denials.Read(asker, id) is not { } bound || bound.Question != Question(body)
            || !DateTimeOffset.TryParse(Text(denial, "expires_at"), null, System.Globalization.DateTimeStyles.AssumeUniversal, out var until)
            || until != bound.Expires)
            return Problem(400, "invalid_denial_binding", "Not of this denial", "The request does not belong to the denial that it names.");
        if (bound.Expires <= clock.GetUtcNow()) return Problem(410, "expired_denial", "The denial has expired", "Ask for the decision again.");

        var answer = await Again(asker, bound);
        var ways = Denials.Ways(answer);
        var wanted = body.TryGetProperty("requested_access", out var access) && access.ValueKind == JsonValueKind.Object ? access : default;
        var grant = Text(wanted, "grant");
        if (ways.FirstOrDefault(one => grant is null || Denials.Name(one) == grant) is not { } way)
            return Problem(400, "not_requestable", "Access is not requestable", "Access is allowed by now, or this can't be requested against it.");
        DateTimeOffset? end = null;
        if (wanted.ValueKind == JsonValueKind.Object && wanted.TryGetProperty("requested_until", out _))
        {
            if (Text(wanted, "requested_until") is not { } text || !Moment.TryRead(text, out var given))
                return new Invalid("/requested_access/requested_until", Moment.Expected).ToProblem(http);
            end = given;
        }

        var person = answer.Asked!.Value.Actor;
        var outcome = await gate.Run(Caller(http, asker, person.Home!.Id) with { Note = Reason(body) },
            new FileRequest(person.Id, Wish(way, end)));
        if (outcome.Refused is { } refusal) return refusal.ToProblem(http);
        var task = Write(person.Home.Id, outcome.Value);
        http.Response.Headers.Location = $"{Here(http)}{Path}/{task}";
        return Results.Json(new { task = Told(http, task, RequestState.Open) }, statusCode: StatusCodes.Status202Accepted);
    }

    private async Task<IResult> Status(HttpContext http, Asker asker, (Guid Customer, Guid Request) task)
    {
        var outcome = await gate.Run(Caller(http, asker, task.Customer), new ViewFiledRequest(task.Request), http.RequestAborted);
        if (outcome.Value is not { } filed) return Problem(404, "unknown_task", "Unknown task", new NotFound().Sentence);
        var told = Told(http, Write(task.Customer, filed.Id), filed.State);
        if (filed.State != RequestState.Approved) return Results.Json(new { task = told });
        var approval = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["id"] = "apr_" + Write(task.Customer, filed.Id),
            ["approved_at"] = filed.DecidedAt!.Value,
            ["approved_until"] = filed.Until ?? clock.GetUtcNow() + Approved,
        };
        return Results.Json(new { task = told, result = new { mode = "reevaluate", approval } });
    }

    private async Task<IResult> Cancel(HttpContext http, Asker asker, (Guid Customer, Guid Request) task)
    {
        var outcome = await gate.Run(Caller(http, asker, task.Customer), new WithdrawFiledRequest(task.Request));
        return outcome.Refused switch
        {
            null => Results.Json(new { task = Told(http, Write(task.Customer, task.Request), RequestState.Withdrawn) }),
            RequestDecided => Problem(409, "invalid_task_state", "Already decided", outcome.Refused.Sentence),
            _ => Problem(404, "unknown_task", "Unknown task", new NotFound().Sentence),
        };
    }

    /// <summary>What can be requested against a refusal: nothing of what the subject may not request is in it.</summary>
    private async Task<IResult> Catalog(HttpContext http, Asker asker)
    {
        var query = http.Request.Query;
        if (query["evaluation_id"] is not [{ } id] || denials.Read(asker, id) is not { } bound || bound.Expires <= clock.GetUtcNow())
            return Problem(400, "invalid_denial_binding", "Not of this denial", "Name the denial by its evaluation_id.");
        var sought = query["q"].ToString();
        var items = Denials.Ways(await Again(asker, bound)).Where(way => (way.Name ?? way.Give!).Contains(sought, StringComparison.OrdinalIgnoreCase))
            .Select(way => new { value = Denials.Name(way), label = way.Name ?? way.Give, granted = false }).ToList();
        return Results.Json(new { items, total = items.Count });
    }

    private object Catalogs(HttpContext http) => new
    {
        fields = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["/requested_access/grant"] = new { endpoint = $"{Here(http)}{Path}/catalog{http.Request.QueryString}" },
        },
    };

    private static object Schema() => new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["type"] = "object",
        ["properties"] = new
        {
            context = new { type = "object", properties = new { business_justification = new { type = "string", maxLength = LongestNote } } },
            requested_access = new
            {
                type = "object",
                properties = new { grant = new { type = "string" }, requested_until = new { type = "string", format = "date-time" } },
            },
        },
    };

    private ValueTask<Answer> Again(Asker asker, Denial bound)
    {
        var bytes = Encoding.UTF8.GetBytes(bound.Question);
        var characters = new char[bytes.Length];
        return EvaluationReader.Read(bytes, characters, batch: null, out var evaluation, out _) is null
            ? decider.Decide(asker, evaluation, characters)
            : ValueTask.FromResult(default(Answer));
    }

    /// <summary>The question of a submission, as it would have been understood; null when it is none.</summary>
    private static string? Question(JsonElement body)
    {
        var bytes = Encoding.UTF8.GetBytes(body.GetRawText());
        var characters = new char[bytes.Length];
        return EvaluationReader.Read(bytes, characters, batch: null, out var evaluation, out _) is null
            ? Receipts.Question(evaluation, characters).GetRawText()
            : null;
    }

    private static RequestAccess Wish(Remedy way, DateTimeOffset? until) => way.Kind switch
    {
        RemedyKind.CustomRole => new(null, Until: until, CustomRole: way.Give),
        RemedyKind.ConnectRole => new(null, Until: until, Role: ConnectRole.CustomerAdmin),
        RemedyKind.Tenant => new(null, Until: until, Tenants: [way.Give!]),
        _ => new(null, Enum.GetValues<InsightsRole>().First(level => Roles.Name(Roles.Column(level)) == way.Name), until),
    };

    private static string? Reason(JsonElement body) =>
        body.TryGetProperty("context", out var context) && Inputs.Text(Text(context, "business_justification")) is { } reason ? reason : null;

    private static Caller Caller(HttpContext http, Asker asker, Guid customer) =>
        new(asker.Actor is null ? ActorKind.PlatformKey : ActorKind.IntegrationUser, asker.Id, customer, Door.Api)
        {
            Key = asker.Key,
            Home = asker.Actor?.Home?.Id ?? Guid.Empty,
            RequestId = http.TraceIdentifier,
            IdempotencyKey = http.Request.Headers[Http.IdempotencyKey] is [{ Length: <= Http.LongestIdempotencyKey } key] ? key : null,
        };

    private object Told(HttpContext http, string task, RequestState state)
    {
        var here = $"{Here(http)}{Path}/{task}";
        var status = state switch
        {
            RequestState.Open => "pending",
            RequestState.Approved => "approved",
            RequestState.Declined => "denied",
            _ => "cancelled",
        };
        return state == RequestState.Open
            ? new { id = task, status, status_endpoint = here, links = new { cancel = here + "/cancel" } }
            : new { id = task, status, status_endpoint = here };
    }

    private string Here(HttpContext http) => settings.PublicUrl ?? $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}";

    /// <summary>A request's id, and the customer it is in, as one word.</summary>
    private static string Write(Guid customer, Guid request) => Base64Url.EncodeToString([.. customer.ToByteArray(), .. request.ToByteArray()]);

    private static (Guid Customer, Guid Request)? Read(string task)
    {
        Span<byte> bytes = stackalloc byte[32];
        return task.Length == 43 && Base64Url.TryDecodeFromChars(task, bytes, out var written) && written == 32
            ? (new Guid(bytes[..16]), new Guid(bytes[16..])) : null;
    }

    private static string? Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static async Task<JsonElement?> Body(HttpContext http)
    {
        if (http.Request.ContentLength > Longest) return null;
        using var buffer = new MemoryStream();
        var part = new byte[8192];
        for (int read; (read = await http.Request.Body.ReadAsync(part)) > 0;)
        {
            buffer.Write(part, 0, read);
            if (buffer.Length > Longest) return null;
        }

        try
        {
            using var json = JsonDocument.Parse(buffer.ToArray());
            return json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IResult Problem(int status, string code, string title, string detail) =>
        Results.Json(new { type = Fault + code, title, status, detail }, statusCode: status, contentType: Api.Problem.ContentType);
}
