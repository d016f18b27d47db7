namespace Usher.Calls;

/// <summary>
/// How each database asks its full-text index over <see cref="SearchText"/> (made by <c>BesideTheModel</c>, a migration of each database) for the calls of a customer that have all of some words.
/// What is found counts only when joined with the readers of a call; ranking is computed from what the viewer may see.
/// </summary>
internal static class SearchIndex
{
    /// <summary>FTS5. {0}: the customer; {1}: the words as <see cref="SqliteWords"/> writes them.</summary>
    public const string Sqlite =
        "SELECT t.call_id FROM search_words w JOIN search_texts t ON t.id = w.rowid WHERE w.search_words MATCH {1} AND t.customer_id = {0}";

    /// <summary>PostgreSQL. {0}: the customer; {1}: the words as <see cref="PostgresWords"/> writes them.</summary>
    public const string Postgres = "SELECT t.call_id FROM search_texts t WHERE t.found @@ {1}::tsquery AND t.customer_id = {0}";

    // Stems are letters and digits alone: nothing in them can end a quotation.
    public static string SqliteWords(IEnumerable<string> stems) => string.Join(' ', stems.Select(s => $"\"{s}\""));

    public static string PostgresWords(IEnumerable<string> stems) => string.Join(" & ", stems.Select(s => $"'{s}'"));
}
