using Usher.Delivery.Digests;
using Usher.Platform;

namespace Usher.Tests.Delivery;

public sealed class DigestScheduleTests
{
    private const int EveryDay = 127;

    [Theory]
    [InlineData("08:00", EveryDay, "Europe/Berlin", "2026-06-01T05:59:59Z", "2026-06-01T06:00:00Z")]
    [InlineData("08:00", EveryDay, "Europe/Berlin", "2026-06-01T06:00:00Z", "2026-06-02T06:00:00Z")]
    [InlineData("08:00", 0b0000010, "Europe/Berlin", "2026-06-02T12:00:00Z", "2026-06-08T06:00:00Z")] // Mondays
    [InlineData("08:00", 0b1000001, "Europe/Berlin", "2026-06-01T12:00:00Z", "2026-06-06T06:00:00Z")] // Saturday and Sunday
    [InlineData("23:30", EveryDay, "America/New_York", "2026-01-16T02:00:00Z", "2026-01-16T04:30:00Z")] // where it is still the day before
    [InlineData("02:30", EveryDay, "Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z")] // that half past two does not exist
    [InlineData("02:30", EveryDay, "Europe/Berlin", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z")]
    [InlineData("02:30", EveryDay, "Europe/Berlin", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z")] // it comes twice: the first
    [InlineData("02:30", EveryDay, "Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")] // and only the first
    [InlineData("08:00", EveryDay, "Mars/Olympus", "2026-06-01T07:00:00Z", "2026-06-01T08:00:00Z")] // a zone that was lost: UTC
    public void A_digest_is_due_when_the_clock_on_the_wall_says_so(string at, int days, string zone, string after, string next) =>
        DigestSchedule.Next(TimeOnly.Parse(at), days, zone, DateTimeOffset.Parse(after)).ShouldBe(DateTimeOffset.Parse(next));

    [Theory]
    [InlineData("02:30", "Europe/Berlin")]
    [InlineData("01:45", "Australia/Lord_Howe")]
    [InlineData("00:15", "America/Santiago")]
    [InlineData("08:00", "UTC")]
    public void In_a_year_each_day_has_one_digest_however_the_clocks_go(string at, string zone)
    {
        var here = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var end = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var days = new List<DateOnly>();
        for (var next = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero); (next = DigestSchedule.Next(TimeOnly.Parse(at), EveryDay, zone, next)) < end;)
            days.Add(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(next, here).DateTime));

        days.ShouldBe(Enumerable.Range(0, days.Count).Select(i => days[0].AddDays(i)));
        days.Count.ShouldBeInRange(364, 366);
    }

    [Theory]
    [InlineData("08:00", 1, "Europe/Berlin", null)]
    [InlineData("8", 1, "Europe/Berlin", "/digest/at")]
    [InlineData(null, 1, "Europe/Berlin", "/digest/at")]
    [InlineData("08:00", 0, "Europe/Berlin", "/digest/days")]
    [InlineData("08:00", 9, "Europe/Berlin", "/digest/days")]
    [InlineData("08:00", 1, "../../etc/passwd", "/digest/timeZone")]
    [InlineData("08:00", 1, null, "/digest/timeZone")]
    public void What_is_no_schedule_is_refused_where_it_stands(string? at, int days, string? zone, string? pointer)
    {
        var fault = (Invalid?)new DigestSchedule(at!, [.. Enumerable.Repeat(DayOfWeek.Friday, days)], zone!).Fault("/digest");
        fault?.Errors.Keys.ShouldHaveSingleItem().ShouldBe(pointer);
        (fault is null).ShouldBe(pointer is null);
        new DigestSchedule("08:00", [(DayOfWeek)7], "UTC").Fault("").ShouldNotBeNull();
    }

    [Fact]
    public void The_days_are_kept_as_they_were_chosen() =>
        DigestSchedule.Of(new(8, 0), new DigestSchedule("08:00", [DayOfWeek.Saturday, DayOfWeek.Sunday, DayOfWeek.Saturday], "UTC").Bits, "UTC").Days
            .ShouldBe([DayOfWeek.Sunday, DayOfWeek.Saturday]);
}
