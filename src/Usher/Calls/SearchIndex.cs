namespace Usher.Calls;

/// <summary>
/// The full-text index as each database has it (made by the migration <c>SearchByPrincipal</c>, kept by triggers): each word of a call once for each of its readers,
/// behind the reader's mark. A search reads the entries of the viewer's own principals, so its work follows from what the viewer sees and from nothing else.
/// What is found counts only when joined with the readers of a call.
/// </summary>
internal static class SearchIndex
{
    /// <summary>What FTS5 is asked for the calls that have all the words for one of the principals.</summary>
    public static string SqliteWords(IEnumerable<Guid> principals, IReadOnlyList<string> stems) =>
        string.Join(" OR ", principals.Select(p => $"({string.Join(" AND ", Entries(p, stems).Select(e => $"\"{e}\""))})")); // Stems are letters and digits alone: nothing in them can end a quotation.

    /// <summary>The entries that a call has for a principal when it has all the words.</summary>
    public static string[] Entries(Guid principal, IEnumerable<string> stems)
    {
        var mark = principal.ToString("N")[^12..];
        return [.. stems.Select(stem => mark + stem)];
    }
}
