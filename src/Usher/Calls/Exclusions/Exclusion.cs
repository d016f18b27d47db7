using System.Text.Json;
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

    /// <summary>Conditions on the CRM's record, all of which hold.</summary>
    Condition,
}

/// <summary>
/// An address, a domain or conditions on the CRM's record on the exclusion list: a call with such a participant, or for which all the
/// conditions hold, is not stored, only counted (rule 19). What it names is an outsider's, and in no log in clear.
/// </summary>
public sealed class Exclusion : ICustomerOwned
{
    /// <summary>The exclusion's id.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>Address, domain or conditions.</summary>
    [Audited]
    public required ExclusionKind Kind { get; init; }

    /// <summary>The address or domain, as it is compared; of conditions their key (<see cref="CrmCondition.Key"/>).</summary>
    public required string Value { get; init; }

    /// <summary>The conditions as JSON, a list of field, operator and value for each; null: it has none.</summary>
    public string? Conditions { get; init; }

    /// <summary>Who added it.</summary>
    [Audited]
    public required Guid AddedBy { get; set; }

    /// <summary>When it was added.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>When it was removed; null: it is in force. It is kept, so that it can be restored.</summary>
    [Audited]
    public DateTimeOffset? Removed { get; set; }

    /// <summary>The exclusion that keeps a call from being stored; null: none does.</summary>
    internal static async Task<Exclusion?> Of(Work work, PreparedCall call)
    {
        var list = await work.Db.Set<Exclusion>().AsNoTracking().Where(one => one.Removed == null).ToListAsync();
        return list.Count == 0
            ? null
            : call.Participants.Select(address => Matching(list, address)).FirstOrDefault(one => one is not null)
                ?? Matching(list, call.Crm).FirstOrDefault();
    }

    /// <summary>Those of a list whose conditions all hold.</summary>
    /// <param name="list">The exclusions in force.</param>
    /// <param name="crm">What the call says of the CRM, as it is compared.</param>
    internal static IEnumerable<Exclusion> Matching(IReadOnlyList<Exclusion> list, IReadOnlyDictionary<string, string> crm) =>
        list.Where(one => one.Kind == ExclusionKind.Condition && one.Read() is { Count: > 0 } all && all.All(condition => condition.Holds(crm)));

    /// <summary>The conditions; none for an address or a domain.</summary>
    internal IReadOnlyList<CrmCondition> Read() => Conditions is null
        ? []
        : JsonSerializer.Deserialize<List<string?[]>>(Conditions)!.ConvertAll(one => new CrmCondition(one[0]!, Enum.Parse<CrmOperator>(one[1]!), one[2]));

    /// <summary>Conditions as they are stored, their operators by name.</summary>
    internal static string Stored(IReadOnlyList<CrmCondition> conditions) =>
        JsonSerializer.Serialize(conditions.Select(one => new[] { one.Field, one.Operator.ToString(), one.Value }));

    /// <summary>What it excludes, in words.</summary>
    internal string Words => Kind == ExclusionKind.Condition ? string.Join(" and ", Read().Select(one => one.Words)) : Value;

    /// <summary>The first of a list that an address falls under; null: none.</summary>
    internal static Exclusion? Matching(IReadOnlyList<Exclusion> list, string address)
    {
        var compared = Inputs.Address(address);
        var local = compared[..(compared.LastIndexOf('@') + 1)];
        // As recorders write it: with the dot of the root, or in letters of its own.
        var written = compared[local.Length..].TrimEnd('.', '>', ' ');
        var domain = Inputs.Domain(written) ?? written;
        return list.FirstOrDefault(one => one.Kind switch
        {
            ExclusionKind.Address => one.Value == local + domain,
            ExclusionKind.Domain => one.Value == domain || domain.EndsWith($".{one.Value}", StringComparison.Ordinal),
            _ => false,
        });
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
