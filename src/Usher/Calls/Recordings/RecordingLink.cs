using Usher.Directory;

namespace Usher.Calls.Recordings;

/// <summary>
/// A link to a recording at its recorder, in the one form that is kept and shown: <c>https</c>, no user, no port of its own, and a host by
/// name in the form for machines (<c>xn--</c>), so that no look-alike passes for another.
/// </summary>
/// <param name="Host">The host.</param>
/// <param name="Url">The whole link.</param>
public sealed record RecordingLink(string Host, string Url)
{
    /// <summary>The longest link, in characters.</summary>
    internal const int Longest = 2_000;

    private const string Scheme = "https://";

    /// <summary>Reads what a recorder sent; null: it is no such link, and is not kept.</summary>
    public static RecordingLink? Read(string? sent)
    {
        if (sent is null or { Length: > Longest } || !sent.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        // What browsers and servers read differently in a link is in none that a recorder needs.
        if (sent.Any(c => c is '\\' or '"' or '<' or '>' or '`' || char.IsControl(c) || char.IsWhiteSpace(c))) return null;
        var end = sent.IndexOfAny(['/', '?', '#'], Scheme.Length);
        var authority = end < 0 ? sent[Scheme.Length..] : sent[Scheme.Length..end];
        if (RecorderHosts.HostName(authority) is not { } host) return null;
        if (!Uri.TryCreate($"{Scheme}{host}{(end < 0 ? "/" : sent[end..])}", UriKind.Absolute, out var uri)) return null;
        var isWhole = uri.Scheme == Uri.UriSchemeHttps && uri.IdnHost == host && uri.IsDefaultPort && uri.UserInfo.Length == 0;
        return isWhole && uri.AbsoluteUri is { Length: <= Longest } url && url.All(char.IsAscii) ? new(host, url) : null;
    }
}
