using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Usher.Data.Migrations.Sqlite;

/// <summary>What EF Core cannot say: the full-text index, and the platform's own log.</summary>
[DbContext(typeof(SqliteUsherDb))]
[Migration("20261122104300_BesideTheModel")]
public sealed class BesideTheModel : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            -- The full-text index over search_texts: which words a call has, no positions and no statistics. Triggers keep it.
            CREATE VIRTUAL TABLE search_words USING fts5(
                words, content='search_texts', content_rowid='id', detail=none, columnsize=0, tokenize="unicode61 remove_diacritics 0");

            CREATE TRIGGER search_texts_added AFTER INSERT ON search_texts BEGIN
                INSERT INTO search_words(rowid, words) VALUES (new.id, new.words);
            END;

            CREATE TRIGGER search_texts_removed AFTER DELETE ON search_texts BEGIN
                INSERT INTO search_words(search_words, rowid, words) VALUES ('delete', old.id, old.words);
            END;

            CREATE TRIGGER search_texts_changed AFTER UPDATE OF words ON search_texts BEGIN
                INSERT INTO search_words(search_words, rowid, words) VALUES ('delete', old.id, old.words);
                INSERT INTO search_words(rowid, words) VALUES (new.id, new.words);
            END;

            -- The platform has a log of its own from the first day.
            INSERT INTO heads (id, version, log_size, frontier) VALUES ('00000000-0000-0000-0000-000000000000', 0, 0, x'');
            """);
    }
}
