using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Calls.Ingest;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls.Exclusions;

/// <summary>What an exclusion names.</summary>
public enum ExclusionKind
{
    /// <summary>One e-mail address.</summary>
    Address,

    /// <summary>A domain and everything below it.</summary>
    Domain,
}

/// <summary>
/// An address or domain on the exclusion list: a call with such a participant is not stored, only counted (rule 19). What it names is an
/// outsider's, and in no log in clear.
/// </summary>
public sealed class Exclusion : ICustomerOwned
{
    /// <summary>The exclusion's id.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>Address or domain.</summary>
    [Audited]
    public required ExclusionKind Kind { get; init; }

    /// <summary>The address or domain, as it is compared.</summary>
    public required string Value { get; init; }

    /// <summary>Who added it.</summary>
    [Audited]
    public required Guid AddedBy { get; set; }

    /// <summary>When it was added.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>When it was removed; null: it is in force. It is kept, so that it can be restored.</summary>
    [Audited]
    public DateTimeOffset? Removed { get; set; }

    /// <summary>The exclusion that keeps a call with these participants from being stored; null: none does.</summary>
    internal static async Task<Exclusion?> Of(Work work, PreparedCall call)
    {
        if (call.Participants.Count == 0) return null;
        var list = await work.Db.Set<Exclusion>().AsNoTracking().Where(one => one.Removed == null).ToListAsync();
        return list.Count == 0 ? null : call.Participants.Select(address => Matching(list, address)).FirstOrDefault(one => one is not null);
    }

    /// <summary>The first of a list that an address falls under; null: none.</summary>
    internal static Exclusion? Matching(IReadOnlyList<Exclusion> list, string address)
    {
        var compared = Inputs.Address(address);
        var local = compared[..(compared.LastIndexOf('@') + 1)];
        // As recorders write it: with the dot of the root, or in letters of its own.
        var written = compared[local.Length..].TrimEnd('.', '>', ' ');
        var domain = Inputs.Domain(written) ?? written;
        return list.FirstOrDefault(one => one.Kind == ExclusionKind.Address
            ? one.Value == local + domain
            : one.Value == domain || domain.EndsWith($".{one.Value}", StringComparison.Ordinal));
    }

    internal sealed class Configuration : IEntityTypeConfiguration<Exclusion>
    {
        public void Configure(EntityTypeBuilder<Exclusion> exclusion)
        {
            exclusion.ToTable("exclusions").HasKey(e => e.Id);
            exclusion.HasIndex(e => new { e.CustomerId, e.Value }).IsUnique();
            exclusion.Property(e => e.Value).HasMaxLength(254);
        }
    }
}
