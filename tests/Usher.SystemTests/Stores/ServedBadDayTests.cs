using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Npgsql;
using Usher.Tests;
using Usher.Tests.Stores;

namespace Usher.SystemTests.Stores;

/// <summary>A full disk and a locked database while recorders push calls over HTTP: 503 and when to try again, nothing lost or half done, and it heals by itself.</summary>
[Whole]
public sealed class ServedBadDayTests
{
    [Fact]
    public async Task Calls_pushed_while_the_disk_is_full_are_refused_and_taken_once_there_is_room()
    {
        await using var job = await MainJob.New(Databases.EmptySqlite());
        await job.Start();
        (await job.Push("before")).StatusCode.ShouldBe(HttpStatusCode.Created);
        // No file of the server grows beyond this: the kernel refuses the write, as it does when there is no room.
        await Limit(job, (new FileInfo(job.Wal).Length + 100_000).ToString(CultureInfo.InvariantCulture));
        var refused = 0;
        for (var i = 0; refused < 3; i++)
        {
            using var answer = await job.Push($"{i}");
            if (answer.StatusCode == HttpStatusCode.Created) continue;
            await IsToBeTriedAgain(answer);
            refused++;
            i.ShouldBeLessThan(500);
        }

        (await job.List()).Count.ShouldBeGreaterThan(0);
        await Limit(job, "unlimited");
        for (var i = 0; i < 20; i++) (await job.Push($"{i}")).IsSuccessStatusCode.ShouldBeTrue();
        (await job.Server.Stop()).Code.ShouldBe(0);
        await job.NothingIsLost();
        await job.NothingIsDoubled();
    }

    [Fact]
    public Task Calls_pushed_while_sqlite_is_locked_are_refused_and_taken_afterwards() => Locked(Databases.EmptySqlite(), ";Default Timeout=1", async connectionString =>
    {
        var other = new SqliteConnection(connectionString + ";Pooling=False");
        await other.OpenAsync();
        other.BeginTransaction();
        return other;
    });

    [Fact]
    public async Task Calls_pushed_while_postgres_is_locked_are_refused_and_taken_afterwards() => await Locked(await PostgresDatabases.Empty(), ";Options=-c lock_timeout=300", async connectionString =>
    {
        var other = new NpgsqlConnection(connectionString + ";Pooling=false");
        await other.OpenAsync();
        await other.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("LOCK TABLE heads IN EXCLUSIVE MODE", other);
        await command.ExecuteNonQueryAsync();
        return other;
    });

    private static async Task Locked(string connectionString, string impatient, Func<string, Task<IAsyncDisposable>> hold)
    {
        await using var job = await MainJob.New(connectionString + impatient);
        await job.Start();
        await using (await hold(connectionString))
        {
            using var answer = await job.Push("1");
            await IsToBeTriedAgain(answer);
            (await job.List()).ShouldBeEmpty();
        }

        // Others have waited too, and have their turn first: who is refused once more tries again, as is said.
        await Eventually.Until(async () =>
        {
            using var answer = await job.Push("1");
            return answer.StatusCode == HttpStatusCode.Created;
        }, TimeSpan.FromSeconds(20));
        await job.Server.Kill();
        await job.NothingIsLost();
        await job.NothingIsDoubled();
    }

    private static async Task IsToBeTriedAgain(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, await answer.Content.ReadAsStringAsync());
        answer.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Content.ReadFromJsonAsync<JsonObject>())!["code"]!.GetValue<string>().ShouldBe("StoreUnavailable");
    }

    /// <summary>Sets how large a file of the server may become.</summary>
    private static async Task Limit(MainJob job, string bytes)
    {
        using var limit = Process.Start("prlimit", [$"--pid={job.Server.Id}", $"--fsize={bytes}:unlimited"]);
        await limit.WaitForExitAsync();
        limit.ExitCode.ShouldBe(0);
    }
}
