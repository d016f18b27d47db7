using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Usher.Client;

/// <summary>What came back: a JSON object, or why there is none.</summary>
internal readonly record struct Received(JsonElement? Body, Fault Fault)
{
    public static Received Of(JsonElement body) => new(body, default);

    public static Received Without(Fault fault) => new(null, fault);
}

/// <summary>
/// One request to the decision API and its answer, within one time-out and a limit of length. Anything but a JSON object that was sent as
/// such is a fault.
/// </summary>
internal sealed class Exchange(HttpClient http, IOptions<UsherOptions> options, TimeProvider clock)
{
    private static readonly JsonDocumentOptions Strictly = new() { AllowDuplicateProperties = false };

    /// <exception cref="OperationCanceledException">The caller does not wait any longer.</exception>
    public async Task<Received> Send(string path, ReadOnlyMemory<byte> body, int longest, CancellationToken ct)
    {
        using var late = new CancellationTokenSource(options.Value.Timeout, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ReadOnlyMemoryContent(body) };
            request.Headers.Authorization = new("Bearer", options.Value.Key);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, end.Token);
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) return Received.Without(Fault.NotAdmitted);
            if (response.StatusCode != HttpStatusCode.OK) return Received.Without(Fault.Refused);
            if (!string.Equals(response.Content.Headers.ContentType?.MediaType, "application/json", StringComparison.OrdinalIgnoreCase)
                || response.Content.Headers.ContentLength > longest)
                return Received.Without(Fault.NotAnAnswer);
            return await Read(response.Content, longest, end.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Received.Without(Fault.TimedOut);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return Received.Without(ct.IsCancellationRequested || !late.IsCancellationRequested ? Fault.Unreachable : Fault.TimedOut);
        }
    }

    private static async Task<Received> Read(HttpContent content, int longest, CancellationToken ct)
    {
        await using var stream = await content.ReadAsStreamAsync(ct);
        using var read = new MemoryStream();
        var buffer = new byte[16 << 10];
        for (int length; (length = await stream.ReadAsync(buffer, ct)) > 0;)
        {
            if (read.Length + length > longest) return Received.Without(Fault.NotAnAnswer);
            await read.WriteAsync(buffer.AsMemory(0, length), ct);
        }

        try
        {
            using var document = JsonDocument.Parse(read.GetBuffer().AsMemory(0, (int)read.Length), Strictly);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Received.Of(document.RootElement.Clone())
                : Received.Without(Fault.NotAnAnswer);
        }
        catch (JsonException)
        {
            return Received.Without(Fault.NotAnAnswer);
        }
    }
}
