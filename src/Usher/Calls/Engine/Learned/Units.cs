namespace Usher.Calls.Engine.Learned;

/// <summary>All clauses of the calls of a question in one row, and numbers about each of them.</summary>
internal sealed class Units
{
    private readonly int[] firstOfText;

    public Units(Corpus corpus)
    {
        Corpus = corpus;
        firstOfText = new int[corpus.Texts.Count + 1];
        for (var t = 0; t < corpus.Texts.Count; t++)
            firstOfText[t + 1] = firstOfText[t] + corpus.Clauses[t].Length;
        Text = new int[firstOfText[^1]];
        for (var t = 0; t < corpus.Texts.Count; t++)
            Array.Fill(Text, t, firstOfText[t], corpus.Clauses[t].Length);
    }

    public Corpus Corpus { get; }

    public int Count => Text.Length;

    /// <summary>For each clause the number of its call.</summary>
    public int[] Text { get; }

    public Clause this[int unit] => Corpus.Clauses[Text[unit]][unit - firstOfText[Text[unit]]];

    /// <summary>The number that a clause of a call has among all.</summary>
    public int Of(int text, int clause) => firstOfText[text] + clause;

    /// <summary>The words of a clause.</summary>
    public ReadOnlySpan<Word> Words(int unit) => Corpus.Texts[Text[unit]].Words.AsSpan()[this[unit].First..this[unit].End];

    /// <summary>Numbers given by call and clause, in one row.</summary>
    public double[] Flat(double[][] scores)
    {
        var flat = new double[Count];
        for (var t = 0; t < scores.Length; t++)
            scores[t].CopyTo(flat, firstOfText[t]);
        return flat;
    }

    /// <summary>Numbers in one row, by call and clause.</summary>
    public double[][] ByCall(double[] flat) =>
        [.. Enumerable.Range(0, firstOfText.Length - 1).Select(t => flat[firstOfText[t]..firstOfText[t + 1]])];

    /// <summary>The call and the number in it of a clause.</summary>
    public (int Text, int Clause) At(int unit) => (Text[unit], unit - firstOfText[Text[unit]]);

    /// <summary>The clauses with the highest numbers, the highest first; of equal ones the earlier.</summary>
    public static int[] Best(double[] scores, int count)
    {
        var order = Order(scores);
        return order.Length > count ? order[..count] : order;
    }

    /// <summary>For each number which share of all is lower, from 0 to 1.</summary>
    public static float[] Ranks(double[] scores)
    {
        var order = Order(scores);
        var ranks = new float[scores.Length];
        for (var i = 0; i < order.Length; i++)
            ranks[order[i]] = 1 - i / (float)order.Length;
        return ranks;
    }

    private static int[] Order(double[] scores)
    {
        var order = new int[scores.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(order, (a, b) => scores[b].CompareTo(scores[a]) is not 0 and var by ? by : a.CompareTo(b));
        return order;
    }
}
