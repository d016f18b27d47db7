using System.Net.Http;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Usher.Data;
using Usher.Platform;
using static Usher.Delivery.Slack.SlackJson;

namespace Usher.Delivery.Slack;

/// <summary>
/// Hears organizations whose app is in Socket Mode (docs.slack.dev, Using Socket Mode), where Slack cannot reach the server: each node keeps
/// one connection for each such app, and Slack sends whatever happens over one of them. What comes is heard as what is signed is. It is
/// acknowledged once it is kept; what is not, Slack sends again.
/// </summary>
public sealed partial class SlackSockets(Store store, Snapshots snapshots, SlackSeals seals, SlackDoor door, ISlack slack, SlackAddress address,
    OutboundHosts hosts, SlackEvents events, SlackInteractions interactions, SlackCommands commands, TimeProvider clock,
    ILogger<SlackSockets> log)
{
    /// <summary>How soon an app is heard that was entered, on another node too.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly Dictionary<SocketApp, (CancellationTokenSource Stop, Task Hearing)> _open = [];

    /// <summary>Hears all there are, until it is stopped.</summary>
    public async Task Run(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await Look(stop);
                await Task.Delay(Every, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            foreach (var app in _open.Keys.ToList()) await End(app);
        }
    }

    /// <summary>Begins to hear apps that are new, and ends with those that are not there any more.</summary>
    private async Task Look(CancellationToken stop)
    {
        List<SocketApp> apps;
        try
        {
            await using var db = store.Everywhere(Across.SlackSockets);
            apps = await db.Set<SlackApp>().IgnoreQueryFilters()
                .Where(a => a.SealedSocketToken != null && db.Set<SlackConnection>().IgnoreQueryFilters().Any(c => c.CustomerId == a.CustomerId))
                .Select(a => new SocketApp(a.CustomerId, a.SealedSocketToken!)).ToListAsync(stop);
        }
        catch (Exception fault) when (store.IsUnavailable(fault) || stop.IsCancellationRequested)
        {
            return;
        }

        foreach (var gone in _open.Keys.Except(apps).ToList()) await End(gone);
        foreach (var app in apps.Except(_open.Keys).ToList())
        {
            var ends = CancellationTokenSource.CreateLinkedTokenSource(stop);
            _open[app] = (ends, Task.Run(() => Keep(app, ends.Token), CancellationToken.None));
        }
    }

    private async Task End(SocketApp app)
    {
        if (!_open.Remove(app, out var open)) return;
        await open.Stop.CancelAsync();
        await open.Hearing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        open.Stop.Dispose();
    }

    /// <summary>Connects again whenever a connection ends: at once where Slack asked for it, else after a pause that grows.</summary>
    private async Task Keep(SocketApp app, CancellationToken ct)
    {
        var pause = FirstPause;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await Hear(app, ct);
                pause = FirstPause;
            }
            catch (Exception) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                Ended(log, app.Customer, fault is SlackRefused refused ? refused.Code : fault.GetType().Name);
                await Task.Delay(pause, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    /// <summary>One connection, from its beginning to where Slack asks for another.</summary>
    private async Task Hear(SocketApp app, CancellationToken ct)
    {
        if (seals.SocketToken.TryOpen(app.SealedToken, app.Customer.ToString()) is not { } token) throw new SlackRefused("token_unreadable");
        using var opening = CancellationTokenSource.CreateLinkedTokenSource(ct);
        opening.CancelAfter(Patience);
        using var socket = await hosts.Open(await slack.OpenSocket(new(address.Api, token), opening.Token), opening.Token);
        using var sending = new SemaphoreSlim(1);
        var buffer = new byte[SlackDoor.Longest];
        var answering = new List<Task>();
        try
        {
            while (await Receive(socket, buffer, ct) is { } message)
            {
                using var document = message;
                var said = document.RootElement;
                // Asked for another connection we make one at once; put off for anything else, after a pause.
                if (Text(said, "type") == "disconnect")
                {
                    if (Text(said, "reason") is "refresh_requested" or "warning") return;
                    throw new SlackUnreachable("the connection was ended");
                }

                if (Text(said, "envelope_id") is not { } envelope) continue;
                answering.RemoveAll(answer => answer.IsCompleted);
                answering.Add(Answer(app, socket, sending, envelope, said.Clone(), ct));
            }
        }
        finally
        {
            // What was begun is kept, though it may not be acknowledged any more.
            await Task.WhenAll(answering).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        throw new SlackUnreachable("the connection was closed");
    }

    /// <summary>Hears one thing, and says so.</summary>
    private async Task Answer(SocketApp app, WebSocket socket, SemaphoreSlim sending, string envelope, JsonElement said, CancellationToken ct)
    {
        SlackHeard heard;
        try
        {
            heard = await Heard(app, said, ct);
        }
        catch (InvalidOperationException)
        {
            // Half a character in a text: it is no better when it comes again.
            heard = SlackHeard.Heard;
        }
        catch (StoreUnavailable)
        {
            return;
        }

        var payload = heard.Json is { } json ? $$""","payload":{{json}}""" : "";
        var reply = Encoding.UTF8.GetBytes($$"""{"envelope_id":{{JsonSerializer.Serialize(envelope)}}{{payload}}}""");
        await sending.WaitAsync(ct);
        try
        {
            await socket.SendAsync(reply, WebSocketMessageType.Text, endOfMessage: true, ct);
        }
        finally
        {
            sending.Release();
        }
    }

    private async Task<SlackHeard> Heard(SocketApp app, JsonElement said, CancellationToken ct)
    {
        var (now, connection) = await door.Known(app.Customer, ct);
        if (now?.SealedSocketToken != app.SealedToken || await snapshots.Customer(app.Customer, ct) is not { } customer) return SlackHeard.Heard;
        var (knock, payload) = (new SlackKnock(connection, customer), Member(said, "payload"));
        return Text(said, "type") switch
        {
            "events_api" => await events.Hear(knock, payload, ct),
            "interactive" => await interactions.Hear(knock, payload, ct),
            "slash_commands" => await commands.Hear(knock, name => Text(payload, name), ct),
            _ => SlackHeard.Heard,
        };
    }

    /// <summary>The next message; null: the other side closed.</summary>
    private static async Task<JsonDocument?> Receive(WebSocket socket, byte[] buffer, CancellationToken ct)
    {
        for (var length = 0; ;)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), ct);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            length += part.Count;
            if (part.EndOfMessage) return JsonDocument.Parse(buffer.AsMemory(0, length), new JsonDocumentOptions { MaxDepth = 64 });
            if (length == buffer.Length) throw new SlackUnreachable("a message is too long");
        }
    }

    [LoggerMessage(LogLevel.Warning, "The connection to Slack for customer {Customer} ended ({Why}) and is made again.")]
    private static partial void Ended(ILogger log, Guid customer, string why);

    /// <summary>An app that is heard like this.</summary>
    /// <param name="Customer">The organization.</param>
    /// <param name="SealedToken">The app's token, sealed.</param>
    private sealed record SocketApp(Guid Customer, string SealedToken);
}
