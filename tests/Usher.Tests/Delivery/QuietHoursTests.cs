using Usher.Delivery;
using Usher.Platform;

namespace Usher.Tests.Delivery;

public sealed class QuietHoursTests
{
    [Theory]
    [InlineData("22:00", "07:00", "Europe/Berlin", "2026-06-01T19:59:59Z", null)]
    [InlineData("22:00", "07:00", "Europe/Berlin", "2026-06-01T20:00:00Z", "2026-06-02T05:00:00Z")]
    [InlineData("22:00", "07:00", "Europe/Berlin", "2026-06-02T04:59:59Z", "2026-06-02T05:00:00Z")]
    [InlineData("22:00", "07:00", "Europe/Berlin", "2026-06-02T05:00:00Z", null)]
    [InlineData("12:00", "13:30", "America/New_York", "2026-01-15T17:10:00Z", "2026-01-15T18:30:00Z")]
    [InlineData("12:00", "13:30", "America/New_York", "2026-01-15T12:10:00Z", null)]
    [InlineData("22:00", "02:30", "Europe/Berlin", "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z")] // that half past two does not exist
    [InlineData("22:00", "07:00", "Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25T06:00:00Z")] // a night of one hour more
    public void Quiet_lasts_until_the_hour_that_the_clock_on_the_wall_says(string from, string to, string zone, string now, string? until) =>
        Until(from, to, zone, DateTimeOffset.Parse(now)).ShouldBe(until is null ? null : DateTimeOffset.Parse(until));

    [Fact]
    public void What_is_quiet_ends_later_and_within_a_day_and_an_hour_at_every_minute_of_a_year()
    {
        var begin = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        foreach (var (from, to, zone) in new[] { ("22:00", "07:00", "Europe/Berlin"), ("03:00", "02:30", "America/New_York"), ("01:10", "01:50", "Australia/Lord_Howe") })
        {
            for (var at = begin; at < begin.AddYears(1); at += TimeSpan.FromMinutes(17))
                if (Until(from, to, zone, at) is { } until && (until <= at || until - at > TimeSpan.FromHours(25))) throw new ShouldAssertException($"{from} {to} {zone} {at}: {until}");
        }
    }

    [Theory]
    [InlineData("22:00", "07:00", "Europe/Berlin", null)]
    [InlineData("24:00", "07:00", "Europe/Berlin", "/quiet/from")]
    [InlineData("22:00", "7", "Europe/Berlin", "/quiet/to")]
    [InlineData("22:00", "22:00", "UTC", "/quiet/to")]
    [InlineData("22:00", "07:00", "Mars/Olympus", "/quiet/timeZone")]
    [InlineData("22:00", "07:00", "../../etc/passwd", "/quiet/timeZone")]
    [InlineData("22:00", "07:00", "W. Europe Standard Time", "/quiet/timeZone")]
    [InlineData("22:00", "07:00", "", "/quiet/timeZone")]
    [InlineData("22:00", "07:00", null, "/quiet/timeZone")]
    public void What_is_no_time_or_no_place_is_refused_where_it_stands(string from, string to, string? zone, string? pointer)
    {
        var fault = (Invalid?)new QuietHours(from, to, zone!).Fault("/quiet");
        fault?.Errors.Keys.ShouldHaveSingleItem().ShouldBe(pointer);
        (fault is null).ShouldBe(pointer is null);
    }

    private static DateTimeOffset? Until(string from, string to, string zone, DateTimeOffset now) => QuietHours.Until(TimeOnly.Parse(from), TimeOnly.Parse(to), zone, now);
}
