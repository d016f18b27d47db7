using Microsoft.AspNetCore.Http.HttpResults;
using Usher.Access;
using Usher.Data;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>
/// Between HTTP and the gate: who calls, in which customer, and what the outcome looks like on the wire. The only place where routes meet
/// the gate.
/// </summary>
public static class Http
{
    /// <summary>The header by which a request is known again.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>How many characters it has at most.</summary>
    public const int LongestIdempotencyKey = 200;

    private static readonly object CallerItem = new();

    /// <summary>Runs a reading act for the request's caller.</summary>
    public static async Task<IResult> Run<TFound, TResult>(this HttpContext http, Query<TFound, TResult> query,
        Func<TResult, IResult>? ok = null) =>
        await CallerHere(http) is { } caller
            ? Answer(http, await Gate(http).Run(caller, query, http.RequestAborted), ok)
            : Problems.Unauthenticated(http);

    /// <summary>Asks for the request's caller what is not the whole answer; null when nobody is signed in.</summary>
    public static async Task<Outcome<TResult>?> Ask<TFound, TResult>(this HttpContext http, Query<TFound, TResult> query,
        CancellationToken ct) =>
        await CallerHere(http) is { } caller ? await Gate(http).Run(caller, query, ct) : default(Outcome<TResult>?);

    /// <summary>
    /// Runs a changing act for the request's caller, or previews it. A client that goes away does not stop a change half-way.
    /// </summary>
    public static async Task<IResult> Run<TFound, TResult>(this HttpContext http, Change<TFound, TResult> change,
        Func<TResult, IResult>? ok = null)
    {
        if (await CallerHere(http) is not { } caller) return Problems.Unauthenticated(http);
        return RoutePreviews.IsAsked(http)
            ? Answer(http, await Gate(http).Preview(caller, change, http.RequestAborted), null)
            : Answer(http, await Gate(http).Run(caller, change), ok);
    }

    /// <summary>Runs an act of several steps for the request's caller.</summary>
    public static async Task<IResult> Run<TResult>(this HttpContext http, Func<Caller, Task<Outcome<TResult>>> act,
        Func<TResult, IResult>? ok = null) =>
        await CallerHere(http) is { } caller
            ? Answer(http, await act(caller), ok)
            : Problems.Unauthenticated(http);

    /// <summary>Runs an act that founds a customer, in the customer that it founds.</summary>
    public static async Task<IResult> Found<TFound, TResult>(this HttpContext http, Guid customer, Change<TFound, TResult> change,
        Func<TResult, IResult>? ok = null) =>
        await CallerHere(http) is { } caller
            ? Answer(http, await Gate(http).Run(caller with { Customer = customer }, change), ok)
            : Problems.Unauthenticated(http);

    /// <summary>The answer to what made a thing: its id.</summary>
    public static IResult Made(Guid id) => Results.Json(new { id }, statusCode: StatusCodes.Status201Created);

    /// <summary>The caller as the door proved them; null when nobody is signed in.</summary>
    public static Caller? Caller(this HttpContext http) => http.Items[CallerItem] as Caller;

    /// <summary>Sets the caller that a door proved.</summary>
    public static void SetCaller(this HttpContext http, Caller caller) => http.Items[CallerItem] = caller;

    /// <summary>
    /// The caller, in the customer that the address names (<c>{customer}</c>, a slug) or in their own, with what the headers say of the
    /// request.
    /// </summary>
    private static async ValueTask<Caller?> CallerHere(HttpContext http)
    {
        if (http.Caller() is not { } caller) return null;
        var customer = caller.Home;
        if (http.GetRouteValue("customer") is string slug)
        {
            // A slug that names nothing becomes an id that names nothing: the gate answers both alike.
            // Whoever is of a customer has business in no other: theirs is compared, and none is looked for.
            var snapshots = http.RequestServices.GetRequiredService<Snapshots>();
            var snapshot = caller.Home == Guid.Empty
                ? await snapshots.Customer(slug, http.RequestAborted)
                : await snapshots.Customer(caller.Home, http.RequestAborted);
            customer = snapshot is not null && snapshot.Facts.Slug == slug ? snapshot.Id : Guid.CreateVersion7();
        }

        var headers = http.Request.Headers;
        var match = headers.IfMatch.Count == 0 || headers.IfMatch == "*" ? null : headers.IfMatch.ToString().Trim('"');
        var token = PreviewToken.Parse(match);
        return caller with
        {
            Customer = customer,
            Home = caller.Home,
            RequestId = http.TraceIdentifier,
            Note = headers["Usher-Note"] is { Count: > 0 } note ? Uri.UnescapeDataString(note.ToString()) : null,
            Reads = ReaderLanguage.Of(headers.AcceptLanguage),
            IdempotencyKey = headers[IdempotencyKey] is [{ } key] ? key : null,
            Confirms = token,
            IfMatch = token is not null ? token.Revision : match is null ? null : int.TryParse(match, out var revision) ? revision : -1,
        };
    }

    private static IResult Answer<TResult>(HttpContext http, Outcome<TResult> outcome, Func<TResult, IResult>? ok)
    {
        if (outcome.Refused is { } refusal)
            return refusal.ToProblem(http, Why.Of(refusal));
        if (outcome.Value is IRevisedView view) http.Response.Headers.ETag = $"\"{view.Revision}\"";
        if (outcome.Value is ChangePreview preview) http.Response.Headers.ETag = $"\"{preview.Token}\"";
        return ok is not null ? ok(outcome.Value!) : outcome.Value is Nothing ? Results.NoContent() : Results.Ok(outcome.Value);
    }

    private static Gate Gate(HttpContext http) => http.RequestServices.GetRequiredService<Gate>();
}
