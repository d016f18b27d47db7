namespace Usher.Calls.Engine;

/// <summary>
/// The calls of one question: read, cut into clauses and counted. Every statistic the engine uses comes from here, and so from nothing
/// but the calls that the asker may see.
/// </summary>
internal sealed class Corpus
{
    private Corpus(IReadOnlyList<CallText> texts, Clause[][] clauses, HashSet<int>[] names, Vocabulary vocabulary)
    {
        Texts = texts;
        Clauses = clauses;
        Names = names;
        Vocabulary = vocabulary;
        (Rarity, Unseen) = CountRarity();
    }

    public IReadOnlyList<CallText> Texts { get; }

    /// <summary>For each call its clauses, in order.</summary>
    public Clause[][] Clauses { get; }

    /// <summary>For each call the stems of its title and of the names that belong to it.</summary>
    public HashSet<int>[] Names { get; }

    public Vocabulary Vocabulary { get; }

    /// <summary>Whether it is known of anybody which side they are on.</summary>
    public bool HasSides => Texts.Any(t => t.Call.OtherSide.Count > 0);

    /// <summary>For each stem how seldom clauses hold it: its inverse document frequency.</summary>
    public double[] Rarity { get; }

    /// <summary>The rarity of a word that no clause holds.</summary>
    public double Unseen { get; }

    public static Corpus Read(IReadOnlyList<CallTranscript> calls, AnswerTuning tuning, CancellationToken ct)
    {
        var vocabulary = new Vocabulary();
        var cutter = new ClauseCutter(tuning);
        // What one question reads has a bound; each call has its share of it, so that a long one leaves room for the others.
        var texts = calls.Select(c => CallText.Read(c, vocabulary, ct, CallText.MostWords / Math.Max(1, calls.Count))).ToArray();
        var names = Array.ConvertAll(texts, t => CallText.Of(string.Join(' ', [t.Call.Title, .. t.Call.Ours]), vocabulary).Words
            .Where(w => w.Form.Topical).Select(w => w.Form.Stem).ToHashSet());
        return new Corpus(texts, Array.ConvertAll(texts, t => cutter.Cut(t, ct).ToArray()), names, vocabulary);
    }

    /// <summary>Room for a number for each clause.</summary>
    public double[][] Scores() => Array.ConvertAll(Clauses, c => new double[c.Length]);

    private (double[] Rarity, double Unseen) CountRarity()
    {
        var within = new int[Vocabulary.Count];
        var lastSeen = new int[Vocabulary.Count];
        var n = 0;
        for (var t = 0; t < Texts.Count; t++)
            foreach (var clause in Clauses[t])
            {
                n++;
                for (var i = clause.First; i < clause.End; i++)
                {
                    var stem = Texts[t].Words[i].Form.Stem;
                    if (lastSeen[stem] == n)
                        continue;
                    lastSeen[stem] = n;
                    within[stem]++;
                }
            }
        return (Array.ConvertAll(within, df => Idf(df)), Idf(0));
        double Idf(int df) => Math.Log(1 + (n - df + 0.5) / (df + 0.5));
    }
}
