using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Usher.Access;

/// <summary>
/// Finds which thing has a name, ordinally: the names of one kind of thing in one customer. An answer touches one slot of the table; of a
/// hundred thousand people in memory, most of a decision's time is what it has to fetch. Immutable once filled.
/// </summary>
/// <remarks>
/// Names come from outside. The hash (each sixteen bytes multiplied with what came before, high and low half folded) is seeded by chance
/// for each process, so that nobody chooses names that collide; and a table in which some name is far from its slot is laid
/// out again with another seed.
/// </remarks>
internal sealed class NameTable
{
    private const int Far = 64;
    private const int Deals = 8;

    private readonly Place[] _places;
    private readonly int _mask;
    private readonly ulong _seed;

    /// <summary>Fills the table with so many things; of two things of one name the later counts.</summary>
    public NameTable(int count, Func<int, string> name)
    {
        // At most half full: the first place is mostly the right one.
        _places = new Place[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, count * 2))];
        _mask = _places.Length - 1;
        _seed = Seeds.First;
        for (var deal = 1; Fill(count, name) > Far && deal < Deals; deal++)
        {
            Array.Clear(_places);
            _seed = Seeds.Another();
        }
    }

    /// <summary>Which thing has this name; -1 when none has.</summary>
    public int Find(ReadOnlySpan<char> name)
    {
        var hash = Hash(name, _seed);
        var places = _places;
        for (var at = (int)hash & _mask; places[at].Name is { } called; at = (at + 1) & _mask)
            if (places[at].Hash == hash && name.SequenceEqual(called)) return places[at].Thing;
        return -1;
    }

    /// <returns>How far from its own slot a name is at most.</returns>
    private int Fill(int count, Func<int, string> name)
    {
        var farthest = 0;
        for (var thing = 0; thing < count; thing++)
        {
            var called = name(thing);
            var hash = Hash(called, _seed);
            var at = (int)hash & _mask;
            var away = 0;
            for (; _places[at].Name is { } other && other != called; at = (at + 1) & _mask) away++;
            _places[at] = new(hash, called, thing);
            farthest = Math.Max(farthest, away);
        }

        return farthest;
    }

    private static uint Hash(ReadOnlySpan<char> name, ulong seed)
    {
        var bytes = MemoryMarshal.AsBytes(name);
        var hash = seed ^ (ulong)bytes.Length;
        while (bytes.Length > 16)
        {
            hash = Fold(MemoryMarshal.Read<ulong>(bytes) ^ Seeds.Multiplier, MemoryMarshal.Read<ulong>(bytes[8..]) ^ hash);
            bytes = bytes[16..];
        }

        // What is left, of up to sixteen bytes, read from both ends.
        var (low, high) = bytes.Length switch
        {
            >= 8 => (MemoryMarshal.Read<ulong>(bytes), MemoryMarshal.Read<ulong>(bytes[^8..])),
            >= 4 => (MemoryMarshal.Read<uint>(bytes), MemoryMarshal.Read<uint>(bytes[^4..])),
            >= 2 => (MemoryMarshal.Read<ushort>(bytes), 0UL),
            _ => (0UL, 0UL),
        };
        hash = Fold(low ^ Seeds.Multiplier, high ^ hash);
        return (uint)Fold(hash, Seeds.Multiplier);
    }

    private static ulong Fold(ulong one, ulong other)
    {
        var high = Math.BigMul(one, other, out var low);
        return high ^ low;
    }

    private readonly record struct Place(uint Hash, string? Name, int Thing);
}

/// <summary>Chance for the hashes of this process.</summary>
file static class Seeds
{
    /// <summary>Odd, so that no name multiplies to nothing by being short.</summary>
    public static readonly ulong Multiplier = Another() | 1;

    public static readonly ulong First = Another();

    public static ulong Another() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
