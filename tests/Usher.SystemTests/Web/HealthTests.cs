using Usher.Data;
using Usher.Platform.Audit;
using Usher.Platform.Jobs;
using Usher.Web.Hosting;
using Usher.SystemTests.Stores;
using Usher.Tests;
using Usher.Tests.Stores;
using Usher.Tests.Web;

namespace Usher.SystemTests.Web;

public sealed class HealthTests : IDisposable
{
    private readonly string _folder = House.NewFolder();

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_node_with_its_database_is_live_and_ready_and_says_no_more()
    {
        await using var usher = await UsherProcess.Serve();
        using var client = new HttpClient { BaseAddress = usher.Address };
        (await client.GetStringAsync("/health", TestContext.Current.CancellationToken)).ShouldBe("""{"live":true}""");
        (await client.GetStringAsync("/ready", TestContext.Current.CancellationToken)).ShouldBe("""{"store":true,"migrations":true,"auditKey":true,"heads":true,"jobs":true,"headsSent":true,"ready":true}""");
        (await usher.Stop()).Code.ShouldBe(0);
    }

    [Fact]
    public async Task A_database_that_is_away_or_empty_makes_a_node_not_ready()
    {
        using var heads = NewHeads();
        await using var away = new PostgresStore("Host=127.0.0.1;Port=1;Username=nobody;Timeout=1");
        (await new Health(away, heads, TimeProvider.System).Ready()).ShouldBe(new Readiness(Store: false, Migrations: false, AuditKey: true, Heads: true, Jobs: false));
        await using var empty = new SqliteStore($"Data Source={Path.Combine(_folder, "empty.db")}");
        (await new Health(empty, heads, TimeProvider.System).Ready()).Ready.ShouldBeFalse();
    }

    [Fact]
    public async Task A_job_that_waits_too_long_makes_a_node_not_ready_until_it_is_done()
    {
        var clock = new TestClock();
        using var heads = NewHeads();
        await using var store = new SqliteStore($"Data Source={Path.Combine(_folder, "usher.db")}");
        await store.Prepare(TestContext.Current.CancellationToken);
        var health = new Health(store, heads, clock);
        (await health.Ready()).Ready.ShouldBeTrue();
        await using var db = store.Context(Guid.Empty);
        var job = new Job { Id = Guid.NewGuid(), CustomerId = Guid.Empty, Kind = "Test", Payload = "{}", Due = clock.GetUtcNow(), FirstDue = clock.GetUtcNow() };
        db.Add(job);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        clock.Move(ExamineJobs.MayWait - TimeSpan.FromSeconds(1));
        (await health.Ready()).Ready.ShouldBeTrue();
        clock.Move(TimeSpan.FromSeconds(2));
        (await health.Ready()).ShouldBe(new Readiness(Store: true, Migrations: true, AuditKey: true, Heads: true, Jobs: false));
        db.Remove(job);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        (await health.Ready()).Jobs.ShouldBeFalse("an answer is kept for a second");
        clock.Move(TimeSpan.FromSeconds(1));
        (await health.Ready()).Jobs.ShouldBeTrue();
    }

    [Fact]
    public async Task A_node_whose_heads_cannot_be_written_is_not_ready()
    {
        await using var store = new SqliteStore($"Data Source={Path.Combine(_folder, "usher.db")}");
        await store.Prepare(TestContext.Current.CancellationToken);
        var taken = Path.Combine(_folder, "taken");
        await File.WriteAllTextAsync(taken, "a file where the folder should be", TestContext.Current.CancellationToken);
        using var heads = new TreeHeads(taken, System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256));
        (await new Health(store, heads, TimeProvider.System).Ready()).ShouldBe(new Readiness(Store: true, Migrations: true, AuditKey: true, Heads: false, Jobs: true));
    }

    private TreeHeads NewHeads() => new(_folder, System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256));
}
