using System.Collections.Concurrent;
using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Usher.Access;
using Usher.Data;
using Usher.Delivery.Inbox;
using Usher.Directory;
using Usher.Identity;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>
/// What changes for the caller while they look: <c>/api/events</c>, server-sent events (HTML, 9.2). Judged anew for each viewer: they hear that what they may do has changed, or
/// their inbox, never what happened to others.
/// </summary>
/// <remarks>
/// <c>standing</c>: a digest of everything <c>/api/me</c> says of the caller; at the beginning, and whenever it is another. <c>inbox</c>: how many notes are not read.
/// <c>still</c>: nothing changed for a while. <c>ended</c>: the caller is nobody here any more, and the stream ends.
/// </remarks>
/// <param name="snapshots">Say when to look again.</param>
/// <param name="sessions">Browsers' sessions, which may end meanwhile.</param>
/// <param name="clock">Measures.</param>
/// <param name="life">A server that stops waits for nobody who only listens.</param>
public sealed class Events(Snapshots snapshots, Sessions sessions, TimeProvider clock, IHostApplicationLifetime life)
{
    /// <summary>How many streams one caller may hold.</summary>
    public const int Most = 16;

    /// <summary>A burst of changes is looked at once.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(150);

    /// <summary>How long a change that was not announced here can go unnoticed, and how often a quiet line is used.</summary>
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<Guid, int> _held = new();

    /// <summary>The stream of the request's caller; refused to who is nobody here, as <c>/api/me</c> is.</summary>
    public Task<IResult> Stream(HttpContext http) => http.Run(new ViewMe(), _ => Begin(http, http.Caller()!));

    private IResult Begin(HttpContext http, Caller caller)
    {
        if (_held.AddOrUpdate(caller.Id, 1, (_, held) => held + 1) > Most)
        {
            Release(caller.Id);
            return Problems.Problem(http, StatusCodes.Status429TooManyRequests, "TooManyStreams", "Too many streams", $"One listens with at most {Most} streams at a time.");
        }

        http.Response.OnCompleted(() =>
        {
            Release(caller.Id);
            return Task.CompletedTask;
        });
        // A proxy that collects what comes would keep it until it is old.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.ServerSentEvents(Watch(http, caller, http.RequestAborted));
    }

    private async IAsyncEnumerable<SseItem<string>> Watch(HttpContext http, Caller caller, [EnumeratorCancellation] CancellationToken aborted)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(aborted, life.ApplicationStopping);
        (string? Standing, int? Unread) before = (null, null);
        while (!end.IsCancellationRequested)
        {
            // Asked for before looking.
            var change = snapshots.Changes.Next(caller.Home);
            var now = await Look(http, before, end.Token);
            if (now is not { } seen)
            {
                yield return new("", "ended");
                yield break;
            }

            if (seen.Standing is { } standing && standing != before.Standing) yield return new(standing, "standing");
            if (seen.Unread is { } unread && unread != before.Unread) yield return new(unread.ToString(CultureInfo.InvariantCulture), "inbox");
            if (seen == before) yield return new("", "still");
            before = seen;
            await change.WaitAsync(Often, clock, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Delay(Settle, clock, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>What the caller would be told now; null when they are nobody here any more. While the database is away, what was said stands.</summary>
    private async Task<(string? Standing, int? Unread)?> Look(HttpContext http, (string? Standing, int? Unread) before, CancellationToken ct)
    {
        try
        {
            if (http.Features.Get<SignedIn>() is { } session && await sessions.Find(session.Token.ToString().AsMemory(), ct) is null) return null;
            if (await http.Ask(new ViewMe(), ct) is not { Value: { } me }) return null;
            var unread = await http.Ask(new CountUnread(), ct);
            var digest = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(me));
            return (Convert.ToHexStringLower(digest.AsSpan(0, 8)), unread is { Refused: null } counted ? counted.Value : null);
        }
        catch (Exception fault) when (fault is OperationCanceledException or StoreUnavailable)
        {
            return before;
        }
    }

    private void Release(Guid caller)
    {
        while (_held.TryGetValue(caller, out var held))
            if (held <= 1 ? _held.TryRemove(KeyValuePair.Create(caller, held)) : _held.TryUpdate(caller, held - 1, held)) return;
    }
}

/// <summary>Where the events are.</summary>
public static class EventRoutes
{
    /// <summary>Maps the route.</summary>
    public static void MapEvents(this IEndpointRouteBuilder api) =>
        api.MapGet("/events", (HttpContext http, Events events) => events.Stream(http)).WithTags("Me")
            .Needs(Permission.ProfileEdit).WithSummary("What changes for me while I look, as server-sent events").Produces<string>(StatusCodes.Status200OK, "text/event-stream");
}
