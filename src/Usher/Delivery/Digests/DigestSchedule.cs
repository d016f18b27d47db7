using System.Globalization;
using Usher.Access;
using Usher.Platform;

namespace Usher.Delivery.Digests;

/// <summary>When somebody's digest, or a report, is sent: at a time of day, on days of the week, where they are.</summary>
/// <param name="At">The time, as <c>08:00</c>.</param>
/// <param name="Days">The days of the week, at least one.</param>
/// <param name="TimeZone">Where, by its IANA name: <c>Europe/Berlin</c>.</param>
public sealed record DigestSchedule(string At, IReadOnlyList<DayOfWeek> Days, string TimeZone)
{
    private const int EveryDay = (1 << 7) - 1;

    /// <summary>The schedule as it is kept.</summary>
    internal static DigestSchedule Of(TimeOnly at, int days, string timeZone) => new(at.ToString("HH:mm", CultureInfo.InvariantCulture),
        [.. Enum.GetValues<DayOfWeek>().Where(day => (days & Bit(day)) != 0)], timeZone);

    /// <summary>The days as they are kept: a bit for each, Sunday the lowest.</summary>
    internal int Bits => Days.Aggregate(0, (bits, day) => bits | Bit(day));

    /// <summary>
    /// The first time after an instant. A time in the hour that is left out in spring comes when the clock has gone on; of a time that comes
    /// twice in autumn the first counts, and only that.
    /// </summary>
    /// <param name="at">The time of day.</param>
    /// <param name="days">The days, a bit for each.</param>
    /// <param name="timeZone">Where; a zone that this machine has lost counts as UTC.</param>
    /// <param name="after">The instant.</param>
    internal static DateTimeOffset Next(TimeOnly at, int days, string timeZone, DateTimeOffset after)
    {
        var zone = QuietHours.Zone(timeZone) ?? TimeZoneInfo.Utc;
        if ((days & EveryDay) == 0) days = EveryDay;
        for (var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(after, zone).DateTime).AddDays(-1); ; day = day.AddDays(1))
            if ((days & Bit(day.DayOfWeek)) != 0 && Instant(day.ToDateTime(at), zone) is var next && next > after) return next;
    }

    /// <summary>The refusal when this is not valid; null when it is.</summary>
    /// <param name="at">Where it is in the request, as a JSON pointer.</param>
    internal Refusal? Fault(string at)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (QuietHours.Time(At) is null) errors[at + "/at"] = ["Enter a time of day such as 08:00."];
        if (Days is null or { Count: 0 or > 7 } || !Days.All(Enum.IsDefined)) errors[at + "/days"] = ["Choose at least one day of the week."];
        if (QuietHours.Zone(TimeZone) is null) errors[at + "/timeZone"] = ["Enter a time zone by its IANA name, such as Europe/Berlin."];
        return errors.Count == 0 ? null : new Invalid(errors);
    }

    private static DateTimeOffset Instant(DateTime here, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(here)) here = here.AddMinutes(1);
        return new(here, zone.IsAmbiguousTime(here) ? zone.GetAmbiguousTimeOffsets(here).Max() : zone.GetUtcOffset(here));
    }

    private static int Bit(DayOfWeek day) => 1 << (int)day;
}
