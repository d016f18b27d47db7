using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Usher.Access;

namespace Usher.Platform;

/// <summary>
/// What binds a confirmation to its preview: of the caller, the act and its input, the revision they saw, and every decision that flips. It
/// tells nothing of what it is made from, and is good for as long as the same is true.
/// </summary>
/// <param name="Revision">The revision of the thing that the caller saw when they asked for the preview; null: they did not say.</param>
/// <param name="Mac">A keyed digest, base64url.</param>
public sealed record PreviewToken(int? Revision, string Mac)
{
    private const int Bytes = 24;

    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is none, such as a revision.</summary>
    public static PreviewToken? Parse(ReadOnlySpan<char> text)
    {
        if (text is not ['p', .. var rest] || rest.IndexOf('.') is not (>= 0 and var dot)) return null;
        var revision = rest[..dot];
        var mac = rest[(dot + 1)..];
        if (!Base64Url.IsValid(mac, out var length) || length != Bytes) return null;
        if (revision.IsEmpty) return new(null, mac.ToString());
        return int.TryParse(revision, System.Globalization.NumberStyles.None, null, out var seen) ? new(seen, mac.ToString()) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"p{Revision}.{Mac}";

    /// <summary>The token of one preview.</summary>
    internal static PreviewToken Of<TFound, TResult>(byte[] key, Caller caller, Change<TFound, TResult> change, DecisionFlips flips)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        mac.AppendData(Encoding.UTF8.GetBytes($"{StoredNames.Of(caller.Kind)} {caller.Id} {caller.Customer} {caller.IfMatch}\n"));
        mac.AppendData(KeptAnswer.Digest(change));
        mac.AppendData(flips.Digest());
        return new(caller.IfMatch, Base64Url.EncodeToString(mac.GetHashAndReset().AsSpan(0, Bytes)));
    }

    /// <summary>Whether it is the same token; says by its time nothing of where another differs.</summary>
    internal bool Fits(PreviewToken other) =>
        Revision == other.Revision
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Mac), Encoding.ASCII.GetBytes(other.Mac));
}
