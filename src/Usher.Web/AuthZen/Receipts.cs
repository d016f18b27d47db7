using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Usher.Web.AuthZen;

/// <summary>What a receipt says: who asked what, when, at which version, and the answer.</summary>
/// <param name="Asker">Who asked: an integration user or a platform key.</param>
/// <param name="Question">The question, as an AuthZEN evaluation.</param>
/// <param name="Decision">The answer.</param>
/// <param name="Version">The version of the customer's facts; null when no customer was found.</param>
/// <param name="At">When.</param>
public sealed record Receipt(Guid Asker, JsonElement Question, bool Decision, long? Version, DateTimeOffset At);

/// <summary>Makes and reads receipts: JSON Web Signatures in compact form (RFC 7515), ES256, explicitly typed (RFC 8725, 3.11).</summary>
/// <remarks>
/// The key is the one that signs tree heads: both say what this server said, and an operator guards one key. Neither passes for the other:
/// what is signed here begins with the header below in base64url, there with the words <c>usher tree head</c> and a line's end.
/// </remarks>
/// <param name="key">ECDSA on P-256.</param>
public sealed class Receipts(ECDsa key) : IDisposable
{
    private const int Longest = 16_000;

    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"ES256","typ":"usher-receipt+jwt"}"""u8);

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    /// <summary>Reads and verifies a token; null when it is not one of ours, every byte as it was made.</summary>
    public Receipt? Read(string token)
    {
        if (token.Length > Longest || token.Split('.') is not [var header, var payload, var signature] || header != Header) return null;
        if (!Base64Url.IsValid(payload) || !Base64Url.IsValid(signature)) return null;
        return key.VerifyData(Encoding.ASCII.GetBytes($"{header}.{payload}"), Base64Url.DecodeFromChars(signature),
            HashAlgorithmName.SHA256)
            ? JsonSerializer.Deserialize<Receipt>(Base64Url.DecodeFromChars(payload), JsonSerializerOptions.Web)
            : null;
    }

    /// <summary>The token in a request's body, <c>{"receipt":"…"}</c>; null when there is none.</summary>
    internal static string? TokenIn(ReadOnlySequence<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("receipt", out var token)
                && token.ValueKind == JsonValueKind.String
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
        var signed = $"{Header}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(receipt, JsonSerializerOptions.Web))}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    /// <summary>The question as it was understood: what is signed, and what a request for access is bound to.</summary>
    internal static JsonElement Question(in Evaluation evaluation, char[] characters)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        Write(json, characters, "subject", evaluation.Subject);
        Write(json, characters, "action", evaluation.Action);
        Write(json, characters, "resource", evaluation.Resource);
        json.WriteEndObject();
        json.Flush();
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, char[] characters, string member, in Entity entity)
    {
        json.WriteStartObject(member);
        if (entity.Type.Length >= 0) json.WriteString("type", entity.Type.In(characters));
        json.WriteString(member == "action" ? "name" : "id", entity.Id.In(characters));
        json.WriteStartObject("properties");
        if (entity.Customer.Length >= 0) json.WriteString("customer", entity.Customer.In(characters));
        if (entity.Tenant.Length >= 0) json.WriteString("tenant", entity.Tenant.In(characters));
        if (entity.Team.Length >= 0) json.WriteString("team", entity.Team.In(characters));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
