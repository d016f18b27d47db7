using System.Globalization;
using Usher.Tests;
using Usher.Tests.Stores;

namespace Usher.SystemTests.Stores;

/// <summary><c>kill -9</c> of the server while recorders push calls and notes are posted: what was taken is there once, each reader has one note, Slack one message.</summary>
[Whole]
public sealed class ServedKillTests
{
    private const int Pushers = 4;

    [Fact]
    public async Task Killed_on_sqlite_no_taken_call_is_lost_and_nobody_is_told_twice() => await KillAndCount(Databases.EmptySqlite());

    [Fact]
    public async Task Killed_on_postgres_no_taken_call_is_lost_and_nobody_is_told_twice() => await KillAndCount(await PostgresDatabases.Empty());

    private static async Task KillAndCount(string connectionString)
    {
        var random = new Random(Scale.Seed);
        await using var job = await MainJob.New(connectionString);
        var next = new int[Pushers];
        var kills = Scale.Of(2);
        for (var kill = 0; kill < kills; kill++)
        {
            await job.Start();
            var calls = random.Next(1, 60);
            var heard = 0;
            await Task.WhenAll(Enumerable.Range(0, Pushers).Select(async pusher =>
            {
                try
                {
                    // A careful recorder: the call it heard nothing of, or was told to try again with, is pushed again under the same id.
                    while (true)
                    {
                        using var answer = await job.Push($"{pusher}-{next[pusher]}");
                        if (answer.StatusCode == System.Net.HttpStatusCode.ServiceUnavailable) continue;
                        answer.EnsureSuccessStatusCode();
                        next[pusher]++;
                        if (Interlocked.Increment(ref heard) == calls) await job.Server.Kill();
                    }
                }
                catch (Exception fault) when (fault is HttpRequestException { StatusCode: null } or IOException)
                {
                    // Killed: nothing was heard.
                }
            }));
            await job.Server.Kill();
            await job.NothingIsLost();
        }

        await job.NothingIsDoubled();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kills} kills of the server, {job.Taken.Count} calls taken, 0 lost, 0 doubled"));
    }
}
