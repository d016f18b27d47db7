using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Bench.AuthZen;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Platform.Jobs;
using Usher.SystemTests.Stores;

namespace Usher.Bench.Previews;

/// <summary>
/// The preview of editing a custom role that half of 10,000 users hold, in a customer that sees 300 apps, through the gate; and beside it, in turn in one
/// run, two compilations of the customer's facts, which is what working it out from scratch would begin with.
/// </summary>
internal static class PreviewReport
{
    private const int Users = 10_000;
    private const int Apps = 300;

    public static async Task<int> Run(string folder, int rounds)
    {
        System.IO.Directory.CreateDirectory(folder);
        var met = true;
        await using (var store = new SqliteStore($"Data Source={Path.Combine(folder, "usher.db")}")) met &= await On(store, folder, rounds);
        var server = await PostgresServer.Start(PostgresPrograms.Newest);
        await using (var store = new PostgresStore(await server.NewDatabase())) met &= await On(store, Path.Combine(folder, "postgres-" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture)), rounds);
        GC.KeepAlive(server);
        return met ? 0 : 1;
    }

    private static async Task<bool> On(Store store, string folder, int rounds)
    {
        System.IO.Directory.CreateDirectory(folder);
        await store.Prepare();
        await LargeWorld.Fill(store, folder, 1, Users);
        var customer = LargeWorld.Id("customer", 0, 0);
        await Widen(store, customer);
        using var heads = new TreeHeads(Path.Combine(folder, "heads"), ECDsa.Create(ECCurve.NamedCurves.nistP256));
        var snapshots = new Snapshots(store, new AccessFacts());
        var gate = new Gate(store, snapshots, TimeProvider.System, heads, new RefusalLog(store, heads), new JobSignal());
        var admin = new Caller(ActorKind.User, LargeWorld.Id("user", 0, 1), customer, Door.Api);
        var snapshot = (await snapshots.Customer(customer, CancellationToken.None))!;
        var (previews, compilations) = (new List<double>(), new List<double>());
        ChangePreview? shown = null;
        for (var round = -5; round < rounds; round++)
        {
            // Other apps each time: half of what is picked goes, as much comes.
            var start = Stopwatch.GetTimestamp();
            shown = (await gate.Preview(admin, new EditCustomRole("signage-admin", Apps: [.. Enumerable.Range(75 + (Math.Abs(round) % 50), 150).Select(LargeWorld.AppSlug)]))).Value
                ?? throw new InvalidOperationException("refused");
            var preview = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            start = Stopwatch.GetTimestamp();
            for (var again = 0; again < 2; again++) GC.KeepAlive(new CustomerSnapshot(snapshot.Facts, snapshot.Catalogue));
            if (round < 0) continue;
            previews.Add(preview);
            compilations.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        var (median, ratio) = (Medians.Of(previews), Medians.Of(previews.Zip(compilations, (preview, two) => preview / two)));
        var met = median < 300 && ratio <= 1.5 && shown is { Gains.People: > Users / 3, Losses.People: > Users / 3 };
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{store.Name}: {median:F0} ms (below 300), two compilations {Medians.Of(compilations):F0} ms, ratio {ratio:F2} (at most 1.50); {shown!.Gains.People} people gain, {shown.Losses.People} lose {(met ? "met" : "MISSED")}"));
        return met;
    }

    /// <summary>As many apps, and the role with half of them in half of the people's hands.</summary>
    private static async Task Widen(Store store, Guid customer)
    {
        if (!await LargeWorld.FillCatalogue(store, Apps)) return;
        await using var db = store.Context(customer);
        await using var write = await store.BeginWrite(db, CancellationToken.None);
        var role = LargeWorld.Id("role", 0, 0);
        for (var app = LargeWorld.FirstApps; app < Apps / 2; app++) db.Add(new CustomRoleApp { RoleId = role, AppId = LargeWorld.Id("app", 0, app) });
        // Those who hold it in the world as it is: one in ten.
        for (var user = 0; user < Users; user++)
            if (user % 2 == 0 && user % 10 != 6) db.Add(new UserCustomRole { UserId = LargeWorld.Id("user", 0, user), RoleId = role });
        await db.SaveChangesAsync();
        await write.Commit();
    }
}
