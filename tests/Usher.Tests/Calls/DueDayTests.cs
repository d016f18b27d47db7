using System.Globalization;
using Usher.Calls.Today;

namespace Usher.Tests.Calls;

public class DueDayTests
{
    // A Monday.
    private static readonly DateOnly Monday = new(2026, 11, 30);

    [Theory]
    [InlineData("by Friday", "2026-12-04")]
    [InlineData("on Thursday", "2026-12-03")]
    [InlineData("by Monday", "2026-12-07")]
    [InlineData("this Wednesday", "2026-12-02")]
    [InlineData("by next Friday", "2026-12-11")]
    [InlineData("next Tuesday at six", "2026-12-08")]
    [InlineData("by Friday week", "2026-12-11")]
    [InlineData("today between one and three", "2026-11-30")]
    [InlineData("this afternoon", "2026-11-30")]
    [InlineData("by tomorrow lunchtime", "2026-12-01")]
    [InlineData("this week", "2026-12-04")]
    [InlineData("next week", "2026-12-11")]
    [InlineData("by the end of next week", "2026-12-11")]
    [InlineData("before the end of the month", "2026-11-30")]
    [InlineData("by the end of next month", "2026-12-31")]
    [InlineData("in two weeks", "2026-12-14")]
    [InlineData("within three weeks", "2026-12-21")]
    [InlineData("in about ten days", "2026-12-10")]
    [InlineData("by the fifteenth", "2026-12-15")]
    [InlineData("on the twenty-second", "2026-12-22")]
    [InlineData("by the 3rd", "2026-12-03")]
    [InlineData("tenth of June", "2027-06-10")]
    [InlineData("June 10", "2027-06-10")]
    [InlineData("30 November", "2026-11-30")]
    [InlineData("30th of November", "2026-11-30")]
    public void What_was_said_names_the_day(string when, string day) =>
        DueDay.Of(when, Monday).ShouldNotBeNull().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture).ShouldBe(day);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("after the session")]
    [InlineData("on the next invoice")]
    [InlineData("five working days before quarter end")]
    [InlineData("in the same mail")]
    [InlineData("in 99999999999 weeks")]
    [InlineData("the thirty-ninth of May")]
    [InlineData("the thirty-first of February")]
    public void Other_words_name_none(string? when) => DueDay.Of(when, Monday).ShouldBeNull();

    [Fact]
    public void Next_Friday_said_at_the_weekend_is_the_one_to_come() =>
        DueDay.Of("by next Friday", new(2026, 11, 28)).ShouldBe(new DateOnly(2026, 12, 4));

    [Fact]
    public void A_day_that_a_month_lacks_is_that_of_the_month_after() =>
        DueDay.Of("by the thirty-first", new(2026, 11, 2)).ShouldBe(new DateOnly(2026, 12, 31));
}
