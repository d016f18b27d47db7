using System.Globalization;
using Usher.Calls.Engine;
using Usher.Calls.Engine.Learned;

namespace Usher.Bench.Training;

/// <summary>Learns the models of the engine from meetings, and tells what they are worth on meetings that they have not seen.</summary>
internal static class TrainReport
{
    /// <summary>Learns from the meetings of a folder and writes the file that the engine embeds: the same meetings, the same file.</summary>
    /// <param name="folder">The meetings.</param>
    /// <param name="output">The file to write.</param>
    /// <param name="apart">Meetings kept aside: of their series nothing is learned. Null: none.</param>
    public static int Train(string folder, string output, string? apart)
    {
        var series = apart is null ? [] : Meeting.Read(apart).Select(m => m.Series).ToHashSet(StringComparer.Ordinal);
        var meetings = Meeting.Read(folder).Where(m => !series.Contains(m.Series)).ToList();
        var (questions, summaries) = Lessons(meetings);
        var parts = Learning.Divide(meetings);
        using var stream = File.Create(output);
        foreach (var lessons in new[] { questions, summaries })
            Learning.All(lessons, l => parts[l.Meeting.Series]).Write(stream);
        Say($"{meetings.Count} meetings, {questions.Count} questions: {stream.Length} bytes in {output}");
        return 0;
    }

    /// <summary>Tells what is learned is worth: each meeting is answered by what was learned from meetings of other series.</summary>
    public static int Cross(string[] folders)
    {
        var meetings = folders.SelectMany(Meeting.Read).ToList();
        var parts = Learning.Divide(meetings);
        var (questions, summaries) = Lessons(meetings);
        int Part(Lesson l) => parts[l.Meeting.Series];
        foreach (var lessons in new[] { summaries, questions })
        {
            Score(lessons, "by hand", l => [.. Units.Best(l.ByHand, 6)]);
            var values = Learning.Apart(lessons, Part);
            Score(lessons, "places", l => [.. Units.Best(l.Places, 6)]);
            foreach (var tuning in lessons[0].IsSummary ? OfSummaries : OfQuestions)
                Score(lessons, tuning.ToString(), l => new LearnedChoice(l.Units, l.Places, l.Expected, tuning)
                    .Choose(l.Candidates, values[l], lessons[0].IsSummary ? new AnswerOptions(150, 12) : AnswerOptions.Default));
        }
        return 0;
    }

    private static readonly ChoiceTuning[] OfQuestions =
    [
        new() { Pairs = 0, Value = 0 }, new() { Value = 0 }, new(), new() { Place = 0.05 }, new() { Place = 0.4 },
        ChoiceTuning.Default, ChoiceTuning.Default with { Spread = 1 }, ChoiceTuning.Default with { ClarityPower = 1 },
    ];

    private static readonly ChoiceTuning[] OfSummaries =
    [
        new() { Target = 110, Value = 0 }, new() { Target = 110 }, ChoiceTuning.OfSummaries with { Target = 110 },
        ChoiceTuning.OfSummaries with { Target = 130 }, ChoiceTuning.OfSummaries with { Target = 95 },
    ];

    private static (List<Lesson> Questions, List<Lesson> Summaries) Lessons(List<Meeting> meetings)
    {
        var lessons = meetings.AsParallel().AsOrdered().WithDegreeOfParallelism(2).SelectMany(Lesson.Of).ToList();
        return ([.. lessons.Where(l => !l.IsSummary)], [.. lessons.Where(l => l.IsSummary)]);
    }

    private static void Score(List<Lesson> lessons, string name, Func<Lesson, List<int>> choose)
    {
        var results = lessons.AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select(l =>
        {
            var chosen = choose(l);
            chosen.Sort();
            var words = Rouge.Words(string.Join('\n', chosen.Select(u => l.Units[u].Quote(l.Units.Corpus.Texts[0]).Text)));
            var cited = chosen.Select(u => l.Units[u].Turn).Distinct().ToList();
            var right = cited.Count(l.Right.Contains);
            return (l.Meeting.Field, Rouge: Rouge.Of(words, l.Reference), Hit: right > 0 ? 1.0 : 0, Precision: cited.Count == 0 ? 0 : right / (double)cited.Count, Words: words.Length);
        }).ToList();
        foreach (var group in results.GroupBy(r => r.Field).Append(results.GroupBy(_ => "all").Single()))
            if (group.Key == "all" || name.Contains("Place = 0.2, Least = 0, Pairs = 2.5, Value = 0.5", StringComparison.Ordinal))
                Say($"{group.Average(r => r.Rouge.One) * 100:0.00}/{group.Average(r => r.Rouge.Two) * 100:0.00}/{group.Average(r => r.Rouge.Longest) * 100:0.00} hit {group.Average(r => r.Hit) * 100:0.0} right {group.Average(r => r.Precision) * 100:0.0} words {group.Average(r => r.Words):0.0}  {group.Key} {name}");
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
