using Usher.Calls;
using Usher.Calls.Engine;
using Usher.Calls.Engine.Learned;
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

    [Theory]
    [InlineData("[unknown]")]
    [InlineData("<no account>")]
    [InlineData("????")]
    public void An_account_whose_name_has_no_words_is_no_error_and_is_not_asked_for(string account)
    {
        var odd = Fish with { Account = account };
        foreach (var question in new[] { $"What are the next steps with {account}?", "What did customers say about the price of the fish?" })
            Answerer.Answer(question, [odd, Wine], AnswerOptions.Default, CancellationToken.None).FollowUps.ShouldNotContain(next => next.Question.Contains(account, StringComparison.Ordinal));
    }

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

    private static Answer Asked(string question, params CallTranscript[] calls) =>
        Answerer.Answer(question, calls, AnswerOptions.Default, CancellationToken.None);

    [Fact]
    public void What_may_be_asked_next_is_said_in_the_calls_that_are_given_and_in_no_other()
    {
        const string question = "What did Foundry say about the fish?";
        var alone = Asked(question, Fish).FollowUps;
        alone.Select(f => f.Question).ShouldContain("What did we tell Foundry Kitchens about fish?");
        alone.ShouldAllBe(f => f.From.Single() == Fish.Call);

        Asked(question, Fish, Wine).FollowUps.Select(f => f.Question).ShouldBe(alone.Select(f => f.Question), "nobody speaks of fish there");
        var late = Talk.Of("Cleo Hart: Your fish came at noon and the kitchen had closed by then.", "Late", 4) with
        {
            Account = "Harbour Hotel",
            OtherSide = new HashSet<string> { "Cleo Hart" },
        };
        Asked(question, Fish, late).FollowUps.ShouldContain(f => f.Question == "Which other accounts mentioned fish?" && f.From.Single() == late.Call);
    }

    [Fact]
    public void An_answer_to_half_of_a_question_is_not_sure()
    {
        Asked("What did Foundry say about the late delivery on Saturday?", Fish).Sure.ShouldBeTrue();
        Asked("What did Foundry say about the late delivery on Saturday and umbrellas?", Fish).ShouldSatisfyAllConditions(
            a => a.IsNone.ShouldBeFalse(), a => a.Sure.ShouldBeFalse());
    }

    [Fact]
    public void Words_that_mean_much_the_same_are_nearer_to_each_other_than_to_others()
    {
        var words = WordLikeness.Shipped;
        words.Of(words.Find("quickly"), words.Find("fast")).ShouldBeGreaterThan(0.6);
        words.Of(words.Find("quickly"), words.Find("pigeon")).ShouldBeLessThan(0.3);
        words.Find("promised").ShouldBeGreaterThanOrEqualTo(0, "by its stem, if not by its form");
        words.Find("zzyzx").ShouldBe(-1);
    }

    [Fact]
    public void Who_has_an_address_of_another_domain_than_the_owner_is_of_the_other_side() =>
        CallSides.Others("ana@harbor.example",
            [new Attendee("Ana Moss", "ana@harbor.example"), new Attendee("Bert Vane", "bert@foundry.example"), new Attendee("Dee", null)],
            ["Ana Moss", "bert vane", "Bert Vane", "Dee", "Eve"]).ShouldBe(["bert vane", "Bert Vane"], ignoreOrder: true);
}
