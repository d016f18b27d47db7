using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Logging;
using Usher.Data;
using Usher.Directory;

namespace Usher.Machines;

/// <summary>When a key last proved who called, to the minute. It decides nothing, so it is no fact of access.</summary>
public sealed class KeyUse : ICustomerOwned, IUnlocked
{
    /// <summary>The key.</summary>
    public required Guid KeyId { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>When it was last used.</summary>
    public required DateTimeOffset At { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<KeyUse>
    {
        public void Configure(EntityTypeBuilder<KeyUse> use) => use.ToTable("key_uses").HasKey(u => u.KeyId);
    }
}

/// <summary>
/// Notes in memory that keys were used, and writes it down once a minute: what asks a thousand times a second costs one write.
/// </summary>
public sealed class KeyUses(Store store, TimeProvider clock, ILogger<KeyUses> log)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(Guid Customer, Guid Key), DateTimeOffset> _seen = new();
    private readonly ConcurrentDictionary<(Guid Customer, Guid Key), DateTimeOffset> _waiting = new();

    /// <summary>A key of that customer (the empty id: of the platform or of staff) was used now.</summary>
    public void Saw(Guid customer, Guid key)
    {
        var now = clock.GetUtcNow();
        if (_seen.TryGetValue((customer, key), out var last) && now - last < Minute && now >= last) return;
        _seen[(customer, key)] = now;
        _waiting[(customer, key)] = now;
    }

    /// <summary>Writes until it is stopped, and then what is left.</summary>
    public async Task Run(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Minute, clock);
        var goesOn = true;
        while (goesOn)
        {
            try
            {
                goesOn = await timer.WaitForNextTickAsync(stop);
            }
            catch (OperationCanceledException)
            {
                goesOn = false;
            }

            try
            {
                await Flush(CancellationToken.None);
            }
            catch (Exception fault) when (fault is StoreUnavailable or DbUpdateException || store.IsUnavailable(fault))
            {
                // Another node wrote the same key's first use, or the database is away: the next minute will do.
                log.LogInformation("The last uses of keys are not stored yet ({Fault}).", fault.GetType().Name);
            }
        }
    }

    /// <summary>Writes down what was seen since.</summary>
    public async Task Flush(CancellationToken ct)
    {
        foreach (var customer in _waiting.ToArray().GroupBy(use => use.Key.Customer))
        {
            var uses = customer.ToDictionary(use => use.Key.Key, use => use.Value);
            await using var db = store.Context(customer.Key);
            await using var turn = await store.BeginWrite(db, ct);
            var known = await db.Set<KeyUse>().Where(use => uses.Keys.Contains(use.KeyId)).ToDictionaryAsync(use => use.KeyId, ct);
            foreach (var (key, at) in uses)
            {
                if (!known.TryGetValue(key, out var use)) db.Add(new KeyUse { KeyId = key, At = at });
                else if (use.At < at) use.At = at;
            }

            await db.SaveChangesAsync(ct);
            await turn.Commit();
            foreach (var use in customer) _waiting.TryRemove(use);
        }
    }
}
