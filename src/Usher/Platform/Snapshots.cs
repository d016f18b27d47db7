using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;

namespace Usher.Platform;

/// <summary>Where the facts that decide come from: the Directory implements it; each call reads inside the transaction it is given.</summary>
public interface IAccessFacts
{
    /// <summary>One customer's facts; null when there is no such customer.</summary>
    Task<CustomerFacts?> Customer(UsherDb db, Guid customer, CancellationToken ct);

    /// <summary>
    /// One customer's facts after a change that is saved but not committed, read in its transaction. What the change did not touch may be taken over from before:
    /// that is up to the reader, and the answer is the same as that of <see cref="Customer"/>.
    /// </summary>
    /// <param name="db">The change's own context.</param>
    /// <param name="before">The facts as they were under the change's lock.</param>
    /// <param name="changed">What was added, changed or removed of what decides.</param>
    /// <param name="ct">Ends the wait.</param>
    Task<CustomerFacts?> After(UsherDb db, CustomerFacts before, IReadOnlyCollection<IAccessFact> changed, CancellationToken ct) => Customer(db, before.Id, ct);

    /// <summary>The platform's staff and keys.</summary>
    Task<PlatformSnapshot> Platform(UsherDb db, CancellationToken ct);

    /// <summary>The id of the customer with this slug; null when there is none.</summary>
    Task<Guid?> CustomerBySlug(UsherDb db, string slug, CancellationToken ct);
}

/// <summary>
/// The compiled facts of customers and of the platform, in memory. Once a change is acknowledged on this node, no snapshot from before it decides here:
/// the change raises a floor first. Other nodes' changes arrive through <see cref="RaiseFloor"/> and <see cref="DropAll"/> too.
/// </summary>
/// <param name="store">The database.</param>
/// <param name="facts">The reader of facts.</param>
public sealed class Snapshots(Store store, IAccessFacts facts)
{
    private readonly ConcurrentDictionary<Guid, Slot<CustomerSnapshot>> _customers = new();
    private readonly ConcurrentDictionary<string, (Guid Id, Slot<CustomerSnapshot> Slot)> _slugs = new(StringComparer.Ordinal);
    private readonly Slot<PlatformSnapshot> _platform = new();

    /// <summary>Tells those who wait that something changed.</summary>
    public ChangeSignal Changes { get; } = new();

    /// <summary>The customer's snapshot, never older than its floor; null when there is no such customer.</summary>
    public ValueTask<CustomerSnapshot?> Customer(Guid id, CancellationToken ct) =>
        _customers.TryGetValue(id, out var slot) && slot.Fresh is { } fresh
            ? ValueTask.FromResult<CustomerSnapshot?>(fresh)
            : LoadCustomer(id, ct);

    /// <summary>The snapshot of the customer with this slug; null when there is none.</summary>
    public ValueTask<CustomerSnapshot?> Customer(string slug, CancellationToken ct) =>
        _slugs.TryGetValue(slug, out var known) ? Customer(known.Id, ct) : LoadBySlug(slug, ct);

    /// <summary>The snapshot of the customer with this slug, when it is in memory and not older than its floor; null otherwise.</summary>
    public CustomerSnapshot? InMemory(ReadOnlySpan<char> slug) =>
        _slugs.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(slug, out var known) ? known.Slot.Fresh : null;

    /// <summary>The platform's snapshot, never older than its floor.</summary>
    public ValueTask<PlatformSnapshot> Platform(CancellationToken ct) =>
        _platform.Fresh is { } fresh ? ValueTask.FromResult(fresh) : LoadPlatform(ct);

    /// <summary>Reads the platform's facts and those of one customer, so that the first question does not wait until everything that reads is compiled.</summary>
    /// <exception cref="StoreUnavailable">The database cannot take it now.</exception>
    public async Task Warm(CancellationToken ct)
    {
        var platform = Task.Run(async () => await Platform(ct), ct);
        var any = await Reading(Guid.Empty, db => db.Set<Audit.Head>().Where(head => head.Id != Guid.Empty).Select(head => head.Id).FirstOrDefaultAsync(ct));
        await Customer(any, ct);
        await platform;
    }

