using System.Collections.Concurrent;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>The language that a caller reads, from <c>Accept-Language</c> (RFC 9110, 12.5.4).</summary>
internal static class ReaderLanguage
{
    private const int Longest = 200;
    private const int Most = 10;

    /// <summary>By the header as it was sent; what browsers send is of few kinds.</summary>
    private static readonly ConcurrentDictionary<string, ReaderOrder> Seen = new(StringComparer.Ordinal);

    /// <summary>
    /// The order of names in the language the caller would rather read, of those that are known; null when they name none.
    /// </summary>
    public static ReaderOrder? Of(StringValues header)
    {
        var text = header.ToString();
        if (text.Length is 0 or > Longest) return null;
        if (Seen.TryGetValue(text, out var order)) return order;
        order = Read(text);
        if (order is not null && Seen.Count < 1_000) Seen.TryAdd(text, order);
        return order;
    }

    private static ReaderOrder? Read(string text) =>
        StringWithQualityHeaderValue.TryParseList([text], out var languages)
            ? languages.Where(language => language.Quality is null or > 0).Take(Most).OrderByDescending(language => language.Quality ?? 1)
                .Select(language => ReaderOrder.Of(language.Value.ToString())).FirstOrDefault(order => order is not null)
            : null;
}
