using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;

namespace Usher.Platform;

/// <summary>
/// The compiled facts of customers and of the platform, in memory. Once a change is acknowledged on this node, no snapshot from before it
/// decides here: the change raises a floor first. Other nodes' changes arrive through <see cref="RaiseFloor"/> and <see cref="DropAll"/>
/// too.
/// </summary>
/// <param name="store">The database.</param>
/// <param name="facts">The reader of facts.</param>
/// <param name="budget">How much of the customers' facts stays in memory, in bytes as <see cref="CustomerSnapshot.Weight"/> estimates them;
/// what was asked for longest ago goes first.</param>
public sealed class Snapshots(Store store, IAccessFacts facts, long budget = Snapshots.Budget)
{
    /// <summary>256 MB: a thousand customers of two hundred people, or twenty of ten thousand.</summary>
    public const long Budget = 256_000_000;

    private readonly ConcurrentDictionary<Guid, SnapshotSlot<CustomerSnapshot>> _customers = new();
    private readonly ConcurrentDictionary<string, (Guid Id, SnapshotSlot<CustomerSnapshot> Slot)> _slugs = new(StringComparer.Ordinal);
    private readonly SnapshotSlot<PlatformSnapshot> _platform = new();
    private readonly SnapshotSlot<AppCatalogue> _catalogue = new();
    private readonly Lock _evicting = new();

    /// <summary>Counts readings: the clock that shows what was asked for longest ago.</summary>
    private long _readings = 1;
    private long _weightSinceEviction;

    /// <summary>Tells those who wait that something changed.</summary>
    public ChangeSignal Changes { get; } = new();

    /// <summary>The customer's snapshot, never older than its floor; null when there is no such customer.</summary>
    public ValueTask<CustomerSnapshot?> Customer(Guid id, CancellationToken ct) =>
        _customers.TryGetValue(id, out var slot) && Fresh(slot) is { } fresh
            ? ValueTask.FromResult<CustomerSnapshot?>(fresh)
            : LoadCustomer(id, ct);

    /// <summary>The snapshot of the customer with this slug; null when there is none.</summary>
    public ValueTask<CustomerSnapshot?> Customer(string slug, CancellationToken ct) =>
        _slugs.TryGetValue(slug, out var known) && !known.Slot.IsRetired ? Customer(known.Id, ct) : LoadBySlug(slug, ct);

    /// <summary>The snapshot of the customer with this slug, when it is in memory and not older than its floor; null otherwise.</summary>
    public CustomerSnapshot? InMemory(ReadOnlySpan<char> slug) =>
        _slugs.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(slug, out var known) ? Fresh(known.Slot) : null;

    /// <summary>What is held, when neither it nor the catalogue it points to is older than its floor.</summary>
    private CustomerSnapshot? Fresh(SnapshotSlot<CustomerSnapshot> slot) =>
        slot.Use(Volatile.Read(ref _readings)) is { } held && ReferenceEquals(held.Catalogue, _catalogue.Fresh) ? held : null;

    /// <summary>The platform's snapshot, never older than its floor.</summary>
    public ValueTask<PlatformSnapshot> Platform(CancellationToken ct) =>
        _platform.Fresh is { } fresh ? ValueTask.FromResult(fresh) : LoadPlatform(ct);

    /// <summary>
    /// Reads the platform's facts and those of one customer, so that the first question does not wait until everything that reads is
    /// compiled.
    /// </summary>
    /// <exception cref="StoreUnavailable">The database cannot take it now.</exception>
    public async Task Warm(CancellationToken ct)
    {
        var platform = Task.Run(async () => await Platform(ct), ct);
        var any = await Reading(Guid.Empty,
            db => db.Set<Audit.Head>().Where(head => head.Id != Guid.Empty).Select(head => head.Id).FirstOrDefaultAsync(ct));
        await Customer(any, ct);
        await platform;
    }

    /// <summary>
    /// The customer's snapshot at the version its locked head row has, read inside that transaction when memory holds another.
    /// </summary>
    internal async Task<CustomerSnapshot?> Locked(UsherDb db, Guid customer, long version, CancellationToken ct)
    {
        var slot = _customers.GetOrAdd(customer, _ => new());
        slot.Use(Volatile.Read(ref _readings));
        var catalogue = await Catalogue(db, ct);
        if (slot.Current is { } current && current.Version == version) return Seeing(slot, current, catalogue);
        var drops = slot.Drops;
        if (await Read(db, customer, ct) is not { } read) return null;
        var snapshot = Telemetry.Compiled(() => new CustomerSnapshot(read, catalogue));
        slot.Offer(snapshot, version, drops);
        return snapshot;
    }

