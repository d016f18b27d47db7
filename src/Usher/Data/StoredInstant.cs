namespace Usher.Data;

/// <summary>Instants as both databases keep them: microseconds since 1970 in UTC, one order everywhere.</summary>
internal static class StoredInstant
{
    /// <summary>The number that is stored; what is finer than a microsecond is cut off.</summary>
    public static long Micros(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The instant that a stored number is.</summary>
    public static DateTimeOffset Of(long micros) => new((micros * TimeSpan.TicksPerMicrosecond) + DateTimeOffset.UnixEpoch.UtcTicks, TimeSpan.Zero);
}
