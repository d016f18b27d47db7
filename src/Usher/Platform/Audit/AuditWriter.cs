using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Usher.Access;
using Usher.Data;

namespace Usher.Platform.Audit;

/// <summary>What an act was, for its entry.</summary>
/// <param name="Act">The use case's name.</param>
/// <param name="Section">The section of the law it belongs to.</param>
/// <param name="Caller">Who, through which door.</param>
/// <param name="At">When.</param>
public sealed record AuditedAct(string Act, Section Section, Caller Caller, DateTimeOffset At)
{
    /// <summary>The permission decided about; null for what Usher does itself.</summary>
    public Permission? Permission { get; init; }

    /// <summary>What decided.</summary>
    public Ground Ground { get; init; }

    /// <summary>The refusal's code; null when done.</summary>
    public string? Refusal { get; init; }

    /// <summary>How many times: repeated refusals are one entry.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Why, in the caller's words.</summary>
    public string? Note { get; init; }

    /// <summary>Things it concerns besides those it changed.</summary>
    public IReadOnlyList<Guid> Subjects { get; init; } = [];
}

/// <summary>Writes entries into a customer's log, inside the transaction of the change they tell of. Before and after come from the change tracker.</summary>
public static class AuditWriter
{
    /// <summary>Appends one entry and moves the head. The head must be locked.</summary>
    public static void Append(UsherDb db, Head head, AuditedAct act)
    {
        var frontier = new Frontier(head.Frontier, head.LogSize);
        var subjects = new HashSet<Guid>(act.Subjects);
        var body = Body(db, head, act, subjects);
        var leaf = Frontier.LeafHash(body);
        frontier.Append(leaf);
        db.Add(new AuditEntry
        {
            CustomerId = head.Id,
            Index = head.LogSize,
            At = act.At,
            Section = act.Section,
            ActorId = act.Caller.Id,
            Act = act.Act,
            Refusal = act.Refusal,
            Body = body,
            LeafHash = leaf,
        });
        foreach (var subject in subjects)
            db.Add(new AuditSubject { CustomerId = head.Id, SubjectId = subject, Index = head.LogSize });
        head.LogSize++;
        head.Frontier = frontier.ToBytes();
    }

    private static byte[] Body(UsherDb db, Head head, AuditedAct act, HashSet<Guid> subjects)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteNumber("format", 1);
        json.WriteString("log", head.Id);
        json.WriteNumber("index", head.LogSize);
        json.WriteString("at", act.At);
        json.WriteString("section", act.Section.ToString());
        json.WriteString("act", act.Act);
        json.WriteStartObject("actor");
        json.WriteString("kind", act.Caller.Kind.ToString());
        json.WriteString("id", act.Caller.Id);
        if (act.Caller.Key is { } key) json.WriteString("key", key);
        json.WriteEndObject();
        json.WriteString("door", act.Caller.Door.ToString());
        if (act.Caller.RequestId is { } request) json.WriteString("request", request);
        if (act.Permission is { } permission) json.WriteString("permission", permission.Name);
        json.WriteString("ground", act.Ground.ToString());
        if (act.Refusal is { } refusal) json.WriteString("refused", refusal);
        if (act.Count != 1) json.WriteNumber("count", act.Count);
        if (act.Note is { } note) json.WriteString("note", note);
        json.WriteStartArray("subjects");
        foreach (var subject in act.Subjects.Distinct()) json.WriteStringValue(subject);
        json.WriteEndArray();
        json.WriteStartArray("changes");
        foreach (var entry in db.ChangeTracker.Entries().Where(IsTold).ToList()) Change(json, entry, subjects);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static bool IsTold(EntityEntry entry) =>
        entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && entry.Entity is not IDerived;

    private static void Change(Utf8JsonWriter json, EntityEntry entry, HashSet<Guid> subjects)
    {
        json.WriteStartObject();
        json.WriteString("entity", entry.Metadata.ClrType.Name);
        json.WriteStartArray("id");
        foreach (var part in entry.Metadata.FindPrimaryKey()!.Properties)
        {
            var value = entry.Property(part.Name).CurrentValue;
            if (value is Guid id && part.Name != nameof(ICustomerOwned.CustomerId)) subjects.Add(id);
            if (part.Name != nameof(ICustomerOwned.CustomerId)) json.WriteStringValue(value?.ToString());
        }

        json.WriteEndArray();
        json.WriteString("what", entry.State switch { EntityState.Added => "added", EntityState.Deleted => "removed", _ => "changed" });
        var salt = Salt(entry);
        foreach (var property in entry.Properties.Where(p => IsTold(entry, p)))
        {
            json.WriteStartObject(property.Metadata.Name);
            if (entry.State != EntityState.Added) Value(json, "before", property.OriginalValue, property, salt);
            if (entry.State != EntityState.Deleted) Value(json, "after", property.CurrentValue, property, salt);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static bool IsTold(EntityEntry entry, PropertyEntry property) =>
        property.Metadata.Name is not (UsherDb.AuditSalt or nameof(ICustomerOwned.CustomerId) or nameof(IRevised.Revision))
        && !property.Metadata.IsPrimaryKey()
        && (entry.State == EntityState.Modified
            ? property.IsModified && !Equals(property.OriginalValue, property.CurrentValue)
            : (entry.State == EntityState.Added ? property.CurrentValue : property.OriginalValue) is not null);

    private static void Value(Utf8JsonWriter json, string name, object? value, PropertyEntry property, byte[] salt)
    {
        if (value is null)
        {
            json.WriteNull(name);
            return;
        }

        if (property.Metadata.PropertyInfo?.IsDefined(typeof(AuditedAttribute), inherit: false) != true)
        {
            var bytes = value as byte[] ?? Encoding.UTF8.GetBytes(JsonSerializer.Serialize(value));
            json.WriteString(name, $"changed:{Convert.ToHexStringLower(HMACSHA256.HashData(salt, bytes).AsSpan(0, 16))}");
            return;
        }

        json.WritePropertyName(name);
        switch (value)
        {
            case bool flag: json.WriteBooleanValue(flag); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case DateTimeOffset at: json.WriteStringValue(at); break;
            case string text: json.WriteStringValue(text); break;
            case Enum or Guid or TimeSpan: json.WriteStringValue(value.ToString()); break;
            default: JsonSerializer.Serialize(json, value); break;
        }
    }

    /// <summary>The row's own salt, made when first needed; entities of no customer have none and are hashed with a fresh one, which says only “changed”.</summary>
    private static byte[] Salt(EntityEntry entry)
    {
        if (entry.Metadata.FindProperty(UsherDb.AuditSalt) is null) return RandomNumberGenerator.GetBytes(16);
        var property = entry.Property(UsherDb.AuditSalt);
        if (property.CurrentValue is byte[] salt) return salt;
        var made = RandomNumberGenerator.GetBytes(16);
        if (entry.State != EntityState.Deleted) property.CurrentValue = made;
        return made;
    }
}
