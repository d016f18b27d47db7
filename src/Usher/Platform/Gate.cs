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
/// The one gate. Every door calls it; it resolves the caller, finds the thing, decides, checks, runs, and writes the change, its audit entry and its events
/// in one transaction. No route, page or job decides by itself.
/// </summary>
public sealed class Gate(Store store, Snapshots snapshots, TimeProvider clock, TreeHeads heads, RefusalLog refusals, JobSignal jobs)
{
    /// <summary>Reads for a caller.</summary>
    /// <exception cref="StoreUnavailable">The database cannot take it now.</exception>
    public async Task<Outcome<TResult>> Run<TFound, TResult>(Caller caller, Query<TFound, TResult> query, CancellationToken ct = default)
    {
        try
        {
            await using var db = store.Context(caller.Customer);
            db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
            var customer = await snapshots.Customer(caller.Customer, ct);
            var work = new Work(db, customer, await Resolve(caller, customer, ct), caller, clock.GetUtcNow(), snapshots);
            var (found, refusal, _) = await Admit(work, query);
            if (refusal is not null) return Refuse(caller, query, refusal, work.Now);
            return await query.Run(work, found);
        }
        catch (Exception fault) when (fault is not StoreUnavailable && store.IsUnavailable(fault))
        {
            throw new StoreUnavailable(fault);
        }
    }

    /// <summary>Changes something for a caller.</summary>
    /// <exception cref="StoreUnavailable">The database cannot take it now; nothing was done, or an idempotency key tells whether it was.</exception>
    public async Task<Outcome<TResult>> Run<TFound, TResult>(Caller caller, Change<TFound, TResult> change, CancellationToken ct = default)
    {
        try
        {
            await using var db = store.Context(caller.Customer);
            Outcome<TResult> outcome;
            Head? head;
            DateTimeOffset now;
            bool done;
            await using (var turn = await store.BeginWrite(db, ct))
            {
                head = await store.LockHead(db, caller.Customer, ct);
                if (head is null && change is IFoundsCustomer)
                    db.Add(head = new Head { Id = caller.Customer });
                now = clock.GetUtcNow();
                (outcome, done) = await Attempt(db, head, caller, change, now, ct);
                if (done) await Finish(db, turn, head!, ct);
            }

            if (done) Acknowledge(head!, now);
            else if (outcome.Refused is { } refusal) Refuse(caller, change, refusal, now);
            return outcome;
        }
        catch (Exception fault) when (fault is not StoreUnavailable && store.IsUnavailable(fault))
        {
            throw new StoreUnavailable(fault);
        }
    }

    /// <summary>
    /// Does what an allowed act set in motion, or what has no actor yet (a sign-in): the effect, an entry when it changes what is told, and its events, in one transaction.
    /// </summary>
    /// <param name="customer">The customer; the empty id: the platform.</param>
    /// <param name="act">The name that stands in the audit entry.</param>
    /// <param name="section">The section of the law the entry belongs to.</param>
    /// <param name="effect">Awaits the database and nothing else.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>What the effect returned; the default when there is no such customer.</returns>
    public async Task<T?> Effect<T>(Guid customer, string act, Section section, Func<Work, Task<T>> effect, CancellationToken ct = default)
    {
        try
        {
            await using var db = store.Context(customer);
            T result;
            Head? head;
            DateTimeOffset now;
            await using (var turn = await store.BeginWrite(db, ct))
            {
                head = await store.LockHead(db, customer, ct);
                if (head is null) return default;
                now = clock.GetUtcNow();
                var snapshot = customer == Guid.Empty ? null : await snapshots.Locked(db, customer, head.Version, ct);
                var caller = new Caller(ActorKind.System, Guid.Empty, customer, Door.Job);
                var work = new Work(db, snapshot, Actor.System, caller, now, snapshots);
                result = await effect(work);
                if (db.ChangeTracker.Entries().Any(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && e.Entity is not IDerived) || work.Subjects.Count > 0)
                    AuditWriter.Append(db, head, new(act, section, caller, now) { Note = work.Note, Subjects = work.Subjects });
                await Finish(db, turn, head, ct);
            }

            Acknowledge(head, now);
            return result;
        }
        catch (Exception fault) when (fault is not StoreUnavailable && store.IsUnavailable(fault))
        {
            throw new StoreUnavailable(fault);
        }
    }

    /// <summary>Who a caller is at this moment; null when nobody here.</summary>
    public async ValueTask<Actor?> Resolve(Caller caller, CancellationToken ct) =>
        await Resolve(caller, await snapshots.Customer(caller.Home == Guid.Empty ? caller.Customer : caller.Home, ct), ct);

