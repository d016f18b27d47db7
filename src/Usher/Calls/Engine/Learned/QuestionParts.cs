namespace Usher.Calls.Engine.Learned;

/// <summary>Cuts “What did Ana think of the price when they talked about the contract?” into what is asked and the occasion.</summary>
internal static class QuestionParts
{
    private static readonly HashSet<string> Cuts = ["when", "while", "during", "regarding", "concerning"];

    /// <returns>The two parts; the second is empty where there is no occasion.</returns>
    public static (string First, string Second) Of(string question)
    {
        var words = CallText.Of(question).Words;
        for (var i = 2; i < words.Length - 1; i++)
            if (Cuts.Contains(words[i].Form.Form))
                return (question[..words[i].Start], question[words[i].End..]);
        return (question, "");
    }
}
