using Usher.Calls.Engine;
using Usher.Calls.Engine.Learned;

namespace Usher.Bench.Training;

/// <summary>Learns the models one after the other; each later one sees of the earlier ones only what they say of meetings they have not seen.</summary>
internal static class Learning
{
    public const int Folds = 5;
    private static readonly Growth OfPlaces = new(220, 6, 0.06, 20);
    private static readonly Growth OfWords = new(80, 4, 0.12, 20);
    private static readonly Growth OfPairs = new(60, 4, 0.12, 20);
    private static readonly Growth OfValues = new(80, 4, 0.1, 100);

    /// <summary>The parts that meetings are divided into, so that a series is in one part: for each series its part.</summary>
    public static Dictionary<string, int> Divide(IEnumerable<Meeting> meetings)
    {
        var parts = new Dictionary<string, int>(StringComparer.Ordinal);
        var sizes = new int[Folds];
        foreach (var series in meetings.GroupBy(m => m.Series).OrderByDescending(s => s.Sum(m => m.Questions.Count)).ThenBy(s => s.Key, StringComparer.Ordinal))
        {
            var part = Array.IndexOf(sizes, sizes.Min());
            parts[series.Key] = part;
            sizes[part] += series.Sum(m => m.Questions.Count);
        }
        return parts;
    }

    /// <summary>
    /// Learns all the models from all lessons. The places, which the others are learned from, are told for each part by what was learned
    /// from the other parts: what is known too well is no lesson.
    /// </summary>
    public static LearnedModels All(List<Lesson> lessons, Func<Lesson, int> part)
    {
        foreach (var (k, trees) in Enumerable.Range(0, Folds).Select(k => (k, Places([.. lessons.Where(l => part(l) != k)]))).ToList())
            Place(lessons.Where(l => part(l) == k), trees);
        var models = Rest(lessons);
        return models with { Place = Places(lessons) };
    }

    /// <summary>
    /// Gives each lesson its places and what its answer is expected to use, by what was learned from other series; returns for each what its
    /// clauses are worth.
    /// </summary>
    public static Dictionary<Lesson, double[]> Apart(List<Lesson> lessons, Func<Lesson, int> part)
    {
        for (var k = 0; k < Folds; k++)
            Place(lessons.Where(l => part(l) == k), Places([.. lessons.Where(l => part(l) != k)]));
        var values = new Dictionary<Lesson, double[]>();
        for (var k = 0; k < Folds; k++)
        {
            var models = Rest([.. lessons.Where(l => part(l) != k)]);
            foreach (var lesson in lessons.Where(l => part(l) == k))
            {
                Expect(lesson, models);
                values[lesson] = models.Values(lesson.Units, lesson.Candidates, lesson.PlaceRows, lesson.Places, lesson.Expected);
            }
        }
        return values;
    }

    private static void Place(IEnumerable<Lesson> lessons, Trees trees)
    {
        var models = new LearnedModels(trees, null!, null!, null!, null!);
        foreach (var lesson in lessons)
            lesson.Places = models.Places(lesson.PlaceRows, lesson.ByHand);
    }

    private static void Expect(Lesson lesson, LearnedModels models) => lesson.Expected = models.Expect(
        new WordFeatures(lesson.Asked.Question, lesson.Question, lesson.Units, lesson.Places, models.Table), lesson.Counts.Length);

    // The values see what the words and pairs say of lessons they were learned from: these are few trees of many words, and know little by heart.
    private static LearnedModels Rest(List<Lesson> lessons)
    {
        var table = Table(lessons);
        var words = Words(lessons, table);
        var models = new LearnedModels(null!, words, Pairs(lessons, table, words), null!, table);
        foreach (var lesson in lessons)
            Expect(lesson, models);
        return models with { Value = Values(lessons) };
    }

    public static Trees Places(List<Lesson> lessons) =>
        new Boosting([.. lessons.Select(l => Some(l.PlaceRows, PlaceFeatures.Count))], PlaceFeatures.Count,
            [.. lessons.SelectMany(l => Some(l.PlaceLabels(), 1))], Loss.Logistic).Grow(OfPlaces, 1);

    // Neighbours are much alike: of three clauses one is enough to learn from.
    private static float[] Some(float[] rows, int columns)
    {
        var some = new List<float>();
        for (var r = 0; r * columns < rows.Length; r += 3)
            some.AddRange(rows.AsSpan(r * columns, columns));
        return [.. some];
    }