    private async Task<(Outcome<TResult> Outcome, bool Done)> Attempt<TFound, TResult>(
        UsherDb db, Head? head, Caller caller, Change<TFound, TResult> change, DateTimeOffset now, CancellationToken ct)
    {
        if (head is null) return (new NotFound(), false);
        var snapshot = caller.Customer == Guid.Empty || change is IFoundsCustomer ? null : await snapshots.Locked(db, caller.Customer, head.Version, ct);
        var work = new Work(db, snapshot, await Resolve(caller, snapshot, ct), caller, now, snapshots) { Note = caller.Note };
        var (found, refusal, decision) = await Admit(work, change);
        if (refusal is not null) return (refusal, false);

        // The same request again is answered, once the caller is known to be allowed still.
        var kept = caller.IdempotencyKey is { } key
            ? await db.Set<KeptAnswer>().FirstOrDefaultAsync(a => a.CallerId == caller.Id && a.Key == key, ct)
            : null;
        if (kept is not null)
        {
            return kept.Input.AsSpan().SequenceEqual(Platform.KeptAnswer.Digest(change))
                ? (JsonSerializer.Deserialize<TResult>(kept.Result)!, false)
                : (new IdempotencyKeyReused(), false);
        }

        if (await change.Check(work, found) is { } against) return (against, false);
        var result = await change.Run(work, found);
        if (caller.IdempotencyKey is { } name)
        {
            db.Add(new KeptAnswer
            {
                CustomerId = caller.Customer,
                CallerId = caller.Id,
                Key = name,
                Input = Platform.KeptAnswer.Digest(change),
                Result = result is IShownOnce once ? JsonSerializer.Serialize(once.WithoutSecret()) : JsonSerializer.Serialize(result),
                At = now,
            });
        }

        AuditWriter.Append(db, head, new(change.GetType().Name, change.Needs.Section, caller, now)
        {
            Permission = change.Needs,
            Ground = decision.Ground,
            Note = work.Note,
            Subjects = work.Subjects,
        });
        return (result, true);
    }

    /// <summary>Finds and decides. Whoever lacks the permission altogether hears that; whoever asks for a thing that is not there, or not for them to know of, hears the same for both.</summary>
    private static async Task<(TFound Found, Refusal? Refusal, Decision Decision)> Admit<TFound, TResult>(Work work, UseCase<TFound, TResult> useCase)
    {
        if (work.Actor is null) return (default!, new NotAllowed(useCase.Needs, Ground.NoRole), default);
        if (work.Snapshot is null && work.Caller.Customer != Guid.Empty && useCase is not IFoundsCustomer) return (default!, new NotFound(), default);
        if (work.Actor.Home is { } home && home.Id != work.Caller.Customer) return (default!, new NotFound(), default);
        var whole = work.Snapshot is { } customer ? Target.Of(customer) : Target.Platform;
        var found = await useCase.Find(work);
        var decision = Authorizer.Decide(work.Actor, useCase.Needs, found?.Target ?? whole, work.Now);
        if (found is { } thing && decision.Allowed) return (thing.Thing, null, decision);
        if (found is null && decision.Allowed) return (default!, new NotFound(), new(false, Ground.Missing));
        var hidden = decision.Ground is Ground.Missing or Ground.OtherCustomer && Authorizer.Decide(work.Actor, useCase.Needs, whole, work.Now).Allowed;
        return (default!, hidden ? new NotFound() : new NotAllowed(useCase.Needs, decision.Ground), decision);
    }

    private async Task Finish(UsherDb db, WriteTurn turn, Head head, CancellationToken ct)
    {
        if (db.ChangeTracker.Entries().Any(e => e.Entity is IAccessFact && e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            head.Version++;
            await store.Announce(db, head.Id, head.Version, ct);
        }

        await db.SaveChangesAsync(ct);
        await turn.Commit(ct);
    }

    /// <summary>What must be true before the caller hears of success: the floor is raised, the head stands outside.</summary>
    private void Acknowledge(Head head, DateTimeOffset now)
    {
        snapshots.RaiseFloor(head.Id, head.Version);
        heads.Publish(head, now);
        jobs.Ring();
    }

    private Refusal Refuse<TFound, TResult>(Caller caller, UseCase<TFound, TResult> useCase, Refusal refusal, DateTimeOffset now)
    {
        refusals.Add(caller, useCase.GetType().Name, useCase.Needs, refusal, now);
        return refusal;
    }

    private async ValueTask<Actor?> Resolve(Caller caller, CustomerSnapshot? customer, CancellationToken ct)
    {
        var actor = caller.Kind switch
        {
            ActorKind.PlatformTeam when caller.Door == Door.CommandLine => Actor.PlatformTeam,
            ActorKind.User or ActorKind.IntegrationUser when customer is null || caller.Home != customer.Id => null,
            ActorKind.User => customer!.User(caller.Id),
            ActorKind.IntegrationUser => customer!.IntegrationUser(caller.Id),
            ActorKind.Staff => (await snapshots.Platform(ct)).StaffMember(caller.Id),
            ActorKind.PlatformKey when (await snapshots.Platform(ct)).Key(caller.Id) is { } key => Actor.PlatformKey(key.Id, key.Name, key.Limit ?? default),
            _ => null,
        };
        return actor is not null && caller.Limit is { } limit && caller.Kind != ActorKind.PlatformKey ? actor.With(limit) : actor;
    }
}
