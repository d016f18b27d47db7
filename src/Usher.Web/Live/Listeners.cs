using System.Collections.Concurrent;
using Usher.Access;
using Usher.Data;
using Usher.Delivery.Inbox;
using Usher.Directory;
using Usher.Identity;
using Usher.Platform;

namespace Usher.Web.Live;

/// <summary>
/// Everyone who listens on this node, and who of them is to be woken. A change costs each of them one comparison of what their access is,
/// and nobody a query but those whose access, inbox, calls or session is another.
/// </summary>
/// <remarks>What another node changed is heard of as decisions hear of it (<see cref="SnapshotWatch"/>); its notes and the sessions it
/// ended are asked for now and then.</remarks>
/// <param name="gate">Says who a caller is.</param>
/// <param name="snapshots">Say when to look again.</param>
/// <param name="sessions">May end elsewhere.</param>
/// <param name="store">Notes may be written elsewhere.</param>
/// <param name="clock">The server's time: roles end by it.</param>
/// <param name="log">Faults, which end nothing.</param>
internal sealed class Listeners(Gate gate, Snapshots snapshots, Sessions sessions, Store store, TimeProvider clock, ILogger<Listeners> log)
{
    /// <summary>A burst of changes is looked at once.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a role can have ended by time before its holder is notified.</summary>
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(1);

    /// <summary>How long another node's note, or a session that ended there, can go unnoticed.</summary>
    private static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(5);

    /// <summary>How many are asked for in one query, with a pause before the next: what people do meanwhile does not wait for it.</summary>
    private const int Few = 100;

    private readonly ConcurrentDictionary<Guid, Audience> _audiences = new();
    private readonly ConcurrentDictionary<Guid, int> _streams = new();

    /// <summary>When the other nodes' notes were asked for last, in full.</summary>
    private DateTimeOffset _asked = clock.GetUtcNow();

