using System.Collections.Concurrent;

namespace Usher.Delivery.Slack;

/// <summary>What Slack counts requests for.</summary>
/// <param name="Access">The workspace, by its token.</param>
/// <param name="Method">The method of its Web API.</param>
/// <param name="Channel">The channel, for posts; otherwise empty.</param>
internal readonly record struct SlackLimit(SlackAccess Access, string Method, string Channel);

/// <summary>Until when this node leaves Slack alone with what: what is asked for meanwhile would only make the wait longer.</summary>
/// <param name="clock">The server's time.</param>
internal sealed class SlackWaits(TimeProvider clock)
{
    private readonly ConcurrentDictionary<SlackLimit, DateTimeOffset> _until = new();

    /// <summary>How long there is to wait still; null: not at all.</summary>
    public TimeSpan? Left(SlackLimit limit)
    {
        if (!_until.TryGetValue(limit, out var until)) return null;
        var left = until - clock.GetUtcNow();
        return left > TimeSpan.Zero ? left : null;
    }

    /// <summary>Notes that Slack asked to wait, and forgets the waits that are over.</summary>
    public SlackBusy Begin(SlackLimit limit, TimeSpan wait)
    {
        var now = clock.GetUtcNow();
        foreach (var over in _until.Where(w => w.Value <= now)) _until.TryRemove(over);
        _until[limit] = now + wait;
        return new(wait);
    }
}
