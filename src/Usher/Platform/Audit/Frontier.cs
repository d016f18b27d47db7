using System.Security.Cryptography;

namespace Usher.Platform.Audit;

/// <summary>
/// The right edge of an RFC 9162 Merkle tree: the roots of its complete subtrees, largest first. Enough to append a leaf and to give the
/// root, in space and time logarithmic in the size.
/// </summary>
public sealed class Frontier
{
    private readonly List<byte[]> _roots = [];

    /// <summary>An empty tree.</summary>
    public Frontier()
    {
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <param name="bytes">32 bytes for each bit set in the size.</param>
    /// <param name="size">The number of leaves.</param>
    /// <exception cref="ArgumentException">The bytes do not fit the size.</exception>
    public Frontier(ReadOnlySpan<byte> bytes, long size)
    {
        if (bytes.Length != System.Numerics.BitOperations.PopCount((ulong)size) * 32)
            throw new ArgumentException("The frontier does not match the size of the log.", nameof(bytes));
        Size = size;
        for (; bytes.Length > 0; bytes = bytes[32..])
            _roots.Add(bytes[..32].ToArray());
    }

    /// <summary>The number of leaves.</summary>
    public long Size { get; private set; }

    /// <summary>The hash of a leaf (RFC 9162, 2.1.1): SHA-256 of 0x00 and the data.</summary>
    public static byte[] LeafHash(ReadOnlySpan<byte> data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0x00]);
        hash.AppendData(data);
        return hash.GetHashAndReset();
    }

    /// <summary>The hash of a node (RFC 9162, 2.1.1): SHA-256 of 0x01 and both children.</summary>
    public static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> node = stackalloc byte[65];
        node[0] = 0x01;
        left.CopyTo(node[1..]);
        right.CopyTo(node[33..]);
        return SHA256.HashData(node);
    }

    /// <summary>Appends a leaf by its hash.</summary>
    public void Append(byte[] leafHash)
    {
        var node = leafHash;
        for (var size = Size; (size & 1) == 1; size >>= 1)
        {
            node = NodeHash(_roots[^1], node);
            _roots.RemoveAt(_roots.Count - 1);
        }

        _roots.Add(node);
        Size++;
    }

    /// <summary>The root of the tree; of an empty one, the SHA-256 of nothing.</summary>
    public byte[] Root()
    {
        if (_roots.Count == 0) return SHA256.HashData([]);
        var root = _roots[^1];
        for (var i = _roots.Count - 2; i >= 0; i--)
            root = NodeHash(_roots[i], root);
        return root;
    }

    /// <summary>The roots, one after the other.</summary>
    public byte[] ToBytes() => _roots.SelectMany(root => root).ToArray();
}
