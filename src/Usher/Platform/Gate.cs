using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Platform.Audit;
using Usher.Platform.Jobs;

namespace Usher.Platform;

/// <summary>An act that brings a customer into being: it runs in the new customer, before there is anything to decide about.</summary>
public interface IFoundsCustomer;

/// <summary>
/// The one gate. Every door calls it; it resolves the caller, finds the thing, decides, checks, runs, and writes the change, its audit
/// entry and its events in one transaction. No route, page or job decides by itself.
/// </summary>
public sealed partial class Gate(Store store, Snapshots snapshots, TimeProvider clock, TreeHeads heads, RefusalLog refusals, JobSignal jobs,
    Subscriptions? subscriptions = null)
{
    internal Store Store => store;

    internal Snapshots Snapshots => snapshots;

    internal TreeHeads Heads => heads;

    internal Lazy<Cursors> Cursors { get; } = new(() => new(heads.Secret("cursors")));

    internal RefusalLog Refusals => refusals;

    internal Subscriptions Subscriptions { get; } = subscriptions ?? Subscriptions.OfApplication;

    /// <summary>Reads for a caller.</summary>
    /// <exception cref="StoreUnavailable">The database cannot take it now.</exception>
    public async Task<Outcome<TResult>> Run<TFound, TResult>(Caller caller, Query<TFound, TResult> query, CancellationToken ct = default)
    {
        using var span = Telemetry.Begin(StoredNames.Of(query.GetType()), caller.Door);
        if (caller.IsAbroad) return Refuse(caller, query, new NotFound(), Now());
        try
        {
            await using var db = store.Context(caller.Customer);
            db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
            var customer = await snapshots.Customer(caller.Customer, ct);
            var now = Now();
            var work = new Work(db, customer, await Resolve(caller, customer, now, ct), caller, now, this);
            var (found, refusal, _) = await Admit(work, query);
            refusal ??= await query.Check(work, found);
            if (refusal is not null) return Refuse(caller, query, refusal, now);
            return await query.Run(work, found);
        }
        catch (Exception fault) when (store.IsUnavailable(fault))
        {
            throw new StoreUnavailable(fault);
        }
        catch (Exception fault) when (store.Conflict(fault) is { } refusal)
        {
            return Refuse(caller, query, refusal, Now());
        }
    }

    /// <summary>Changes something for a caller.</summary>
    /// <exception cref="StoreUnavailable">The database cannot take it now; nothing was done, or an idempotency key tells whether it
    /// was.</exception>
    public async Task<Outcome<TResult>> Run<TFound, TResult>(Caller caller, Change<TFound, TResult> change, CancellationToken ct = default)
    {
        using var span = Telemetry.Begin(StoredNames.Of(change.GetType()), caller.Door);
        if (caller.IsAbroad)
            return Refuse(caller, change, change is IFoundsCustomer ? await NotHere(caller, change, ct) : new NotFound(), Now());
        try
        {
            var lane = change is IUntold ? Lane.Unlocked : change is IFoundsCustomer ? Lane.Founding : Lane.Locked;
            var ((outcome, _), _, moved) = await Turn(caller.Customer, lane, (db, head, now) => Attempt(db, head, caller, change, now, ct),
                caller.Confirms is null ? null : (attempted, changed) => Moved(attempted.Work!, change, changed, ct), ct);
            return (moved ?? outcome.Refused) is { } refusal ? Refuse(caller, change, refusal, Now()) : outcome;
        }
        catch (Exception fault) when (store.IsUnavailable(fault))
        {
            throw new StoreUnavailable(fault);
        }
        catch (Exception fault) when (LeaseLost.Of(fault) is null && store.Conflict(fault) is { } refusal)
        {
            return Refuse(caller, change, refusal, Now());
        }
    }

    /// <summary>Who a caller is at this moment; null when nobody here.</summary>
    public async ValueTask<Actor?> Resolve(Caller caller, CancellationToken ct) =>
        await Resolve(caller, await snapshots.Customer(caller.Home == Guid.Empty ? caller.Customer : caller.Home, ct), Now(), ct);

    /// <summary>The facts that decide in a change: as the lock holds them; without it, those in force.</summary>
    private async ValueTask<CustomerSnapshot?> Facts(UsherDb db, Guid customer, Head? head, CancellationToken ct) =>
        customer == Guid.Empty
            ? null
            : head is null ? await snapshots.Customer(customer, ct) : await snapshots.Locked(db, customer, head.Version, ct);

    /// <summary>One change: committed when it was done and nothing is against it once it is saved, undone otherwise.</summary>
    private async Task<(T Result, bool Done, Refusal? Against)> Turn<T>(
        Guid customer, Lane lane, Func<UsherDb, Head?, DateTimeOffset, Task<(T Result, bool Done)>> act,
        Func<T, IReadOnlyCollection<ChangedFact>, Task<Refusal?>>? against, CancellationToken ct)
    {
        await using var db = store.Context(customer);
        (T Result, bool Done) turned;
        Head? head;
        DateTimeOffset now;
        Snapshots.NextFacts? next = null;
        List<Job> added = [];
        List<JobLease> leased = [];
        IReadOnlyCollection<(Guid Listener, Heard What)> heard = [];
        await using (var turn = await store.BeginWrite(db, ct))
        {
            head = lane == Lane.Unlocked ? null : await store.LockHead(db, customer, ct);
            if (head is null && lane == Lane.Founding) db.Add(head = new Head { Id = customer });
            now = Now();
            var (size, frontier) = (head?.LogSize ?? 0, head?.Frontier ?? []);
            turned = await act(db, head, now);
            if (turned.Done)
            {
                added = [.. db.ChangeTracker.Entries<Job>().Where(job => job.State == EntityState.Added).Select(job => job.Entity)];
                leased = jobs.Lease(added, now);
                heard = ChangeSignal.Of(db);
                var (changed, catalogue) = head is null ? ([], null) : await Raise(db, head, now, ct);
                var told = changed.Count > 0 ? snapshots.Told(head!.Id, head.Version, changed) : null;
                if (head is not null) db.Tell(head, told);
                await db.SaveChangesAsync(ct);
                if (against is not null && await against(turned.Result, changed) is { } refusal) return (turned.Result, false, refusal);
                if (changed.Count > 0) next = await snapshots.After(db, head!.Id, head.Version, told, ct);
                // At most the commit under way has no head outside: the one before must have it.
                if (head is not null) heads.CatchUp(customer, size, frontier, now);
                await Commit(turn, head, changed.Count > 0, catalogue);
                if (head is not null) Telemetry.Appended(head.LogSize - size);
            }
        }

        // Compiled here, neither under the lock nor by the question that follows.
        if (next is not null) snapshots.Keep(next);

        // The head stands outside before the caller hears of success, also of one that an earlier request had and could not be told of.
        // Others take their turn meanwhile.
        if (added.Count > 0) jobs.HandOver(leased, isMore: leased.Count < added.Count);
        if (head is { LogSize: > 0 }) heads.Publish(head, now);
        snapshots.Changes.Say(heard);
        return (turned.Result, turned.Done, null);
    }

    /// <summary>
    /// Raises the customer's version, once, when a fact that decides about access changed; the catalogue's, when it decides for all.
    /// </summary>
    /// <returns>The facts of the customer that changed, and the catalogue's new version; null: it is as it was.</returns>
    /// <exception cref="InvalidOperationException">Something of another customer's was changed.</exception>
    private static async Task<(IReadOnlyCollection<ChangedFact> Changed, long? Catalogue)> Raise(UsherDb db, Head head, DateTimeOffset now,
        CancellationToken ct)
    {
        var all = Changed(db);
        var changed = all.FindAll(one => one.Fact is not ISharedFact { Owner: null });
        if (changed.Exists(one => one.Fact is ISharedFact { Owner: { } owner } && owner != head.Id))
            throw new InvalidOperationException("What decides in one customer is changed in that customer.");
        long? catalogue = null;
        // Last of all that is locked, whoever changes it: two who do wait for each other in one order.
        if (changed.Count < all.Count)
            catalogue = (await db.Database
                .SqlQuery<long>($"UPDATE catalogue_version SET version = version + 1 RETURNING version AS \"Value\"").ToListAsync(ct))
                .Single();
        if (changed.Count == 0) return (changed, catalogue);
        head.Version++;
        Renaming.Remember(db, [.. db.ChangeTracker.Entries<IListedByName>()], head.Version, now);
        db.Entry(head).DetectChanges();
        return (changed, catalogue);
    }

    /// <summary>What a change is about to save of what decides.</summary>
    private static List<ChangedFact> Changed(UsherDb db) =>
    [
        .. db.ChangeTracker.Entries<IAccessFact>()
            .Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .Select(entry => new ChangedFact(entry.Entity, entry.State)),
    ];

    /// <summary>
    /// Commits, and lets no snapshot from before decide from then on. When it is not known whether the change is durable, the next question
    /// reads again.
    /// </summary>
    private async Task Commit(WriteTurn turn, Head? head, bool isRaised, long? catalogue)
    {
        try
        {
            await turn.Commit();
            if (catalogue is { } version) snapshots.RaiseFloor(CatalogueVersion.TheOne, version);
            if (isRaised) snapshots.RaiseFloor(head!.Id, head.Version);
        }
        catch when (head is not null)
        {
            snapshots.DropAll();
            throw;
        }
    }

    private async Task<(Attempted<TResult> Attempted, bool Done)> Attempt<TFound, TResult>(
        UsherDb db, Head? head, Caller caller, Change<TFound, TResult> change, DateTimeOffset now, CancellationToken ct)
    {
        if (head is null && change is not IUntold) return (new(new NotFound()), false);
        var snapshot = change is IFoundsCustomer ? null : await Facts(db, caller.Customer, head, ct);
        var work = new Work(db, snapshot, await Resolve(caller, snapshot, now, ct), caller, now, this) { Note = caller.Note };
        if (caller.IdempotencyKey is { } repeated && await Kept(work, change, repeated, ct) is { } kept) return (new(kept), false);
        var (found, refusal, decision) = await Admit(work, change);
        // The token of another act's preview is no revision of anything.
        refusal ??= caller.Confirms is not null && change is not IChangesAccess ? new SomeoneChangedThis() : Noted(work);
        refusal ??= await change.Check(work, found);
        if (refusal is not null) return (new(refusal), false);
        var result = await change.Run(work, found);
        if (caller.Finishes is { } lease) work.Finish(lease);
        if (caller.IdempotencyKey is { } key) db.Add(KeptAnswer.Of(caller, key, change, result, now));
        var told = AuditWriter.Told(db);
        if (StorableText.Fault(told, work.Note, caller.IdempotencyKey, caller.RequestId) is { } unstorable)
            return (new(unstorable), false);
        if (caller.IsPreview) return (new(result, work), true);
        if (head is null)
        {
            Unlocked(db, work);
            return (new(result, work), true);
        }

        AuditWriter.Append(db, head, new(StoredNames.Of(change.GetType()), change.Section, caller, now)
        {
            Permission = change.Needs,
            Ground = decision.Ground,
            Note = work.Note,
            Subjects = work.Subjects,
        }, told);
        return (new(result, work), true);
    }

    /// <summary>
    /// What the same request was answered, while the caller may still do such things; null when it comes for the first time. Asked before
    /// anything is looked for: what a first request removed is not there for the second.
    /// </summary>
    private static async Task<Outcome<TResult>?> Kept<TFound, TResult>(Work work, Change<TFound, TResult> change, string key,
        CancellationToken ct)
    {
        var kept = await work.Db.Set<KeptAnswer>().AsNoTracking()
            .FirstOrDefaultAsync(a => a.CallerId == work.Caller.Id && a.Key == key, ct);
        if (kept is null || work.Actor is null) return null;
        if (!kept.Input.AsSpan().SequenceEqual(KeptAnswer.Digest(change))) return new IdempotencyKeyReused();
        var decision = Authorizer.Decide(work.Actor, change.Needs, work.Whole, work.Now);
        if (!decision.Allowed && !(change.Or is { } or && Authorizer.Decide(work.Actor, or, work.Whole, work.Now).Allowed))
            return new NotAllowed(change.Needs, decision.Ground);
        return JsonSerializer.Deserialize<TResult>(kept.Result)!;
    }

    /// <summary>
    /// Finds and decides. Whoever lacks the permission altogether hears that; whoever asks for a thing that is not there, or not for them
    /// to know of, hears the same for both.
    /// </summary>
    private static async Task<(TFound Found, Refusal? Refusal, Decision Decision)> Admit<TFound, TResult>(Work work,
        UseCase<TFound, TResult> useCase)
    {
        if (work.Actor is null) return (default!, new NotAllowed(useCase.Needs, Ground.NoRole), default);
        if (work.Snapshot is null && work.Caller.Customer != Guid.Empty && useCase is not IFoundsCustomer)
            return (default!, new NotFound(), default);
        var whole = work.Whole;
        // Outside a customer there is no Insights (the law's section 2), and nothing to look in.
        var found = work.Snapshot is null && useCase.Needs.Section == Section.Insights ? null : await useCase.Find(work);
        var decision = Authorizer.Decide(work.Actor, useCase.Needs, found?.Target ?? whole, work.Now);
        if (!decision.Allowed && useCase.Or is { } other
            && Authorizer.Decide(work.Actor, other, found?.Target ?? whole, work.Now) is { Allowed: true } enough)
            decision = enough;
        if (found is { } thing && decision.Allowed) return (thing.Thing, null, decision);
        if (found is null && decision.Allowed) return (default!, new NotFound(), new(false, Ground.Missing));
        var hidden = decision.Ground is Ground.Missing or Ground.OtherCustomer
            && Authorizer.Decide(work.Actor, useCase.Needs, whole, work.Now).Allowed;
        if (hidden) return (default!, new NotFound(), decision);
        var (actor, target, now) = (work.Actor, found?.Target ?? whole, work.Now);
        return (default!,
            new NotAllowed(useCase.Needs, decision.Ground) { Why = () => Authorizer.Explain(actor, useCase.Needs, target, now) }, decision);
    }

    /// <summary>
    /// The refusal of what is not done from inside a customer: it tells of no other customer, so the caller hears what they lack.
    /// </summary>
    private async Task<Refusal> NotHere<TFound, TResult>(Caller caller, UseCase<TFound, TResult> useCase, CancellationToken ct)
    {
        var (home, now) = (await snapshots.Customer(caller.Home, ct), Now());
        if (home is null || await Resolve(caller, home, now, ct) is not { } actor) return new NotAllowed(useCase.Needs, Ground.NoRole);
        var target = Target.Of(home);
        return new NotAllowed(useCase.Needs,
            Authorizer.Decide(actor, useCase.Needs, target, now).Ground) { Why = () =>
            Authorizer.Explain(actor, useCase.Needs, target, now) };
    }

    /// <summary>Reads the note as people do; the refusal when it is too long or hides something.</summary>
    private static Refusal? Noted(Work work)
    {
        if (work.Note is not { } note) return null;
        if (note.Length > NoteTooLong.Most) return new NoteTooLong();
        if (PlainText.Lines(note, NoteTooLong.Most) is not { } clean) return new NoteHidesSomething();
        work.Note = clean.Length == 0 ? null : clean;
        return null;
    }

    private Refusal Refuse<TFound, TResult>(Caller caller, UseCase<TFound, TResult> useCase, Refusal refusal, DateTimeOffset now)
    {
        Telemetry.Refused(refusal.Code, caller.Door);
        refusals.Add(caller, StoredNames.Of(useCase.GetType()), useCase.Needs, refusal, now);
        return refusal;
    }

    /// <summary>The actor behind a caller: known here, and if by a key, by one that is neither revoked nor expired.</summary>
    private async ValueTask<Actor?> Resolve(Caller caller, CustomerSnapshot? customer, DateTimeOffset now, CancellationToken ct)
    {
        var own = caller.Kind is ActorKind.User or ActorKind.IntegrationUser;
        if (caller.Kind == ActorKind.PlatformTeam) return caller.Door == Door.CommandLine ? Actor.PlatformTeam : null;
        if (own && caller.Home != customer?.Id) return null;
        var platform = own ? null : await snapshots.Platform(ct);
        var key = (caller.Kind == ActorKind.PlatformKey ? caller.Id : caller.Key) is { } id
            ? own ? customer!.Key(id) : platform!.Key(id)
            : null;
        if (key is null ? caller.Key is not null : key.Expires <= now) return null;
        var actor = caller.Kind switch
        {
            ActorKind.User => customer!.User(caller.Id),
            ActorKind.IntegrationUser => customer!.IntegrationUser(caller.Id),
            ActorKind.Staff => platform!.StaffMember(caller.Id),
            ActorKind.PlatformKey when key is not null => Actor.PlatformKey(key.Id, key.Name, key.Limit ?? default),
            _ => null,
        };
        if (actor is null || caller.Kind == ActorKind.PlatformKey) return actor;
        return key is not null ? key.Narrow(actor) : caller.Limit is { } limit ? actor.With(limit) : actor;
    }

    /// <summary>The server's time as the store keeps it: whole microseconds.</summary>
    private DateTimeOffset Now() => StoredInstant.Whole(clock.GetUtcNow());
}
