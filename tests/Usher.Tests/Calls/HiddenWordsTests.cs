using System.Text.Json;
using Usher.Access;
using Usher.Calls;
using Usher.Platform;
using Usher.Tests.Stores;

namespace Usher.Tests.Calls;

/// <summary>
/// Rule 12: words are found, counted and quoted only for those who may read them. In random worlds everything that a viewer may not read is changed, and not a byte of
/// what they are answered changes with it; what they may read, they find.
/// </summary>
public abstract class HiddenWordsSuite
{
    private const int InOneDatabase = 25;
    private const int AskedOfEach = 5;

    protected abstract Task<string> NewDatabase();

    /// <summary>How many worlds.</summary>
    protected abstract int Worlds { get; }

    [Fact]
    public async Task No_answer_depends_on_words_that_its_reader_may_not_read_and_all_that_they_may_read_is_found()
    {
        CallWorld? first = null;
        var (last, answers, found) = (Scale.Seed + Worlds, 0, 0);
        for (var seed = Scale.Seed; seed < last; seed++)
        {
            if ((seed - Scale.Seed) % InOneDatabase == 0)
            {
                if (first is not null) await first.DisposeAsync();
                first = await CallWorld.New(await NewDatabase(), "first");
            }

            await using var world = await CallWorld.Beside(first!.Store, $"world-{seed}");
            var words = await WordsWorld.New(world, seed);
            var viewer = words.One(words.Viewers);
            var questions = Questions(world, words, viewer).ToArray();
            new Random(seed).Shuffle(questions);
            questions = questions[..AskedOfEach];
            var before = await Answers(questions);
            await words.ChangeWhatIsHiddenFrom(viewer);
            var after = await Answers(questions);
            for (var i = 0; i < questions.Length; i++) after[i].ShouldBe(before[i], $"world {seed}, {viewer.Name}, question {i}");
            answers += questions.Length;

            var word = words.Word();
            var expected = words.Calls.Where(c => viewer.Reads(c) is { } whole && (whole ? c.Whole : c.Shown).Contains(word, StringComparison.Ordinal)).Select(c => c.Facts.Id).ToList();
            var page = (await world.Gate.Run(viewer.Caller, new ListCalls { Text = word, Limit = 50 })).Value!;
            page.Items.Select(i => i.Id).ShouldBe(expected, ignoreOrder: true, $"world {seed}, {viewer.Name}, {word}");
            page.Count.ShouldBe($"{expected.Count}");
            found += expected.Count;
        }

        await first!.DisposeAsync();
        answers.ShouldBeGreaterThan(0);
        found.ShouldBeGreaterThan(0);
    }

    /// <summary>All ways in which words are found, counted and quoted.</summary>
    private static List<Func<Task<object?>>> Questions(CallWorld world, WordsWorld words, WordsViewer viewer)
    {
        var (a, b, c) = (words.Word(), words.Word(), words.Word());
        var one = words.One(words.Calls).Facts.Id;
        var asks = new Questions(world.Gate, world.Clock);
        List<Func<Task<object?>>> questions =
        [
            async () => Told(await world.Gate.Run(viewer.Caller, new ListCalls { Text = a })),
            async () => Told(await world.Gate.Run(viewer.Caller, new ListCalls { Text = $"{b} {c}" })),
            async () => Told(await world.Gate.Run(viewer.Caller, new ListCalls { Text = b, Limit = 1 })),
            async () => Told(await world.Gate.Run(viewer.Caller, new ListCalls { Account = "Brackwater", Text = c })),
            async () => Told(await world.Gate.Run(viewer.Caller, new ListCalls { Text = "Zed" })),
            async () => Told(await world.Gate.Run(viewer.Caller, new ListCalls { Text = "Ines" })),
            async () => Told(await world.Gate.Run(viewer.Caller, new ListCalls())),
            async () => Told(await world.Gate.Run(viewer.Caller, new ViewCall(one))),
        ];
        if (viewer.Caller.Kind == ActorKind.User)
        {
            questions.Add(async () => Told(await asks.Ask(viewer.Caller, $"What was decided about the {a} and the {b}?", null, default)));
            questions.Add(async () => Told(await asks.Ask(viewer.Caller, $"What did Zed say about the price of the {c}?", null, default)));
            questions.Add(async () => Told(await asks.Ask(viewer.Caller, $"Is there any concern about the {b}?", one, default)));
        }

        return questions;

        static object? Told<T>(Outcome<T> outcome) => outcome.Refused is { } refused ? refused.ToString() : outcome.Value;
    }

    private static async Task<List<string>> Answers(IEnumerable<Func<Task<object?>>> questions)
    {
        var answers = new List<string>();
        foreach (var question in questions) answers.Add(JsonSerializer.Serialize(await question()));
        return answers;
    }
}

public sealed class HiddenWordsTests : HiddenWordsSuite
{
    protected override int Worlds => Scale.Of(30, 150);

    protected override Task<string> NewDatabase() => WorldDatabases.Current.New();
}
