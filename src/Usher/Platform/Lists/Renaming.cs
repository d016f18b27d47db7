using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;

namespace Usher.Platform;

/// <summary>An entity that lists are ordered by the name of, and that can be renamed.</summary>
public interface IListedByName
{
    /// <summary>Its id.</summary>
    Guid Id { get; }

    /// <summary>What it is called.</summary>
    string Name { get; }
}

/// <summary>
/// What a thing was called until it was renamed. Who reads a list that was begun before goes on in the order in which it began. Kept for a
/// week.
/// </summary>
public sealed class Renaming : ICustomerOwned, IDerived
{
    /// <summary>How long it is kept.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The thing.</summary>
    public required Guid ThingId { get; init; }

    /// <summary>The version of the customer's facts that the renaming made.</summary>
    public required long Version { get; init; }

    /// <summary>What it was called before.</summary>
    public required string Name { get; init; }

    /// <summary>When it was renamed.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What those that were renamed after this version were called at it.</summary>
    internal static async Task<Dictionary<Guid, string>> Since(Work work, long version)
    {
        var renamed = await work.Db.Set<Renaming>().AsNoTracking().Where(name => name.Version > version)
            .OrderByDescending(name => name.Version).ToListAsync();
        var names = new Dictionary<Guid, string>();
        foreach (var one in renamed) names[one.ThingId] = one.Name;
        return names;
    }

    /// <summary>Remembers the names that a change is about to replace.</summary>
    internal static void Remember(UsherDb db, IEnumerable<EntityEntry<IListedByName>> named, long version, DateTimeOffset at)
    {
        foreach (var entry in named)
        {
            if (entry.State != EntityState.Modified
                || !entry.Properties.Any(property => property.IsModified && property.Metadata.ClrType == typeof(string)))
                continue;
            var before = ((IListedByName)entry.OriginalValues.ToObject()).Name;
            if (before != entry.Entity.Name) db.Add(new Renaming { ThingId = entry.Entity.Id, Version = version, Name = before, At = at });
        }
    }

    internal sealed class Configuration : IEntityTypeConfiguration<Renaming>
    {
        public void Configure(EntityTypeBuilder<Renaming> name) =>
            name.ToTable("renamings").HasKey(n => new { n.CustomerId, n.Version, n.ThingId });
    }
}
