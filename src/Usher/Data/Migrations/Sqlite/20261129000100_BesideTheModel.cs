using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Usher.Data.Migrations.Sqlite;

/// <summary>What EF Core cannot say: the full-text index, keyed by principal (each word of a call is in it once for each of the call's readers, behind the reader's mark), a table in the order of its key, and the platform's own log.</summary>
[DbContext(typeof(SqliteUsherDb))]
[Migration("20261129000100_BesideTheModel")]
public sealed class BesideTheModel : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            -- By which keys whom a call is found, no positions and no statistics. A search reads the entries behind the viewer's own marks and none of others.
            CREATE VIRTUAL TABLE search_words USING fts5(
                words, content='', columnsize=0, detail=none, tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'");

            -- What is deleted is taken out of the index, not covered until a merge comes by.
            INSERT INTO search_words(search_words, rank) VALUES ('secure-delete', 1);

            -- Two documents for each reader, all under the number of the call's row: their entries have different marks and never meet.
            -- A mark is the last twelve characters of the reader's id, the ground, and w for the whole call or s for what is shown to all who see it (SearchIndex.Mark).
            CREATE VIEW search_documents AS
                SELECT t.id, t.call_id, r.principal_id, 'w' AS part,
                    replace(' ' || t.whole, ' ', ' ' || lower(substr(r.principal_id, -12) || substr(r.ground, 1, 1)) || 'w') AS words
                FROM search_texts t JOIN call_readers r ON r.customer_id = t.customer_id AND r.call_id = t.call_id
                UNION ALL
                SELECT t.id, t.call_id, r.principal_id, 's' AS part,
                    replace(' ' || t.shown, ' ', ' ' || lower(substr(r.principal_id, -12) || substr(r.ground, 1, 1)) || 's') AS words
                FROM search_texts t JOIN call_readers r ON r.customer_id = t.customer_id AND r.call_id = t.call_id;

            -- What the index is to forget of calls that nobody sees and readers who see no more. To take an entry out costs a search for it: a job does so, little by little.
            CREATE TABLE search_forgotten (id INTEGER PRIMARY KEY AUTOINCREMENT, text_id INTEGER NOT NULL, words TEXT NOT NULL);

            -- Triggers keep the index: it follows the words and the readers.
            CREATE TRIGGER search_texts_added AFTER INSERT ON search_texts BEGIN
                INSERT INTO search_words(rowid, words) SELECT id, words FROM search_documents WHERE id = new.id;
            END;

            CREATE TRIGGER search_texts_removed BEFORE DELETE ON search_texts BEGIN
                INSERT INTO search_forgotten(text_id, words) SELECT id, words FROM search_documents WHERE id = old.id;
            END;

            CREATE TRIGGER search_readers_added AFTER INSERT ON call_readers BEGIN
                INSERT INTO search_words(rowid, words) SELECT id, words FROM search_documents WHERE call_id = new.call_id AND principal_id = new.principal_id;
            END;

            CREATE TRIGGER search_readers_removed BEFORE DELETE ON call_readers BEGIN
                INSERT INTO search_forgotten(text_id, words) SELECT id, words FROM search_documents WHERE call_id = old.call_id AND principal_id = old.principal_id;
            END;

            -- Readers stay and words change: nobody finds the former ones from then on.
            CREATE TRIGGER search_texts_whole_changing BEFORE UPDATE OF whole ON search_texts WHEN old.whole <> new.whole BEGIN
                INSERT INTO search_words(search_words, rowid, words) SELECT 'delete', id, words FROM search_documents WHERE id = old.id AND part = 'w';
            END;

            CREATE TRIGGER search_texts_whole_changed AFTER UPDATE OF whole ON search_texts WHEN old.whole <> new.whole BEGIN
                INSERT INTO search_words(rowid, words) SELECT id, words FROM search_documents WHERE id = new.id AND part = 'w';
            END;

            CREATE TRIGGER search_texts_shown_changing BEFORE UPDATE OF shown ON search_texts WHEN old.shown <> new.shown BEGIN
                INSERT INTO search_words(search_words, rowid, words) SELECT 'delete', id, words FROM search_documents WHERE id = old.id AND part = 's';
            END;

            CREATE TRIGGER search_texts_shown_changed AFTER UPDATE OF shown ON search_texts WHEN old.shown <> new.shown BEGIN
                INSERT INTO search_words(rowid, words) SELECT id, words FROM search_documents WHERE id = new.id AND part = 's';
            END;

            -- What entries speak of is kept in the order of its key and nowhere else: a page less is written by every change.
            DROP TABLE audit_subjects;
            CREATE TABLE audit_subjects (
                customer_id TEXT NOT NULL,
                subject_id TEXT NOT NULL,
                "index" INTEGER NOT NULL,
                CONSTRAINT PK_audit_subjects PRIMARY KEY (customer_id, subject_id, "index")
            ) WITHOUT ROWID;

            -- The platform has a log of its own from the first day.
            INSERT INTO heads (id, version, log_size, frontier) VALUES ('00000000-0000-0000-0000-000000000000', 0, 0, x'');

            -- What all customers share has one version.
            INSERT INTO catalogue_version (id, version) VALUES ('00000000-0000-0000-0000-00000000A995', 0);
            """);
    }
}
