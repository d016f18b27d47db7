using System.Collections.Concurrent;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Microsoft.Extensions.Options;
using StandardWebhooks;

namespace Signage;

/// <summary>
/// Hears from Usher what becomes of Signage. A message counts only with a signature that is Usher's and a time that is now; one that comes
/// again does nothing twice.
/// </summary>
public sealed class Webhook(IOptions<SignageOptions> options, Screens screens, IServiceProvider services)
{
    private const int Longest = 64 << 10;

    private readonly ConcurrentDictionary<string, byte> _heard = new(StringComparer.Ordinal);

    /// <summary>Receives one message.</summary>
    public async Task<IResult> Receive(HttpContext http)
    {
        if (http.Request.ContentLength is not <= Longest) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        try
        {
            new StandardWebhook(options.Value.WebhookSecret).Verify(body, http.Request.Headers);
        }
        catch (Exception)
        {
            // Whatever is wrong with a signature, the message is not known to be Usher's.
            return Results.Unauthorized();
        }

        CloudEvent happened;
        try
        {
            happened = new JsonEventFormatter<JsonElement>().DecodeStructuredModeMessage(Encoding.UTF8.GetBytes(body), new ContentType("application/cloudevents+json"), null);
        }
        catch (Exception fault) when (fault is ArgumentException or JsonException)
        {
            return Results.BadRequest();
        }

        if (!_heard.TryAdd(happened.Id!, 0)) return Results.NoContent();
        if (_heard.Count > 10_000) _heard.Clear();
        await Take(happened, http.RequestAborted);
        return Results.NoContent();
    }

    private Task Take(CloudEvent happened, CancellationToken ct)
    {
        switch (happened.Type)
        {
            case "usher.app.configured" or "usher.app.enabled" when happened.Subject is { } tenant:
                return services.GetRequiredService<UsherSide>().Read(tenant, ct);
            case "usher.app.disabled" or "usher.app.removed" when happened.Subject is { } tenant:
                screens.Forget(tenant);
                break;
            case "usher.user.deactivated" when happened.Data is JsonElement data && data.TryGetProperty("email", out var email):
                screens.TakeDown(email.GetString()!);
                break;
        }

        return Task.CompletedTask;
    }
}
