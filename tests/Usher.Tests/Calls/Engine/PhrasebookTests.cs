using Usher.Calls.Engine;

namespace Usher.Tests.Calls.Engine;

public class PhrasebookTests
{
    private static readonly Phrasebook Book = new("""
        let's (go [ahead] with|take {fruit}) | (i|we) agree
        my [*] worry
        """, ("fruit", Lexicon.Set("apples pears")));

    [Theory]
    [InlineData("well, let's go with it", true)]
    [InlineData("Let’s go ahead with it", true)]
    [InlineData("let 's go ahead with it", true)]
    [InlineData("let's take pears", true)]
    [InlineData("let's take plums", false)]
    [InlineData("let's go home with it", false)]
    [InlineData("I agree.", true)]
    [InlineData("it is I. Agree?", false)]
    [InlineData("my worry", true)]
    [InlineData("my main worry is this", true)]
    [InlineData("my main other worry is this", false)]
    [InlineData("", false)]
    public void Phrases_are_found_where_they_stand_whole_in_one_sentence(string said, bool found)
    {
        var text = CallText.Of(said);
        Book.IsIn(text, 0, text.Words.Length).ShouldBe(found);
    }

    [Fact]
    public void A_phrase_is_found_at_a_place_or_in_front_of_one()
    {
        var text = CallText.Of("so we agree on my worry");
        Book.Find(text, 0, 6).ShouldBe((1, 3));
        Book.BeginsAt(text, 1, 6).ShouldBeTrue();
        Book.BeginsAt(text, 0, 6).ShouldBeFalse();
        Book.EndsBefore(text, 0, 3).ShouldBeTrue();
        Book.EndsBefore(text, 0, 4).ShouldBeFalse();
    }

    [Theory]
    [InlineData("a (b|c")]
    [InlineData("a | | b")]
    [InlineData("a ()")]
    [InlineData("a]")]
    public void What_is_not_well_formed_is_refused(string phrases) => Should.Throw<FormatException>(() => new Phrasebook(phrases));
}
