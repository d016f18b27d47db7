using Usher.Calls.Engine;
using Usher.Calls.Engine.Learned;

namespace Usher.Bench.Training;

/// <summary>A question, a person's answer, and all that the engine knows of the clauses of the meeting before it has learned.</summary>
internal sealed class Lesson
{
    private Lesson(Meeting meeting, Meeting.Asked asked, Units units, QuestionReading question, float[] placeRows, double[] byHand)
    {
        Meeting = meeting;
        Asked = asked;
        Units = units;
        Question = question;
        PlaceRows = placeRows;
        ByHand = byHand;
        Right = [.. (asked.Spans ?? []).SelectMany(s => Enumerable.Range(s[0], s[1] - s[0] + 1))];
        Reference = Rouge.Words(asked.Answer);
        var vocabulary = units.Corpus.Vocabulary;
        Counts = new int[vocabulary.Count];
        var before = -1;
        foreach (var word in CallText.Of(asked.Answer).Words)
        {
            var stem = vocabulary.Find(word.Form);
            if (stem >= Counts.Length)
                stem = -1;
            if (stem >= 0)
                Counts[stem]++;
            if (stem >= 0 && before >= 0)
                Pairs[(before, stem)] = 1 + Pairs.GetValueOrDefault((before, stem));
            before = stem;
        }
    }

    public Meeting Meeting { get; }

    public Meeting.Asked Asked { get; }

    public Units Units { get; }

    public QuestionReading Question { get; }

    public float[] PlaceRows { get; }

    public double[] ByHand { get; }

    /// <summary>Whether it is the summary of the whole meeting.</summary>
    public bool IsSummary => Asked.Question.Length == 0;

    /// <summary>The turns where the answer is.</summary>
    public HashSet<int> Right { get; }

    /// <summary>The words of the person's answer.</summary>
    public string[] Reference { get; }

    /// <summary>For each stem how often the answer uses it.</summary>
    public int[] Counts { get; }

    /// <summary>How often it uses two stems in a row.</summary>
    public Dictionary<(int, int), int> Pairs { get; } = [];

    /// <summary>For each clause how likely the answer is there, by what was learned from other meetings.</summary>
    public double[] Places { get; set; } = [];

    /// <summary>The clauses that an answer is chosen from.</summary>
    public int[] Candidates => Units.Best(Places, new ChoiceTuning().Places);

    public Expected Expected { get; set; } = new([], []);

    /// <summary>Whether each clause is where the answer is. A summary is everywhere: then, whether it uses more of the clause than of three others.</summary>
    public float[] PlaceLabels()
    {
        if (Right.Count > 0)
            return [.. Enumerable.Range(0, Units.Count).Select(u => Right.Contains(Units[u].Turn) ? 1f : 0)];
        var values = ValueLabels([.. Enumerable.Range(0, Units.Count)]);
        var least = values.Order().ElementAt(values.Length * 3 / 4);
        return Array.ConvertAll(values, v => v > least ? 1f : 0);
    }

    /// <summary>Which share of each clause's words, and of its pairs of words, the answer uses.</summary>
    public float[] ValueLabels(int[] clauses)
    {
        var labels = new float[clauses.Length];
        for (var n = 0; n < labels.Length; n++)
        {
            var words = Units.Words(clauses[n]);
            int ones = 0, twos = 0;
            var used = new Dictionary<int, int>();
            for (var i = 0; i < words.Length; i++)
            {
                var stem = words[i].Form.Stem;
                used[stem] = 1 + used.GetValueOrDefault(stem);
                ones += used[stem] <= Counts[stem] ? 1 : 0;
                twos += i > 0 && Pairs.ContainsKey((words[i - 1].Form.Stem, stem)) ? 1 : 0;
            }
            labels[n] = (ones + 2.5f * twos) / words.Length;
        }
        return labels;
    }

    public static List<Lesson> Of(Meeting meeting)
    {
        var tuning = AnswerTuning.Default;
        var corpus = Corpus.Read([meeting.Transcript], tuning, default);
        var units = new Units(corpus);
        return [.. meeting.Questions.Select(Read), .. (meeting.Summaries ?? []).Take(1).Select(s => Read(s with { Question = "", Spans = null }))];
        Lesson Read(Meeting.Asked asked)
        {
            var question = QuestionReading.Of(asked.Question, corpus, tuning);
            var byHand = units.Flat(new ClauseRanker(tuning).Rank(question, corpus, default));
            return new Lesson(meeting, asked, units, question,
                PlaceFeatures.Of(asked.Question, question, units, byHand, tuning, default), byHand);
        }
    }
}
