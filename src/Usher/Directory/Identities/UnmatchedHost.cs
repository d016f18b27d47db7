using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// An address that a recorder named as host of a call that was refused for want of an owner: that it was named, the day it was last, and
/// nothing of the call. Forgotten after 30 days.
/// </summary>
public sealed class UnmatchedHost : ICustomerOwned, IDerived
{
    /// <summary>How many a customer keeps.</summary>
    private const int Most = 200;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The address, in lower case.</summary>
    public required string Address { get; init; }

    /// <summary>The day, in UTC, at its beginning.</summary>
    public required DateTimeOffset Day { get; set; }

    /// <summary>Notes the addresses among those that a recorder named.</summary>
    internal static async Task Note(Work work, IEnumerable<string> hosts)
    {
        var addresses = hosts.Select(Inputs.Email).OfType<string>().Take(3).ToList();
        var known = await work.Db.Set<UnmatchedHost>().Where(h => addresses.Contains(h.Address)).ToListAsync();
        var day = new DateTimeOffset(work.Now.UtcDateTime.Date, TimeSpan.Zero);
        foreach (var host in known) host.Day = day;
        var added = addresses.Except(known.Select(h => h.Address)).ToList();
        if (added.Count == 0 || await work.Db.Set<UnmatchedHost>().CountAsync() >= Most) return;
        work.Db.AddRange(added.Select(address => new UnmatchedHost { Address = address, Day = day }));
    }

    internal sealed class Configuration : IEntityTypeConfiguration<UnmatchedHost>
    {
        public void Configure(EntityTypeBuilder<UnmatchedHost> host)
        {
            host.ToTable("unmatched_hosts").HasKey(h => new { h.CustomerId, h.Address });
            host.HasIndex(h => h.Day);
            host.Property(h => h.Address).HasMaxLength(254);
        }
    }

    internal sealed class Forgetting : IForget
    {
        public async Task Forget(UsherDb db, DateTimeOffset now, CancellationToken ct)
        {
            var old = now - Kept;
            await db.Set<UnmatchedHost>().IgnoreQueryFilters().Where(h => h.Day < old).ExecuteDeleteAsync(ct);
        }
    }
}