    /// <summary>
    /// What a change makes of the facts in memory, derived from what it is about to save; null when memory holds others than those before
    /// it, or they must be read to know.
    /// </summary>
    internal FactsChange? Told(Guid customer, long version, IReadOnlyCollection<ChangedFact> changed) =>
        _customers.TryGetValue(customer, out var slot) && slot.Current is { } current && current.Version == version - 1
            ? facts.Told(current.Facts, changed)
            : null;

    /// <summary>
    /// What <see cref="Keep"/> takes once a change is durable, known before it is; null when memory holds another version than the one
    /// before the change, and the next question reads everything.
    /// </summary>
    internal async Task<NextFacts?> After(UsherDb db, Guid customer, long version, FactsChange? change, CancellationToken ct)
    {
        if (!_customers.TryGetValue(customer, out var slot)) return null;
        var drops = slot.Drops;
        if (slot.Current is not { } current || current.Version != version - 1) return null;
        var after = await Untracked(db, () => facts.After(db, current.Facts, change, ct));
        return after is null ? null : new(current, change, after with { Version = version }, drops);
    }

    /// <summary>
    /// The snapshot as a change leaves it that is saved and not committed, made when it is asked for: the change's transaction may have
    /// ended by then. It is kept nowhere.
    /// </summary>
    internal async Task<Func<CustomerSnapshot>> Hypothetical(UsherDb db, CustomerSnapshot before, IReadOnlyCollection<ChangedFact> changed,
        CancellationToken ct)
    {
        if (changed.Count == 0) return () => before;
        var change = facts.Told(before.Facts, changed);
        var after = (await Untracked(db, () => facts.After(db, before.Facts, change, ct)))!;
        return () => change is null ? new(after, before.Catalogue) : before.After(change, after);
    }

    /// <summary>Compiles the facts after a change for the questions that follow it.</summary>
    internal void Keep(NextFacts next)
    {
        if (_customers.TryGetValue(next.Facts.Id, out var slot))
            slot.Offer(Telemetry.Compiled(() => next.Change is { } change
                ? next.Before.After(change, next.Facts)
                : new CustomerSnapshot(next.Facts, next.Before.Catalogue)), next.Facts.Version, next.Drops);
    }

    /// <summary>
    /// Hears of a change that another node made. What is held is changed by it where that was sent; otherwise it decides no more, and is
    /// read again before anyone asks.
    /// </summary>
    /// <param name="customer">The customer; the empty id: the platform; <see cref="CatalogueVersion.TheOne"/>: the catalogue.</param>
    /// <param name="version">The version of its facts now.</param>
    /// <param name="change">What the change made of them; null: it was not sent.</param>
    internal void Hear(Guid customer, long version, FactsChange? change)
    {
        if (customer == Guid.Empty || !_customers.TryGetValue(customer, out var slot))
        {
            RaiseFloor(customer, version);
            return;
        }

        try
        {
            var drops = slot.Drops;
            if (change is not null && change.Version == version && slot.Current is { } current && current.Version == version - 1)
                slot.Offer(Telemetry.Compiled(() => current.After(change)), version, drops);
        }
        finally
        {
            RaiseFloor(customer, version);
        }

        if (slot is { Fresh: null, Current: not null })
            _ = Task.Run(() => Customer(customer, CancellationToken.None).AsTask().ContinueWith(_ => { }, TaskScheduler.Default));
    }

    /// <summary>
    /// From now on no snapshot of this customer (the empty id: of the platform; <see cref="CatalogueVersion.TheOne"/>: of the catalogue)
    /// older than the version decides.
    /// </summary>
    public void RaiseFloor(Guid customer, long version)
    {
        if (customer == CatalogueVersion.TheOne)
        {
            if (_catalogue.RaiseFloor(version)) Changes.RaiseAll();
            return;
        }

        // Where nothing is held or being read, the next reading begins after this change and sees it.
        var rose = customer == Guid.Empty ? _platform.RaiseFloor(version) : !_customers.TryGetValue(customer, out var slot)
            || slot.RaiseFloor(version);
        if (rose) Changes.Raise(customer);
    }

    /// <summary>
    /// The customers whose facts are in memory; the empty id: the platform; <see cref="CatalogueVersion.TheOne"/>: the catalogue.
    /// </summary>
    public IReadOnlyList<Guid> Held() =>
        [.. _customers.Where(c => c.Value.Current is not null).Select(c => c.Key), Guid.Empty, CatalogueVersion.TheOne];

