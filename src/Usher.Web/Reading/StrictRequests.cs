using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Usher.Web.Api;
using Usher.Web.Hosting;

namespace Usher.Web.Reading;

/// <summary>
/// Refuses a request to the REST API that could be understood as something else than what was sent: by its content type, its query or its
/// body. It decides nothing; but where an operation needs somebody who is signed in, nobody else learns from it what is wrong with a
/// request.
/// </summary>
/// <param name="next">The operation.</param>
/// <param name="json">How JSON is read.</param>
/// <param name="queries">Knows the parameters of every operation.</param>
internal sealed class StrictRequests(RequestDelegate next, IOptions<JsonOptions> json, QueryShape queries)
{
    /// <summary>The most that is read of a body where none belongs.</summary>
    private const int LongestOfNone = 4096;

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 32 };

    /// <summary>Takes the request.</summary>
    public async Task Invoke(HttpContext http)
    {
        // What no operation takes is answered by name elsewhere.
        if (http.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods.Count: > 0 }
            && http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) && await Refusal(http, endpoint) is { } refused)
        {
            await refused.ExecuteAsync(http);
            return;
        }

        await next(http);
    }

    private async Task<IResult?> Refusal(HttpContext http, Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<RouteNeeds>() is not null && http.Caller() is null) return Problems.Unauthenticated(http);
        if (queries.Compare(endpoint, http.Request.Query) is { Count: > 0 } faults)
        {
            return Problems.Problem(http, StatusCodes.Status400BadRequest, "MalformedParameter", "Malformed parameter",
                $"These parameters in the URL are invalid: {string.Join(", ", faults.Keys.Select(pointer => pointer[1..]))}. See the " +
                    "message for each.", faults);
        }

        queries.Bind(endpoint, http.Request);
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) return null;
        if (endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is not { } accepts) return await NoBody(http);
        if (http.Request.ContentType is { } type && !IsUtf8(type)) return Charset(http);
        // What reads its body by itself has no parameter for it, and is as strict in its own way.
        return accepts.RequestType is { } body
            && endpoint.Metadata.OfType<IParameterBindingMetadata>().Any(parameter => parameter.ParameterInfo.ParameterType == body)
            ? await Body(http, body, accepts.IsOptional)
            : null;
    }

    private async Task<IResult?> Body(HttpContext http, Type type, bool isOptional)
    {
        var bytes = await ReadAll(http, int.MaxValue);
        http.Request.Body = new MemoryStream(bytes, writable: false);
        http.Request.ContentLength = bytes.Length;
        if (bytes.Length == 0 && isOptional) return null;
        http.Request.ContentType = "application/json";
        var shape = new BodyShape(json.Value.SerializerOptions);
        return Read(http, bytes, root => shape.Compare(root, type)) ?? Malformed(http, shape.Faults);
    }

    /// <summary>A body where none belongs would be passed over, whatever it says; an empty object says nothing.</summary>
    private static async Task<IResult?> NoBody(HttpContext http)
    {
        if (http.Request.ContentLength is 0 || http.Request.ContentLength is null && http.Request.Headers.TransferEncoding.Count == 0)
            return null;
        var bytes = await ReadAll(http, LongestOfNone);
        if (bytes.Length == 0) return null;
        var faults = One("This URL accepts no body.");
        return Read(http, bytes, root => faults = root.ValueKind == JsonValueKind.Object && !root.EnumerateObject().Any() ? [] : faults)
            ?? Malformed(http, faults);
    }

    private static IResult? Read(HttpContext http, ReadOnlyMemory<byte> bytes, Action<JsonElement> read)
    {
        try
        {
            if (!Utf8.IsValid(bytes.Span)) return Malformed(http, One("This is not UTF-8."));
            using var document = JsonDocument.Parse(bytes, Reading);
            read(document.RootElement);
            return null;
        }
        catch (JsonException fault)
        {
            return Malformed(http, One($"This is not well-formed JSON: line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}."));
        }
    }

    private static Dictionary<string, string[]> One(string sentence) => new(StringComparer.Ordinal) { [""] = [sentence] };

    private static IResult? Malformed(HttpContext http, IReadOnlyDictionary<string, string[]> faults) =>
        faults.Count == 0 ? null : Problems.Problem(
        http, StatusCodes.Status400BadRequest, "MalformedBody", "Malformed body",
            "The body can't be read. See the message for each member.", faults);

    private static IResult Charset(HttpContext http) => Problems.Problem(
        http, StatusCodes.Status415UnsupportedMediaType, "UnsupportedContentType", "Unsupported content type",
            "Send the body in UTF-8 and declare no other charset.");

    /// <summary>Whether a content type names UTF-8 or nothing; quoted is as good as plain.</summary>
    private static bool IsUtf8(string contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.Parameters.Count(parameter => parameter.Name.Equals("charset", StringComparison.OrdinalIgnoreCase)) is var charsets
        && (charsets == 0 || charsets == 1 && HeaderUtilities.RemoveQuotes(type.Charset)
        .Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    /// <summary>The body, without the mark that some write before UTF-8; no more than so many bytes and one.</summary>
    private static async Task<byte[]> ReadAll(HttpContext http, int most)
    {
        var bytes = await Bodies.Read(http, most);
        return bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
    }
}
