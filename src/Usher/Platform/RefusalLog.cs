using System.Collections.Concurrent;
using Usher.Access;
using Usher.Data;
using Usher.Platform.Audit;

namespace Usher.Platform;

/// <summary>
/// Refusals on their way into the audit log. The same refusal again within a turn of the log is counted, not written again: a flood of
/// refusals otherwise slows an honest writer tenfold.
/// </summary>
public sealed class RefusalLog(Store store, TreeHeads heads)
{
    /// <summary>Replaces act and code where too many were refused to tell them apart.</summary>
    internal const string Crowd = "Many";

    /// <summary>
    /// Different refusals held at most; beyond it they are counted together per customer, and beyond twice as many, together.
    /// </summary>
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<Key, Held> _held = new();
    private readonly SemaphoreSlim _flushing = new(1, 1);
    private int _count;

    /// <summary>Takes note of a refusal. Returns at once.</summary>
    /// <param name="caller">Whose act.</param>
    /// <param name="act">The act.</param>
    /// <param name="permission">What it needs.</param>
    /// <param name="refusal">Why not.</param>
    /// <param name="now">When.</param>
    /// <param name="subject">The person it is about, when that is not who acted.</param>
    public void Add(Caller caller, string act, Permission permission, Refusal refusal, DateTimeOffset now, Guid? subject = null)
    {
        var customer = caller.Home == Guid.Empty ? caller.Customer : caller.Home;
        var key = Volatile.Read(ref _count) switch
        {
            < Most => new Key(customer, caller.Kind, caller.Id, act, permission, refusal.Code, subject),
            < 2 * Most => new Key(customer, ActorKind.System, Guid.Empty, Crowd, permission, Crowd),
            _ => new Key(Guid.Empty, ActorKind.System, Guid.Empty, Crowd, permission, Crowd),
        };
        var who = key.Act == Crowd ? new Caller(ActorKind.System, Guid.Empty, key.Customer, caller.Door) : caller;
        Hold(key, new(1, now, now, who, (refusal as NotAllowed)?.Ground ?? Ground.None));
    }

    /// <summary>
    /// Writes what is held of one customer, or (null) of all, one transaction for each. Refusals in customers that do not exist go into the
    /// platform's log.
    /// </summary>
    /// <exception cref="StoreUnavailable">The database cannot take it now; what is held stays held.</exception>
    public async Task Flush(Guid? customer, CancellationToken ct)
    {
        if (_held.IsEmpty) return;
        await _flushing.WaitAsync(ct);
        try
        {
            foreach (var log in _held.Keys.Select(k => k.Customer).Where(c => customer is null || c == customer).Distinct().ToList())
                await FlushLog(log, ct);
        }
        catch (Exception fault) when (store.IsUnavailable(fault))
        {
            throw new StoreUnavailable(fault);
        }
        finally
        {
            Volatile.Write(ref _count, _held.Count);
            _flushing.Release();
        }
    }

    /// <summary>Writes all that is held.</summary>
    public Task Flush(CancellationToken ct) => Flush(null, ct);

    private async Task FlushLog(Guid log, CancellationToken ct)
    {
        var taken = new List<KeyValuePair<Key, Held>>();
        foreach (var key in _held.Keys.Where(k => k.Customer == log))
        {
            if (_held.TryRemove(key, out var held)) taken.Add(new(key, held));
        }

        if (taken.Count == 0) return;
        Head? written;
        try
        {
            written = await Write(log, taken, ct) ?? (log == Guid.Empty ? null : await Write(Guid.Empty, taken, ct));
        }
        catch
        {
            foreach (var (key, held) in taken) Hold(key, held);
            throw;
        }

        if (written is not null) heads.Publish(written, taken.Max(t => t.Value.Last));
    }

    private void Hold(Key key, Held held)
    {
        _held.AddOrUpdate(
            key,
            _ =>
            {
                Interlocked.Increment(ref _count);
                return held;
            },
            (_, other) => other.With(held));
    }

    /// <summary>The head after the entries are durable; null when there is no such log.</summary>
    private async Task<Head?> Write(Guid log, List<KeyValuePair<Key, Held>> refusals, CancellationToken ct)
    {
        await using var db = store.Context(log);
        await using var turn = await store.BeginWrite(db, ct);
        if (await store.LockHead(db, log, ct) is not { } head) return null;
        var (size, frontier, now) = (head.LogSize, head.Frontier, refusals.Max(held => held.Value.Last));
        foreach (var (key, held) in refusals)
        {
            AuditWriter.Append(db, head, new(key.Act, key.Permission.Section, held.Caller, held.Last)
            {
                Permission = key.Permission,
                Ground = held.Ground,
                Refusal = key.Code,
                Count = held.Count,
                Since = held.Count > 1 ? held.First : null,
                Subjects = key.Subject is { } subject ? [subject] : [],
            }, []);
        }

        await db.SaveChangesAsync(ct);
        heads.CatchUp(log, size, frontier, now);
        if (refusals.Count > 1) heads.Announce(head, now);
        await turn.Commit();
        Telemetry.Appended(head.LogSize - size);
        return head;
    }

    private sealed record Held(int Count, DateTimeOffset First, DateTimeOffset Last, Caller Caller, Ground Ground)
    {
        public Held With(Held other) => this with
        {
            Count = Count + other.Count,
            First = First < other.First ? First : other.First,
            Last = Last > other.Last ? Last : other.Last,
        };
    }

    private sealed record Key(Guid Customer, ActorKind Kind, Guid Actor, string Act, Permission Permission, string Code,
        Guid? Subject = null);
}
