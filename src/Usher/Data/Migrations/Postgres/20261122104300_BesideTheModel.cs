using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Usher.Data.Migrations.Postgres;

/// <summary>What EF Core cannot say: notices of new versions, the full-text index, and the platform's own log.</summary>
[DbContext(typeof(PostgresUsherDb))]
[Migration("20261122104300_BesideTheModel")]
public sealed class BesideTheModel : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            -- Other nodes hear of every new version of a customer's access facts when the change that raised it commits.
            CREATE FUNCTION usher_announce_version() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM pg_notify('usher_version', NEW.id::text || ' ' || NEW.version::text);
                RETURN NULL;
            END $$;

            CREATE TRIGGER usher_announce_version AFTER INSERT OR UPDATE OF version ON heads
                FOR EACH ROW EXECUTE FUNCTION usher_announce_version();

            -- The full-text index over search_texts: which words a call has, no positions and no statistics.
            ALTER TABLE search_texts ADD COLUMN found tsvector GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED;

            CREATE INDEX search_texts_found ON search_texts USING gin (found);

            -- The platform has a log of its own from the first day.
            INSERT INTO heads (id, version, log_size, frontier) VALUES ('00000000-0000-0000-0000-000000000000', 0, 0, '');
            """);
    }
}
