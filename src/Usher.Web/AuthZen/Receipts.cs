using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Usher.Web.AuthZen;

/// <summary>What a receipt says: who asked what, when, at which version, and the answer.</summary>
/// <param name="Asker">The key that asked.</param>
/// <param name="Question">The question, as an AuthZEN evaluation in UTF-8 JSON.</param>
/// <param name="Decision">The answer.</param>
/// <param name="Version">The version of the customer's facts; null when no customer was found.</param>
/// <param name="At">When.</param>
public sealed record Receipt(Guid Asker, byte[] Question, bool Decision, long? Version, DateTimeOffset At);

/// <summary>Makes and reads receipts: JSON Web Signatures in compact form (RFC 7515), ES256.</summary>
/// <param name="key">ECDSA on P-256.</param>
public sealed class Receipts(ECDsa key) : IDisposable
{
    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"ES256","typ":"usher-receipt+jwt"}"""u8);

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    /// <summary>Reads and verifies a token; null when it is not one of ours.</summary>
    public Receipt? Read(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || parts[0] != Header || token.Length > 16_000) return null;
        try
        {
            var signed = System.Text.Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
            return key.VerifyData(signed, Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256)
                ? JsonSerializer.Deserialize<Receipt>(Base64Url.DecodeFromChars(parts[1]))
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The token in a request's body, <c>{"receipt":"…"}</c>; null when there is none.</summary>
    internal static string? TokenIn(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8 });
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("receipt", out var token) && token.ValueKind == JsonValueKind.String
                ? token.GetString()
                : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    internal string Make(Asker asker, in Evaluation evaluation, char[] characters, in Answer answer, long? version)
    {
        var receipt = new Receipt(asker.Id, Question(evaluation, characters), answer.Decision.Allowed, version, answer.At);
        var signed = $"{Header}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(receipt))}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(System.Text.Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    private static byte[] Question(in Evaluation evaluation, char[] characters)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartObject("subject");
        json.WriteString("type", evaluation.SubjectType.In(characters));
        json.WriteString("id", evaluation.SubjectId.In(characters));
        Properties(json, characters, ("customer", evaluation.SubjectCustomer));
        json.WriteEndObject();
        json.WriteStartObject("action");
        json.WriteString("name", evaluation.Action.In(characters));
        json.WriteEndObject();
        json.WriteStartObject("resource");
        json.WriteString("type", evaluation.ResourceType.In(characters));
        json.WriteString("id", evaluation.ResourceId.In(characters));
        Properties(json, characters, ("customer", evaluation.Customer), ("tenant", evaluation.Tenant), ("team", evaluation.Team));
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void Properties(Utf8JsonWriter json, char[] characters, params ReadOnlySpan<(string Name, Text Value)> properties)
    {
        json.WriteStartObject("properties");
        foreach (var (name, value) in properties)
            if (value.Length >= 0) json.WriteString(name, value.In(characters));
        json.WriteEndObject();
    }
}
