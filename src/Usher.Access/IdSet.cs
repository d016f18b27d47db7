namespace Usher.Access;

/// <summary>A small immutable set of ids, in one sorted array: what a person has is mostly a handful.</summary>
internal readonly struct IdSet : IEquatable<IdSet>
{
    private const int FewEnoughToScan = 12;

    private readonly Guid[]? _sorted;

    private IdSet(Guid[] sorted) => _sorted = sorted;

    public bool IsEmpty => _sorted is null or { Length: 0 };

    public ReadOnlySpan<Guid> Ids => _sorted;

    public IReadOnlyList<Guid> List => _sorted ?? [];

    public static IdSet Of(IEnumerable<Guid> ids)
    {
        Guid[] sorted = [.. ids.Distinct()];
        Array.Sort(sorted);
        return new(sorted);
    }

    public bool Has(Guid id)
    {
        if (_sorted is null) return false;
        if (_sorted.Length > FewEnoughToScan) return Array.BinarySearch(_sorted, id) >= 0;
        foreach (var one in _sorted)
            if (one == id) return true;
        return false;
    }

    /// <summary>Whether any of these is in the set; allocates nothing.</summary>
    public bool HasAny(IReadOnlyList<Guid> ids)
    {
        for (var i = 0; i < ids.Count; i++)
            if (Has(ids[i])) return true;
        return false;
    }

    /// <summary>What is in this set and not in the other.</summary>
    public IdSet Except(IdSet other) => IsEmpty || Equals(other) ? default : other.IsEmpty ? this : Kept(other, ifThere: false);

    /// <summary>What is in both sets.</summary>
    public IdSet And(IdSet other) => Equals(other) ? this : IsEmpty || other.IsEmpty ? default : Kept(other, ifThere: true);

    public bool Equals(IdSet other) => ReferenceEquals(_sorted, other._sorted) || Ids.SequenceEqual(other.Ids);

    public override bool Equals(object? obj) => obj is IdSet other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var id in Ids) hash.Add(id);
        return hash.ToHashCode();
    }

    private IdSet Kept(IdSet other, bool ifThere)
    {
        var kept = new List<Guid>(Ids.Length);
        var at = 0;
        foreach (var id in Ids)
        {
            while (at < other.Ids.Length && other.Ids[at].CompareTo(id) < 0) at++;
            if ((at < other.Ids.Length && other.Ids[at] == id) == ifThere) kept.Add(id);
        }

        return kept.Count == Ids.Length ? this : new([.. kept]);
    }
}
