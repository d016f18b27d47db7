using System.Diagnostics;
using System.Text.Json;
using MimeKit;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>The demo as a newcomer starts it: its own process, an empty data folder, a free port.</summary>
public sealed class DemoServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _data;
    private readonly Dictionary<string, Uri> _links;

    private DemoServer(Process process, string data, JsonElement ready)
    {
        _process = process;
        _data = data;
        Url = new Uri(ready.GetProperty("urls")[0].GetString()!);
        _links = ready.GetProperty("people").EnumerateArray()
            .ToDictionary(person => person.GetProperty("email").GetString()!, person => new Uri(person.GetProperty("link").GetString()!));
        Keys = ready.GetProperty("keys").EnumerateObject().ToDictionary(key => key.Name, key => key.Value.GetString()!);
    }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>Its keys by name.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; }

    /// <summary>The one-click link of a person.</summary>
    public Uri LinkOf(string email) => _links[email];

    /// <summary>Waits for an e-mail to somebody that holds these words: its text. The demo writes e-mails as files.</summary>
    public async Task<string> Letter(string to, string words)
    {
        using var mail = await Message(to, words);
        return mail.TextBody!;
    }

    /// <summary>The same, with all there is of it.</summary>
    public async Task<MimeMessage> Message(string to, string words)
    {
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(_data, "outbox")).FullName;
        using var ct = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        ct.CancelAfter(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await timer.WaitForNextTickAsync(ct.Token))
        {
            foreach (var file in System.IO.Directory.GetFiles(folder, "*.eml"))
            {
                var mail = await MimeMessage.LoadAsync(file, ct.Token);
                if (mail.To.ToString() == to && mail.TextBody?.Contains(words, StringComparison.Ordinal) == true) return mail;
                mail.Dispose();
            }
        }

        throw new InvalidOperationException("No such e-mail came.");
    }

    /// <summary>Starts the demo and waits until it says that it is ready.</summary>
    /// <param name="settings">More of its settings, as environment variables; null: none.</param>
    public static async Task<DemoServer> Start(IReadOnlyDictionary<string, string>? settings = null)
    {
        var data = System.IO.Directory.CreateTempSubdirectory("usher-console-").FullName;
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "Usher.Web.dll"), "demo", "--json",
            // Where a test says that it is reached, it listens.
            "--urls", settings?.GetValueOrDefault("Usher__PublicUrl") ?? "http://127.0.0.1:0", "--data", data })
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_TieredPGO"] = "0";
        // Providers of tests are on this machine.
        start.Environment["Usher__PrivateHosts"] = "127.0.0.1";
        foreach (var (name, value) in settings ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith('{')) continue;
            _ = process.StandardOutput.ReadToEndAsync();
            using var ready = JsonDocument.Parse(line);
            return new DemoServer(process, data, ready.RootElement.Clone());
        }

        throw new InvalidOperationException($"The demo did not start: {await errors}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        System.IO.Directory.Delete(_data, recursive: true);
    }
}
