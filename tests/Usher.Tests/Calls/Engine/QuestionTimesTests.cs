using System.Globalization;
using Usher.Calls.Engine;

namespace Usher.Tests.Calls.Engine;

public class QuestionTimesTests
{
    // A Monday.
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 15, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("What did we hear yesterday?", "2026-11-29", "2026-11-30")]
    [InlineData("What went wrong with the van last week?", "2026-11-23", "2026-11-30")]
    [InlineData("What did we discuss with Calder in March?", "2026-03-01", "2026-04-01")]
    [InlineData("What did we discuss with Calder in December?", "2025-12-01", "2026-01-01")]
    [InlineData("Which accounts asked for a discount since October?", "2026-10-01", "2026-12-01")]
    [InlineData("In the last seven days, who asked for fewer seats?", "2026-11-23", "2026-12-01")]
    [InlineData("What did Maya agree to on 10 November?", "2026-11-10", "2026-11-11")]
    [InlineData("What did Maya agree to on the 10th of November?", "2026-11-10", "2026-11-11")]
    [InlineData("What was said last month?", "2026-10-01", "2026-11-01")]
    public void A_question_tells_when_the_calls_were(string question, string from, string to)
    {
        var time = QuestionTimes.Of(question, Now).ShouldNotBeNull();
        time.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture).ShouldBe(from);
        time.To.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture).ShouldBe(to);
    }

    [Theory]
    [InlineData("What may the March order cost?")]
    [InlineData("How long does the last drop take?")]
    [InlineData("Who answers in 30 minutes?")]
    [InlineData("")]
    public void Other_words_are_no_time(string question) => QuestionTimes.Of(question, Now).ShouldBeNull();

    [Theory]
    [InlineData("What was said about Oakhollow on 28 November?", "What was said about Oakhollow ?")]
    [InlineData("What did Ana say in the last two weeks about price?", "What did Ana say  about price?")]
    public void What_else_is_asked_is_left(string question, string rest) =>
        QuestionTimes.Of(question, Now)!.Rest.ShouldBe(rest);
}
