namespace Usher.Delivery.Slack;

/// <summary>What Slack counts requests for.</summary>
/// <param name="Access">The workspace, by its token.</param>
/// <param name="Method">The method of its Web API.</param>
/// <param name="Channel">The channel, for posts; otherwise empty.</param>
internal readonly record struct SlackLimit(SlackAccess Access, string Method, string Channel)
{
    /// <summary>How often Slack lets it be asked at least (docs.slack.dev, Rate limits): messages in a channel once a second, each method by its tier.</summary>
    public TimeSpan Apart => TimeSpan.FromMinutes(1) / Method switch
    {
        SlackClient.PostMessage => 60,
        "users.list" or "conversations.list" => 20,
        "users.info" or "conversations.members" or "views.open" or "views.publish" or "chat.postEphemeral" => 100,
        _ => 50,
    };
}

/// <summary>
/// When this node may ask Slack again for what Slack asked to be left alone with. Whoever is to wait gets a turn, as far from the one before
/// as Slack counts: none comes back for nothing, and what is asked for by many is asked for once.
/// </summary>
/// <param name="clock">The server's time.</param>
internal sealed class SlackWaits(TimeProvider clock)
{
    /// <summary>Whoever does not come within this of their turn has lost it.</summary>
    private static readonly TimeSpan Lost = TimeSpan.FromSeconds(10);

    private readonly Dictionary<SlackLimit, Line> _lines = [];
    private readonly Lock _one = new();

    /// <summary>How long there is to wait; null: it is the turn of whoever asks.</summary>
    /// <param name="limit">What is counted.</param>
    /// <param name="what">What is asked for: whoever asks for the same has the same turn.</param>
    public TimeSpan? Left(SlackLimit limit, string what)
    {
        lock (_one) return _lines.TryGetValue(limit, out var line) ? line.Left(what, clock.GetUtcNow(), limit.Apart) : null;
    }

    /// <summary>Notes that Slack asked to wait, and forgets the waits that are over.</summary>
    /// <param name="limit">What is counted.</param>
    /// <param name="what">What was asked for: it is the first to be asked for again.</param>
    /// <param name="wait">How long.</param>
    public SlackBusy Begin(SlackLimit limit, string what, TimeSpan wait)
    {
        lock (_one)
        {
            var now = clock.GetUtcNow();
            foreach (var (other, line) in _lines.ToList())
                if (line.IsOver(now)) _lines.Remove(other);
            if (!_lines.TryGetValue(limit, out var own)) _lines[limit] = own = new();
            own.Begin(what, now + wait, now, limit.Apart);
        }

        return new(wait);
    }

    private sealed class Line
    {
        private readonly Dictionary<string, DateTimeOffset> _turns = new(StringComparer.Ordinal);
        private DateTimeOffset _until;
        private DateTimeOffset _last;

        public bool IsOver(DateTimeOffset now) => _last + Lost <= now;

        public TimeSpan? Left(string what, DateTimeOffset now, TimeSpan apart)
        {
            if (!_turns.TryGetValue(what, out var turn))
            {
                Forget(now);
                // Where nobody waits any more, whoever comes next does not either.
                if (_turns.Count == 0 && _last + apart <= now) return null;
                turn = Later(_last + apart, now);
                (_last, _turns[what]) = (turn, turn);
            }

            if (turn > now) return turn - now;
            _turns.Remove(what);
            return null;
        }

        public void Begin(string what, DateTimeOffset until, DateTimeOffset now, TimeSpan apart)
        {
            Forget(now);
            // Whoever was refused is the next; all others come later by as much as Slack asks for, and by one at least.
            var later = until - Later(_until, now);
            if (later < apart) later = apart;
            foreach (var (other, turn) in _turns.ToList()) _turns[other] = turn + later;
            _until = Later(_until, until);
            _turns[what] = _until;
            _last = _turns.Values.Max();
        }

        private void Forget(DateTimeOffset now)
        {
            foreach (var (lost, _) in _turns.Where(t => t.Value + Lost <= now).ToList()) _turns.Remove(lost);
        }

        private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
    }
}
