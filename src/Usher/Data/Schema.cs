using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace Usher.Data;

/// <summary>How a database's schema compares to the one this build needs, by the history of migrations that the database keeps.</summary>
/// <param name="Applied">The migrations in its history, oldest first.</param>
/// <param name="Pending">Those of this build that it lacks, in the order they are to be applied.</param>
/// <param name="Unknown">Those in its history that this build does not know: a newer Usher applied them.</param>
/// <param name="IsForeign">Whether it has tables but no history: something else made it.</param>
public sealed record Schema(IReadOnlyList<string> Applied, IReadOnlyList<string> Pending, IReadOnlyList<string> Unknown, bool IsForeign)
{
    /// <summary>Whether this build can work on it as it is.</summary>
    public bool IsCurrent => Pending.Count == 0 && Unusable is null;

    /// <summary>Why this build must not touch it, and what to do; null when it may.</summary>
    public string? Unusable =>
        IsForeign ? "The database has tables but no migration history, so Usher did not create it. Use an empty database, or move this " +
            "one away."
        : Unknown.Count > 0 && string.CompareOrdinal(Unknown[^1], First) < 0
            ? "The database is from before the first release of Usher and can't be upgraded. Use an empty database; to recreate a demo, " +
                "delete its folder."
        : Unknown.Count > 0
        ? $"The database is from a newer version of Usher: this one does not know {string.Join(", ", Unknown)}. Run that version, or " +
        "restore an older backup."
        : null;

    /// <summary>The oldest migration a released Usher knows.</summary>
    private const string First = "20261129000000_Initial";

    /// <summary>Reads the history; changes nothing.</summary>
    public static async Task<Schema> Of(UsherDb db, CancellationToken ct)
    {
        var ours = db.Database.GetMigrations().ToList();
        var tables = await Texts(db, db.Database.IsSqlite()
            ? "SELECT name FROM sqlite_master WHERE type = 'table'"
            : "SELECT tablename FROM pg_tables WHERE schemaname = ANY (current_schemas(false))", ct);
        if (!tables.Contains(HistoryRepository.DefaultTableName, StringComparer.Ordinal))
            return new([], ours, [], IsForeign: tables.Count > 0);
        var applied = await Texts(db, $"SELECT \"MigrationId\" FROM \"{HistoryRepository.DefaultTableName}\" ORDER BY 1", ct);
        return new(applied, [.. ours.Except(applied, StringComparer.Ordinal)], [.. applied.Except(ours, StringComparer.Ordinal)],
            IsForeign: false);
    }

    /// <summary>The script of one migration of this build, its line in the history included.</summary>
    internal static string Script(UsherDb db, string migration)
    {
        var before = db.Database.GetMigrations().LastOrDefault(other => string.CompareOrdinal(other, migration) < 0);
        return db.GetService<IMigrator>()
            .GenerateScript(before ?? Migration.InitialDatabase, migration, MigrationsSqlGenerationOptions.NoTransactions);
    }

    /// <summary>Plain commands: at a start nothing has been compiled yet that a query of the model would need.</summary>
    private static async Task<List<string>> Texts(UsherDb db, string sql, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            await using var reader = await command.ExecuteReaderAsync(ct);
            var texts = new List<string>();
            while (await reader.ReadAsync(ct)) texts.Add(reader.GetString(0));
            return texts;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}

/// <summary>The database is none that this build may touch. Nothing was changed.</summary>
public sealed class WrongSchema(string sentence) : Exception(sentence);