    /// <summary>Hears what was changed on this node and wakes those it concerns, until it is stopped.</summary>
    public async Task Run(CancellationToken stop)
    {
        snapshots.Changes.Said += Hear;
        try
        {
            using var timer = new PeriodicTimer(Elsewhere, clock);
            while (await timer.WaitForNextTickAsync(stop)) await Ask(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            snapshots.Changes.Said -= Hear;
        }
    }

    /// <summary>Lets a caller listen; null when they hold too many streams.</summary>
    public Listener? Add(Caller caller, int most)
    {
        if (_streams.AddOrUpdate(caller.Id, 1, (_, held) => held + 1) > most)
        {
            Release(caller.Id);
            return null;
        }

        var listener = new Listener(caller);
        for (Audience audience; !(audience = _audiences.GetOrAdd(caller.Home, home => new(home, Watch))).Add(listener);)
        {
            // It has just gone home, and another comes in its stead.
            _audiences.TryRemove(KeyValuePair.Create(caller.Home, audience));
        }

        return listener;
    }

    /// <summary>Ends what <see cref="Add"/> began.</summary>
    public void Remove(Listener listener)
    {
        Release(listener.Caller.Id);
        if (_audiences.TryGetValue(listener.Caller.Home, out var audience)) audience.Remove(listener);
    }

    /// <summary>Looks who the caller is now, and says whether their access is another than at the last look.</summary>
    public async ValueTask<bool> IsAnother(Listener listener, CancellationToken ct)
    {
        var actor = await gate.Resolve(listener.Caller, ct);
        if (actor is not null && ReferenceEquals(actor, listener.Actor) && listener.Access is not null && !actor.Ends) return false;
        listener.Actor = actor;
        var access = actor?.Digest(clock.GetUtcNow()) ?? "";
        if (access == listener.Access) return false;
        listener.Access = access;
        return true;
    }

    private void Hear(Guid whom, Heard what)
    {
        var again = (Again)what;
        foreach (var audience in _audiences.Values)
            foreach (var listener in audience.All)
                if (listener.Caller.Id == whom
                    || (what == Heard.Calls && listener.Actor is { } actor && CallVisibility.Principals(actor).Contains(whom)))
                    listener.Wake(again);
    }

    /// <summary>Asks the database for what other nodes did that nobody announces.</summary>
    private async Task Ask(CancellationToken ct)
    {
        try
        {
            var open = _audiences.Values.SelectMany(audience => audience.All).Where(listener => listener.Caller.Session is not null)
                .ToLookup(listener => listener.Caller.Session!.Value);
            var (now, since) = (clock.GetUtcNow(), _asked - Elsewhere);
            await InTurn(open.Select(session => session.Key), async few =>
            {
                foreach (var over in await sessions.Over(few, ct))
                    foreach (var listener in open[over]) listener.Wake(Again.Session);
            }, ct);
            foreach (var (customer, audience) in _audiences)
            {
                var people = audience.All.ToLookup(listener => listener.Caller.Id);
                await InTurn(people.Select(one => one.Key), async few =>
                {
                    foreach (var person in await OwnInbox.Moved(store, customer, few, since, ct))
                        foreach (var listener in people[person]) listener.Wake(Again.Inbox);
                }, ct);
            }

            _asked = now;
        }
        catch (Exception fault) when (fault is StoreUnavailable || store.IsUnavailable(fault))
        {
            log.LogDebug("Versions of other nodes not read ({Fault}).", fault.GetType().Name);
        }
    }

    private async Task InTurn(IEnumerable<Guid> all, Func<Guid[], Task> ask, CancellationToken ct)
    {
        var turns = all.Chunk(Few).ToList();
        foreach (var (turn, few) in turns.Index())
        {
            if (turn > 0) await Task.Delay(Elsewhere / 4 / turns.Count, clock, ct);
            await ask(few);
        }
    }

    private async Task Watch(Audience audience)
    {
        while (!audience.IsOver())
        {
            // Asked for before looking, so that nothing falls between.
            var change = snapshots.Changes.Next(audience.Home);
            try
            {
                foreach (var listener in audience.All)
                    if (listener.Access is not null && await IsAnother(listener, CancellationToken.None)) listener.Wake(Again.Access);
            }
            catch (StoreUnavailable)
            {
                // What was said stands; the next look is soon.
            }
            catch (Exception fault)
            {
                log.LogError("Live update streams not checked this time ({Fault}).", fault.GetType().Name);
            }

            await change.WaitAsync(Often, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Delay(Settle, clock);
        }

        _audiences.TryRemove(KeyValuePair.Create(audience.Home, audience));
    }

    private void Release(Guid caller)
    {
        while (_streams.TryGetValue(caller, out var held))
            if (held <= 1 ? _streams.TryRemove(KeyValuePair.Create(caller, held)) : _streams.TryUpdate(caller, held - 1, held)) return;
    }

    /// <summary>
    /// Those of one customer (the empty id: the vendor's people), and the one look at what changed that serves them all. It is there while
    /// anyone is.
    /// </summary>
    private sealed class Audience(Guid home, Func<Audience, Task> watch)
    {
        private readonly Lock _gate = new();
        private Listener[] _all = [];
        private Task? _watching;
        private bool _isOver;

        public Guid Home => home;

        public Listener[] All => Volatile.Read(ref _all);

        /// <returns>Whether there is still somebody who looks.</returns>
        public bool Add(Listener listener)
        {
            lock (_gate)
            {
                if (_isOver) return false;
                _all = [.. _all, listener];
                _watching ??= Task.Run(() => watch(this));
                return true;
            }
        }

        public void Remove(Listener listener)
        {
            lock (_gate) _all = [.. _all.Where(one => one != listener)];
        }

        /// <summary>Goes home when nobody is left.</summary>
        public bool IsOver()
        {
            lock (_gate) return _isOver = _all.Length == 0;
        }
    }
}
