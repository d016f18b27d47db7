using System.Globalization;
using Usher.Calls.Engine;
using Usher.Calls.Screening;
using Usher.Calls.Transcripts;

namespace Usher.Tests.Calls.Engine;

/// <summary>The work that a text makes grows with its length, whatever the text is, and has an end. Counted in words and letters looked at, so that no clock has a part in it.</summary>
public sealed class WorkTests
{
    private const int Short = 3_000;

    public static TheoryData<string> Texts =>
    [
        "{capital} will send ", "{capital} {capital} ", "{capital} and {capital}. ", "Anna rings Otto, Otto calls Anna. ", "um uh so and ", "one two three hundred and ", "in the the the ", "within a couple of ",
        "I'll send you the {capital} by Friday. ", "can you {word}? ", "between us and off the record ", "redundancy and disciplinary between you and me ", "{ [ < ", "a.b.c ' ’ ", "1,200 and 1 200 000 ", "AT&T ", "C++ ",
        "来週の配送費は三千円です。", "배송비는 삼천 원입니다 ", "ค่าขนส่งสามร้อยบาท", "we decided to go with the other supplier {capital} ", "{word} ", "I I I I ", "\n. ",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Twice_the_text_makes_at_most_twice_the_work_in_one_turn_and_in_many(string pattern)
    {
        foreach (var turns in new[] { 1, 50, Short / 4 })
        {
            var (one, two) = (Call(pattern, Short, turns), Call(pattern, 2 * Short, 2 * turns));
            Compare(Steps(one), Steps(two), "summary");
            Sensitivity.Classify(one.Turns, out var looked);
            Sensitivity.Classify(two.Turns, out var more);
            Compare(looked, more, "screening");
            foreach (var question in new[] { "Who will send the price to Anna by Friday?", "What was decided?", "配送費はいくらですか？", string.Concat(Enumerable.Range(0, 200).Select(i => $"word{i} ")) })
                Compare(Steps(question, one), Steps(question, two), question);
        }

        void Compare(long once, long twice, string what) =>
            ((double)twice / once).ShouldBeLessThan(2.3, string.Create(CultureInfo.InvariantCulture, $"{what}: {once} and {twice} steps for {pattern}"));
    }

    [Fact]
    public void What_goes_on_beyond_a_day_and_a_night_makes_no_more_work()
    {
        var words = CallText.MostWords;
        var call = Call("{word} {word} sends it. ", words * 8, 1_000);
        var text = CallText.Read(call, new Vocabulary(), default, 1_000);
        text.Words.Length.ShouldBeInRange(1_000, 1_000 + (text.Words.Length / 3));
        Enumerable.Range(0, call.Turns.Count).ShouldAllBe(turn => text.End(turn) >= text.First(turn));
    }

    [Fact]
    public void Many_calls_share_what_one_question_reads()
    {
        var calls = Enumerable.Range(0, 10).Select(i => Call("the price of {word} is fine ", 300_000, 300)).ToList();
        var corpus = Corpus.Read(calls, AnswerTuning.Default, default);
        corpus.Texts.Sum(t => t.Words.Length).ShouldBeLessThan(CallText.MostWords * 11 / 10);
        corpus.Texts.ShouldAllBe(t => t.Words.Length > CallText.MostWords / 20);
    }

    private static long Steps(CallTranscript call)
    {
        Summarizer.Summarize(call, out var steps, default);
        return steps;
    }

    private static long Steps(string question, CallTranscript call)
    {
        Answerer.Answer(question, [call], AnswerOptions.Default, AnswerTuning.Default, out var steps, default);
        return steps;
    }

    /// <summary>A call of about so many characters: the pattern over and over, with new words in it, by as many speakers as there are turns.</summary>
    private static CallTranscript Call(string pattern, int length, int turns)
    {
        var said = new List<Turn>();
        var number = 0;
        for (var turn = 0; turn < turns; turn++)
        {
            var text = new System.Text.StringBuilder();
            while (text.Length < Math.Max(1, length * 4 / turns))
                text.Append(pattern.Replace("{capital}", $"Name{Letters(number++)}", StringComparison.Ordinal).Replace("{word}", $"word{Letters(number++)}", StringComparison.Ordinal));
            said.Add(new($"Speaker{Letters(turn)} Test", null, text.ToString()));
        }

        return new(Guid.Empty, "A long day", said, default);
    }

    private static string Letters(int number) => string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(d => (char)('a' + (d - '0'))));
}
