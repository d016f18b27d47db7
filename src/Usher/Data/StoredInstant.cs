namespace Usher.Data;

/// <summary>Instants as both databases keep them: microseconds since 1970 in UTC, one order everywhere.</summary>
internal static class StoredInstant
{
    /// <summary>The number that is stored; what is finer than a microsecond is cut off, before 1970 as after.</summary>
    public static long Micros(DateTimeOffset at) =>
        Math.DivRem(at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks, TimeSpan.TicksPerMicrosecond) is var (micros, rest) && rest < 0
            ? micros - 1
            : micros;

    /// <summary>The instant that the store gives back for one: whatever enters a hash is this.</summary>
    public static DateTimeOffset Whole(DateTimeOffset at) => Of(Micros(at));

    /// <summary>The instant that a stored number is.</summary>
    public static DateTimeOffset Of(long micros) =>
        new((micros * TimeSpan.TicksPerMicrosecond) + DateTimeOffset.UnixEpoch.UtcTicks, TimeSpan.Zero);
}
