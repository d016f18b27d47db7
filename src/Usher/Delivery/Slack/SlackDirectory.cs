using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;

namespace Usher.Delivery.Slack;

/// <summary>Something that Slack said.</summary>
/// <param name="Of">What.</param>
/// <param name="At">When it was asked: what it said is as old as that.</param>
/// <typeparam name="T">Of what kind.</typeparam>
internal sealed record Known<T>(T Of, DateTimeOffset At);

/// <summary>
/// What Slack said lately of people and conversations, so that it is asked once for all channels that somebody is in, and all notes that
/// they get: Slack lets a workspace be asked for fifty to a hundred of them in a minute. Where many are needed, all are asked for at once.
/// Whoever asks says since when an answer is good; a workspace that nobody asked about for ten minutes is forgotten.
/// </summary>
public sealed class SlackDirectory(ISlack slack, TimeProvider clock) : IDisposable
{
    /// <summary>So many are needed within a minute before all are asked for at once.</summary>
    private const int Few = 20;

    /// <summary>What is read at once (<see cref="ISlack.People"/>).</summary>
    private const int Page = 999;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>
    /// For each page of a list, until it is read again where many are needed: of lists Slack lets a workspace read twenty pages in a minute.
    /// The younger the list, the longer serves what is decided by it.
    /// </summary>
    private static readonly TimeSpan BetweenPages = TimeSpan.FromSeconds(5);

    /// <summary>Where there are too many to ask for all, they are asked for one by one for so long.</summary>
    private static readonly TimeSpan TooManyFor = TimeSpan.FromHours(1);

    private readonly MemoryCache _workspaces = new(new MemoryCacheOptions());
    private readonly Lock _making = new();

    /// <summary>Somebody, by their id.</summary>
    /// <param name="access">The workspace.</param>
    /// <param name="id">Their id.</param>
    /// <param name="since">What Slack said is used if it was asked after this.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="SlackRefused">Slack does not show them.</exception>
    internal async Task<Known<SlackPerson>> Person(SlackAccess access, string id, DateTimeOffset since, CancellationToken ct)
    {
        var people = Of(access).People;
        return await people.Get(id, since, async () => await slack.Person(access, id, ct), () => slack.People(access, ct), ct);
    }

    /// <summary>Whoever has an address; null: nobody has.</summary>
    /// <inheritdoc cref="Person"/>
    internal async Task<SlackPerson?> PersonByEmail(SlackAccess access, string email, DateTimeOffset since, CancellationToken ct)
    {
        var people = Of(access).People;
        return (await people.Get(email, since, () => slack.PersonByEmail(access, email, ct), () => slack.People(access, ct), ct)).Of;
    }

    /// <summary>A conversation, by its id.</summary>
    /// <inheritdoc cref="Person"/>
    internal async Task<Known<SlackChannel>> Channel(SlackAccess access, string id, DateTimeOffset since, CancellationToken ct)
    {
        var channels = Of(access).Channels;
        return await channels.Get(id, since, async () => await slack.Channel(access, id, ct), () => slack.Channels(access, ct), ct);
    }

    /// <summary>Who is in a conversation (<see cref="ISlack.Members"/>); null: more than <paramref name="most"/>, the same in all requests.</summary>
    /// <inheritdoc cref="Person"/>
    internal Task<Known<IReadOnlyList<string>?>> Members(SlackAccess access, string channel, int most, DateTimeOffset since, CancellationToken ct) =>
        Of(access).Members.Get(channel, since, () => slack.Members(access, channel, most, ct), null, ct)!;

    /// <summary>Posts to somebody directly: their id serves where the conversation is not known yet, and need not be opened (<c>chat.postMessage</c>).</summary>
    internal async Task<SlackPosted> PostTo(SlackAccess access, string person, SlackMessage message, Guid delivery, CancellationToken ct)
    {
        var messages = Of(access).Messages;
        try
        {
            var posted = await slack.Post(access, messages.GetValueOrDefault(person, person), message, delivery, ct);
            if (posted.Conversation != person) messages[person] = posted.Conversation;
            return posted;
        }
        catch (SlackRefused refused) when (refused.Code == "channel_not_found" && !messages.ContainsKey(person))
        {
            return await slack.Post(access, await Messages(access, person, ct), message, delivery, ct);
        }
    }

    /// <summary>The conversation of direct messages with somebody: it is the same for ever.</summary>
    internal async Task<string> Messages(SlackAccess access, string person, CancellationToken ct)
    {
        var messages = Of(access).Messages;
        return messages.TryGetValue(person, out var known) ? known : messages[person] = await slack.OpenMessages(access, person, ct);
    }

