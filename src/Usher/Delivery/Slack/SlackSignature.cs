using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Usher.Delivery.Slack;

/// <summary>
/// How Slack signs its requests: <c>v0=</c> and the HMAC-SHA256, in hexadecimal, of <c>v0:timestamp:body</c> by the app's signing secret.
/// One whose timestamp is more than five minutes from now is none (docs.slack.dev, Verifying requests from Slack).
/// </summary>
internal static class SlackSignature
{
    /// <summary>How far a request's timestamp may be from the server's time.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private const string Version = "v0";
    private const int Length = 3 + (2 * SHA256.HashSizeInBytes);

    /// <summary>The signature of a body at a time.</summary>
    /// <param name="secret">The app's signing secret.</param>
    /// <param name="timestamp">Seconds since 1970, as sent.</param>
    /// <param name="body">The body, to the byte.</param>
    public static string Of(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes($"{Version}:{timestamp}:"));
        hash.AppendData(body);
        return $"{Version}={Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    /// <summary>Whether it can be genuine at all: what costs nothing to know, before anything is looked for.</summary>
    /// <param name="timestamp">The header <c>X-Slack-Request-Timestamp</c>; null: there is none.</param>
    /// <param name="signature">The header <c>X-Slack-Signature</c>; null: there is none.</param>
    /// <param name="now">The server's time.</param>
    public static bool IsTimely(string? timestamp, string? signature, DateTimeOffset now) =>
        signature?.Length == Length && long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds < DateTimeOffset.MaxValue.ToUnixTimeSeconds()
        && (DateTimeOffset.FromUnixTimeSeconds(seconds) - now).Duration() <= Window;

    /// <summary>Whether Slack signed this lately.</summary>
    /// <param name="secret">The app's signing secret.</param>
    /// <param name="timestamp">The header <c>X-Slack-Request-Timestamp</c>; null: there is none.</param>
    /// <param name="signature">The header <c>X-Slack-Signature</c>; null: there is none.</param>
    /// <param name="body">The body, to the byte.</param>
    /// <param name="now">The server's time.</param>
    public static bool IsGenuine(string secret, string? timestamp, string? signature, ReadOnlySpan<byte> body, DateTimeOffset now) =>
        IsTimely(timestamp, signature, now) && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Of(secret, timestamp!, body)), Encoding.UTF8.GetBytes(signature!));
}
