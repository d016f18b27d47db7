using System.Buffers;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using Usher.Access;
using Usher.Data;
using Usher.Platform;
using Usher.Web.Api;
using Usher.Web.Hosting;

namespace Usher.Web.AuthZen;

/// <summary>
/// The decision API: AuthZEN Authorization API 1.0, sections 6 (evaluation), 7 (evaluations), 8 (search), 9 (metadata) and 10.1 (HTTPS),
/// and a check of receipts. It runs before routing: a question costs one pass over its bytes, a few look-ups and one decision.
/// </summary>
/// <remarks>
/// An answer, yes or no, is 200; whatever is wrong with a request is a problem (RFC 9457): 405 for another method than POST, 401 without a
/// valid key, 403 for a key that may not ask, 400 for what is no AuthZEN request, 413 for one that is too long, 503 while the store is
/// away. A request with a content encoding is 415. <c>Accept</c> is not looked at: there is one representation. <c>X-Request-ID</c> is
/// echoed on every answer.
/// </remarks>
/// <param name="next">Everything that is not the decision API.</param>
/// <param name="askers">Who may ask.</param>
/// <param name="decider">Answers.</param>
/// <param name="searcher">Finds all that would be answered yes.</param>
/// <param name="settings">Where the server is reached from outside.</param>
/// <param name="log">Takes what nobody foresaw.</param>
public sealed partial class AuthZenDoor(RequestDelegate next, Askers askers, Decider decider, Searcher searcher, UsherSettings settings,
    ILogger<AuthZenDoor> log)
{
    /// <summary>The header of a request's own id.</summary>
    public const string RequestId = "X-Request-ID";

    private const int LongestSingle = 64 << 10;
    private const int LongestBatch = Bodies.Longest;

    private static readonly byte[] Permit = """{"decision":true}"""u8.ToArray();
    private static readonly byte[] Deny = """{"decision":false}"""u8.ToArray();

    /// <summary>Takes the request when it is for the decision API.</summary>
    public Task Invoke(HttpContext http) => http.Request.Path.Value switch
    {
        "/access/v1/evaluation" => Guarded(http, static (door, http) => door.Evaluate(http, batch: null)),
        "/access/v1/evaluations" => Guarded(http, static (door, http) => door.Evaluate(http, batch: [])),
        "/access/v1/search/subject" => Guarded(http, static (door, http) => door.Search(http, SearchFor.Subject)),
        "/access/v1/search/resource" => Guarded(http, static (door, http) => door.Search(http, SearchFor.Resource)),
        "/access/v1/search/action" => Guarded(http, static (door, http) => door.Search(http, SearchFor.Action)),
        "/access/v1/receipt" => Guarded(http, static (door, http) => door.CheckReceipt(http)),
        { } path when path.StartsWith(AccessRequestDoor.Path, StringComparison.Ordinal) => Guarded(http, static (_, http) =>
            http.RequestServices.GetRequiredService<AccessRequestDoor>().Answer(http)),
        "/.well-known/authzen-configuration" => Guarded(http, static (door, http) => door.Metadata(http)),
        { } path when path.StartsWith("/access/", StringComparison.Ordinal) =>
            Guarded(http, static (_, http) => new NotFound().ToProblem(http).ExecuteAsync(http)),
        _ => next(http),
    };

    /// <summary>Answers with the request's own id, whatever happens.</summary>
    private async Task Guarded(HttpContext http, Func<AuthZenDoor, HttpContext, Task> answer)
    {
        var id = http.Request.Headers[RequestId];
        if (id.Count == 1) http.Response.Headers[RequestId] = id;
        try
        {
            if (!http.Request.QueryString.HasValue || !await KeysInAddresses.Refuse(http)) await answer(this, http);
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            using var trace = Tracing.Begin(http);
            if (fault is not (StoreUnavailable or BadHttpRequestException)) Unforeseen(log, fault);
            var problem = fault is StoreUnavailable ? Problems.Unavailable(http)
                : Faults.Status(http, (fault as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status500InternalServerError);
            await problem.ExecuteAsync(http);
        }
    }

    private async Task Evaluate(HttpContext http, List<Evaluation>? batch)
    {
        if (await Admit(http) is not { } asker || await ReadBody(http, batch is null ? LongestSingle : LongestBatch) is not { } body)
            return;
        var characters = ArrayPool<char>.Shared.Rent((int)Math.Max(body.Length, 1));
        try
        {
            var fault = Parse(body, characters, batch, out var evaluation, out var semantic);
            http.Request.BodyReader.AdvanceTo(body.End);
            if (fault is not null) await Refuse(http, fault);
            else if (batch is { Count: > 0 }) await AnswerBatch(http, asker, batch, evaluation, semantic, characters);
            else await AnswerOne(http, asker, evaluation, characters);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
        }
    }

    private static string? Parse(ReadOnlySequence<byte> body, char[] characters, List<Evaluation>? batch, out Evaluation evaluation,
        out Semantic semantic)
    {
        if (body.IsSingleSegment) return EvaluationReader.Read(body.FirstSpan, characters, batch, out evaluation, out semantic);
        var bytes = ArrayPool<byte>.Shared.Rent((int)body.Length);
        try
        {
            body.CopyTo(bytes);
            return EvaluationReader.Read(bytes.AsSpan(0, (int)body.Length), characters, batch, out evaluation, out semantic);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private async Task AnswerOne(HttpContext http, Asker asker, Evaluation evaluation, char[] characters)
    {
        var wish = Preference.Of(http.Request.Headers);
        var answer = await decider.Decide(asker, evaluation, characters);
        Telemetry.Decided(answer.Decision.Allowed);
        if (wish == Wish.None)
        {
            await Send(http, answer.Decision.Allowed ? Permit : Deny);
            return;
        }

        http.Response.Headers["Preference-Applied"] = Preference.Applied(wish);
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer)) decider.Write(json, asker, evaluation, characters, answer, wish);
        await Send(http, buffer.WrittenMemory);
    }

    private async Task AnswerBatch(HttpContext http, Asker asker, List<Evaluation> batch, Evaluation defaults, Semantic semantic,
        char[] characters)
    {
        var wish = Preference.Of(http.Request.Headers);
        if (wish != Wish.None) http.Response.Headers["Preference-Applied"] = Preference.Applied(wish);
        var buffer = new ArrayBufferWriter<byte>(32 + (batch.Count * 24));
        buffer.Write("""{"evaluations":["""u8);
        for (var i = 0; i < batch.Count; i++)
        {
            if (i > 0) buffer.Write(","u8);
            var item = batch[i];
            item.Default(defaults);
            var allowed = false;
            if (item.Fault is { } fault)
            {
                WriteFault(buffer, fault);
            }
            else
            {
                var pending = decider.Decide(asker, item, characters);
                var answer = pending.IsCompletedSuccessfully ? pending.Result : await pending;
                allowed = answer.Decision.Allowed;
                Telemetry.Decided(allowed);
                if (wish == Wish.None)
                {
                    buffer.Write(allowed ? Permit : Deny);
                }
                else
                {
                    using var json = new Utf8JsonWriter(buffer);
                    decider.Write(json, asker, item, characters, answer, wish);
                }
            }

            if (semantic == Semantic.DenyOnFirstDeny && !allowed || semantic == Semantic.PermitOnFirstPermit && allowed) break;
        }

        buffer.Write("]}"u8);
        await Send(http, buffer.WrittenMemory);
    }

    /// <summary>An item that is not an evaluation is refused at its index (7.2.1).</summary>
    private static void WriteFault(ArrayBufferWriter<byte> buffer, string fault)
    {
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteBoolean("decision", false);
        json.WriteStartObject("context");
        json.WriteStartObject("error");
        json.WriteNumber("status", StatusCodes.Status400BadRequest);
        json.WriteString("message", fault);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private async Task Search(HttpContext http, SearchFor sought)
    {
        if (await Admit(http) is not { } asker || await ReadBody(http, LongestSingle) is not { } body) return;
        var characters = ArrayPool<char>.Shared.Rent((int)Math.Max(body.Length, 1));
        try
        {
            var bytes = body.IsSingleSegment ? body.First : body.ToArray();
            var fault = EvaluationReader.Read(bytes.Span, characters, sought, out var query, out var paging);
            http.Request.BodyReader.AdvanceTo(body.End);
            if (fault is not null) await Refuse(http, fault, "search");
            else if (await searcher.Search(asker, sought, query, paging, characters) is not { } part)
                await Refuse(http, "page.token is of another search", "search");
            else await Send(http, part, sought, query, characters);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
        }
    }

    private async Task CheckReceipt(HttpContext http)
    {
        if (await Admit(http) is not { } asker || await ReadBody(http, LongestSingle) is not { } body) return;
        var token = Receipts.TokenIn(body);
        http.Request.BodyReader.AdvanceTo(body.End);
        if (token is null) await Refuse(http, "receipt is not a string");
        else await Results.Json(await decider.CheckReceipt(asker, token)).ExecuteAsync(http);
    }

    private Task Metadata(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method)) return MethodNotAllowed(http, "GET, HEAD");
        var here = settings.PublicUrl ?? $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}";
        http.Response.Headers.CacheControl = "max-age=3600";
        return Results.Json(new Dictionary<string, object>
        {
            ["policy_decision_point"] = here,
            ["access_evaluation_endpoint"] = $"{here}/access/v1/evaluation",
            ["access_evaluations_endpoint"] = $"{here}/access/v1/evaluations",
            ["search_subject_endpoint"] = $"{here}/access/v1/search/subject",
            ["search_resource_endpoint"] = $"{here}/access/v1/search/resource",
            ["search_action_endpoint"] = $"{here}/access/v1/search/action",
            ["access_request_endpoint"] = $"{here}{AccessRequestDoor.Path}",
            ["capabilities"] = new[] { "urn:openid:authzen:capability:access-request" },
        }).ExecuteAsync(http);
    }

    /// <summary>Who asks, with all that must be right before the body is read; null when the answer was given.</summary>
    private async ValueTask<Asker?> Admit(HttpContext http)
    {
        var request = http.Request;
        if (!HttpMethods.IsPost(request.Method))
        {
            await MethodNotAllowed(http, "POST");
        }
        else if (await askers.Find(request) is not { } found)
        {
            await Problems.Unauthenticated(http).ExecuteAsync(http);
        }
        else if (!found.May)
        {
            await new NotAllowed(Permission.DecisionAsk, Ground.NoRole).ToProblem(http).ExecuteAsync(http);
        }
        else if (!IsJson(request.ContentType))
        {
            await Refuse(http, "the content type is not application/json");
        }
        else if (request.Headers.ContentEncoding.Count > 0)
        {
            http.Response.Headers.AcceptEncoding = "identity";
            await Problems.Problem(http, StatusCodes.Status415UnsupportedMediaType, "EncodedContent", "Encoded content",
                "Send the body as it is, without a content encoding.").ExecuteAsync(http);
        }
        else
        {
            return found;
        }

        return null;
    }

    private static bool IsJson(string? contentType) => contentType == "application/json"
        || (MediaTypeHeaderValue.TryParse(contentType, out var type)
            && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)));

    /// <summary>The whole body, which the caller then advances over; null when it is too long and the answer was given.</summary>
    private static async ValueTask<ReadOnlySequence<byte>?> ReadBody(HttpContext http, int most)
    {
        if (http.Request.ContentLength > most && await Bodies.Refuse(http, most)) return null;
        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync();
            var isTooLong = read.Buffer.Length > most;
            if (read.IsCompleted && !isTooLong) return read.Buffer;
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (!isTooLong) continue;
            await Faults.Status(http, StatusCodes.Status413PayloadTooLarge).ExecuteAsync(http);
            return null;
        }
    }

    private static Task MethodNotAllowed(HttpContext http, string allowed)
    {
        http.Response.Headers.Allow = allowed;
        return Problems.Problem(http, StatusCodes.Status405MethodNotAllowed, "MethodNotAllowed", "Method not allowed", $"Use {allowed}.")
            .ExecuteAsync(http);
    }

    private static Task Refuse(HttpContext http, string fault, string request = "evaluation") =>
        Problems.Problem(http, StatusCodes.Status400BadRequest, "BadQuestion", $"Invalid {request}",
            $"The {request} is not valid: {fault}.").ExecuteAsync(http);

    private static async Task Send(HttpContext http, ReadOnlyMemory<byte> body)
    {
        var response = http.Response;
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body);
    }

    /// <summary>A part of a search can be long: it is written as it goes, in no buffer of its own.</summary>
    private static async Task Send(HttpContext http, SearchPart part, SearchFor sought, Evaluation query, char[] characters)
    {
        http.Response.ContentType = "application/json";
        part.Write(http.Response.BodyWriter, sought, query, characters);
        await http.Response.BodyWriter.FlushAsync();
    }

    [LoggerMessage(LogLevel.Error, "A question was not answered")]
    private static partial void Unforeseen(ILogger log, Exception fault);
}
