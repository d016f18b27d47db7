using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Platform.Audit;

namespace Usher.Platform;

/// <content>What no act of somebody's is: what an allowed act set in motion, and what is derived from other rows.</content>
public sealed partial class Gate
{
    /// <summary>
    /// Does what an allowed act set in motion, or what has no actor yet (a sign-in): the effect, an entry when it changes what is recorded,
    /// and its events, in one transaction.
    /// </summary>
    /// <param name="customer">The customer; the empty id: the platform.</param>
    /// <param name="act">The name in the audit entry.</param>
    /// <param name="section">The section of the law the entry belongs to.</param>
    /// <param name="effect">Awaits the database and nothing else.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>What the effect returned; the default when there is no such customer.</returns>
    /// <exception cref="StoreUnavailable">The database cannot take it now.</exception>
    public Task<T?> Effect<T>(Guid customer, string act, Section section, Func<Work, Task<T>> effect, CancellationToken ct = default) =>
        Effect(customer, act, section, Lane.Locked, null, effect, ct);

    /// <summary>The same, of somebody: an effect that proves who acts, as a sign-in does, is theirs in the log.</summary>
    /// <param name="customer">The customer; the empty id: the platform.</param>
    /// <param name="act">The name in the audit entry.</param>
    /// <param name="section">The section of the law the entry belongs to.</param>
    /// <param name="by">Who acts.</param>
    /// <param name="effect">Awaits the database and nothing else.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>What the effect returned; the default when there is no such customer.</returns>
    /// <exception cref="StoreUnavailable">The database cannot take it now.</exception>
    public Task<T?> Effect<T>(Guid customer, string act, Section section, Caller by, Func<Work, Task<T>> effect,
        CancellationToken ct = default) =>
        Effect(customer, act, section, Lane.Locked, by, effect, ct);

    /// <summary>
    /// Writes what follows from other rows, is in no entry and decides nothing (<see cref="IUnlocked"/>): without the customer's lock and
    /// without an entry, so that ten thousand of them block no change. It decides by the facts that are in force.
    /// </summary>
    /// <param name="customer">The customer; the empty id: the platform.</param>
    /// <param name="name">What it is called in telemetry.</param>
    /// <param name="effect">Awaits the database and nothing else.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>What the effect returned; the default when there is no such customer.</returns>
    /// <exception cref="StoreUnavailable">The database cannot take it now.</exception>
    /// <exception cref="InvalidOperationException">It changed something that is recorded or decides.</exception>
    public Task<T?> Derive<T>(Guid customer, string name, Func<Work, Task<T>> effect, CancellationToken ct = default) =>
        Effect(customer, name, Section.Connect, Lane.Unlocked, null, effect, ct);

    private async Task<T?> Effect<T>(Guid customer, string act, Section section, Lane lane, Caller? by, Func<Work, Task<T>> effect,
        CancellationToken ct)
    {
        using var span = Telemetry.Begin(act, Door.Job);
        try
        {
            var (result, _, _) = await Turn(customer, lane, Do, null, ct);
            return result;
        }
        catch (Exception fault) when (store.IsUnavailable(fault))
        {
            throw new StoreUnavailable(fault);
        }

        async Task<(T? Result, bool Done)> Do(UsherDb db, Head? head, DateTimeOffset now)
        {
            if (head is null && lane != Lane.Unlocked) return (default, false);
            var snapshot = await Facts(db, customer, head, ct);
            if (snapshot is null && customer != Guid.Empty) return (default, false);
            var caller = new Caller(ActorKind.System, Guid.Empty, customer, Door.Job);
            var work = new Work(db, snapshot, Actor.System, caller, now, this);
            var result = await effect(work);
            var told = AuditWriter.Told(db);
            if (head is null) Unlocked(db, work);
            else if (told.Count > 0 || work.Subjects.Count > 0)
                AuditWriter.Append(db, head, new(act, section, by ?? caller, now) { Note = work.Note, Subjects = work.Subjects }, told);
            return (result, true);
        }
    }

    /// <summary>What is written without the lock is in no entry and decides nothing.</summary>
    private static void Unlocked(UsherDb db, Work work)
    {
        var other = db.ChangeTracker.Entries()
            .FirstOrDefault(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
            && entry.Entity is not IUnlocked);
        if (other is not null)
            throw new InvalidOperationException($"{other.Metadata.ClrType.Name} is not written without the customer's lock.");
        if (work.Subjects.Count > 0) throw new InvalidOperationException("What is written without the customer's lock has no entry.");
    }
}
