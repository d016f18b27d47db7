using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Usher.Data.Migrations.Postgres;

/// <summary>What EF Core cannot say: notices of new versions, the full-text index, keyed by principal (each word of a call is in it once for each of the call's readers, behind the reader's mark), and the platform's own log.</summary>
[DbContext(typeof(PostgresUsherDb))]
[Migration("20261129000100_BesideTheModel")]
public sealed class BesideTheModel : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            -- Other nodes hear of every new version of a customer's access facts when the change that raised it commits.
            -- The change that raised it may say what it made of the facts: then they hear that too. Those who notify commit one after another, so nobody does without need.
            CREATE FUNCTION usher_announce_version() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE
                version text := NEW.id::text || ' ' || NEW.version::text;
                change text := current_setting('usher.change', true);
            BEGIN
                PERFORM pg_notify('usher_version', CASE WHEN starts_with(change, version || ' ') THEN change ELSE version END);
                RETURN NULL;
            END $$;

            CREATE TRIGGER usher_announce_new AFTER INSERT ON heads FOR EACH ROW EXECUTE FUNCTION usher_announce_version();
            CREATE TRIGGER usher_announce_version AFTER UPDATE OF version ON heads
                FOR EACH ROW WHEN (OLD.version <> NEW.version) EXECUTE FUNCTION usher_announce_version();
            CREATE TRIGGER usher_announce_catalogue AFTER UPDATE OF version ON catalogue_version FOR EACH ROW EXECUTE FUNCTION usher_announce_version();

            -- By which keys whom a call is found, no positions and no statistics: for each reader a row of the whole call and one of what is shown to all who see it.
            -- A search reads the entries behind the viewer's own marks and none of others.
            CREATE TABLE search_words (
                customer_id uuid NOT NULL, call_id uuid NOT NULL, principal_id uuid NOT NULL, whole boolean NOT NULL, words text[] NOT NULL,
                PRIMARY KEY (customer_id, call_id, principal_id, whole));

            -- Without fastupdate: a list of what came lately would be read through by every search, whoever it came for.
            CREATE INDEX search_words_words ON search_words USING gin (words) WITH (fastupdate = off);

            -- Under row-level security only what a policy itself asks may go into an index, since other conditions could tell of rows that are not shown. So what is
            -- asked for is a setting that the policy reads; while nothing is asked for, a customer's own rows are all there.
            CREATE POLICY usher_asked ON search_words AS RESTRICTIVE FOR SELECT
                USING (words @> string_to_array(coalesce(current_setting('usher.asked', true), ''), ' '));

            -- Whether a row has one of these entries, or one that begins as those do that end in a star.
            CREATE FUNCTION usher_has_any(words text[], any_of jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
                SELECT words && ARRAY(SELECT e FROM jsonb_array_elements_text(any_of) AS e WHERE right(e, 1) <> '*')
                    OR EXISTS (SELECT 1 FROM jsonb_array_elements_text(any_of) AS e, unnest(words) AS word
                        WHERE right(e, 1) = '*' AND starts_with(word, left(e, -1)));
            $$;

            -- The calls in whose rows all words of one of the askings are, parted by spaces, and of each of its other sets at least one.
            CREATE FUNCTION usher_found(customer uuid, askings text[], others jsonb) RETURNS SETOF uuid LANGUAGE plpgsql AS $$
            DECLARE
                guarded boolean := row_security_active('search_words');
                more jsonb;
            BEGIN
                FOR i IN 1 .. array_length(askings, 1) LOOP
                    more := others -> (i - 1);
                    IF guarded THEN
                        PERFORM set_config('usher.asked', askings[i], true);
                        RETURN QUERY SELECT w.call_id FROM search_words w WHERE w.customer_id = customer
                            AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements(more) AS any_of WHERE NOT usher_has_any(w.words, any_of));
                    ELSE
                        RETURN QUERY SELECT w.call_id FROM search_words w WHERE w.customer_id = customer AND w.words @> string_to_array(askings[i], ' ')
                            AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements(more) AS any_of WHERE NOT usher_has_any(w.words, any_of));
                    END IF;
                END LOOP;
                PERFORM set_config('usher.asked', '', true);
            END $$;

            -- A mark is the last twelve characters of the reader's id, the ground, and w for the whole call or s for what is shown to all who see it (SearchIndex.Mark).
            -- Behind it is a key, or U+E007 and the first three letters of keys: the index itself finds whole entries only, and people look for beginnings.
            CREATE FUNCTION usher_search_words(customer uuid, call uuid) RETURNS void LANGUAGE sql AS $$
                INSERT INTO search_words
                SELECT r.customer_id, r.call_id, r.principal_id, part.whole,
                    ARRAY(SELECT right(r.principal_id::text, 12) || lower(left(r.ground, 1)) || CASE WHEN part.whole THEN 'w' ELSE 's' END || entry
                        FROM (SELECT word FROM unnest(string_to_array(part.words, ' ')) AS word
                            UNION ALL SELECT DISTINCT U&'\E007' || left(word, 3) FROM unnest(string_to_array(part.words, ' ')) AS word WHERE length(word) >= 3) AS entries(entry))
                FROM search_texts t JOIN call_readers r ON r.customer_id = t.customer_id AND r.call_id = t.call_id
                CROSS JOIN LATERAL (VALUES (true, t.whole), (false, t.shown)) AS part(whole, words)
                WHERE t.customer_id = customer AND t.call_id = call
                ON CONFLICT DO NOTHING;
            $$;

            -- Triggers keep it: it follows the words and the readers.
            CREATE FUNCTION usher_search_added() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM usher_search_words(NEW.customer_id, NEW.call_id);
                RETURN NULL;
            END $$;

            CREATE FUNCTION usher_search_texts_changed() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                DELETE FROM search_words WHERE customer_id = OLD.customer_id AND call_id = OLD.call_id;
                IF TG_OP = 'UPDATE' THEN PERFORM usher_search_words(NEW.customer_id, NEW.call_id); END IF;
                RETURN NULL;
            END $$;

            CREATE FUNCTION usher_search_readers_removed() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                DELETE FROM search_words WHERE customer_id = OLD.customer_id AND call_id = OLD.call_id AND principal_id = OLD.principal_id;
                RETURN NULL;
            END $$;

            CREATE TRIGGER search_texts_added AFTER INSERT ON search_texts FOR EACH ROW EXECUTE FUNCTION usher_search_added();
            CREATE TRIGGER search_texts_changed AFTER DELETE OR UPDATE OF whole, shown ON search_texts FOR EACH ROW EXECUTE FUNCTION usher_search_texts_changed();
            CREATE TRIGGER search_readers_added AFTER INSERT ON call_readers FOR EACH ROW EXECUTE FUNCTION usher_search_added();
            CREATE TRIGGER search_readers_removed AFTER DELETE ON call_readers FOR EACH ROW EXECUTE FUNCTION usher_search_readers_removed();

            -- The platform has a log of its own from the first day.
            INSERT INTO heads (id, version, log_size, frontier) VALUES ('00000000-0000-0000-0000-000000000000', 0, 0, '');

            -- What all customers share has one version.
            INSERT INTO catalogue_version (id, version) VALUES ('00000000-0000-0000-0000-00000000a995', 0);
            """);
    }
}
