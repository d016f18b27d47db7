using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Usher.Access;
using Usher.Bench.AuthZen;
using Usher.Data;
using Usher.Directory;
using Usher.Web.Api;
using Usher.Web.Hosting;

namespace Usher.Bench.Nodes;

/// <summary>What 2,000 open pages cost a node: memory, processor time for each commit in their customer, and how much longer a commit takes. SQLite, one change each 100 ms.</summary>
internal static class StreamsReport
{
    private const int Streams = 2_000;
    private const int Users = 2_200;
    private static readonly TimeSpan Each = TimeSpan.FromMilliseconds(100);

    public static async Task<int> Run(string folder, int commits)
    {
        folder = System.IO.Directory.CreateDirectory(Path.Combine(folder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture))).FullName;
        using var server = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["streams-usher", folder]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var said = (await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.")).Split(' ');
        var (address, key) = (new Uri(said[0]), said[1]);
        using var admin = new HttpClient { BaseAddress = address };
        admin.DefaultRequestHeaders.Authorization = new("Bearer", key);
        await Commit(admin, server, commits / 4);
        var quiet = await Commit(admin, server, commits);
        server.Refresh();
        var memory = server.WorkingSet64;

        using var pages = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Streams + 10 }) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        var read = 0L;
        var lines = new List<Task>();
        foreach (var cookie in await File.ReadAllLinesAsync(Path.Combine(folder, "cookies")))
        {
            var open = new HttpRequestMessage(HttpMethod.Get, "/api/events");
            open.Headers.Add("Cookie", $"{SessionCookie.Plain}={cookie}");
            var answer = await pages.SendAsync(open, HttpCompletionOption.ResponseHeadersRead);
            answer.EnsureSuccessStatusCode();
            lines.Add(Drain(await answer.Content.ReadAsStreamAsync()));
        }

        while (Interlocked.Read(ref read) < Streams) await Task.Delay(100);
        await Commit(admin, server, commits / 4);
        var open2000 = await Commit(admin, server, commits);
        server.Refresh();
        var grown = (server.WorkingSet64 - memory) / 1e6;
        pages.CancelPendingRequests();
        server.StandardInput.Close();
        await server.WaitForExitAsync();
        System.IO.Directory.Delete(folder, recursive: true);

        var cpu = (open2000.Cpu - quiet.Cpu) * 1e3;
        var met = Bar("memory that the streams take", grown, 200, "MB") & Bar("processor time of a commit among them, more than without", cpu, 50, "ms")
            & Bar("p99 of a commit, against that without streams", open2000.P99 / quiet.P99, 1.5, "x");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"p99 {quiet.P99:F1} ms without, {open2000.P99:F1} ms with {Streams} streams; medians {quiet.Median:F1} and {open2000.Median:F1} ms; {commits} commits each"));
        return met ? 0 : 1;

        async Task Drain(Stream stream)
        {
            try
            {
                var buffer = new byte[4096];
                for (var first = true; await stream.ReadAsync(buffer) > 0; first = false)
                    if (first) Interlocked.Increment(ref read);
            }
            catch (Exception ended) when (ended is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The page was closed.
            }
        }
    }

    /// <summary>The server, with one customer and a session of each of its first users.</summary>
    public static async Task<int> Serve(string folder)
    {
        await using var app = UsherHost.Build(new UsherSettings(folder, $"Data Source={folder}/usher.db", Path.Combine(folder, "audit.key"), IsDemo: false), ["http://127.0.0.1:0"],
            builder => builder.Logging.ClearProviders());
        var store = app.Services.GetRequiredService<Store>();
        await store.Prepare();
        var (_, super) = await LargeWorld.Fill(store, folder, 1, Users);
        var cookies = new List<string>();
        await using (var db = store.Context(Guid.Empty))
        await using (var turn = await store.BeginWrite(db, default))
        {
            for (var user = 0; cookies.Count < Streams; user++)
            {
                if (user % 20 == 19) continue;
                var token = SecretToken.New(Guid.CreateVersion7());
                db.Add(new Session
                {
                    Id = token.Id, Hash = token.Hash(), AccountId = LargeWorld.Id("account", 0, user), HolderKind = ActorKind.User, HolderId = LargeWorld.Id("user", 0, user),
                    CustomerId = LargeWorld.Id("customer", 0, 0), Since = TimeProvider.System.GetUtcNow(), Expires = TimeProvider.System.GetUtcNow().AddHours(6),
                });
                cookies.Add(token.ToString());
            }

            await db.SaveChangesAsync();
            await turn.Commit();
        }

        await File.WriteAllLinesAsync(Path.Combine(folder, "cookies"), cookies);
        await app.StartAsync();
        Console.WriteLine($"{app.Urls.First()} {super}");
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }

    private static async Task<(double Median, double P99, double Cpu)> Commit(HttpClient admin, Process server, int commits)
    {
        var times = new List<double>();
        server.Refresh();
        var cpu = server.TotalProcessorTime;
        using var timer = new PeriodicTimer(Each);
        for (var i = 0; i < commits; i++)
        {
            await timer.WaitForNextTickAsync();
            var user = LargeWorld.Id("user", 0, 20 + (i / 2 % 8 * 10));
            var began = Stopwatch.GetTimestamp();
            var answer = await admin.PutAsJsonAsync($"/api/customers/{LargeWorld.Slug(0)}/users/{user}/connect-role", new { role = i % 2 == 0 ? "customer-admin" : "user" });
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        }

        server.Refresh();
        times.Sort();
        return (times[times.Count / 2], Medians.P99(times), (server.TotalProcessorTime - cpu).TotalSeconds / commits);
    }

    private static bool Bar(string what, double value, double most, string unit)
    {
        var met = value <= most;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {value:F2} {unit} (at most {most}) {(met ? "met" : "MISSED")}"));
        return met;
    }
}