    /// <inheritdoc/>
    public void Dispose() => _workspaces.Dispose();

    private Workspace Of(SlackAccess access)
    {
        if (_workspaces.TryGetValue(access, out var found)) return (Workspace)found!;
        lock (_making)
        {
            return _workspaces.GetOrCreate(access, entry =>
            {
                entry.SlidingExpiration = Kept;
                return new Workspace(clock);
            })!;
        }
    }

    private sealed class Workspace(TimeProvider clock)
    {
        public Answers<SlackPerson> People { get; } = new(clock, person => person.Email is { } email ? [person.Id, email] : [person.Id]);

        public Answers<SlackChannel> Channels { get; } = new(clock, channel => [channel.Id]);

        public Answers<IReadOnlyList<string>> Members { get; } = new(clock, _ => []);

        public ConcurrentDictionary<string, string> Messages { get; } = new(StringComparer.Ordinal);
    }

    /// <summary>What Slack said of things of one kind. Whoever needs what is not known waits for whoever asks already.</summary>
    private sealed class Answers<T>(TimeProvider clock, Func<T, string[]> names)
    {
        private readonly SemaphoreSlim _asking = new(1);
        private readonly ConcurrentDictionary<string, SemaphoreSlim> _askingEach = new(StringComparer.Ordinal);
        private readonly ConcurrentDictionary<string, Known<T?>> _known = new(StringComparer.Ordinal);
        private readonly Queue<DateTimeOffset> _needed = [];
        private DateTimeOffset? _all;
        private DateTimeOffset _tooManyUntil;
        private TimeSpan _between;

        /// <summary>What is known of one; otherwise it is asked for, alone or, where they can be listed, with all others.</summary>
        public async Task<Known<T>> Get(string name, DateTimeOffset since, Func<Task<T?>> one, Func<Task<IReadOnlyList<T>?>>? all, CancellationToken ct)
        {
            var areMany = all is not null && AreMany(clock.GetUtcNow());
            var known = Lately(name, since);
            if (known is not null && !(areMany && IsListDue(clock.GetUtcNow()))) return known!;
            // Where nothing can be listed, one that does not answer keeps nobody waiting who asks for another.
            var asking = all is null ? _askingEach.GetOrAdd(name, _ => new(1)) : _asking;
            // Whoever has an answer that is good enough waits for no list that others read.
            if (known is null) await asking.WaitAsync(ct);
            else if (!await asking.WaitAsync(TimeSpan.Zero, ct)) return known!;
            try
            {
                var now = clock.GetUtcNow();
                if (areMany && IsListDue(now)) await AskForAll(all!, now);
                if (Lately(name, since) is { } meanwhile) return meanwhile!;

                // Whom a list leaves out, such as people of other companies, Slack may still show.
                var said = new Known<T?>(await one(), now);
                _known[name] = said;
                return said!;
            }
            finally
            {
                asking.Release();
            }
        }

        private Known<T?>? Lately(string name, DateTimeOffset since) =>
            _known.TryGetValue(name, out var known) && known.At > since ? known : null;

        /// <summary>Notes that one is needed; whether so many are that they are better listed.</summary>
        private bool AreMany(DateTimeOffset now)
        {
            lock (_needed)
            {
                _needed.Enqueue(now);
                return _needed.Count > Few && _needed.Dequeue() > now - Minute;
            }
        }

        private bool IsListDue(DateTimeOffset now)
        {
            lock (_needed) return _tooManyUntil <= now && !(_all > now - _between);
        }

        private async Task AskForAll(Func<Task<IReadOnlyList<T>?>> all, DateTimeOffset now)
        {
            var (listed, until) = await Listed(all);
            if (listed is null)
            {
                lock (_needed) _tooManyUntil = now + until;
                return;
            }

            // Who is gone from the list is not known from before any more.
            _known.Clear();
            foreach (var thing in listed)
                foreach (var name in names(thing)) _known[name] = new(thing, now);
            lock (_needed) (_all, _between) = (now, BetweenPages * Math.Max(1, Math.Ceiling((double)listed.Count / Page)));
        }

        /// <summary>All there are; null: too many, or Slack does not list them for us, for so long.</summary>
        private static async Task<(IReadOnlyList<T>? All, TimeSpan Until)> Listed(Func<Task<IReadOnlyList<T>?>> all)
        {
            try
            {
                return (await all(), TooManyFor);
            }
            catch (SlackRefused)
            {
                return (null, TooManyFor);
            }
            catch (SlackBusy busy)
            {
                return (null, busy.After);
            }
        }
    }
}
