using System.Numerics;

namespace Usher.Platform.Audit;

/// <summary>
/// A Merkle tree in memory with the proofs of RFC 9162, sections 2.1.3 and 2.1.4: 64 bytes for each leaf, any proof in logarithmic time
/// squared.
/// </summary>
public sealed class MerkleTree
{
    /// <summary>Level k has the root of each complete block of 2^k leaves.</summary>
    private readonly List<List<byte[]>> _levels = [[]];

    /// <summary>The number of leaves.</summary>
    public long Size => _levels[0].Count;

    /// <summary>Appends a leaf by its hash.</summary>
    public void Append(byte[] leafHash)
    {
        _levels[0].Add(leafHash);
        for (var level = 0; _levels[level].Count % 2 == 0; level++)
        {
            var below = _levels[level];
            if (_levels.Count == level + 1) _levels.Add([]);
            _levels[level + 1].Add(Frontier.NodeHash(below[^2], below[^1]));
        }
    }

    /// <summary>The root over the first leaves.</summary>
    /// <param name="size">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer.</exception>
    public byte[] Root(long size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Size);
        return size == 0 ? new Frontier().Root() : Node(0, size);
    }

    /// <summary>The proof that a leaf is among the first leaves (2.1.3.1), nearest sibling first.</summary>
    /// <param name="index">The leaf, from 0.</param>
    /// <param name="size">How many leaves the root is over.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf or size.</exception>
    public byte[][] Inclusion(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Size);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var proof = new List<byte[]>();
        for (long from = 0, to = size; to - from > 1;)
        {
            var split = from + Split(to - from);
            if (index < split)
            {
                proof.Add(Node(split, to));
                to = split;
            }
            else
            {
                proof.Add(Node(from, split));
                from = split;
            }
        }

        proof.Reverse();
        return [.. proof];
    }

    /// <summary>The proof that the tree over the first leaves is a beginning of the tree over more of them (2.1.4.1).</summary>
    /// <param name="first">The smaller size, from 1.</param>
    /// <param name="second">The larger size.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such size.</exception>
    public byte[][] Consistency(long first, long second)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(second, Size);
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, second);
        var proof = new List<byte[]>();
        long from = 0, to = second;
        var whole = true;
        while (to != first)
        {
            var split = from + Split(to - from);
            if (first <= split)
            {
                proof.Add(Node(split, to));
                to = split;
            }
            else
            {
                proof.Add(Node(from, split));
                from = split;
                whole = false;
            }
        }

        if (!whole) proof.Add(Node(from, to));
        proof.Reverse();
        return [.. proof];
    }

    /// <summary>Whether a proof shows that a leaf is in the tree with this root (2.1.3.2).</summary>
    public static bool Includes(ReadOnlySpan<byte> root, long size, byte[] leafHash, long index, IReadOnlyList<byte[]> proof)
    {
        if (index < 0 || index >= size) return false;
        var (fn, sn, r) = (index, size - 1, leafHash);
        foreach (var p in proof)
        {
            if (sn == 0) return false;
            if ((fn & 1) == 1 || fn == sn)
            {
                r = Frontier.NodeHash(p, r);
                while ((fn & 1) == 0 && fn != 0) (fn, sn) = (fn >> 1, sn >> 1);
            }
            else
            {
                r = Frontier.NodeHash(r, p);
            }

            (fn, sn) = (fn >> 1, sn >> 1);
        }

        return sn == 0 && root.SequenceEqual(r);
    }

    /// <summary>Whether a proof shows that the first root's tree is a beginning of the second root's (2.1.4.2).</summary>
    public static bool Extends(ReadOnlySpan<byte> firstRoot, long first, ReadOnlySpan<byte> secondRoot, long second,
        IReadOnlyList<byte[]> proof)
    {
        if (first < 1 || first > second) return false;
        if (first == second) return proof.Count == 0 && firstRoot.SequenceEqual(secondRoot);
        var path = BitOperations.IsPow2(first) ? [firstRoot.ToArray(), .. proof] : proof;
        if (path.Count == 0) return false;
        var (fn, sn) = (first - 1, second - 1);
        while ((fn & 1) == 1) (fn, sn) = (fn >> 1, sn >> 1);
        var (fr, sr) = (path[0], path[0]);
        foreach (var c in path.Skip(1))
        {
            if (sn == 0) return false;
            if ((fn & 1) == 1 || fn == sn)
            {
                fr = Frontier.NodeHash(c, fr);
                sr = Frontier.NodeHash(c, sr);
                while ((fn & 1) == 0 && fn != 0) (fn, sn) = (fn >> 1, sn >> 1);
            }
            else
            {
                sr = Frontier.NodeHash(sr, c);
            }

            (fn, sn) = (fn >> 1, sn >> 1);
        }

        return sn == 0 && firstRoot.SequenceEqual(fr) && secondRoot.SequenceEqual(sr);
    }

    /// <summary>The largest power of two below a size of two or more.</summary>
    private static long Split(long size) => 1L << BitOperations.Log2((ulong)(size - 1));

    private byte[] Node(long from, long to)
    {
        var size = to - from;
        if (BitOperations.IsPow2(size))
        {
            var level = BitOperations.Log2((ulong)size);
            return _levels[level][(int)(from >> level)];
        }

        var split = from + Split(size);
        return Frontier.NodeHash(Node(from, split), Node(split, to));
    }
}
