using Microsoft.EntityFrameworkCore;
using Usher.Data;
using Usher.Platform.Audit;
using Usher.Tests;
using Usher.Tests.Stores;

namespace Usher.SystemTests.Stores;

public sealed class PostgresMigrationTests : MigrationSuite
{
    protected override string Structure => """
        SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || coalesce(character_maximum_length, 0) || ' ' || is_nullable || ' ' || is_identity AS "Value"
        FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT IN ('__EFMigrationsHistory', 'search_words')
        UNION ALL
        SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT IN ('__EFMigrationsHistory', 'search_words')
        UNION ALL
        SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT IN ('"__EFMigrationsHistory"', 'search_words')
        ORDER BY 1
        """;

    protected override string Obstacle => "CREATE FUNCTION usher_announce_version() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$";

    protected override string NoObstacle => "DROP FUNCTION usher_announce_version()";

    [Fact]
    public async Task A_database_that_is_not_there_is_made_by_the_first_of_many()
    {
        var missing = new Npgsql.NpgsqlConnectionStringBuilder(await NewDatabase()) { Database = $"missing_{Guid.NewGuid():N}" }.ToString();
        var nodes = Enumerable.Range(0, 4).Select(_ => Store.Open(missing)).ToList();
        var applied = await Task.WhenAll(nodes.Select(node => Task.Run(() => node.Prepare())));
        applied.Count(some => some.Count > 0).ShouldBe(1);
        foreach (var node in nodes) await node.DisposeAsync();
    }

    protected override Task<string> NewDatabase() => PostgresDatabases.Empty();
}
