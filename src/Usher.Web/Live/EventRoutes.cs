using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Usher.Access;
using Usher.Data;
using Usher.Delivery.Inbox;
using Usher.Identity;
using Usher.Platform;
using Usher.Web.Api;

namespace Usher.Web.Live;

/// <summary>
/// What changes for the caller while they look: <c>/api/events</c>, server-sent events (HTML, 9.2). Judged again for each viewer: they hear
/// that what they may do has changed, or their inbox, never what happened to others.
/// </summary>
/// <remarks>
/// <c>access</c>: a digest of what the caller may do, their teams, tenants, custom roles and scope included; at the beginning, and whenever
/// it is another. <c>inbox</c>: how many notes are not read. <c>calls</c>: a call that they could read is closed to them, or differently
/// open. <c>still</c>: the line is alive; it comes by the clock alone, so that it tells of nothing. <c>ended</c>: the caller is nobody here
/// any more, and the stream ends.
/// </remarks>
/// <param name="listeners">Wake those a change concerns.</param>
/// <param name="sessions">Browsers' sessions, which may end meanwhile.</param>
/// <param name="clock">Measures.</param>
/// <param name="life">A server that stops waits for nobody who only listens.</param>
internal sealed class Events(Listeners listeners, Sessions sessions, TimeProvider clock, IHostApplicationLifetime life)
{
    /// <summary>How many streams one caller may hold.</summary>
    public const int Most = 16;

    /// <summary>How often a line is used, whatever happens.</summary>
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(15);

    /// <summary>How soon it is tried again when the database was away.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>A note for everybody is counted by a few at a time: those who change things come first.</summary>
    private readonly SemaphoreSlim _looking = new(2);

    /// <summary>The stream of the request's caller; refused to who is nobody here, as <c>/api/me</c> is.</summary>
    public Task<IResult> Stream(HttpContext http) => http.Run(new ViewMe(), _ => Begin(http, http.Caller()!));

    private IResult Begin(HttpContext http, Caller caller)
    {
        if (listeners.Add(caller, Most) is not { } listener)
            return Problems.Problem(http, StatusCodes.Status429TooManyRequests, "TooManyStreams", "Too many streams",
                $"You can have at most {Most} streams open at a time.");
        http.Response.OnCompleted(() =>
        {
            listeners.Remove(listener);
            return Task.CompletedTask;
        });
        // A proxy that collects what comes would keep it until it is old.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.ServerSentEvents(Watch(http, listener, http.RequestAborted));
    }

    private async IAsyncEnumerable<SseItem<string>> Watch(HttpContext http, Listener listener,
        [EnumeratorCancellation] CancellationToken aborted)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(aborted, life.ApplicationStopping);
        var (began, stills) = (clock.GetTimestamp(), 1);
        (string? Access, int? Unread) said = (null, null);
        var again = Again.Everything;
        while (!end.IsCancellationRequested)
        {
            var looked = again == Again.Nothing
                ? new(Answered: true, IsHere: true, null, null)
                : await Look(http, listener, again, end.Token);
            if (!looked.IsHere)
            {
                yield return new("", "ended");
                yield break;
            }

            if (looked.Access is { } access && access != said.Access) yield return new(said.Access = access, "access");
            if (looked.Unread is { } unread && unread != said.Unread)
                yield return new((said.Unread = unread).Value.ToString(CultureInfo.InvariantCulture), "inbox");
            if (looked.Answered && again.HasFlag(Again.Calls)) yield return new("", "calls");
            if (looked.Answered) again = Again.Nothing;

            var next = stills * Often - clock.GetElapsedTime(began);
            if (next <= TimeSpan.Zero)
            {
                stills = (int)(clock.GetElapsedTime(began) / Often) + 1;
                yield return new("", "still");
                continue;
            }

            again |= await listener.Next(again == Again.Nothing || next < Soon ? next : Soon, clock, end.Token);
        }
    }

    /// <summary>
    /// What the caller would be sent now of what is to be looked at again. While the database is away nothing is said, and it stays to be
    /// looked at.
    /// </summary>
    private async Task<Looked> Look(HttpContext http, Listener listener, Again again, CancellationToken ct)
    {
        var entered = false;
        try
        {
            await _looking.WaitAsync(ct);
            entered = true;
            if (http.Features.Get<SignedIn>() is { } session && await sessions.Find(session.Token.ToString().AsMemory(), ct) is null)
                return Looked.Nobody;
            if (again.HasFlag(Again.Access))
            {
                await listeners.IsAnother(listener, ct);
                if (await http.Ask(new ViewMe(), ct) is not { Refused: null }) return Looked.Nobody;
            }

            // What one may know of the notes follows from what calls one reads.
            var unread = (again & ~Again.Session) != Again.Nothing ? await http.Ask(new CountUnread(), ct) : null;
            return new(true, true, again.HasFlag(Again.Access)
                ? listener.Access
                : null, unread is { Refused: null } counted ? counted.Value : null);
        }
        catch (Exception fault) when (fault is OperationCanceledException or StoreUnavailable)
        {
            return new(false, true, null, null);
        }
        finally
        {
            if (entered) _looking.Release();
        }
    }

    /// <param name="Answered">Whether the database was there.</param>
    /// <param name="IsHere">Whether the caller is still somebody here.</param>
    /// <param name="Access">The digest of their access; null: not looked at.</param>
    /// <param name="Unread">How many notes they have not read; null: not looked at, or not for them to know.</param>
    private sealed record Looked(bool Answered, bool IsHere, string? Access, int? Unread)
    {
        public static readonly Looked Nobody = new(true, false, null, null);
    }
}

/// <summary>Where the events are.</summary>
public static class EventRoutes
{
    /// <summary>Maps the route.</summary>
    public static void MapEvents(this IEndpointRouteBuilder api) =>
        api.MapGet("/events", (HttpContext http, Events events) => events.Stream(http)).WithTags("Me")
            .Needs(Permission.ProfileEdit).WithSummary("My live updates, as server-sent events")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream");
}
