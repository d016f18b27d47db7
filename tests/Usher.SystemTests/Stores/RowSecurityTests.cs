using Microsoft.EntityFrameworkCore;
using Npgsql;
using Usher.Data;
using Usher.Platform;
using Usher.Tests.Stores;

namespace Usher.SystemTests.Stores;

/// <summary>Behind the filters of the mapper stands the database itself: it shows and takes nothing of another customer.</summary>
public sealed class RowSecurityTests : IAsyncLifetime
{
    private House _house = null!;
    private Guid _mine;
    private Guid _other;

    public async ValueTask InitializeAsync()
    {
        _house = await House.Open(await PostgresDatabases.WithSchema());
        _mine = await _house.Found("harbor");
        _other = await _house.Found("lakeside");
        foreach (var ward in new[] { _mine, _other })
            (await _house.Gate.Run(Caller.PlatformTeam(ward), new AddThing("a thing"))).Refused.ShouldBeNull();
    }

    public async ValueTask DisposeAsync()
    {
        if (_house is not null) await _house.DisposeAsync();
    }

    [Fact]
    public async Task Every_table_with_rows_of_customers_is_guarded_against_its_owner_too()
    {
        await using var db = _house.Store.Context(Guid.Empty);
        var (role, bypasses, unguarded) = await ((PostgresStore)_house.Store).Guards(db, default);
        bypasses.ShouldBeFalse(role);
        unguarded.ShouldBeEmpty();
        var guarded = await db.Database.SqlQuery<string>($"SELECT relname AS \"Value\" FROM pg_class WHERE relforcerowsecurity").ToListAsync();
        var owned = db.Model.GetEntityTypes().Where(e => typeof(ICustomerOwned).IsAssignableFrom(e.ClrType)).Select(e => e.GetTableName()!).Distinct().Append("search_words");
        guarded.ShouldBe(owned, ignoreOrder: true);
    }

    [Fact]
    public async Task With_the_filters_stripped_nothing_of_another_customer_is_read()
    {
        await using var db = _house.Store.Context(_mine);
        foreach (var entity in db.Model.GetEntityTypes().Where(e => typeof(ICustomerOwned).IsAssignableFrom(e.ClrType)))
        {
            var read = typeof(RowSecurityTests).GetMethod(nameof(Customers), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                .MakeGenericMethod(entity.ClrType);
            (await (Task<List<Guid>>)read.Invoke(null, [db])!).ShouldAllBe(customer => customer == _mine, entity.ClrType.Name);
        }

        (await Customers<Thing>(db)).ShouldBe([_mine]);
        (await db.Database.SqlQuery<Guid>($"SELECT customer_id AS \"Value\" FROM things").ToListAsync()).ShouldBe([_mine]);
        await using var turn = await _house.Store.BeginRead(db, default);
        (await db.Database.SqlQuery<Guid>($"SELECT customer_id AS \"Value\" FROM things").ToListAsync()).ShouldBe([_mine]);
    }

    [Fact]
    public async Task With_the_filters_stripped_nothing_of_another_customer_is_written()
    {
        await using (var db = _house.Store.Context(_mine))
        {
            await db.Set<Thing>().IgnoreQueryFilters().ExecuteUpdateAsync(set => set.SetProperty(thing => thing.Name, "mine now"));
            (await db.Database.ExecuteSqlAsync($"DELETE FROM things WHERE customer_id = {_other}")).ShouldBe(0);
            await using var turn = await _house.Store.BeginWrite(db, default);
            (await db.Database.ExecuteSqlAsync($"UPDATE things SET name = 'mine now' WHERE customer_id = {_other}")).ShouldBe(0);
            var moved = await Should.ThrowAsync<PostgresException>(() => db.Database.ExecuteSqlAsync($"UPDATE things SET customer_id = {_other}"));
            moved.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        }

        await using (var theirs = _house.Store.Context(_other))
            (await theirs.Set<Thing>().Select(thing => thing.Name).ToListAsync()).ShouldBe(["a thing"]);
    }

    [Fact]
    public async Task Who_says_nothing_sees_nothing_and_the_pool_remembers_nothing()
    {
        await using (var db = _house.Store.Context(_mine)) (await db.Set<Thing>().CountAsync()).ShouldBe(1);
        for (var i = 0; i < 3; i++)
        {
            await using var connection = await ((PostgresStore)_house.Store).Source.OpenConnectionAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM things";
            (await command.ExecuteScalarAsync()).ShouldBe(0L);
        }

        await using var platform = _house.Store.Context(Guid.Empty);
        (await platform.Set<Thing>().IgnoreQueryFilters().CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Work_across_customers_says_so_and_only_while_it_lasts()
    {
        await using (var all = _house.Store.Everywhere(Across.Doctor)) (await all.Set<Thing>().IgnoreQueryFilters().CountAsync()).ShouldBe(2);
        await using var db = _house.Store.Context(_mine);
        await using var turn = await _house.Store.BeginWrite(db, default);
        (await Customers<Thing>(db)).ShouldBe([_mine]);
        (await db.Everywhere(Across.TenantLinks, () => Customers<Thing>(db))).ShouldBe([_mine, _other], ignoreOrder: true);
        (await Customers<Thing>(db)).ShouldBe([_mine]);
    }

    private static Task<List<Guid>> Customers<T>(UsherDb db)
        where T : class, ICustomerOwned => db.Set<T>().IgnoreQueryFilters().AsNoTracking().Select(row => row.CustomerId).Distinct().ToListAsync();
}
