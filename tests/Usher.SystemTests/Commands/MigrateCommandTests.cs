using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Usher.Data;
using Usher.Web.Commands;
using Usher.Web.Hosting;
using Usher.SystemTests.Stores;
using Usher.SystemTests.Web;
using Usher.Tests;
using Usher.Tests.Commands;
using Usher.Tests.Stores;
using Usher.Tests.Web;

namespace Usher.SystemTests.Commands;

/// <summary>What the commands say of a schema is what is true of it.</summary>
public sealed class MigrateCommandTests : IDisposable
{
    private readonly string _folder = House.NewFolder();

    private string Data => Path.Combine(_folder, "data");

    private string Database => $"Data Source={Path.Combine(Data, "usher.db")};Pooling=False";

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_applied_is_listed_and_the_second_time_nothing_is()
    {
        var (code, answer, error) = await UsherProcess.Run(Data, "migrate", "--json");
        (code, error).ShouldBe((Exit.Done, ""));
        JsonNode.Parse(answer)!["applied"]!.AsArray().Count.ShouldBe((await State()).Applied.Count);
        (await UsherProcess.Run(Data, "migrate", "--json")).Answer.ShouldContain("\"applied\":[]");
        (await Ready()).Migrations.ShouldBeTrue();
    }

    [Fact]
    public async Task A_schema_that_lags_is_said_to_lag_until_it_is_brought_up_to_date()
    {
        string last;
        await using (var db = Empty().Context(Guid.Empty))
        {
            var all = db.Database.GetMigrations().ToList();
            last = all[^1];
            foreach (var migration in all.SkipLast(1)) await Execute(Schema.Script(db, migration));
        }

        (await Ready()).Migrations.ShouldBeFalse();
        var (code, answer, _) = await UsherProcess.Run(Data, "doctor");
        code.ShouldBe(Exit.Refused);
        answer.ShouldContain($"1 to apply, {last}: `usher migrate`");
        (await UsherProcess.Run(Data, "migrate")).Answer.ShouldBe($"SQLite: applied {last}.{Environment.NewLine}");
        (await UsherProcess.Run(Data, "doctor")).Answer.ShouldContain($"all applied, the last is {last}");
        (await Ready()).Migrations.ShouldBeTrue();
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_in_one_line_by_every_command()
    {
        await using (var store = Empty()) await store.Prepare();
        await Execute("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Future', '99.0')");
        await EveryCommandRefuses("29990101000000_Future");
    }

    [Fact]
    public async Task A_database_with_tables_and_no_history_is_refused_in_one_line_by_every_command()
    {
        await using (var store = Empty())
        await using (var db = store.Context(Guid.Empty)) await db.Database.EnsureCreatedAsync();
        await EveryCommandRefuses("no migration history");
    }

    private async Task EveryCommandRefuses(string because)
    {
        // Without a key the audit commands say that first.
        using (var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256))
            await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(Data)!, "audit.key"), key.ExportPkcs8PrivateKeyPem());
        foreach (var command in new[] { "migrate", "serve --urls http://127.0.0.1:0", "audit verify" })
        {
            var (code, answer, error) = await UsherProcess.Run(Data, command.Split(' '));
            code.ShouldBe(Exit.Refused, error);
            answer.ShouldBeEmpty();
            error.TrimEnd().ShouldSatisfyAllConditions(e => e.ShouldStartWith("usher: The database "), e => e.ShouldContain(because), e => e.ShouldNotContain('\n'));
        }

        var doctor = await UsherProcess.Run(Data, "doctor");
        doctor.Code.ShouldBe(Exit.Refused);
        doctor.Answer.ShouldContain(because);
        (await Ready()).Migrations.ShouldBeFalse();
    }

    private Store Empty()
    {
        System.IO.Directory.CreateDirectory(Data);
        return Store.Open(Database);
    }

    private async Task<Schema> State()
    {
        await using var store = Empty();
        await using var db = store.Context(Guid.Empty);
        return await Schema.Of(db, default);
    }

    private async Task<Readiness> Ready()
    {
        await using var store = Empty();
        using var heads = new Usher.Platform.Audit.TreeHeads(_folder, System.Security.Cryptography.ECDsa.Create());
        return await new Health(store, heads, TimeProvider.System).Ready();
    }

    private async Task Execute(string sql)
    {
        await using var connection = new SqliteConnection(Database);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
