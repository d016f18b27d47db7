namespace Usher.Access;

/// <summary>
/// Finds things by name, ordinally: the names of one kind of thing in one customer. An answer touches one place of the table and the thing itself; of a hundred thousand
/// people in memory, most of a decision's time is what it has to fetch. Immutable once filled; its hash is seeded for each process, so that nobody chooses names that collide.
/// </summary>
/// <typeparam name="T">The kind of thing.</typeparam>
internal sealed class NameTable<T>
    where T : class
{
    private readonly Place[] _places;
    private readonly int _mask;

    /// <summary>Fills the table; of two things of one name the later counts.</summary>
    public NameTable(IReadOnlyCollection<T> things, Func<T, string> name)
    {
        // At most half full: the first place is mostly the right one.
        _places = new Place[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, things.Count * 2))];
        _mask = _places.Length - 1;
        foreach (var thing in things)
        {
            var called = name(thing);
            var hash = string.GetHashCode(called);
            var at = hash & _mask;
            while (_places[at].Name is { } other && other != called) at = (at + 1) & _mask;
            _places[at] = new(hash, called, thing);
        }
    }

    /// <summary>The thing of this name; null when there is none.</summary>
    public T? Find(ReadOnlySpan<char> name)
    {
        var hash = string.GetHashCode(name);
        for (var at = hash & _mask; _places[at].Name is { } called; at = (at + 1) & _mask)
            if (_places[at].Hash == hash && name.SequenceEqual(called)) return _places[at].Thing;
        return null;
    }

    private readonly record struct Place(int Hash, string? Name, T? Thing);
}
