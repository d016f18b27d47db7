using Usher.Calls.Engine;
using Usher.Calls.Transcripts;

namespace Usher.Tests.Calls.Engine;

public class SummarizerTests
{
    private static Summary Summarize(CallTranscript call) => Summarizer.Summarize(call, CancellationToken.None);

    private static IReadOnlyList<SummaryLine> Lines(CallTranscript call, SummaryKind kind) =>
        Summarize(call).Parts.SingleOrDefault(p => p.Kind == kind)?.Lines ?? [];

    [Theory]
    [InlineData(SummaryKind.About, "the renewal of the label printers")]
    [InlineData(SummaryKind.Decisions, "let's go with the two year contract")]
    [InlineData(SummaryKind.NextSteps, "I'll send you the contract by Thursday")]
    [InlineData(SummaryKind.OpenQuestions, "How many hours does a repair take")]
    [InlineData(SummaryKind.PricesAndDates, "two hundred and ten pounds per printer")]
    [InlineData(SummaryKind.ObjectionsAndRisks, "My main worry is")]
    [InlineData(SummaryKind.Competitors, "Inkwell")]
    public void Each_part_quotes_what_belongs_there(SummaryKind kind, string words) =>
        string.Join('\n', Lines(Talk.Sale, kind).Select(l => l.Quote.Text)).ShouldContain(words);

    [Fact]
    public void Parts_and_lines_are_in_order_and_no_line_stands_twice()
    {
        var parts = Summarize(Talk.Sale).Parts;
        parts.Select(p => p.Kind).ShouldBeInOrder();
        foreach (var part in parts)
            part.Lines.Select(l => l.Quote.Turn).ShouldBeInOrder();
        parts.SelectMany(p => p.Lines).Select(l => l.Quote).ShouldBeUnique();
    }

    [Fact]
    public void A_part_with_nothing_is_absent()
    {
        var call = Talk.Of("Ana: The swans were back on the lake this morning, seven of them.\nBo: I saw them too, from the kitchen window of the house.");
        Summarize(call).Parts.Select(p => p.Kind).ShouldBeSubsetOf([SummaryKind.About]);
        Summarize(call with { Turns = [] }).Parts.ShouldBeEmpty();
    }

    [Fact]
    public void A_next_step_tells_who_and_when_in_words_of_the_call()
    {
        // The end of the call: what else was said would leave a summary of 150 words no room for all three.
        var steps = Lines(Talk.Sale with { Turns = [.. Talk.Sale.Turns.Skip(6)] }, SummaryKind.NextSteps);
        steps.ShouldContain(s => s.Quote.Text.StartsWith("I'll send you the contract") && s.Who == "Nora Vale" && s.When == "by Thursday");
        steps.ShouldContain(s => s.Quote.Text.Contains("Gordon will call") && s.Who == "Gordon" && s.When == "next week");
        steps.ShouldContain(s => s.Quote.Text.Contains("Could you also send") && s.Who == "Nora Vale" && s.When == "tomorrow");
    }

    [Fact]
    public void Nobody_is_named_and_no_time_told_that_the_call_does_not_hold()
    {
        var call = Talk.Of("Ana: We need to send the boxes back to the depot.\nBo: Somebody has to check the seals on all of the doors.\nCy: Right, and they need to pay the invoice.");
        foreach (var step in Lines(call, SummaryKind.NextSteps))
        {
            step.Who.ShouldBeNull();
            step.When.ShouldBeNull();
        }
    }

    [Fact]
    public void Neither_speakers_nor_the_account_are_competitors()
    {
        var call = Talk.Of("""
            Nora Vale: Compared to last year Brightwell have ordered more than anybody, and that is better than Ben expected.
            Ben Ode: I spoke to Nora about an alternative to that, and Brightwell's price is fine for us.
            """) with { Ours = ["Brightwell Foods", "ben@brightwell.example"] };
        Lines(call, SummaryKind.Competitors).ShouldBeEmpty();
    }

    [Fact]
    public void What_a_call_is_about_is_told_by_no_greeting_and_no_round_number()
    {
        var call = Talk.Of("""
            Ana: Hello, hello there, and hello to the note-taker of the tills, who is new here and takes notes.
            Bo: Fair play. Right, tills. Twenty-two pubs, the same tills in all of them, but not the same version of the tills.
            Ana: It's about nine hundred a month, I think.
            Bo: This is the room with the old tills in it.
            """, "Connecting the tills");
        var about = string.Join('\n', Lines(call, SummaryKind.About).Select(l => l.Quote.Text));
        foreach (var said in new[] { "Hello", "nine hundred", "This is the room" }) about.ShouldNotContain(said);
    }

    [Fact]
    public void Two_hours_are_summarised_in_bounded_memory()
    {
        var long2Hours = Talk.Sale with { Turns = [.. Enumerable.Range(0, 120).SelectMany(i => Talk.Sale.Turns.Select(t => t with { Text = $"{t.Text} That is number {i} of the list." }))] };
        long2Hours.Turns.Count.ShouldBe(1800);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        Summarize(long2Hours).Parts.Sum(p => p.Lines.Count).ShouldBeLessThan(40);
        (GC.GetAllocatedBytesForCurrentThread() - allocated).ShouldBeLessThan(150L << 20);
    }

    [Fact]
    public void One_turn_without_an_end_is_summarised_in_time_too()
    {
        var turn = new Turn("Ana", null, string.Concat(Enumerable.Repeat("the price of the contract is nine and nine and nine per cent of it ", 300)));
        Summarize(Talk.Sale with { Turns = [turn] }).Parts.SelectMany(p => p.Lines).ShouldAllBe(l => l.Quote.Text.Length < 400);
    }
}
