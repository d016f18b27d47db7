using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>What somebody who looks for a name has typed.</summary>
internal static class Sought
{
    private const int Longest = 200;

    /// <summary>The refusal when it is too long to be one; null when it is not, or nothing was typed.</summary>
    public static Refusal? Fault(string? query) => query?.Length > Longest ? new Invalid("/query", $"At most {Longest} characters.") : null;

    /// <summary>The things that are called so, or have it as their slug.</summary>
    public static IEnumerable<T> Among<T>(IEnumerable<T> things, string? query)
        where T : INamed
    {
        var words = Folding.Sought(query);
        return words.Count == 0 ? things : things.Where(thing => Folding.Finds(words, $"{thing.Called} {thing.Slug}"));
    }
}
