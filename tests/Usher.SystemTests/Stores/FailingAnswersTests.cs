using System.Globalization;
using Usher.Tests;
using Usher.Tests.Stores;

namespace Usher.SystemTests.Stores;

/// <summary><c>kill -9</c> every few seconds while a fifth of all answers of Slack and the mail server fail, are slow, or are lost after what was asked for is done.</summary>
[Whole]
public sealed class FailingAnswersTests
{
    private const int Pushers = 4;

    [Fact]
    public async Task On_sqlite_no_call_is_lost_and_none_is_posted_or_mailed_twice() => await KillAndCount(Databases.EmptySqlite());

    [Fact]
    public async Task On_postgres_no_call_is_lost_and_none_is_posted_or_mailed_twice() => await KillAndCount(await PostgresDatabases.Empty());

    private static async Task KillAndCount(string connectionString)
    {
        var (random, calls, kills) = (new Random(Scale.Seed), Scale.Of(100), 0);
        var next = Enumerable.Range(0, Pushers).ToArray();
        await using var day = await FailingDay.New(connectionString, Scale.Seed);
        while (day.Taken.Count < calls)
        {
            await day.Start();
            var (until, heard) = (random.Next(20, 80), 0);
            await Task.WhenAll(Enumerable.Range(0, Pushers).Select(async pusher =>
            {
                try
                {
                    // A careful recorder: the call it heard nothing of, or was told to try again with, is pushed again under the same id.
                    while (next[pusher] < calls)
                    {
                        if (!await day.Push(next[pusher])) continue;
                        next[pusher] += Pushers;
                        if (Interlocked.Increment(ref heard) == until) await day.Server.Kill();
                    }
                }
                catch (Exception fault) when (fault is HttpRequestException { StatusCode: null } or IOException)
                {
                    // Killed: nothing was heard.
                }
            }));
            await day.Server.Kill();
            kills++;
        }

        await day.Start();
        await day.Rest();
        var again = await day.NothingIsLostOrDoubled();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{calls} calls, {kills} kills, a fifth of the answers failing: 0 lost, 0 posted twice, {again} e-mails came again with the Message-ID of the first"));
    }
}
