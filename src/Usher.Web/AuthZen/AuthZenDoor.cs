using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Usher.Access;
using Usher.Data;
using Usher.Platform;
using Usher.Web.Api;

namespace Usher.Web.AuthZen;

/// <summary>
/// The decision API: AuthZEN Authorization API 1.0, sections 6 (evaluation), 7 (evaluations) and 9 (metadata). It stands before routing: a question costs one pass over
/// its bytes, a few look-ups and one decision.
/// </summary>
/// <param name="next">Everything that is not the decision API.</param>
/// <param name="askers">Who may ask.</param>
/// <param name="decider">Answers.</param>
public sealed class AuthZenDoor(RequestDelegate next, Askers askers, Decider decider)
{
    private const int LongestSingle = 64 << 10;
    private const int LongestBatch = 4 << 20;

    private static readonly byte[] Permit = """{"decision":true}"""u8.ToArray();
    private static readonly byte[] Deny = """{"decision":false}"""u8.ToArray();

    /// <summary>Takes the request when it is for the decision API.</summary>
    public Task Invoke(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        return path switch
        {
            "/access/v1/evaluation" => Evaluate(http, batch: null),
            "/access/v1/evaluations" => Evaluate(http, batch: []),
            "/access/v1/receipt" => CheckReceipt(http),
            "/.well-known/authzen-configuration" => Metadata(http),
            _ => next(http),
        };
    }

    private async Task Evaluate(HttpContext http, List<Evaluation>? batch)
    {
        try
        {
            EchoRequestId(http);
            if (await Admit(http) is not { } asker) return;
            var most = batch is null ? LongestSingle : LongestBatch;
            var body = await ReadBody(http, most);
            if (body.Length > most)
            {
                await Refuse(http, $"the body is longer than {most} bytes");
                return;
            }

            var bytes = body.IsSingleSegment ? null : ArrayPool<byte>.Shared.Rent((int)body.Length);
            var characters = ArrayPool<char>.Shared.Rent((int)Math.Max(body.Length, 1));
            try
            {
                if (bytes is not null) body.CopyTo(bytes);
                var fault = EvaluationReader.Read(bytes is null ? body.FirstSpan : bytes.AsSpan(0, (int)body.Length), characters, batch, out var evaluation, out var semantic);
                http.Request.BodyReader.AdvanceTo(body.End);
                if (batch is not { Count: > 0 }) fault ??= evaluation.Lacks();
                if (fault is not null) await Refuse(http, fault);
                else if (batch is { Count: > 0 }) await AnswerBatch(http, asker, batch, evaluation, semantic, characters);
                else await AnswerOne(http, asker, evaluation, characters);
            }
            finally
            {
                ArrayPool<char>.Shared.Return(characters);
                if (bytes is not null) ArrayPool<byte>.Shared.Return(bytes);
            }
        }
        catch (StoreUnavailable)
        {
            await Problems.Unavailable(http).ExecuteAsync(http);
        }
    }

    private async Task AnswerOne(HttpContext http, Asker asker, Evaluation evaluation, char[] characters)
    {
        var wish = Preference.Of(http.Request.Headers);
        var answer = await decider.Decide(asker, evaluation, characters, http.RequestAborted);
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

    private async Task AnswerBatch(HttpContext http, Asker asker, List<Evaluation> batch, Evaluation defaults, Semantic semantic, char[] characters)
    {
        var wish = Preference.Of(http.Request.Headers);
        if (wish != Wish.None) http.Response.Headers["Preference-Applied"] = Preference.Applied(wish);
        var buffer = new ArrayBufferWriter<byte>(32 + (batch.Count * 24));
        buffer.Write("""{"evaluations":["""u8);
        var first = true;
        for (var i = 0; i < batch.Count; i++)
        {
            var item = batch[i];
            item.Default(defaults);
            if (!first) buffer.Write(","u8);
            first = false;
            var allowed = false;
            if (item.Fault is { } fault)
            {
                using var json = new Utf8JsonWriter(buffer);
                WriteFault(json, fault);
            }
            else
            {
                var pending = decider.Decide(asker, item, characters, http.RequestAborted);
                var answer = pending.IsCompletedSuccessfully ? pending.Result : await pending;
                allowed = answer.Decision.Allowed;
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

    private static void WriteFault(Utf8JsonWriter json, string fault)
    {
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

    private async Task CheckReceipt(HttpContext http)
    {
        EchoRequestId(http);
        if (await Admit(http) is not { } asker) return;
        var body = await ReadBody(http, LongestSingle);
        var token = body.Length > LongestSingle ? null : Receipts.TokenIn(body.ToArray());
        http.Request.BodyReader.AdvanceTo(body.End);
        if (token is null)
        {
            await Refuse(http, "receipt is not a text");
            return;
        }

        await Results.Json(await decider.CheckReceipt(asker, token, http.RequestAborted)).ExecuteAsync(http);
    }

    private static Task Metadata(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method)) return Results.StatusCode(StatusCodes.Status405MethodNotAllowed).ExecuteAsync(http);
        var here = $"{http.Request.Scheme}://{http.Request.Host}";
        return Results.Json(new Dictionary<string, string>
        {
            ["policy_decision_point"] = here,
            ["access_evaluation_endpoint"] = $"{here}/access/v1/evaluation",
            ["access_evaluations_endpoint"] = $"{here}/access/v1/evaluations",
        }).ExecuteAsync(http);
    }

    /// <summary>Who asks, with all that must be right before the body is read; null when the answer was given.</summary>
    private async ValueTask<Asker?> Admit(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            http.Response.Headers.Allow = "POST";
            await Problems.Problem(http, StatusCodes.Status405MethodNotAllowed, "MethodNotAllowed", "Method not allowed", "Ask with POST.").ExecuteAsync(http);
            return null;
        }

        var found = await askers.Find(http.Request.Headers.Authorization.ToString(), http.RequestAborted);
        if (found is null)
        {
            await Problems.Unauthenticated(http).ExecuteAsync(http);
            return null;
        }

        if (!found.May)
        {
            await new NotAllowed(Permission.DecisionAsk, Ground.NoRole).ToProblem(http).ExecuteAsync(http);
            return null;
        }

        if (IsJson(http.Request.ContentType)) return found;
        await Refuse(http, "the content type is not application/json");
        return null;
    }

    private static bool IsJson(string? contentType)
    {
        if (contentType is null) return false;
        if (contentType is "application/json") return true;
        var type = contentType.AsSpan();
        var end = type.IndexOf(';');
        if (!(end < 0 ? type : type[..end]).Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase)) return false;
        var charset = contentType.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        return charset < 0 || type[(charset + 8)..].Trim().Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The whole body, or a little more than the most that is taken.</summary>
    private static async ValueTask<ReadOnlySequence<byte>> ReadBody(HttpContext http, int most)
    {
        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(http.RequestAborted);
            if (read.IsCompleted || read.Buffer.Length > most) return read.Buffer;
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static void EchoRequestId(HttpContext http)
    {
        var id = http.Request.Headers["X-Request-ID"];
        if (id.Count == 1 && id[0] is { Length: > 0 and <= 200 } text && text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
            http.Response.Headers["X-Request-ID"] = id;
    }

    private static Task Refuse(HttpContext http, string fault) =>
        Problems.Problem(http, StatusCodes.Status400BadRequest, "BadQuestion", "Not a question", $"This cannot be answered: {fault}.").ExecuteAsync(http);

    private static async Task Send(HttpContext http, ReadOnlyMemory<byte> body)
    {
        var response = http.Response;
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body, http.RequestAborted);
    }
}