    /// <summary>Forgets everything: notices from other nodes may have been missed.</summary>
    public void DropAll()
    {
        foreach (var slot in _customers.Values) slot.Drop();
        _platform.Drop();
        _catalogue.Drop();
        Changes.RaiseAll();
    }

    private async ValueTask<CustomerSnapshot?> LoadCustomer(Guid id, CancellationToken ct)
    {
        if (id == Guid.Empty) return null;
        Interlocked.Increment(ref _readings);
        var catalogue = await Catalogue(ct);
        var slot = _customers.GetOrAdd(id, _ => new());
        slot.Use(Volatile.Read(ref _readings));
        var loaded = await slot.Load(() => Reading<(CustomerSnapshot, long)?>(id, async db =>
        {
            await using var read = await store.BeginRead(db, ct);
            return await Read(db, id, ct) is { } found
                ? (Telemetry.Compiled(() => new CustomerSnapshot(found, catalogue)), found.Version)
                : null;
        }), ct);
        if (loaded is not null) loaded = Seeing(slot, loaded, catalogue);
        // Ids that name no customer leave nothing behind in memory.
        if (loaded is null && _customers.TryRemove(KeyValuePair.Create(id, slot))) slot.Retire();
        if (loaded is not null && Interlocked.Add(ref _weightSinceEviction, loaded.Weight) > budget / 8) Evict();
        return loaded;
    }

    /// <summary>The catalogue, never older than its floor.</summary>
    private async ValueTask<AppCatalogue> Catalogue(CancellationToken ct) =>
        _catalogue.Fresh ?? (await _catalogue.Load(() => Reading<(AppCatalogue, long)?>(Guid.Empty, async db =>
    {
        var read = await facts.Catalogue(db, ct);
        return (read, read.Version);
    }), ct))!;

    /// <summary>The same inside a change, on its own connection: it waits for nobody who might wait for it.</summary>
    private async ValueTask<AppCatalogue> Catalogue(UsherDb db, CancellationToken ct)
    {
        if (_catalogue.Fresh is { } fresh) return fresh;
        var drops = _catalogue.Drops;
        var read = await facts.Catalogue(db, ct);
        _catalogue.Offer(read, read.Version, drops);
        return _catalogue.Fresh ?? read;
    }

    /// <summary>
    /// A customer's snapshot with a catalogue that was in force when it was asked for: with its own, when that is newer. What is held
    /// points to it from now on.
    /// </summary>
    private static CustomerSnapshot Seeing(SnapshotSlot<CustomerSnapshot> slot, CustomerSnapshot held, AppCatalogue catalogue)
    {
        if (held.Catalogue.Version > catalogue.Version) return held;
        var seeing = held.Seeing(catalogue);
        if (!ReferenceEquals(seeing, held)) slot.Replace(held, seeing);
        return seeing;
    }

    /// <summary>
    /// Lets go of what was asked for longest ago, when more is held than the budget. Whoever asks for it again reads it again, with every
    /// change made meanwhile.
    /// </summary>
    private void Evict()
    {
        if (!_evicting.TryEnter()) return;
        try
        {
            Interlocked.Exchange(ref _weightSinceEviction, 0);
            var held = _customers.Where(c => c.Value.Current is not null)
                .Select(c => (c.Key, Slot: c.Value, c.Value.Used, c.Value.Current!.Weight)).OrderByDescending(c => c.Used).ToList();
            var weight = 0L;
            foreach (var (id, slot, _, own) in held)
            {
                weight += own;
                if (weight <= budget * 7 / 8 || !_customers.TryRemove(KeyValuePair.Create(id, slot))) continue;
                if (slot.Current is { } current && _slugs.TryGetValue(current.Facts.Slug, out var known) && known.Slot == slot)
                    _slugs.TryRemove(KeyValuePair.Create(current.Facts.Slug, known));
                slot.Retire();
            }
        }
        finally
        {
            _evicting.Exit();
        }
    }

    private Task<CustomerFacts?> Read(UsherDb db, Guid customer, CancellationToken ct) =>
        Untracked(db, () => facts.Customer(db, customer, ct));

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

    private async ValueTask<PlatformSnapshot> LoadPlatform(CancellationToken ct) =>
        (await _platform.Load(() => Reading<(PlatformSnapshot, long)?>(Guid.Empty, async db =>
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

    /// <summary>
    /// A customer's facts as a change leaves them, what was held before, and how often the customer was forgotten before they were known.
    /// </summary>
    internal sealed record NextFacts(CustomerSnapshot Before, FactsChange? Change, CustomerFacts Facts, int Drops);
}
