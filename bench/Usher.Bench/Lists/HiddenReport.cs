using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Usher.Calls;
using Usher.Data;
using Usher.Platform;
using Usher.SystemTests.Stores;
using Usher.Web.Hosting;

namespace Usher.Bench.Lists;

/// <summary>
/// Invisible calls against ids that name nothing, over HTTP against the real server in a process of its own: a thousand invisible ids and two thousand missing ones (A and B),
/// shuffled, at every place where a call's id can stand. Answers are compared to the byte; times by median and deciles: how far the invisible are from four groups of missing ones, against how far those are from each other.
/// The same of searching: a word said in 3,000 invisible calls against words that nobody says.
/// </summary>
internal static partial class HiddenReport
{
    private const int Calls = 30_000;
    private const int Ids = 1_000;
    private const int Viewer = 6;

    private static readonly (string Method, string Path, string? Body)[] Places =
    [
        ("GET", "/api/calls/{0}", null),
        ("GET", "/api/calls/{0}/transcript", null),
        ("POST", "/api/ask", """{"question":"What was promised?","call":"{0}"}"""),
        ("POST", "/api/calls/{0}/share", """{"with":"u3@many.example","until":"2030-01-01T00:00:00Z"}"""),
        ("POST", "/api/calls/{0}/troubleshoot", """{"reason":"A delivery has failed"}"""),
        ("POST", "/api/calls/{0}/read", null),
        ("POST", "/api/calls/{0}/release", null),
        ("DELETE", "/api/calls/{0}", null),
        ("DELETE", "/api/calls/{0}/share/{0}", null),
        ("GET", "/api/customers/many/explain?person=u5@many.example&permission=call/view&id={0}", null),
    ];

    public static async Task<int> Run(string folder, int rounds)
    {
        System.IO.Directory.CreateDirectory(folder);
        var sqlite = $"Data Source={Path.Combine(folder, "searched.db")}";
        var met = await On("SQLite", sqlite, folder, rounds);
        var server = await PostgresServer.Start(PostgresPrograms.Newest);
        met &= await On("PostgreSQL", await server.NewDatabase(), folder, rounds);
        GC.KeepAlive(server);
        return met ? 0 : 1;
    }

    /// <summary>The real server over the world; says where it is and the viewer's key, and ends when its input does.</summary>
    public static async Task<int> Serve(string folder, string database)
    {
        var settings = new UsherSettings(folder, database, Path.Combine(folder, "..", "audit.key"), IsDemo: false);
        await using var app = UsherHost.Build(settings, ["http://127.0.0.1:0"]);
        var store = app.Services.GetRequiredService<Store>();
        await ManyCalls.Fill(store, Calls, searched: true);
        var key = await ManyCalls.Key(store, Viewer);
        await app.StartAsync();
        Console.WriteLine($"{app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()} {key}");
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }

    private static async Task<bool> On(string name, string database, string folder, int rounds)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["hidden-usher", folder, database]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        // Its log goes nowhere: a line for each request.
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var ready = (await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.")).Split(' ');
        using var http = new HttpClient { BaseAddress = new Uri(ready[0]) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ready[1]);
        var random = new Random(1);
        Guid[] NotThere() => [.. Enumerable.Range(0, Ids).Select(_ => { var bytes = new byte[16]; random.NextBytes(bytes); return new Guid(bytes); })];
        Guid[][] groups = [NotThere(), NotThere(), NotThere(), NotThere(), [.. Enumerable.Range(0, Ids).Select(i => ManyCalls.Quiet(i * 3))]];
        Say($"{name}: {Calls:N0} calls, a viewer of {Viewer} principals, {Ids:N0} ids of each kind, {rounds} rounds. Microseconds; “apart” is a part of the group it is told from: at the median, and at the decile where the invisible are furthest beside the missing.");
        var met = true;
        foreach (var (method, path, body) in Places)
            met &= await Compare(http, $"{method} {path}", groups.Select(ids => ids.Select(id => (method, path.Replace("{0}", $"{id}", StringComparison.Ordinal), body?.Replace("{0}", $"{id}", StringComparison.Ordinal))).ToArray()).ToArray(), rounds, random);
        string[] words = ["hexagesimalia", "octogesimalia", "nonagesimalia", "septuagesimalia", ManyCalls.OnlyInvisible];
        met &= await Compare(http, "GET /api/calls?text=", [.. words.Select(word => Enumerable.Range(0, Ids).Select(_ => ("GET", $"/api/calls?text={word}", (string?)null)).ToArray())], rounds, random);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return met;
    }

    /// <summary>Asks all groups, the invisible last among them, in shuffled order, as often as there are rounds; up to three times as often where it misses.</summary>
    private static async Task<bool> Compare(HttpClient http, string what, (string Method, string Path, string? Body)[][] groups, int rounds, Random random)
    {
        var times = groups.Select(_ => new List<double>()).ToArray();
        var answers = new HashSet<string>(StringComparer.Ordinal);
        (int Group, int Item)[] order = [.. from @group in Enumerable.Range(0, groups.Length) from item in Enumerable.Range(0, Ids) select (@group, item)];
        for (var asked = 0; ; asked += rounds)
        {
            for (var round = asked == 0 ? -1 : 0; round < rounds; round++)
            {
                random.Shuffle(order);
                foreach (var (@group, item) in round < 0 ? order[..600] : order)
                {
                    var (took, answer) = await Ask(http, groups[@group][item]);
                    answers.Add(answer);
                    if (round >= 0) times[@group].Add(took);
                }
            }

            var medians = times.Select(t => Deciles.Of(t)[4]).ToArray();
            var missing = Furthest([.. from one in times[..^1] from other in times[..^1] where one != other select Deciles.Apart(one, other)]);
            var invisible = Middle([.. times[..^1].Select(group => Deciles.Apart(group, times[^1]))]);
            var worst = Enumerable.Range(0, missing.Length).MaxBy(d => invisible[d] / missing[d]);
            var met = answers.Count == 1 && invisible[4] <= 0.05 && invisible[worst] <= missing[worst];
            Say($"  {what.Split('?')[0],-38} {asked + rounds} rounds, {answers.Count} answer | medians missing {medians[..^1].Min():F0} to {medians[..^1].Max():F0} invisible {medians[^1]:F0} | median apart: missing up to {missing[4]:P1} invisible {invisible[4]:P1} | decile {worst + 1} apart: missing up to {missing[worst]:P1} invisible {invisible[worst]:P1} {(met ? "met" : "MISSED")}");
            // Now and then chance alone takes one of the 200 deciles too far. What is only chance goes away when more is asked; what is not, becomes plainer.
            if (met || asked >= 2 * rounds) return met;
        }
    }

    private static double[] Furthest(IReadOnlyList<double[]> apart) => [.. Enumerable.Range(0, 9).Select(d => apart.Max(pair => pair[d]))];

    private static double[] Middle(IReadOnlyList<double[]> apart) => [.. Enumerable.Range(0, 9).Select(d => Medians.Of(apart.Select(pair => pair[d])))];

    private static async Task<(double Micros, string Answer)> Ask(HttpClient http, (string Method, string Path, string? Body) asked)
    {
        using var request = new HttpRequestMessage(new HttpMethod(asked.Method), asked.Path);
        if (asked.Body is not null) request.Content = new StringContent(asked.Body, Encoding.UTF8, "application/json");
        var start = Stopwatch.GetTimestamp();
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var took = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key != "Date").Select(h => $"{h.Key}: {string.Join(',', h.Value)}");
        return (took, $"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n{Trace().Replace(text, "")}");
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex("\"traceId\":\"[^\"]*\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Trace();
}
