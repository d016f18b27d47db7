using Usher.Calls;
using Usher.Calls.Engine;
using Usher.Calls.Transcripts;

namespace Usher.Tests.Calls.Engine;

/// <summary>Whose words an answer quotes.</summary>
public class SidesTests
{
    private static readonly CallTranscript Fish = Talk.Of("""
        Ana Moss: We can offer you a price of four pounds per kilo for the fish from next month on.
        Bert Vane: The price of four pounds per kilo is too much for the fish, we pay three today.
        Ana Moss: I promise that we will deliver the fish before seven on every Saturday.
        Bert Vane: The delivery on Saturday was late again, and nobody rang the kitchen about it.
        """, "Fish for the Foundry", 2) with { Account = "Foundry Kitchens", OtherSide = new HashSet<string> { "Bert Vane" } };

    private static readonly CallTranscript Wine = Talk.Of("""
        Ana Moss: The wine list is ready and the price of the house wine stays as it was.
        Cleo Hart: A competitor asked us about wine, they have a cheaper price for the house red.
        """, "Wine for the Harbour", 3) with { Account = "Harbour Hotel", OtherSide = new HashSet<string> { "Cleo Hart" } };

    private static IEnumerable<string> Speakers(string question, params CallTranscript[] calls) =>
        Answerer.Answer(question, calls, AnswerOptions.Default, CancellationToken.None).Lines.Select(l => l.Quote.Speaker);

    [Theory]
    [InlineData("What did customers say about the price of the fish?", "Bert Vane")]
    [InlineData("What did Foundry say about the price of the fish?", "Bert Vane")]
    [InlineData("What price did we offer for the fish?", "")]
    [InlineData("What did we promise about the delivery of the fish?", "Ana Moss")]
    [InlineData("What did we promise Bert about the delivery?", "Ana Moss")]
    [InlineData("What did Bert say about the delivery?", "Bert Vane")]
    public void The_side_that_is_asked_for_is_quoted(string question, string speaker)
    {
        var speakers = Speakers(question, Fish).ToList();
        speakers.ShouldNotBeEmpty();
        if (speaker.Length > 0)
            speakers.ShouldAllBe(s => s == speaker);
    }

    [Fact]
    public void Which_accounts_is_answered_with_no_more_than_one_line_of_each()
    {
        foreach (var question in new[] { "Which accounts spoke about price?", "Which accounts mentioned the house wine?" })
        {
            var lines = Answerer.Answer(question, [Fish, Wine], AnswerOptions.Default, CancellationToken.None).Lines;
            lines.ShouldNotBeEmpty();
            lines.Select(l => l.Call).ShouldBeUnique();
        }
    }

    [Fact]
    public void Who_has_an_address_of_another_domain_than_the_owner_is_of_the_other_side() =>
        CallSides.Others("ana@harbor.example",
            [new Attendee("Ana Moss", "ana@harbor.example"), new Attendee("Bert Vane", "bert@foundry.example"), new Attendee("Dee", null)],
            ["Ana Moss", "bert vane", "Bert Vane", "Dee", "Eve"]).ShouldBe(["bert vane", "Bert Vane"], ignoreOrder: true);
}
