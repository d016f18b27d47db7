using Usher.Calls.Engine;

namespace Usher.Tests.Calls.Engine;

public class SpokenNumbersTests
{
    [Theory]
    [InlineData("that is £4,500 in all", 1)]
    [InlineData("two thousand three hundred and fifty pounds for a van", 1)]
    [InlineData("nine and a half per cent off", 1)]
    [InlineData("twelve percent on the day rate", 1)]
    [InlineData("15% less", 1)]
    [InlineData("forty quid a month for ten spare ones", 1)]
    [InlineData("eleven hundred a month, and £195 a site", 2)]
    [InlineData("four of us were late", 0)]
    [InlineData("a pound of apples for the second van", 0)]
    public void Amounts_are_found_in_figures_and_words(string said, int amounts) =>
        Count(said, SpokenNumbers.Amounts).ShouldBe(amounts);

    [Theory]
    [InlineData("I'll send it by Thursday", "by Thursday")]
    [InlineData("before the twelfth, please", "before the twelfth")]
    [InlineData("it ends on the thirtieth of next month", "on the thirtieth of next month")]
    [InlineData("you have it tomorrow morning", "tomorrow morning")]
    [InlineData("within five working days or it is yours", "within five working days")]
    [InlineData("in about six weeks we see", "in about six weeks")]
    [InlineData("no later than March 3rd", "no later than March 3rd")]
    [InlineData("by the end of the quarter then", "by the end of the quarter")]
    [InlineData("starting a week on Friday", "a week on Friday")]
    [InlineData("on the twenty-second we open", "on the twenty-second")]
    [InlineData("call me at 10 am", "10 am")]
    [InlineData("they may march on the second van", null)]
    [InlineData("one of the first things", null)]
    [InlineData("for nine of them", null)]
    public void Times_are_told_as_they_were_said(string said, string? time)
    {
        var text = CallText.Of(said);
        SpokenNumbers.Time(text, 0, text.Words.Length).ShouldBe(time);
    }

    [Theory]
    [InlineData("by Thursday", 1)]
    [InlineData("on Thursday", 1)]
    [InlineData("Thursdays are busy", 0)]
    [InlineData("prices on the first, drops by the fifteenth", 2)]
    public void Deadlines_are_times_that_bound_something(string said, int deadlines) =>
        Count(said, SpokenNumbers.Deadlines).ShouldBe(deadlines);

    private static int Count(string said, Func<CallText, int, int, int> count)
    {
        var text = CallText.Of(said);
        return count(text, 0, text.Words.Length);
    }
}
