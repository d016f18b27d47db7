using Usher.Calls.Engine;

namespace Usher.Tests.Calls.Engine;

public class PorterStemmerTests
{
    // Examples of the steps as Porter's paper gives them.
    [Theory]
    [InlineData("caresses", "caress")]
    [InlineData("ponies", "poni")]
    [InlineData("cats", "cat")]
    [InlineData("agreed", "agre")]
    [InlineData("plastered", "plaster")]
    [InlineData("motoring", "motor")]
    [InlineData("sing", "sing")]
    [InlineData("conflated", "conflat")]
    [InlineData("troubling", "troubl")]
    [InlineData("hopping", "hop")]
    [InlineData("falling", "fall")]
    [InlineData("filing", "file")]
    [InlineData("happy", "happi")]
    [InlineData("relational", "relat")]
    [InlineData("vietnamization", "vietnam")]
    [InlineData("triplicate", "triplic")]
    [InlineData("electrical", "electr")]
    [InlineData("adjustment", "adjust")]
    [InlineData("adoption", "adopt")]
    [InlineData("controlling", "control")]
    [InlineData("roll", "roll")]
    [InlineData("naïve", "naïve")]
    [InlineData("be", "be")]
    public void Words_of_a_family_have_one_stem(string word, string stem) => PorterStemmer.Stem(word).ShouldBe(stem);
}
