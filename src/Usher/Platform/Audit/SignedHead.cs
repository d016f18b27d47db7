using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Usher.Platform.Audit;

/// <summary>
/// The head of a log at one size, signed (ECDSA on P-256 over SHA-256). Whoever holds the public key can check it without the database.
/// </summary>
/// <param name="Log">The customer's id; the empty id: the platform's log.</param>
/// <param name="Size">How many entries the tree has.</param>
/// <param name="Root">The RFC 9162 root hash.</param>
/// <param name="At">When it was signed.</param>
/// <param name="Signature">IEEE P1363: r and s, 32 bytes each.</param>
public sealed record SignedHead(Guid Log, long Size, byte[] Root, DateTimeOffset At, byte[] Signature)
{
    /// <summary>Signs a head.</summary>
    public static SignedHead Sign(ECDsa key, Guid log, long size, byte[] root, DateTimeOffset at) =>
        new(log, size, root, at, key.SignData(Signed(log, size, root, at), HashAlgorithmName.SHA256));

    /// <summary>Reads a line that <see cref="ToString"/> wrote for this log; null when it is none.</summary>
    public static SignedHead? Parse(Guid log, string line)
    {
        var parts = line.Split(' ');
        if (parts.Length != 4 || parts[1].Length != 64 || !Base64Url.IsValid(parts[3])) return null;
        if (!long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var size)) return null;
        if (!long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            || ticks > DateTimeOffset.MaxValue.UtcTicks)
            return null;
        var root = new byte[32];
        return Convert.FromHexString(parts[1], root, out _, out _) == System.Buffers.OperationStatus.Done
            ? new(log, size, root, new DateTimeOffset(ticks, TimeSpan.Zero), Base64Url.DecodeFromChars(parts[3]))
            : null;
    }

    /// <summary>Whether the key's other half signed exactly this.</summary>
    public bool IsSignedBy(ECDsa key) => key.VerifyData(Signed(Log, Size, Root, At), Signature, HashAlgorithmName.SHA256);

    /// <summary>One line: size, root in hexadecimal, ticks since year 1 in UTC, signature in base64url.</summary>
    public override string ToString() =>
        $"{Size} {Convert.ToHexStringLower(Root)} {At.UtcTicks} {Base64Url.EncodeToString(Signature)}";

    private static byte[] Signed(Guid log, long size, ReadOnlySpan<byte> root, DateTimeOffset at) =>
        Encoding.ASCII.GetBytes($"usher tree head 1\n{log:N}\n{size}\n{Convert.ToHexStringLower(root)}\n{at.UtcTicks}\n");
}
