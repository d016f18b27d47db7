using System.Collections.Concurrent;
using Usher.Access;
using Usher.Data;
using Usher.Platform.Audit;

namespace Usher.Platform;

/// <summary>
/// Refusals on their way into the audit log. The same refusal again within a turn of the log is counted, not written again: a flood of refusals
/// otherwise slows an honest writer tenfold.
/// </summary>
public sealed class RefusalLog(Store store, TreeHeads heads)
{
    /// <summary>Different refusals held at most; beyond it they are counted together per customer.</summary>
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<Key, (int Count, DateTimeOffset First, Caller Caller)> _held = new();

    /// <summary>Takes note of a refusal. Returns at once.</summary>
    public void Add(Caller caller, string act, Permission permission, Refusal refusal, DateTimeOffset now)
    {
        var key = _held.Count < Most
            ? new Key(caller.Home == Guid.Empty ? caller.Customer : caller.Home, caller.Id, act, permission, refusal.Code)
            : new Key(caller.Home == Guid.Empty ? caller.Customer : caller.Home, Guid.Empty, "Many", permission, "Many");
        _held.AddOrUpdate(key, _ => (1, now, caller), (_, held) => (held.Count + 1, held.First, held.Caller));
    }

    /// <summary>Writes what is held, one transaction for each customer. Refusals in customers that do not exist go into the platform's log.</summary>
    public async Task Flush(CancellationToken ct)
    {
        foreach (var group in _held.Keys.GroupBy(k => k.Customer).ToList())
        {
            var taken = group.Select(key => (Key: key, Found: _held.TryRemove(key, out var held), Held: held)).Where(t => t.Found).ToList();
            if (taken.Count == 0) continue;
            try
            {
                if (!await Write(group.Key, taken.Select(t => (t.Key, t.Held)), ct))
                    await Write(Guid.Empty, taken.Select(t => (t.Key, t.Held)), ct);
            }
            catch
            {
                foreach (var (key, _, held) in taken)
                    _held.AddOrUpdate(key, held, (_, newer) => (newer.Count + held.Count, held.First, held.Caller));
                throw;
            }
        }
    }

    private async Task<bool> Write(Guid log, IEnumerable<(Key Key, (int Count, DateTimeOffset First, Caller Caller) Held)> refusals, CancellationToken ct)
    {
        await using var db = store.Context(log);
        Head? head;
        var last = DateTimeOffset.MinValue;
        await using (var turn = await store.BeginWrite(db, ct))
        {
            head = await store.LockHead(db, log, ct);
            if (head is null) return false;
            foreach (var (key, held) in refusals)
            {
                last = held.First;
                AuditWriter.Append(db, head, new(key.Act, key.Permission.Section, held.Caller, held.First)
                {
                    Permission = key.Permission,
                    Refusal = key.Code,
                    Count = held.Count,
                });
            }

            await db.SaveChangesAsync(ct);
            await turn.Commit(ct);
        }

        heads.Publish(head, last);
        return true;
    }

    private sealed record Key(Guid Customer, Guid Actor, string Act, Permission Permission, string Code);
}