    /// <summary>The customer's snapshot at the version its locked head row has, read inside that transaction when memory holds another.</summary>
    internal async Task<CustomerSnapshot?> Locked(UsherDb db, Guid customer, long version, CancellationToken ct)
    {
        var slot = _customers.GetOrAdd(customer, _ => new());
        if (slot.Current is { } current && current.Version == version) return current;
        var drops = slot.Drops;
        if (await Read(db, customer, ct) is not { } read) return null;
        var snapshot = Telemetry.Compiled(() => new CustomerSnapshot(read));
        slot.Offer(snapshot, version, drops);
        return snapshot;
    }

    /// <summary>
    /// What <see cref="Keep"/> takes once a change is durable, read before it is; null when memory holds another version than the one before the change, and the next question
    /// reads everything.
    /// </summary>
    internal async Task<NextFacts?> After(UsherDb db, Guid customer, long version, IReadOnlyCollection<IAccessFact> changed, CancellationToken ct)
    {
        if (!_customers.TryGetValue(customer, out var slot)) return null;
        var drops = slot.Drops;
        if (slot.Current is not { } current || current.Version != version - 1) return null;
        var after = await Untracked(db, () => facts.After(db, current.Facts, changed, ct));
        return after is null ? null : new(after with { Version = version }, drops);
    }

    /// <summary>Compiles the facts after a change for the questions that follow it.</summary>
    internal void Keep(NextFacts next)
    {
        if (_customers.TryGetValue(next.Facts.Id, out var slot))
            slot.Offer(Telemetry.Compiled(() => new CustomerSnapshot(next.Facts)), next.Facts.Version, next.Drops);
    }

    /// <summary>From now on no snapshot of this customer (the empty id: of the platform) older than the version decides.</summary>
    public void RaiseFloor(Guid customer, long version)
    {
        // Where nothing is held or being read, the next reading begins after this change and sees it.
        var rose = customer == Guid.Empty ? _platform.RaiseFloor(version) : !_customers.TryGetValue(customer, out var slot) || slot.RaiseFloor(version);
        if (rose) Changes.Raise(customer);
    }

    /// <summary>The versions in memory, by customer; the empty id: the platform's.</summary>
    public IEnumerable<KeyValuePair<Guid, long>> Versions() =>
        _customers.Where(c => c.Value.Current is not null).Select(c => KeyValuePair.Create(c.Key, c.Value.Version))
            .Append(KeyValuePair.Create(Guid.Empty, _platform.Version));

    /// <summary>Forgets everything: notices from other nodes may have been missed.</summary>
    public void DropAll()
    {
        foreach (var slot in _customers.Values) slot.Drop();
        _platform.Drop();
        Changes.RaiseAll();
    }

    private async ValueTask<CustomerSnapshot?> LoadCustomer(Guid id, CancellationToken ct)
    {
        if (id == Guid.Empty) return null;
        var slot = _customers.GetOrAdd(id, _ => new());
        var loaded = await slot.Load(() => Reading<(CustomerSnapshot, long)?>(id, async db =>
        {
            await using var read = await store.BeginRead(db, ct);
            return await Read(db, id, ct) is { } found ? (Telemetry.Compiled(() => new CustomerSnapshot(found)), found.Version) : null;
        }), ct);
        // Ids that name no customer leave nothing behind in memory.
        if (loaded is null && _customers.TryRemove(KeyValuePair.Create(id, slot))) slot.Retire();
        return loaded;
    }

    private Task<CustomerFacts?> Read(UsherDb db, Guid customer, CancellationToken ct) => Untracked(db, () => facts.Customer(db, customer, ct));

    /// <summary>Reads facts without tracking them: they are not what an act changes.</summary>
    private static async Task<CustomerFacts?> Untracked(UsherDb db, Func<Task<CustomerFacts?>> read)
    {
        var tracking = db.ChangeTracker.QueryTrackingBehavior;
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        try
        {
            return await read();
        }
        finally
        {
            db.ChangeTracker.QueryTrackingBehavior = tracking;
        }
    }

