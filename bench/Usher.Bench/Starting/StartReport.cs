using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Usher.Bench.Starting;

/// <summary>
/// From starting the built server, on data that is there, to its first answer: an AuthZEN decision asked by key. Each start has a fresh copy of the demo's data; the
/// question is sent as soon as the server says that it serves.
/// </summary>
internal static class StartReport
{
    private const string Question = """{"subject":{"type":"user","id":"custom@harbor.example"},"action":{"name":"configure"},"resource":{"type":"app","id":"signage","properties":{"customer":"harbor"}}}""";

    /// <summary>Measures and prints.</summary>
    /// <param name="usher">The built command.</param>
    /// <param name="folder">Where the data is made and copied.</param>
    /// <param name="starts">How many starts.</param>
    public static async Task<int> Run(string usher, string folder, int starts)
    {
        folder = Path.GetFullPath(folder);
        usher = Path.GetFullPath(usher);
        var made = Path.Combine(folder, "made");
        if (System.IO.Directory.Exists(made)) System.IO.Directory.Delete(made, recursive: true);
        var key = await Make(usher, made);
        await Start(usher, made, key); // What a first start makes is there at the next.
        var taken = new List<double>();
        var cpu = new List<double>();
        for (var start = -1; start < starts; start++)
        {
            var copy = Path.Combine(folder, "copy");
            Copy(made, copy);
            var (milliseconds, spent) = await Start(usher, copy, key);
            if (start < 0) continue; // The first fills the file cache.
            taken.Add(milliseconds);
            cpu.Add(spent);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms, {spent:0} ms of processor time"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{usher}: {starts} starts, to the first answer: median {Medians.Of(taken):0} ms, worst {taken.Max():0} ms; processor time median {Medians.Of(cpu):0} ms"));
        return 0;
    }

    /// <summary>Makes the demo's data once: its platform key.</summary>
    private static async Task<string> Make(string usher, string data)
    {
        using var demo = Launch(usher, ["demo", "--data", data, "--urls", "http://127.0.0.1:0", "--json"], data);
        while (await demo.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith('{')) continue;
            await End(demo);
            return JsonNode.Parse(line)!["keys"]!["platform"]!.GetValue<string>();
        }

        throw new InvalidOperationException("The demo did not start.");
    }

    private static async Task<(double Milliseconds, double Processor)> Start(string usher, string data, string key)
    {
        var from = Stopwatch.GetTimestamp();
        using var server = Launch(usher, ["serve", "--urls", "http://127.0.0.1:0", "--json"], data);
        var ready = await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.");
        var reading = server.StandardOutput.ReadToEndAsync();
        using var http = new HttpClient { BaseAddress = new Uri(JsonNode.Parse(ready)!["urls"]![0]!.GetValue<string>()) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await http.PostAsync(new Uri("/access/v1/evaluation", UriKind.Relative), new StringContent(Question, Encoding.UTF8, "application/json"));
        var said = await answer.Content.ReadAsStringAsync();
        var taken = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        if (answer.StatusCode != HttpStatusCode.OK || said != """{"decision":true}""") throw new InvalidOperationException($"Answered {(int)answer.StatusCode} {said}");
        server.Refresh();
        var spent = server.TotalProcessorTime.TotalMilliseconds;
        await End(server);
        await reading;
        return (taken, spent);
    }

    private static Process Launch(string usher, string[] arguments, string data)
    {
        var start = new ProcessStartInfo(usher, arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["Usher__Data"] = data;
        start.Environment["Audit__KeyFile"] = Path.Combine(data, "audit.key");
        return Process.Start(start)!;
    }

    private static async Task End(Process process)
    {
        using (var interrupt = Process.Start("kill", ["-INT", $"{process.Id}"])) await interrupt.WaitForExitAsync();
        await process.WaitForExitAsync();
    }

    private static void Copy(string from, string to)
    {
        if (System.IO.Directory.Exists(to)) System.IO.Directory.Delete(to, recursive: true);
        foreach (var file in System.IO.Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
