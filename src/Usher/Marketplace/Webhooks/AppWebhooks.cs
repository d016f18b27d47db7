using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Microsoft.AspNetCore.DataProtection;
using StandardWebhooks;
using Usher.Access;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>
/// Sends messages to apps: CloudEvents 1.0 in JSON, signed as Standard Webhooks 1.0.0 says, to a host that is guarded when it is set and
/// again at each connection. The only class where a webhook's secret is in clear.
/// </summary>
public sealed class AppWebhooks(Gate gate, OutboundHosts hosts, IDataProtectionProvider protection, TimeProvider clock) : IDisposable
{
    /// <summary>How long an address may be.</summary>
    internal const int LongestUrl = 500;

    private const int SecretBytes = 32;
    private const string Prefix = "whsec_";

    /// <summary>How long an app's server may take to answer: Standard Webhooks recommends 15 to 30 seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(2);

    private readonly Seal _seal = new(protection, "Usher.App.Webhook");
    private readonly HttpClient _client = hosts.Client();

    /// <summary>Sets an app's webhook, once its host is known to be one that Usher may connect to.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="app">The app, by slug.</param>
    /// <param name="url">The address.</param>
    /// <param name="ct">The caller left.</param>
    /// <returns>The secret, this once.</returns>
    public Task<Outcome<WebhookSecret>> Set(Caller caller, string app, string url, CancellationToken ct) =>
        new Steps<Nothing, Nothing, WebhookSecret>
        {
            Decide = ct => gate.Run(caller, new MaySetAppWebhook(app), ct),
            Call = async (_, ct) => (Fault(url) ?? await hosts.Refuse(new Uri(url), ct)) switch
            {
                null => Nothing.Value,
                AddressUnusable => new Invalid("/url", Sentence),
                var refused => refused,
            },
            Store = (_, _) => gate.Run(caller, new SetAppWebhook(app, url) { Make = Make }),
            Undo = null,
            Within = Patience,
            Late = new TookTooLong("Finding the host"),
        }.Run(clock, ct);

    private const string Sentence =
        "Enter an address that begins with https:// and has no user, query or fragment, such as https://app.example/usher.";

    /// <summary>The refusal of what is no webhook's address, by its form alone; null when it may be one.</summary>
    internal static Refusal? Fault(string url) =>
        url.Length <= LongestUrl && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
            && address.UserInfo.Length == 0 && !url.Contains('?') && !url.Contains('#') && !url.Any(char.IsControl)
            ? null
            : new Invalid("/url", Sentence);

    /// <summary>A new secret: in clear, and sealed for one integration user of one customer.</summary>
    public (string Clear, string Sealed) Make(Guid customer, Guid machine)
    {
        var clear = Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));
        return (clear, _seal.Close(clear, customer.ToString(), machine.ToString()));
    }

    /// <summary>Sends a message once.</summary>
    /// <param name="webhook">Where to.</param>
    /// <param name="message">What.</param>
    /// <param name="customer">The customer's slug: the source of the event.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>Whether the app's server has it; if not, why, and how long it asks to wait.</returns>
    internal async Task<MessageSent> Send(AppWebhook webhook, WebhookMessage message, string customer, CancellationToken ct)
    {
        var body = Body(message, customer);
        var now = clock.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/cloudevents+json; charset=utf-8");
        var id = message.Id.ToString();
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", string.Join(' ', Secrets(webhook, now).Select(secret => new StandardWebhook(secret).Sign(id, now, body))));
        request.Headers.UserAgent.Add(new("Usher", null));
        try
        {
            using var limit = new CancellationTokenSource(Patience, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
            // The head of the answer says all that is asked: a body that never ends is not read.
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return Read(answer, now);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(MessageReason.Slow);
        }
        catch (HttpRequestException fault)
        {
            return new(HostRefused.Is(fault) ? MessageReason.Host : MessageReason.Unreachable);
        }
    }

    private static MessageSent Read(HttpResponseMessage answer, DateTimeOffset now)
    {
        var status = (int)answer.StatusCode;
        if (status is >= 300 and < 400) return new(MessageReason.Redirect);
        if (!answer.IsSuccessStatusCode)
        {
            return new(MessageReason.Status + status)
            {
                Gone = answer.StatusCode == HttpStatusCode.Gone,
                After = RetryAfter.Of(answer, now) is { } given && given > TimeSpan.Zero ? TimeSpan.FromTicks(Math.Min(given.Ticks, LongestPause.Ticks)) : null,
            };
        }

        return new(answer.Content.Headers.ContentType?.MediaType == MediaTypeNames.Text.Html ? MessageReason.Page : null);
    }

    /// <summary>The event in JSON: the same in every attempt.</summary>
    private static string Body(WebhookMessage message, string customer)
    {
        var happened = new CloudEvent(CloudEventsSpecVersion.V1_0)
        {
            Id = message.Id.ToString(),
            Source = new Uri($"/customers/{customer}", UriKind.Relative),
            Type = message.Type,
            Subject = message.Tenant,
            Time = message.At,
            DataContentType = MediaTypeNames.Application.Json,
            Data = JsonDocument.Parse(message.Data).RootElement,
        };
        return Encoding.UTF8.GetString(new JsonEventFormatter().EncodeStructuredModeMessage(happened, out _).Span);
    }

    private IEnumerable<string> Secrets(AppWebhook webhook, DateTimeOffset now)
    {
        string[] place = [webhook.CustomerId.ToString(), webhook.IntegrationUserId.ToString()];
        yield return _seal.Open(webhook.Sealed, place);
        if (webhook is { FormerSealed: { } former, FormerUntil: { } until } && until > now) yield return _seal.Open(former, place);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}

/// <summary>What came of sending a message once.</summary>
/// <param name="Reason">Why not, as a code; null: the app's server has it.</param>
internal sealed record MessageSent(string? Reason)
{
    /// <summary>Whether the app's server wants no messages any more.</summary>
    public bool Gone { get; init; }

    /// <summary>How long it asks to wait; null: it did not say.</summary>
    public TimeSpan? After { get; init; }
}
