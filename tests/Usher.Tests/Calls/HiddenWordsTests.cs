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
        var (last, answers, found, suggested) = (Scale.Seed + Worlds, 0, 0, 0);
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
            found += await FindsByItsSyntax(world, words, viewer, seed);
            suggested += await Suggests(world, words, viewer, seed);
        }

        await first!.DisposeAsync();
        answers.ShouldBeGreaterThan(0);
        found.ShouldBeGreaterThan(0);
        suggested.ShouldBeGreaterThan(0);
    }

    /// <summary>Phrases, exclusions, beginnings, speakers, accounts and teams: what is found is what a reader with the texts before them would find, page by page.</summary>
    private static async Task<int> FindsByItsSyntax(CallWorld world, WordsWorld words, WordsViewer viewer, int seed)
    {
        var all = 0;
        for (var i = 0; i < 4; i++)
        {
            var (text, finds) = words.Search();
            var expected = words.Calls.Where(c => viewer.Reads(c) is { } whole && finds(c, whole)).Select(c => c.Facts.Id).ToList();
            var page = (await world.Gate.Run(viewer.Caller, new ListCalls { Text = text, Limit = 50 })).Value!;
            page.Items.Select(item => item.Id).ShouldBe(expected, ignoreOrder: true, $"world {seed}, {viewer.Name}, {text}");
            page.Count.ShouldBe($"{expected.Count}");
            page.Next.ShouldBeNull();
            var (one, parts) = (new List<Guid>(), new ListCalls { Text = text, Limit = 1 });
            do
            {
                page = (await world.Gate.Run(viewer.Caller, parts)).Value!;
                one.AddRange(page.Items.Select(item => item.Id));
                parts = parts with { Cursor = page.Next };
            }
            while (page.Next is not null);
            one.ShouldBe(expected, ignoreOrder: true, $"world {seed}, {viewer.Name}, {text}, one by one");
            all += expected.Count;
        }

        return all;
    }

    /// <summary>A word is suggested where it is in a text that the viewer may read, and nowhere else.</summary>
    private static async Task<int> Suggests(CallWorld world, WordsWorld words, WordsViewer viewer, int seed)
    {
        var (typed, meant) = words.Misspelled();
        var readable = words.Calls.Any(c => viewer.Reads(c) is { } whole && (whole ? c.Whole : c.Shown).Contains(meant, StringComparison.Ordinal));
        var page = (await world.Gate.Run(viewer.Caller, new ListCalls { Text = typed })).Value!;
        page.Items.ShouldBeEmpty();
        page.Suggestion.ShouldBe(readable && viewer.Caller.Kind == ActorKind.User ? meant : null, $"world {seed}, {viewer.Name}, {typed}");
        return page.Suggestion is null ? 0 : 1;
    }

    /// <summary>All ways in which words are found, counted and quoted.</summary>
    private static List<Func<Task<object?>>> Questions(CallWorld world, WordsWorld words, WordsViewer viewer)
    {
        var (a, b, c) = (words.Word(), words.Word(), words.Word());
        var (some, other, hasty, haste) = (words.Search().Text, words.Search().Text, words.Misspelled().Typed, words.Misspelled().Typed);
        var one = words.One(words.Calls).Facts.Id;
        var asks = new Questions(world.Gate, world.Clock);
        List<Func<Task<object?>>> questions =
        [
            async () => Told(await world.Gate.Run(viewer.Caller, new ListCalls { Text = a })),
            async () => Told(await world.Gate.Run(viewer.Caller, new ListCalls { Text = $"{b} {c}" })),
            async () => Told(await world.Gate.Run(viewer.Caller, new ListCalls { Text = b, Limit = 1 })),
            async () => Told(await world.Gate.Run(viewer.Caller, new ListCalls { Account = "Brackwater", Text = c })),
            async () => Told(await world.Gate.Run(viewer.Caller, new ListCalls { Text = "Zed" })),
            async () => Told(await world.Gate.Run(viewer.Caller, new ListCalls { Text = some })),
            async () => Told(await world.Gate.Run(viewer.Caller, new ListCalls { Text = other, Limit = 1 })),
            async () => Told(await world.Gate.Run(viewer.Caller, new ListCalls { Text = $"\"the {a} and the\" -{b}" })),
            async () => Told(await world.Gate.Run(viewer.Caller, new ListCalls { Text = $"{c[..Math.Min(3, c.Length)]}* -\"the {b}\"" })),
            async () => Told(await world.Gate.Run(viewer.Caller, new ListCalls { Text = "from:Yara -from:Ulla" })),
            async () => Told(await world.Gate.Run(viewer.Caller, new ListCalls { Text = hasty })),
            async () => Told(await world.Gate.Run(viewer.Caller, new ListCalls { Text = $"nowhere from:Yarra about:Bracwater {haste}" })),
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
