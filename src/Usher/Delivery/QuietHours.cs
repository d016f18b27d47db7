using System.Globalization;
using System.Text.RegularExpressions;
using Usher.Access;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>
/// From when to when, every day, somebody is not to be disturbed. To the minute; over midnight when the end is the earlier one.
/// </summary>
/// <param name="From">The beginning, as <c>22:00</c>.</param>
/// <param name="To">The end, as <c>07:00</c>.</param>
/// <param name="TimeZone">Where, by its IANA name: <c>Europe/Berlin</c>.</param>
public sealed partial record QuietHours(string From, string To, string TimeZone)
{
    private const string Form = "HH:mm";

    /// <summary>The hours as they are kept.</summary>
    internal static QuietHours Of(TimeOnly from, TimeOnly to, string timeZone) =>
        new(from.ToString(Form, CultureInfo.InvariantCulture), to.ToString(Form, CultureInfo.InvariantCulture), timeZone);

    /// <summary>A time of day; null when it is none.</summary>
    internal static TimeOnly? Time(string? text) =>
        TimeOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>When the quiet ends that is now; null when it is not quiet.</summary>
    internal static DateTimeOffset? Until(TimeOnly from, TimeOnly to, string timeZone, DateTimeOffset now)
    {
        // A zone that this machine has lost is no reason to tell nobody anything.
        var zone = Zone(timeZone) ?? TimeZoneInfo.Utc;
        var here = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        var time = TimeOnly.FromDateTime(here);
        if (!time.IsBetween(from, to)) return null;
        var end = DateOnly.FromDateTime(here).AddDays(time < to ? 0 : 1).ToDateTime(to);
        // An end in the hour that is left out in spring comes when the clock has gone on.
        while (zone.IsInvalidTime(end)) end = end.AddMinutes(1);
        var until = new DateTimeOffset(end, zone.GetUtcOffset(end));
        return until > now ? until : now.AddMinutes(1);
    }

    /// <summary>The refusal when this is not valid; null when it can.</summary>
    /// <param name="at">Where it is in the request, as a JSON pointer.</param>
    internal Refusal? Fault(string at)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (Time(From) is null) errors[at + "/from"] = ["Enter a time of day such as 22:00."];
        if (Time(To) is null) errors[at + "/to"] = ["Enter a time of day such as 07:00."];
        else if (From == To) errors[at + "/to"] = ["The end must differ from the start."];
        if (Zone(TimeZone) is null) errors[at + "/timeZone"] = ["Enter a time zone by its IANA name, such as Europe/Berlin."];
        return errors.Count == 0 ? null : new Invalid(errors);
    }

    /// <summary>A time zone by its IANA name; null when it is none that this machine knows.</summary>
    internal static TimeZoneInfo? Zone(string? name) =>
        name is not null && Name().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId
            ? zone
            : null;

    /// <summary>Names of zones and nothing else: they are looked up as files.</summary>
    [GeneratedRegex("^(?=.{1,64}$)[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
