namespace Usher.Data;

/// <summary>
/// What EF Core cannot say about the schema (full-text tables, triggers): SQL files under <c>Data/Sql/Sqlite</c> and <c>Data/Sql/Postgres</c>,
/// run in the order of their names when the schema is made.
/// </summary>
public static class Scripts
{
    /// <summary>The scripts of a store's database, in order.</summary>
    public static IEnumerable<string> For(Store store) => For(store is PostgresStore ? "Postgres" : "Sqlite");

    /// <summary>The scripts in one of the folders, in order.</summary>
    public static IEnumerable<string> For(string folder)
    {
        var assembly = typeof(Scripts).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.Contains($".Sql.{folder}.", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }
}
