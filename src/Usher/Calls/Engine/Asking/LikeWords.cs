using Usher.Calls.Engine.Learned;
using Usher.Calls.Words;

namespace Usher.Calls.Engine.Asking;

/// <summary>The words by which a call may speak of the same thing as a question.</summary>
internal static class LikeWords
{
    private const double Least = 0.6;
    private const int Most = 6;
    private const int MostWords = 6;

    /// <summary>For each word of a question that may carry its topic and is no name: the words that mean much the same, as search finds them.</summary>
    public static IReadOnlyList<AskedWord> Of(string question)
    {
        var asking = CallText.Of(question);
        var like = new List<AskedWord>();
        for (var i = 0; i < asking.Words.Length && like.Count < MostWords; i++)
        {
            var word = asking.Words[i].Form;
            if (!word.Topical || word.IsGram || Lexicon.Asking.Contains(word.Form) || Lexicon.Vague.Contains(word.Form)
                || (i > 0 && char.IsUpper(question[asking.Words[i].Start])) || WordLikeness.Shipped.Find(word.Form) is not (>= 0 and var at))
                continue;
            var stems = WordLikeness.Shipped.Like(at, Least, Most).SelectMany(SearchWords.Asked).SelectMany(w => w.AnyOf)
                .Where(key => key != word.Key).Distinct(StringComparer.Ordinal).ToList();
            if (stems.Count > 0)
                like.Add(new AskedWord(stems, true));
        }
        return like;
    }
}
