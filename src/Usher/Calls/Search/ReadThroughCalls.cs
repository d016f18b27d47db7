using Usher.Platform;

namespace Usher.Calls.Search;

/// <summary>
/// A page of calls of which the index can only propose, because it has no order of words: those it proposes are read, latest first, until
/// the page is full or so many were read. What they are read for is what the searcher may read of them.
/// </summary>
/// <param name="Calls">Those that have it, one more than asked for where there are others.</param>
/// <param name="ReadTo">Where reading ended before all were read; null: all were, or the page is full.</param>
internal sealed record ReadThroughCalls(IReadOnlyList<VisibleCall> Calls, VisibleCall? ReadTo)
{
    /// <summary>How many calls one request reads at most.</summary>
    public const int Most = 200;

    private const int AtOnce = 50;

    /// <summary>Reads on.</summary>
    /// <param name="work">The request.</param>
    /// <param name="filter">Which calls the index proposes, and where the page before ended.</param>
    /// <param name="search">What they are to say.</param>
    /// <param name="limit">How many are wanted.</param>
    public static async Task<ReadThroughCalls> Of(Work work, CallFilter filter, AskedSearch search, int limit)
    {
        var found = new List<VisibleCall>();
        for (var read = 0; read < Most;)
        {
            var proposed = await VisibleCalls.Page(work, filter, AtOnce);
            var says = (await ReadableCall.Of(work, proposed.ConvertAll(c => c.CallId))).Where(c => c.Says(search)).Select(c => c.Id)
                .ToHashSet();
            found.AddRange(proposed.Where(c => says.Contains(c.CallId)).Take(limit + 1 - found.Count));
            if (found.Count > limit || proposed.Count < AtOnce) return new(found, null);
            filter = filter with { After = (proposed[^1].At, proposed[^1].CallId) };
            read += proposed.Count;
            if (read >= Most) return new(found, proposed[^1]);
        }

        return new(found, null);
    }
}
