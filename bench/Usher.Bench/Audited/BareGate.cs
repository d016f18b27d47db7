using Usher.Access;
using Usher.Data;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Bench.Audited;

/// <summary>
/// The floor of an audited change: the gate's way, step by step, without entry, hash and frontier. A head is signed and written outside all the same, always that of one entry.
/// </summary>
internal sealed class BareGate(Store store, Snapshots snapshots, Gate gate, TimeProvider clock, TreeHeads heads, string file) : IDisposable
{
    private readonly Head _one = new() { Id = Guid.Empty, LogSize = 1, Frontier = new byte[32] };
    private readonly FileStream _outside = new(file, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);

    public void Dispose() => _outside.Dispose();

    public async Task Run<TFound, TResult>(Caller caller, Change<TFound, TResult> change)
    {
        await using var db = store.Context(caller.Customer);
        Snapshots.NextFacts? next = null;
        await using (var turn = await store.BeginWrite(db, CancellationToken.None))
        {
            var head = (await store.LockHead(db, caller.Customer, CancellationToken.None))!;
            var now = clock.GetUtcNow();
            var snapshot = await snapshots.Locked(db, caller.Customer, head.Version, CancellationToken.None);
            var work = new Work(db, snapshot, snapshot!.User(caller.Id), caller, now, gate);
            var found = (await change.Find(work))!.Value;
            if (!Authorizer.Decide(work.Actor, change.Needs, found.Target, now).Allowed) throw new InvalidOperationException("Not allowed.");
            if (await change.Check(work, found.Thing) is { } refusal) throw new InvalidOperationException(refusal.Code);
            await change.Run(work, found.Thing);
            db.ChangeTracker.DetectChanges();
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            var changed = db.ChangeTracker.Entries<IAccessFact>().Where(entry => entry.State != Microsoft.EntityFrameworkCore.EntityState.Unchanged)
                .Select(entry => new ChangedFact(entry.Entity, entry.State)).ToList();
            if (changed.Count > 0) head.Version++;
            db.Entry(head).DetectChanges();
            var told = changed.Count > 0 ? snapshots.Told(head.Id, head.Version, changed) : null;
            db.Tell(head, told);
            await db.SaveChangesAsync();
            if (changed.Count > 0) next = await snapshots.After(db, head.Id, head.Version, told, CancellationToken.None);
            await turn.Commit();
            if (changed.Count > 0) snapshots.RaiseFloor(head.Id, head.Version);
        }

        if (next is not null) snapshots.Keep(next);
        var line = System.Text.Encoding.ASCII.GetBytes($"{heads.Sign(_one, clock.GetUtcNow())}\n");
        lock (_outside) _outside.Write(line);
    }
}