    public static WordTable Table(List<Lesson> lessons)
    {
        var words = new Uses();
        var pairs = new Uses();
        foreach (var lesson in lessons)
        {
            Count(CallText.Of(lesson.Asked.Answer), lesson.Meeting.Field, answer: true, words, pairs);
        }
        foreach (var meeting in lessons.Select(l => l.Meeting).Distinct())
            foreach (var turn in meeting.Turns)
                Count(CallText.Of(turn.Text), meeting.Field, answer: false, words, pairs);
        return new WordTable(words.Common(4), pairs.Common(3));
    }

    private static void Count(CallText text, string field, bool answer, Uses words, Uses pairs)
    {
        for (var i = 0; i < text.Words.Length; i++)
        {
            words.Add(text.Words[i].Form.Key, field, answer);
            if (i > 0)
                pairs.Add($"{text.Words[i - 1].Form.Key} {text.Words[i].Form.Key}", field, answer);
        }
    }

    private sealed class Uses
    {
        private readonly Dictionary<string, Dictionary<string, int>> answers = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> talk = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> inAll = new(StringComparer.Ordinal);
        private long said;

        public void Add(string key, string field, bool answer)
        {
            if (!answer)
            {
                said++;
                talk[key] = 1 + talk.GetValueOrDefault(key);
                return;
            }
            inAll[field] = 1 + inAll.GetValueOrDefault(field);
            if (!answers.TryGetValue(key, out var uses))
                answers.Add(key, uses = new(StringComparer.Ordinal));
            uses[field] = 1 + uses.GetValueOrDefault(field);
        }

        // What every field uses at least so often. Its rate is that of the field that uses it least but one.
        public Dictionary<string, WordUse> Common(int least) => answers
            .Where(a => a.Value.Count == 3 && a.Value.Values.Min() >= least && !a.Key.Any(char.IsDigit))
            .ToDictionary(a => a.Key, a =>
            {
                var rates = a.Value.Select(f => 100.0 * f.Value / inAll[f.Key]).Order().ToList();
                return new WordUse((float)rates[1], (float)Math.Log((0.001 + rates[1]) / (0.001 + 100.0 * talk.GetValueOrDefault(a.Key) / said)));
            }, StringComparer.Ordinal);
    }

    public static Trees Words(List<Lesson> lessons, WordTable table)
    {
        var rows = new List<float[]>();
        var labels = new List<float>();
        foreach (var lesson in lessons)
        {
            var features = new WordFeatures(lesson.Asked.Question, lesson.Question, lesson.Units, lesson.Places, table);
            rows.Add(features.Words);
            labels.AddRange(features.Stems.Select(s => (float)lesson.Counts[s]));
        }
        return new Boosting(rows, WordFeatures.OfWord, [.. labels], Loss.Poisson).Grow(OfWords, 2);
    }

    public static Trees Pairs(List<Lesson> lessons, WordTable table, Trees words)
    {
        var rows = new List<float[]>();
        var labels = new List<float>();
        // There are many: of three questions those of one are enough to learn from.
        foreach (var lesson in lessons.Where((l, i) => l.IsSummary || i % 3 == 0))
        {
            var features = new WordFeatures(lesson.Asked.Question, lesson.Question, lesson.Units, lesson.Places, table);
            var expected = new double[lesson.Counts.Length];
            for (var i = 0; i < features.Stems.Length; i++)
                expected[features.Stems[i]] = Math.Exp(words.Of(features.Words.AsSpan(i * WordFeatures.OfWord, WordFeatures.OfWord)));
            var (pairs, pairRows) = features.ForPairs(expected);
            rows.Add(pairRows);
            labels.AddRange(pairs.Select(p => (float)Math.Min(1, lesson.Pairs.GetValueOrDefault(p))));
        }
        return new Boosting(rows, WordFeatures.OfPair, [.. labels], Loss.Poisson).Grow(OfPairs, 3);
    }

    public static Trees Values(List<Lesson> lessons)
    {
        return new Boosting([.. lessons.Select(l => ValueFeatures.Of(l.Units, l.Candidates, l.PlaceRows, l.Places, l.Expected))],
            ValueFeatures.Count, [.. lessons.SelectMany(l => l.ValueLabels(l.Candidates))], Loss.Squared).Grow(OfValues, 4);
    }
}
