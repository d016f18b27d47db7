using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Usher.Data.Migrations.Sqlite;

/// <summary>The full-text index, keyed by principal: each word of a call stands in it once for each of the call's readers, behind the reader's mark.</summary>
[DbContext(typeof(SqliteUsherDb))]
[Migration("20261122113000_SearchByPrincipal")]
public sealed class SearchByPrincipal : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            DROP TRIGGER search_texts_added;
            DROP TRIGGER search_texts_removed;
            DROP TRIGGER search_texts_changed;
            DROP TABLE search_words;

            -- Which words a call has for whom, no positions and no statistics. A search reads the entries of the viewer's principals and none of others.
            CREATE VIRTUAL TABLE search_words USING fts5(
                words, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");

            -- A reader's mark is the last twelve characters of their id: two that happen to have one mark share entries, and only what is joined with call_readers counts.
            CREATE VIEW search_documents AS
                SELECT t.id, t.call_id, (
                    SELECT group_concat(replace(' ' || t.words, ' ', ' ' || lower(substr(r.principal_id, -12))), '')
                    FROM call_readers r WHERE r.customer_id = t.customer_id AND r.call_id = t.call_id) AS words
                FROM search_texts t;

            -- Triggers keep it: it follows the words and the readers.
            CREATE TRIGGER search_texts_added AFTER INSERT ON search_texts BEGIN
                INSERT INTO search_words(rowid, words) SELECT id, words FROM search_documents WHERE id = new.id;
            END;

            CREATE TRIGGER search_texts_removed AFTER DELETE ON search_texts BEGIN
                DELETE FROM search_words WHERE rowid = old.id;
            END;

            CREATE TRIGGER search_texts_changed AFTER UPDATE OF words ON search_texts BEGIN
                INSERT OR REPLACE INTO search_words(rowid, words) SELECT id, words FROM search_documents WHERE id = new.id;
            END;

            CREATE TRIGGER search_readers_added AFTER INSERT ON call_readers BEGIN
                INSERT OR REPLACE INTO search_words(rowid, words) SELECT id, words FROM search_documents WHERE call_id = new.call_id;
            END;

            CREATE TRIGGER search_readers_removed AFTER DELETE ON call_readers BEGIN
                INSERT OR REPLACE INTO search_words(rowid, words) SELECT id, words FROM search_documents WHERE call_id = old.call_id;
            END;

            INSERT INTO search_words(rowid, words) SELECT id, words FROM search_documents;
            """);
    }
}
