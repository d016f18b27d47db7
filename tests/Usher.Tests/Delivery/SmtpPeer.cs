using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Usher.Delivery.Mail;

namespace Usher.Tests.Delivery;

/// <summary>A mail server on loopback that does what the test says.</summary>
public sealed class SmtpPeer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private TcpListener _listener = new(IPAddress.Loopback, 0);
    private Task _serving = Task.CompletedTask;

    private int _connections;

    public SmtpPeer() => Start();

    public int Port { get; private set; }

    /// <summary>What it answers to a recipient; null: it takes them.</summary>
    public string? Refuses { get; set; }

    /// <summary>It takes the connection and says nothing more.</summary>
    public bool Hangs { get; set; }

    /// <summary>It hangs up after it took a letter, before it says so.</summary>
    public bool ForgetsToAnswer { get; set; }

    public int Connections => _connections;

    /// <summary>What it took, without the soft breaks of lines; two may come at a time.</summary>
    public ConcurrentQueue<string> Letters { get; } = new();

    public SmtpMail Mail(TimeSpan? patience = null) => new("127.0.0.1", Port, "usher@harbor.example", null, null) { Encrypts = false, Patience = patience ?? TimeSpan.FromSeconds(20) };

    public void Die() => _listener.Stop();

    public void Start()
    {
        _listener = new(IPAddress.Loopback, Port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = Serve(_listener);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Die();
        await _serving;
        _stop.Dispose();
    }

    private async Task Serve(TcpListener listener)
    {
        var talks = new List<Task>();
        try
        {
            while (true) talks.Add(Talk(await listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(talks).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private async Task Talk(TcpClient client)
    {
        Interlocked.Increment(ref _connections);
        using var _ = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        if (Hangs)
        {
            await reader.ReadLineAsync(_stop.Token);
            return;
        }

        await writer.WriteLineAsync("220 peer");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            var verb = line.Split(' ')[0].ToUpperInvariant();
            if (verb == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                var letter = new StringBuilder();
                while (await reader.ReadLineAsync(_stop.Token) is { } text && text != ".") letter.Append(text).Append('\n');
                Letters.Enqueue(letter.Replace("=\n", "").ToString());
                if (ForgetsToAnswer) return;
            }

            await writer.WriteLineAsync(verb == "RCPT" && Refuses is { } no ? no : verb == "QUIT" ? "221 bye" : "250 fine");
            if (verb == "QUIT") return;
        }
    }
}
