using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Usher.Platform.Audit;
using Usher.Platform.Jobs;
using Usher.Tests;
using Usher.Tests.Stores;

namespace Usher.SystemTests.Stores;

/// <summary><c>kill -9</c> under load, again and again: nothing acknowledged is lost, nothing is done twice, and the log is sound each time.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task Killed_on_sqlite_nothing_acknowledged_is_lost_and_nothing_doubled() => await KillAndCount(await Databases.Sqlite());

    [Fact]
    public async Task Killed_on_postgres_nothing_acknowledged_is_lost_and_nothing_doubled() => await KillAndCount(await PostgresDatabases.WithSchema());

    private static async Task KillAndCount(string connectionString)
    {
        var folder = House.NewFolder();
        try
        {
            var random = new Random(Scale.Seed);
            Guid ward;
            await using (var house = await House.Open(connectionString, TimeProvider.System, folder, House.Key(folder))) ward = await house.Found("harbor");
            var acknowledged = KilledWriter.Beginning.Select(_ => -1).ToArray();
            var kills = Scale.Of(2);
            for (var kill = 1; kill <= kills; kill++)
            {
                await Write(connectionString, folder, ward, acknowledged, random.Next(1, 120));
                await using var house = await House.Open(connectionString, TimeProvider.System, folder, House.Key(folder));
                var report = await new AuditVerifier(house.Store, house.Heads).Verify(ward);
                report.Findings.ShouldBeEmpty();
                await NothingIsLost(house, ward, acknowledged);
                if (kill == kills) await NothingIsDoubled(house, ward);
            }

            TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills, {acknowledged.Sum(n => n + 1)} acknowledged changes, 0 lost, 0 doubled");
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Lets a process write, kills it after some acknowledged changes, and notes all that it acknowledged.</summary>
    private static async Task Write(string connectionString, string folder, Guid ward, int[] acknowledged, int changes)
    {
        using var process = KilledWriter.Start(connectionString, folder, ward, acknowledged.Select(n => n + 1).ToList());
        try
        {
            for (var heard = 0; await process.StandardOutput.ReadLineAsync() is { } line; heard++)
            {
                // The last line can be cut in half by the kill: then it was not heard.
                var parts = line.Split(' ');
                if (parts.Length == 2 && int.TryParse(parts[0], CultureInfo.InvariantCulture, out var writer) && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var n) && n == acknowledged[writer] + 1)
                    acknowledged[writer] = n;
                if (heard == changes) process.Kill();
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.ExitCode.ShouldBe(137);
    }

    private static async Task NothingIsLost(House house, Guid ward, int[] acknowledged)
    {
        await using var db = house.Store.Context(ward);
        var names = await db.Set<Thing>().Select(t => t.Name).ToListAsync();
        names.Count.ShouldBe(names.Distinct(StringComparer.Ordinal).Count());
        var there = names.ToHashSet(StringComparer.Ordinal);
        for (var writer = 0; writer < acknowledged.Length; writer++)
        {
            for (var n = 0; n <= acknowledged[writer]; n++) there.ShouldContain($"{writer} {n}");
        }
    }

    /// <summary>After what was left behind is done, each thing has been counted exactly once.</summary>
    private static async Task NothingIsDoubled(House house, Guid ward)
    {
        await using var db = house.Store.Context(ward);
        await db.Database.ExecuteSqlAsync($"UPDATE jobs SET leased_until = 0 WHERE leased_until IS NOT NULL");
        var runner = KilledWriter.Jobs(house);
        while (await runner.Turn() > 0)
        {
        }

        (await db.Set<Job>().CountAsync()).ShouldBe(0);
        var things = await db.Set<Thing>().Select(t => t.Id).ToListAsync();
        var counted = await db.Set<AuditEntry>().Where(e => e.Act == "CountThing")
            .Join(db.Set<AuditSubject>(), e => e.Index, s => s.Index, (_, s) => s.SubjectId).ToListAsync();
        counted.Order().ShouldBe(things.Order());
    }
}
