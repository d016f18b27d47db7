using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Metadata;
using Usher.Access;
using Usher.Data;

namespace Usher.Platform.Audit;

/// <summary>
/// How a value of a row is written in an entry: in clear when its property is marked, else as a hash with the salt that goes with the row.
/// Written so, and compared so.
/// </summary>
internal static class AuditedValue
{
    private static readonly ConcurrentDictionary<MemberInfo, bool> Marked = new();

    /// <summary>What a property is called in entries.</summary>
    public static string NameOf(IProperty property) => property.PropertyInfo is { } member ? StoredNames.Of(member) : property.Name;

    /// <summary>Whether entries tell of a property at all: not of what names the row, nor of what the store itself counts.</summary>
    public static bool IsTold(IProperty property) =>
        property.Name is not (UsherDb.AuditSalt or nameof(ICustomerOwned.CustomerId) or nameof(IRevised.Revision))
            && !property.IsPrimaryKey();

    /// <summary>The parts of its key by which entries name a row.</summary>
    public static IEnumerable<IProperty> KeyOf(IEntityType entity) =>
        entity.FindPrimaryKey()!.Properties.Where(part => part.Name != nameof(ICustomerOwned.CustomerId));

    /// <summary>A part of a key.</summary>
    public static string? KeyPart(IProperty property, object? value, byte[] salt) => value switch
    {
        string when !IsMarked(property) => Hash(property, value, salt),
        Enum listed => StoredNames.Of(listed),
        IFormattable written => written.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString(),
    };

    /// <summary>Writes a value.</summary>
    public static void Write(Utf8JsonWriter json, IProperty property, object? value, byte[] salt)
    {
        if (value is not null && !IsMarked(property)) value = Hash(property, value, salt);
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case DateTimeOffset at: json.WriteStringValue(StoredInstant.Whole(at)); break;
            case string text: json.WriteStringValue(text); break;
            case Guid id: json.WriteStringValue(id); break;
            case Enum listed: json.WriteStringValue(StoredNames.Of(listed)); break;
            case TimeSpan span: json.WriteStringValue(span.ToString()); break;
            default: JsonSerializer.Serialize(json, value); break;
        }
    }

    /// <summary>A value as it would be written.</summary>
    public static string Text(IProperty property, object? value, byte[] salt)
    {
        var buffer = new ArrayBufferWriter<byte>(64);
        using (var json = new Utf8JsonWriter(buffer)) Write(json, property, value, salt);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Whether a property's value may be in an entry in clear.</summary>
    public static bool IsMarked(IProperty property) =>
        property.PropertyInfo is { } member && Marked.GetOrAdd(member, m => m.IsDefined(typeof(AuditedAttribute), inherit: false));

    /// <summary>“changed:” and half of the HMAC-SHA-256 of the value as the database keeps it.</summary>
    private static string Hash(IProperty property, object value, byte[] salt)
    {
        var stored = property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value)! : value;
        var bytes = stored as byte[]
            ?? (stored is string text ? Encoding.UTF8.GetBytes(text) : JsonSerializer.SerializeToUtf8Bytes(stored, stored.GetType()));
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(salt, bytes, hash);
        return $"changed:{Convert.ToHexStringLower(hash[..16])}";
    }
}
