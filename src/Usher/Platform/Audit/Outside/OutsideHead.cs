using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Usher.Platform.Audit;

/// <summary>
/// A head as it is outside the database: signed, and naming the line before it, so that none can be taken out, put in or altered but at the
/// end, and what is missing at the end is seen by the log, which is then longer.
/// </summary>
/// <param name="Log">The customer's id; the empty id: the platform's log.</param>
/// <param name="Size">How many entries the tree has.</param>
/// <param name="Root">The RFC 9162 root hash.</param>
/// <param name="At">When it was signed.</param>
/// <param name="Previous">SHA-256 of the line before; of the first, 32 zeros, or the hash of what this chain goes on from
/// (<see cref="RestoreAccepted"/>).</param>
/// <param name="IsAnnounced">Written before a commit of several entries, which may not have come about; else after it.</param>
/// <param name="Signature">IEEE P1363: r and s, 32 bytes each.</param>
public sealed record OutsideHead(Guid Log, long Size, byte[] Root, DateTimeOffset At, byte[] Previous, bool IsAnnounced, byte[] Signature)
{
    /// <summary>What the first head of a log names as the line before it.</summary>
    public static byte[] Nothing { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>Signs a head.</summary>
    public static OutsideHead Sign(ECDsa key, Guid log, long size, byte[] root, DateTimeOffset at, byte[] previous, bool isAnnounced) =>
        new(log, size, root, at, previous, isAnnounced,
            key.SignData(Signed(log, size, root, at, previous, isAnnounced), HashAlgorithmName.SHA256));

    /// <summary>Reads a line that <see cref="ToString"/> wrote for this log; null when it is none.</summary>
    public static OutsideHead? Parse(Guid log, string line)
    {
        var parts = line.Split(' ');
        if (parts.Length != 5 || parts[1].Length != 64 || parts[3].Length != 64 || !Base64Url.IsValid(parts[4])) return null;
        var announced = parts[0].StartsWith('+');
        if (!Number(announced ? parts[0][1..] : parts[0], out var size) || !Number(parts[2], out var ticks)
            || ticks > DateTimeOffset.MaxValue.UtcTicks)
            return null;
        if (Hash(parts[1]) is not { } root || Hash(parts[3]) is not { } previous) return null;
        var head = new OutsideHead(log, size, root, new DateTimeOffset(ticks, TimeSpan.Zero), previous, announced,
            Base64Url.DecodeFromChars(parts[4]));
        // One head is one line: what is written otherwise was not written here.
        return head.ToString() == line ? head : null;
    }

    /// <summary>The hash that the next line names.</summary>
    public static byte[] HashOf(string line) => SHA256.HashData(Encoding.UTF8.GetBytes(line));

    /// <summary>Whether the key's other half signed exactly this.</summary>
    public bool IsSignedBy(ECDsa key) =>
        key.VerifyData(Signed(Log, Size, Root, At, Previous, IsAnnounced), Signature, HashAlgorithmName.SHA256);

    /// <summary>
    /// One line: size (after <c>+</c> when announced), root in hexadecimal, ticks since year 1 in UTC, hash of the line before, signature
    /// in base64url.
    /// </summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(IsAnnounced ? "+" : "")}{Size} {Convert.ToHexStringLower(Root)} {At.UtcTicks} {Convert.ToHexStringLower(Previous)} " +
            $"{Base64Url.EncodeToString(Signature)}");

    private static byte[] Signed(Guid log, long size, byte[] root, DateTimeOffset at, byte[] previous, bool isAnnounced) =>
        Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"usher outside head 2\n{log:N}\n{(isAnnounced ? "announced" : "committed")}\n{size}\n{Convert.ToHexStringLower(root)}\n" +
        $"{at.UtcTicks}\n{Convert.ToHexStringLower(previous)}\n"));

    private static bool Number(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static byte[]? Hash(string text)
    {
        var hash = new byte[32];
        return Convert.FromHexString(text, hash, out _, out _) == System.Buffers.OperationStatus.Done ? hash : null;
    }
}
