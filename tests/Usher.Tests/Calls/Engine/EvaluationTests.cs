using System.Text.Json;
using Usher.Calls.Engine;

namespace Usher.Tests.Calls.Engine;

public sealed class EvaluationTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("usher-evaluation-").FullName;

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    private async Task<int> Run() => await Evaluation.Run(folder, Path.Combine(folder, "answers.jsonl"), null, TestContext.Current.CancellationToken);

    [Fact]
    public async Task Each_question_and_the_summary_get_a_line_with_quotations_of_the_meeting()
    {
        var turns = Talk.Sale.Turns.Select(t => new { speaker = t.Speaker, text = t.Text });
        await File.WriteAllTextAsync(Path.Combine(folder, "m1.json"), JsonSerializer.Serialize(new
        {
            id = "m1",
            domain = "sales",
            turns,
            questions = new[] { new { question = "What does a printer cost?", answer = "x", spans = new[] { new[] { 3, 3 } } }, new { question = "What is the capital of France?", answer = "x", spans = new[] { new[] { 0, 0 } } } },
            summaries = new[] { new { question = "Summarize.", answer = "x" } },
        }), TestContext.Current.CancellationToken);
        (await Run()).ShouldBe(3);
        var lines = (await File.ReadAllLinesAsync(Path.Combine(folder, "answers.jsonl"), TestContext.Current.CancellationToken)).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        lines.Select(l => l.GetProperty("meeting").GetString()).Distinct().ShouldBe(["m1"]);
        lines.Select(l => l.GetProperty("question").ToString()).ShouldBe(["0", "1", "summary"]);
        lines[0].GetProperty("quotes").EnumerateArray().Select(q => q.GetProperty("turn").GetInt32()).ShouldContain(3);
        lines[1].GetProperty("quotes").GetArrayLength().ShouldBe(0);
        foreach (var quote in lines.SelectMany(l => l.GetProperty("quotes").EnumerateArray()))
            Talk.Sale.Turns[quote.GetProperty("turn").GetInt32()].Text.ShouldContain(quote.GetProperty("text").GetString()!, Case.Sensitive);
    }

    [Theory]
    [InlineData("[1,2]")]
    [InlineData("{\"id\":\"x\"}")]
    [InlineData("nothing")]
    public async Task A_file_that_is_no_meeting_is_named_and_nothing_is_written(string content)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "bad.json"), content, TestContext.Current.CancellationToken);
        (await Should.ThrowAsync<InvalidDataException>(Run)).Message.ShouldContain("bad.json");
        File.Exists(Path.Combine(folder, "answers.jsonl")).ShouldBeFalse();
    }
}
