using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Tests.Stores;

/// <summary>A locked database, a full disk, a server that goes away: a clear answer, nothing half done, and it goes on when the day gets better.</summary>
public abstract class BadDaySuite : IAsyncLifetime
{
    protected string ConnectionString { get; private set; } = "";

    protected House House { get; private set; } = null!;

    protected Guid Ward { get; private set; }

    protected Caller Team => Caller.PlatformTeam(Ward);

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await NewDatabase();
        House = await House.Open(ConnectionString);
        Ward = await House.Found("harbor");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (House is not null) await House.DisposeAsync();
    }

    [Fact]
    public async Task A_locked_database_is_said_to_be_unavailable_and_nothing_is_done()
    {
        await using (await Lock())
        {
            await Should.ThrowAsync<StoreUnavailable>(() => House.Gate.Run(Team, new AddThing("lamp")));
            await Should.ThrowAsync<StoreUnavailable>(() => House.Gate.Effect(Ward, "Effect", Section.Connect, _ => Task.FromResult(0)));
        }

        await NothingWasDone();
        (await House.Gate.Run(Team, new AddThing("lamp"))).Refused.ShouldBeNull();
    }

    [Fact]
    public async Task Refusals_that_cannot_be_written_now_are_written_later()
    {
        await using (await Lock())
        {
            House.Refusals.Add(Team, "AddThing", Permission.CustomerSetUp, new NoName(), House.Clock.GetUtcNow());
            await Should.ThrowAsync<StoreUnavailable>(() => House.Refusals.Flush(default));
        }

        await House.Refusals.Flush(default);
        (await House.Log(Ward))[^1].Refusal.ShouldBe("NoName");
    }

    [Fact]
    public async Task A_full_disk_is_said_to_be_unavailable_and_nothing_is_half_done()
    {
        await Fill();
        for (var i = 0; i < 3; i++) await Should.ThrowAsync<StoreUnavailable>(() => House.Gate.Run(Team, new AddThing("lamp", new string('x', 500_000))));
        await MakeRoom();
        await NothingWasDone();
        (await House.Gate.Run(Team, new AddThing("lamp", new string('x', 500_000)))).Refused.ShouldBeNull();
        (await new AuditVerifier(House.Store, House.Heads).Verify(Ward)).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_head_that_cannot_be_written_outside_is_not_acknowledged_and_the_same_request_tells_that_it_was_done()
    {
        var file = Path.Combine(House.Folder, "heads", $"{Ward:N}.heads");
        var lines = await File.ReadAllBytesAsync(file);
        (await House.Gate.Run(Team, new AddThing("first"))).Refused.ShouldBeNull();
        var request = Team with { IdempotencyKey = "k" };
        var whole = await File.ReadAllBytesAsync(file);
        await using (var cut = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) cut.SetLength(lines.Length);
        await Should.ThrowAsync<StoreUnavailable>(() => House.Gate.Run(request, new AddThing("lamp")));
        await Should.ThrowAsync<StoreUnavailable>(() => House.Gate.Run(request, new AddThing("lamp")));
        House.Heads.CanWrite().ShouldBeFalse();
        await Should.ThrowAsync<StoreUnavailable>(() => House.Gate.Run(Team, new AddThing("no commit follows one without its head")));
        await File.WriteAllBytesAsync(file, whole);
        House.Heads.Retry(House.Clock.GetUtcNow());
        House.Heads.CanWrite().ShouldBeTrue();
        (await House.Gate.Run(request, new AddThing("lamp"))).Refused.ShouldBeNull();
        House.Heads.Chain(Ward)!.ShouldSatisfyAllConditions(chain => chain.Longest!.Size.ShouldBe(3), chain => chain.Faults.ShouldBeEmpty());
        await using var db = House.Store.Context(Ward);
        (await db.Set<Thing>().CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Who_stops_waiting_leaves_no_lock_behind()
    {
        using var impatient = new CancellationTokenSource();
        await using (await Lock())
        {
            var waiting = Enumerable.Range(0, 5).Select(_ => House.Gate.Run(Team, new AddThing("lamp"), impatient.Token)).ToList();
            await impatient.CancelAsync();
            foreach (var change in waiting) await Should.ThrowAsync<Exception>(() => change);
        }

        (await House.Gate.Run(Team, new AddThing("lamp"))).Refused.ShouldBeNull();
    }

    protected abstract Task<string> NewDatabase();

    /// <summary>Holds what every change needs until it is disposed.</summary>
    protected abstract Task<IAsyncDisposable> Lock();

    protected abstract Task Fill();

    protected abstract Task MakeRoom();

    private async Task NothingWasDone()
    {
        await using var db = House.Store.Context(Ward);
        (await db.Set<Thing>().CountAsync()).ShouldBe(0);
        (await House.Log(Ward)).Count.ShouldBe(1);
    }
}

public sealed class SqliteBadDayTests : BadDaySuite
{
    protected override async Task<string> NewDatabase() => await Databases.Sqlite() + ";Default Timeout=1";

    protected override async Task<IAsyncDisposable> Lock()
    {
        var other = new SqliteConnection(ConnectionString + ";Pooling=False");
        await other.OpenAsync();
        other.BeginTransaction();
        return other;
    }

    protected override Task Fill() => Pages(room: 3);

    protected override Task MakeRoom() => Pages(room: 1_000_000);

    /// <summary>The pool has one connection as long as one is used at a time.</summary>
    private async Task Pages(int room)
    {
        await using var db = House.Store.Context(Guid.Empty);
        await db.Database.OpenConnectionAsync();
        var pages = (await db.Database.SqlQuery<long>($"SELECT page_count AS \"Value\" FROM pragma_page_count").ToListAsync()).Single();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA max_page_count = {pages + room}";
        await command.ExecuteNonQueryAsync();
    }
}
