using System.Net.Http;

namespace Usher.Platform;

/// <summary>How long another side asks to be left alone (<c>Retry-After</c>, RFC 9110, 10.2.3).</summary>
internal static class RetryAfter
{
    /// <summary>The time from now on, in either of its forms; below zero when it is over; null: it does not say.</summary>
    public static TimeSpan? Of(HttpResponseMessage answer, DateTimeOffset now) =>
        answer.Headers.RetryAfter is { } asked ? asked.Delta ?? asked.Date - now : null;
}
