using Microsoft.EntityFrameworkCore;
using Usher.Data;
using Usher.Platform.Audit;

namespace Usher.Tests.Stores;

/// <summary>How a schema is made and brought up to date, and which databases are left alone.</summary>
public abstract class MigrationSuite : IAsyncLifetime
{
    private const string Future = "29990101000000_Future";

    private string _connectionString = "";

    protected Store Store { get; private set; } = null!;

    /// <summary>Columns, indexes and foreign keys of the model's tables, one text each.</summary>
    protected abstract string Structure { get; }

    /// <summary>What stands in the way of the migration that follows the first.</summary>
    protected abstract string Obstacle { get; }

    protected abstract string NoObstacle { get; }

    public async ValueTask InitializeAsync()
    {
        _connectionString = await NewDatabase();
        Store = Store.Open(_connectionString);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Store is not null) await Store.DisposeAsync();
    }

    [Fact]
    public async Task No_change_of_the_model_lacks_its_migration()
    {
        await using var db = Store.Context(Guid.Empty);
        db.Database.HasPendingModelChanges().ShouldBeFalse("src/Usher/Data/Migrations/add NAME writes the migration that lacks");
    }

    [Fact]
    public async Task A_database_made_by_migrations_is_the_one_the_model_describes()
    {
        (await Store.Prepare()).Count.ShouldBe((await State()).Applied.Count);
        await using var other = Store.Open(await NewDatabase());
        await using (var db = other.Context(Guid.Empty)) await db.Database.EnsureCreatedAsync();
        (await Texts(Store)).ShouldBe(await Texts(other));
    }

    [Fact]
    public async Task Migrating_again_changes_nothing()
    {
        await Store.Prepare();
        (await Store.Prepare()).ShouldBeEmpty();
        (await State()).IsCurrent.ShouldBeTrue();
        await using var db = Store.Context(Guid.Empty);
        (await db.Set<Head>().SingleAsync()).Id.ShouldBe(Guid.Empty);
    }

    [Fact]
    public async Task Of_many_nodes_that_start_at_once_one_migrates()
    {
        var nodes = Enumerable.Range(0, 6).Select(_ => Store.Open(_connectionString)).ToList();
        var applied = await Task.WhenAll(nodes.Select(node => Task.Run(() => node.Prepare())));
        applied.Count(some => some.Count > 0).ShouldBe(1);
        (await State()).IsCurrent.ShouldBeTrue();
        foreach (var node in nodes) await node.DisposeAsync();
    }

    [Fact]
    public async Task What_lacks_is_listed_and_only_that_is_applied()
    {
        await OnlyTheFirst();
        var state = await State();
        state.IsCurrent.ShouldBeFalse();
        state.Unusable.ShouldBeNull();
        state.Applied.Count.ShouldBe(1);
        state.Pending.ShouldNotBeEmpty();
        (await Store.Prepare()).ShouldBe(state.Pending);
        (await State()).IsCurrent.ShouldBeTrue();
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_everything_as_it_was()
    {
        await OnlyTheFirst();
        await Execute(Obstacle);
        var before = await Texts(Store);
        await Should.ThrowAsync<Exception>(() => Store.Prepare());
        (await Texts(Store)).ShouldBe(before);
        (await State()).Applied.Count.ShouldBe(1);
        await Execute(NoObstacle);
        await Store.Prepare();
        (await State()).IsCurrent.ShouldBeTrue();
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_and_left_alone()
    {
        await Store.Prepare();
        await Execute($"INSERT INTO \"__EFMigrationsHistory\" VALUES ('{Future}', '99.0')");
        (await State()).Unknown.ShouldBe([Future]);
        (await State()).IsCurrent.ShouldBeFalse();
        (await Should.ThrowAsync<WrongSchema>(() => Store.Prepare())).Message.ShouldContain(Future);
    }

    [Fact]
    public async Task A_database_from_before_the_first_release_is_refused_by_that_name()
    {
        await Store.Prepare();
        await Execute("UPDATE \"__EFMigrationsHistory\" SET \"MigrationId\" = '20261122104222_Initial' WHERE \"MigrationId\" LIKE '%_Initial'");
        await Execute("DELETE FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" NOT LIKE '%_Initial'");
        (await Should.ThrowAsync<WrongSchema>(() => Store.Prepare())).Message.ShouldStartWith("The database is from before the first release");
    }

    [Fact]
    public async Task A_database_that_migrations_did_not_make_is_refused_and_left_alone()
    {
        await using (var db = Store.Context(Guid.Empty)) await db.Database.EnsureCreatedAsync();
        var before = await Texts(Store);
        (await State()).IsForeign.ShouldBeTrue();
        (await State()).IsCurrent.ShouldBeFalse();
        (await Should.ThrowAsync<WrongSchema>(() => Store.Prepare())).Message.ShouldNotContain('\n');
        (await Texts(Store)).ShouldBe(before);
        (await State()).IsForeign.ShouldBeTrue();
    }

    protected abstract Task<string> NewDatabase();

    protected async Task<Schema> State()
    {
        await using var db = Store.Context(Guid.Empty);
        return await Schema.Of(db, default);
    }

    protected async Task Execute(string sql)
    {
        await using var db = Store.Context(Guid.Empty);
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private async Task OnlyTheFirst()
    {
        await using var db = Store.Context(Guid.Empty);
        await Execute(Schema.Script(db, db.Database.GetMigrations().First()));
    }

    private async Task<List<string>> Texts(Store store)
    {
        await using var db = store.Context(Guid.Empty);
        return await db.Database.SqlQueryRaw<string>(Structure).ToListAsync();
    }
}

public sealed class SqliteMigrationTests : MigrationSuite
{
    protected override string Structure => """
        SELECT m.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk AS "Value"
        FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'search_words%' AND m.name <> 'search_forgotten' AND m.name NOT LIKE '\_\_%' ESCAPE '\' AND m.name NOT LIKE 'sqlite%'
        UNION ALL
        SELECT m.name || ' ' || i.name || ' ' || i."unique" || ' ' || x.seqno || ' ' || x.name || ' ' || x."desc" || ' ' || coalesce((SELECT substr(s.sql, instr(s.sql, 'WHERE')) FROM sqlite_master s WHERE s.name = i.name AND i.partial), '')
        FROM sqlite_master m JOIN pragma_index_list(m.name) i JOIN pragma_index_xinfo(i.name) x WHERE m.type = 'table' AND x.key AND m.name NOT LIKE 'search_words%' AND m.name <> 'search_forgotten' AND m.name NOT LIKE '\_\_%' ESCAPE '\'
        UNION ALL
        SELECT m.name || ' ' || f."from" || ' ' || f."table" || ' ' || f."to" || ' ' || f.on_delete
        FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'
        ORDER BY 1
        """;

    protected override string Obstacle => "CREATE TABLE search_words (other)";

    protected override string NoObstacle => "DROP TABLE search_words";

    protected override Task<string> NewDatabase() => Task.FromResult(Databases.EmptySqlite());
}
