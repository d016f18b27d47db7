using Usher.Calls.Engine;
using Usher.Calls.Engine.Learned;

namespace Usher.Tests.Calls.Engine;

/// <summary>What was learned from meetings: its file, and that talk in other languages does without.</summary>
public class LearnedTests
{
    [Fact]
    public void What_is_shipped_is_small_and_reads_as_it_was_written()
    {
        using var shipped = typeof(Answerer).Assembly.GetManifestResourceStream("Usher.Calls.Engine.Learned.models.bin")!;
        shipped.Length.ShouldBeInRange(50_000, 2_000_000);
        using var written = new MemoryStream();
        LearnedModels.OfAnswers.Write(written);
        LearnedModels.OfSummaries.Write(written);
        using var bytes = new MemoryStream();
        shipped.CopyTo(bytes);
        written.ToArray().ShouldBe(bytes.ToArray());
    }

    [Fact]
    public void A_tree_goes_right_above_its_threshold()
    {
        var trees = new Trees(1, 0.5f, [1], [2f], [10f, 20f]);
        trees.Of([9f, 2f]).ShouldBe(10.5);
        trees.Of([0f, 2.1f]).ShouldBe(20.5);
    }

    [Theory]
    [InlineData("Ana: We met at noon and they did not agree on the price of it.", true)]
    [InlineData("Mia: Ich finde den Garten sehr schön und bleibe gern hier, sagt das Amt.", false)]
    [InlineData("Tanaka: 来週からパイロットを始めます。配送費は三千円です。", false)]
    public void English_is_known_by_its_grammar(string lines, bool known) =>
        LearnedAnswer.Knows(Corpus.Read([Talk.Of(lines)], AnswerTuning.Default, default)).ShouldBe(known);

    [Theory]
    [InlineData("What did she think of it when they met in March?", "What did she think of it ", " they met in March?")]
    [InlineData("What did she think of it?", "What did she think of it?", "")]
    public void A_question_is_cut_before_its_occasion(string question, string first, string second) =>
        QuestionParts.Of(question).ShouldBe((first, second));
}
