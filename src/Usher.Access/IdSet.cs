namespace Usher.Access;

/// <summary>A small immutable set of ids, in one sorted array: what a person has is mostly a handful.</summary>
internal readonly struct IdSet
{
    private const int FewEnoughToScan = 12;

    private readonly Guid[]? _sorted;

    private IdSet(Guid[] sorted) => _sorted = sorted;

    public bool IsEmpty => _sorted is null or { Length: 0 };

    public ReadOnlySpan<Guid> Ids => _sorted;

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

    public IdSet Intersect(IdSet other)
    {
        var kept = new List<Guid>();
        foreach (var id in Ids)
            if (other.Has(id)) kept.Add(id);
        return new([.. kept]);
    }
}
