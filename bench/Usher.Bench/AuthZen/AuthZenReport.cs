using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Usher.Bench.AuthZen;

/// <summary>
/// AuthZEN over HTTP beside a bare Kestrel that echoes JSON of the same sizes: requests per second by wrk, processor time per request from <c>/proc</c>, in turn in one run,
/// while a grant changes every 50 ms and is asked for as soon as the change is acknowledged.
/// </summary>
internal static class AuthZenReport
{
    private const int Questions = 100_000;
    private const int InBatch = 100;
    private const int Connections = 16;

    public static async Task<int> Run(string folder, int rounds, int seconds)
    {
        System.IO.Directory.CreateDirectory(folder);
        var (singles, batches) = Files(folder);
        using var usher = await Running.Start("authzen-usher", Path.Combine(folder, "data"));
        using var echo = await Running.Start("authzen-echo");

        // Everyone's snapshot is in memory, and the code is warm, before anything is measured.
        foreach (var server in new[] { usher, echo })
            foreach (var (file, path) in new[] { (singles, Single), (batches, Batch), (singles, Single) }) Wrk(server, file, path, seconds: 5);

        var (single, bare, batch) = (new List<Measured>(), new List<Measured>(), new List<Measured>());
        var changes = new Changes(usher);
        await changes.WarmUp(1_000);
        for (var round = 0; round < rounds; round++)
        {
            bare.Add(Wrk(echo, singles, Single, seconds));
            using var stop = new CancellationTokenSource();
            var changing = changes.Run(stop.Token);
            single.Add(Wrk(usher, singles, Single, seconds));
            batch.Add(Wrk(usher, batches, Batch, seconds));
            await stop.CancelAsync();
            await changing;
            Say($"round {round + 1}: echo {bare[^1]}, usher {single[^1]}, batches {batch[^1]}");
        }

        Say($"{changes.Made} grants changed, {changes.Stale} not seen by the question after");
        var (rate, cpu) = (Medians.Of(single.Zip(bare, (a, b) => a.Rate / b.Rate)), Medians.Of(single.Zip(bare, (a, b) => a.Cpu / b.Cpu)));
        bool[] met =
        [
            Bar("requests per second / bare echo", rate, rate >= 0.85, "at least 0.85"),
            Bar("CPU per request / bare echo", cpu, cpu <= 1.25, "at most 1.25"),
            Bar("decisions per second in batches of 100 / singles", Medians.Of(batch.Zip(single, (a, b) => a.Rate * InBatch / b.Rate)), Medians.Of(batch.Zip(single, (a, b) => a.Rate * InBatch / b.Rate)) >= 12, "at least 12"),
            Bar("changed grants not seen", changes.Stale, changes is { Stale: 0, Made: > 0 }, "none"),
            Bar("answers other than 200", single.Concat(batch).Concat(bare).Sum(m => m.Faults), single.Concat(batch).Concat(bare).Sum(m => m.Faults) == 0, "none"),
        ];
        return met.All(bar => bar) ? 0 : 1;
    }

    private const string Single = "/access/v1/evaluation";
    private const string Batch = "/access/v1/evaluations";

    private static (string Singles, string Batches) Files(string folder)
    {
        var (singles, batches) = (Path.Combine(folder, "questions.jsonl"), Path.Combine(folder, "batches.jsonl"));
        var questions = LargeWorld.Questions(Questions).ToList();
        File.WriteAllLines(singles, questions);
        File.WriteAllLines(batches, questions.Chunk(InBatch).Select(chunk => $$"""{"evaluations":[{{string.Join(',', chunk)}}]}"""));
        return (singles, batches);
    }

    private static Measured Wrk(Running server, string file, string path, int seconds)
    {
        var cpu = server.CpuSeconds;
        using var wrk = Process.Start(new ProcessStartInfo("wrk",
            ["-t1", $"-c{Connections}", $"-d{seconds}s", "-s", Path.Combine(AppContext.BaseDirectory, "AuthZen", "questions.lua"), server.Address, "--", file, path, server.Keys[0]]) { RedirectStandardOutput = true })!;
        var result = wrk.StandardOutput.ReadToEnd().Split('\n').Single(line => line.StartsWith("RESULT ", StringComparison.Ordinal)).Split(' ').Skip(1).Select(long.Parse).ToArray();
        wrk.WaitForExit();
        var (requests, micros, broken, refused, p99) = (result[0], result[1], result[2], result[3], result[4]);
        return new(requests / (micros / 1e6), (server.CpuSeconds - cpu) / requests * 1e6, broken + refused, p99);
    }

    private static bool Bar(string what, double value, bool met, string bar)
    {
        Say($"  {what}: {value:F2} ({bar}) {(met ? "met" : "MISSED")}");
        return met;
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Requests per second, microseconds of processor time for each, answers that were none, the 99th percentile in microseconds.</summary>
    private sealed record Measured(double Rate, double Cpu, long Faults, long Slow)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Rate:F0}/s at {Cpu:F1} µs (p99 {Slow / 1000.0:F1} ms)");
    }

    /// <summary>A Super User who gives and takes Customer Admin, every 50 ms somebody else's, and asks at once.</summary>
    private sealed class Changes(Running usher)
    {
        private readonly HttpClient _http = new() { BaseAddress = new Uri(usher.Address) };
        private int _turn;

        public int Made { get; private set; }

        public int Stale { get; private set; }

        public async Task WarmUp(int changes)
        {
            for (var i = 0; i < changes; i++) await Change();
        }

        public async Task Run(CancellationToken stop)
        {
            using var every = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            do await Change();
            while (await Next(every, stop));
        }

        private static async Task<bool> Next(PeriodicTimer every, CancellationToken stop)
        {
            try
            {
                return await every.WaitForNextTickAsync(stop);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }

        private async Task Change()
        {
            var (customer, gives) = (_turn * 7919 % LargeWorld.Customers, _turn / LargeWorld.Customers % 2 == 0);
            _turn++;
            using var change = new HttpRequestMessage(HttpMethod.Put, $"/api/customers/{LargeWorld.Slug(customer)}/users/{LargeWorld.Id("user", customer, 7)}/connect-role")
            {
                Content = JsonContent.Create(new { role = gives ? "customer-admin" : "user" }),
            };
            change.Headers.Authorization = new AuthenticationHeaderValue("Bearer", usher.Keys[1]);
            using var done = await _http.SendAsync(change, CancellationToken.None);
            done.EnsureSuccessStatusCode();
            using var ask = new HttpRequestMessage(HttpMethod.Post, Single)
            {
                Content = JsonContent.Create(new
                {
                    subject = new { type = "user", id = LargeWorld.Email(customer, 7) },
                    action = new { name = "assign" },
                    resource = new { type = "role", id = LargeWorld.Slug(customer), properties = new { customer = LargeWorld.Slug(customer) } },
                }, new MediaTypeHeaderValue("application/json")),
            };
            ask.Headers.Authorization = new AuthenticationHeaderValue("Bearer", usher.Keys[0]);
            using var answer = await _http.SendAsync(ask, CancellationToken.None);
            var allowed = (await answer.Content.ReadFromJsonAsync<JsonElement>(CancellationToken.None)).GetProperty("decision").GetBoolean();
            Made++;
            if (allowed != gives) Stale++;
        }
    }
}