    private async ValueTask<CustomerSnapshot?> LoadBySlug(string slug, CancellationToken ct)
    {
        if (await Reading(Guid.Empty, db => facts.CustomerBySlug(db, slug, ct)) is not { } id) return null;
        var customer = await Customer(id, ct);
        if (_customers.TryGetValue(id, out var slot)) _slugs[slug] = (id, slot);
        return customer;
    }

    private async ValueTask<PlatformSnapshot> LoadPlatform(CancellationToken ct) => (await _platform.Load(() => Reading<(PlatformSnapshot, long)?>(Guid.Empty, async db =>
    {
        await using var read = await store.BeginRead(db, ct);
        var platform = await facts.Platform(db, ct);
        return (platform, platform.Version);
    }), ct))!;

    /// <exception cref="StoreUnavailable">The database cannot take it now.</exception>
    private async Task<T> Reading<T>(Guid customer, Func<UsherDb, Task<T>> read)
    {
        try
        {
            await using var db = store.Context(customer);
            return await read(db);
        }
        catch (Exception fault) when (fault is not StoreUnavailable && store.IsUnavailable(fault))
        {
            throw new StoreUnavailable(fault);
        }
    }

    /// <summary>A customer's facts as a change leaves them, and how often the customer was forgotten before they were read.</summary>
    internal sealed record NextFacts(CustomerFacts Facts, int Drops);

    /// <summary>One snapshot and the floor below which none may decide.</summary>
    private sealed class Slot<T>
        where T : class
    {
        private readonly SemaphoreSlim _loading = new(1, 1);
        private readonly Lock _keeping = new();
        private volatile T? _fresh;
        private volatile Held? _held;
        private long _floor;
        private int _drops;
        private bool _isRetired;

        public T? Current => _held?.Snapshot;

        public long Version => _held?.Version ?? -1;

        /// <summary>How often what was held was forgotten: what was read before the last time is not kept.</summary>
        public int Drops => Volatile.Read(ref _drops);

        /// <summary>What is held, while it is not older than the floor: the one thing that a decision looks at.</summary>
        public T? Fresh => _fresh;

        /// <returns>Whether it was lower.</returns>
        public bool RaiseFloor(long version)
        {
            lock (_keeping)
            {
                if (version <= _floor) return false;
                _floor = version;
                Refresh();
                return true;
            }
        }

        public void Drop()
        {
            lock (_keeping)
            {
                _drops++;
                _held = null;
                Refresh();
            }
        }

        /// <summary>What holds on to this slot from before finds nothing in it any more: floors are raised elsewhere from now on.</summary>
        public void Retire()
        {
            lock (_keeping)
            {
                _isRetired = true;
                Refresh();
            }
        }

        public void Offer(T snapshot, long version, int drops)
        {
            lock (_keeping)
            {
                if (drops == _drops && (_held is not { } held || held.Version < version)) _held = new(snapshot, version);
                Refresh();
            }
        }

        /// <summary>Reads until what was read is not older than the floor was when the reading began: each reading sees every change committed before.</summary>
        public async Task<T?> Load(Func<Task<(T Snapshot, long Version)?>> read, CancellationToken ct)
        {
            await _loading.WaitAsync(ct);
            try
            {
                if (Fresh is { } fresh) return fresh;
                var floor = Volatile.Read(ref _floor);
                var drops = Drops;
                if (await read() is not var (snapshot, version)) return null;
                if (version < floor) throw new InvalidOperationException("The store answered with a version older than one it acknowledged.");
                Offer(snapshot, version, drops);
                return snapshot;
            }
            finally
            {
                _loading.Release();
            }
        }

        private void Refresh() => _fresh = !_isRetired && _held is { } held && held.Version >= _floor ? held.Snapshot : null;

        private sealed record Held(T Snapshot, long Version);
    }
}
