using Usher.Calls.Engine;
using Usher.Calls.Transcripts;

namespace Usher.Tests.Calls.Engine;

public class ChaptersTests
{
    private static readonly string[] Printers =
    [
        "The label printers in the warehouse jam whenever the paper rolls run low.", "We replaced two printers and the paper feeder, and the labels still tear.",
        "Your technician said the printers need a cleaner paper path and new rollers.", "So the warehouse prints every label twice until the rollers come.",
        "The rollers for the printers are in stock, and the technician can bring labels.",
    ];

    private static readonly string[] Contract =
    [
        "The renewal contract has a clause about the notice period that our lawyers dislike.", "Legal wants the liability clause capped and the notice period shortened.",
        "Our standard contract caps liability already, the lawyers can see the annex.", "If the annex names the cap, legal will sign the renewal.",
        "Send the annex to our lawyers, and the clause is settled with the renewal.",
    ];

    private static readonly string[] Training =
    [
        "Your night shift had no training on the scanner app, so they call the helpdesk.", "A training session for the night shift takes an hour with the scanner app.",
        "The helpdesk tickets fell after the day shift had its training session.", "Let's book the session, and the scanner app guide goes to every shift.",
        "The guide shows the scanner menu, the helpdesk number and a training video.",
    ];

    [Fact]
    public void A_call_about_three_things_has_three_chapters_that_begin_where_the_subject_changes()
    {
        var lines = new[] { Printers, Contract, Training }.SelectMany(subject => subject.Concat(subject.Reverse()).Concat(subject)).ToList();
        var chapters = Chapters.Of(Talk.Of(string.Join('\n', lines.Select((line, i) => $"{(i % 2 == 0 ? "Nora" : "Ben")}: {line}"))), TestContext.Current.CancellationToken);
        chapters.Count.ShouldBe(3);
        chapters[0].Turn.ShouldBe(0);
        chapters[1].Turn.ShouldBeInRange(13, 17);
        chapters[2].Turn.ShouldBeInRange(28, 32);
        chapters[0].Title.ShouldContain("rinters");
        chapters[1].Title.ToLowerInvariant().ShouldMatch("lawyers|clause|annex|renewal");
        chapters[2].Title.ToLowerInvariant().ShouldMatch("training|scanner|shift");
    }

    [Fact]
    public void A_short_call_has_none() => Chapters.Of(Talk.Sale, TestContext.Current.CancellationToken).ShouldBeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("。。。")]
    [InlineData("我们谈谈仓库里的标签打印机")]
    [InlineData("um uh um uh")]
    public void What_has_no_words_to_tell_apart_has_none(string text)
    {
        var turns = Enumerable.Range(0, 400).Select(i => new Turn("Nora", TimeSpan.FromSeconds(i), text)).ToList();
        Chapters.Of(new(Guid.Empty, "", turns, default), TestContext.Current.CancellationToken).ShouldBeEmpty();
    }

    [Fact]
    public void A_title_is_short_and_made_of_words_that_are_said_in_its_chapter()
    {
        var dice = new Random(7);
        string[] words = [.. Enumerable.Range(0, 300).Select(i => $"wo{(char)('a' + (i % 26))}rd{(char)('a' + (i / 26))}")];
        var turns = Enumerable.Range(0, 400).Select(i => new Turn("Nora", TimeSpan.FromSeconds(i), string.Join(" the ", Enumerable.Range(0, 12).Select(_ => words[dice.Next(75) + (i / 100 * 75)])))).ToList();
        var chapters = Chapters.Of(new(Guid.Empty, "", turns, default), TestContext.Current.CancellationToken);
        chapters.Count.ShouldBeGreaterThanOrEqualTo(4);
        foreach (var (i, chapter) in chapters.Index())
        {
            chapter.Title.Length.ShouldBeLessThanOrEqualTo(60);
            var said = string.Join(' ', turns.Take(i + 1 < chapters.Count ? chapters[i + 1].Turn : turns.Count).Skip(chapter.Turn).Select(t => t.Text));
            foreach (var part in chapter.Title.Split(", ", StringSplitOptions.RemoveEmptyEntries)) said.ShouldContain(part, Case.Insensitive);
        }
    }
}
