using System.Diagnostics;
using System.Globalization;
using System.Text;
using Usher.Access;
using Usher.Calls.Ingest;
using Usher.Data;
using Usher.Identity;
using Usher.Platform;
using Usher.Salesforce;

namespace Usher.Web.Api;

/// <summary>Refusals as RFC 9457 problem details: a stable type, the refusal's name, its sentence, the trace to ask about.</summary>
public static class Problems
{
    private const string Base = "https://usher.example/problems/";

    /// <summary>The problem that a refusal is.</summary>
    public static IResult ToProblem(this Refusal refusal, HttpContext http, Why? why = null) => refusal switch
    {
        NotFound => Problem(http, StatusCodes.Status404NotFound, refusal.Code, "Not found", refusal.Sentence),
        NotAllowed => Problem(http, StatusCodes.Status403Forbidden, refusal.Code, "Not allowed", refusal.Sentence, why: why),
        TooManyAttempts many => TooMany(http, many),
        TookTooLong => Late(http, refusal, "Took too long"),
        SalesforceSaysNo => Late(http, refusal, "Salesforce is not available"),
        SomeoneChangedThis =>
            Problem(http, StatusCodes.Status412PreconditionFailed, refusal.Code, "Changed in the meantime", refusal.Sentence),
        PreviewChanged changed => Moved(http, changed),
        Invalid invalid =>
            Problem(http, StatusCodes.Status422UnprocessableEntity, refusal.Code, "Invalid input", refusal.Sentence, invalid.Errors),
        TranscriptNotTaken transcript =>
            Problem(http, StatusCodes.Status422UnprocessableEntity, transcript.Reason, "Transcript not accepted", refusal.Sentence,
                transcript.Pointer is { } pointer ? AtMember(pointer, refusal) : null),
        IAtMember at =>
            Problem(http, StatusCodes.Status409Conflict, refusal.Code, "Refused", refusal.Sentence, AtMember(at.Pointer, refusal)),
        _ => Problem(http, StatusCodes.Status409Conflict, refusal.Code, "Refused", refusal.Sentence),
    };

    /// <summary>Nobody is signed in, or the key is none.</summary>
    public static IResult Unauthenticated(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return Problem(http, StatusCodes.Status401Unauthorized, "NotSignedIn", "Not signed in", "Sign in, or send a valid key.");
    }

    private static IResult Moved(HttpContext http, PreviewChanged refusal)
    {
        http.Response.Headers.ETag = $"\"{refusal.Preview.Token}\"";
        return Problem(http, StatusCodes.Status412PreconditionFailed, refusal.Code, "Changed in the meantime", refusal.Sentence,
            preview: refusal.Preview);
    }

    private static IResult TooMany(HttpContext http, TooManyAttempts refusal)
    {
        http.Response.Headers.RetryAfter = refusal.Seconds.ToString(CultureInfo.InvariantCulture);
        return Problem(http, StatusCodes.Status429TooManyRequests, refusal.Code, "Too many attempts", refusal.Sentence);
    }

    private static IResult Late(HttpContext http, Refusal refusal, string title)
    {
        http.Response.Headers.RetryAfter = "10";
        return Problem(http, StatusCodes.Status503ServiceUnavailable, refusal.Code, title, refusal.Sentence);
    }

    /// <summary>The database cannot take the request now.</summary>
    public static IResult Unavailable(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "2";
        return Problem(http, StatusCodes.Status503ServiceUnavailable, nameof(StoreUnavailable), "Try again",
            "The database is not available right now. Try again in a moment: a request with the same key or id is not done twice.");
    }

    /// <summary>A problem of a request that no use case saw.</summary>
    public static IResult Problem(HttpContext http, int status, string code, string title, string detail,
        IReadOnlyDictionary<string, string[]>? errors = null, Why? why = null, ChangePreview? preview = null) =>
        Results.Json(
            new Problem(Base + Kebab(code), title, status, detail, code, Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier,
                errors, why, preview),
            statusCode: status, contentType: Api.Problem.ContentType);

    private static Dictionary<string, string[]> AtMember(string pointer, Refusal refusal) =>
        new(StringComparer.Ordinal) { [pointer] = [refusal.Sentence] };

    private static string Kebab(string code) => code.Aggregate(new StringBuilder(), (text, c) =>
        char.IsUpper(c) ? (text.Length == 0 ? text : text.Append('-')).Append(char.ToLowerInvariant(c)) : text.Append(c)).ToString();
}
