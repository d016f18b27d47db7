using System.Globalization;
using System.Text;
using System.Text.Json;
using Usher.Calls;

namespace Usher.Tests.Calls.Asked;

/// <summary><c>docs/answers.md</c> shows the answers that are given, good and bad ones.</summary>
public sealed class AnswersDocumentTests
{
    private const string Write = "USHER_WRITE_DOCS";
    private const int EachOne = 3;

    [Fact]
    public async Task The_document_of_answers_shows_them_as_they_are()
    {
        var path = Path.Combine(Repository.Root, "docs/answers.md");
        var text = await Text();
        if (Environment.GetEnvironmentVariable(Write) is not null) await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);

        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))
            .ShouldBe(text, $"docs/answers.md is generated: run the tests once with {Write}=1 and commit what changed");
    }

    private static async Task<string> Text()
    {
        var page = new StringBuilder("""
            # Twenty answers

            Every third of the sixty questions that were used while the engine was built, asked about the calls of the demo by somebody who sees them all, and answered offline: nothing is left out because it is bad. Under each question stands what was quoted, by whom and in which call; a person who had not seen the engine said beforehand which turns are right, and a tick marks those. This page is generated; a test fails when it is stale.

            """.ReplaceLineEndings("\n"));
        foreach (var customer in (await DemoQuestionsTests.Asked("questions-build")).Where((_, at) => at % EachOne == 0).GroupBy(q => q.GetProperty("customer").GetString()!))
        {
            await using var world = await CallWorld.New();
            var files = await DemoQuestionsTests.Load(world, customer.Key);
            var questions = new Questions(world.Gate, world.Clock);
            foreach (var question in customer)
                Add(page, question, (await questions.Ask(world.As("ana"), question.GetProperty("question").GetString()!, null, default)).Value!, files);
        }

        return page.ToString();
    }

    private static void Add(StringBuilder page, JsonElement question, AskAnswer answer, Dictionary<Guid, string> files)
    {
        var right = DemoQuestionsTests.Turns(question, "right");
        var known = right.Count > 0;
        if (question.TryGetProperty("also", out _)) right.UnionWith(DemoQuestionsTests.Turns(question, "also"));
        page.Append(CultureInfo.InvariantCulture, $"\n## {question.GetProperty("question").GetString()}\n\n");
        if (answer.None)
            page.Append(known ? "It says that nothing answers it; somebody does.\n" : "✓ It says that nothing answers it, and nothing does.\n");
        if (answer.Unsure) page.Append("*It is not sure that these quotations answer the question.*\n\n");
        foreach (var line in answer.Lines)
            page.Append(CultureInfo.InvariantCulture, $"- {(right.Contains((files[line.Call], line.Turn)) ? "✓ " : "")}“{line.Text}” ({line.Speaker}, {line.Title})\n");
        if (answer.FollowUps.Count > 0) page.Append(CultureInfo.InvariantCulture, $"\nYou could also ask: {string.Join(" · ", answer.FollowUps)}\n");
    }
}
