using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Usher.Access;
using Usher.Data;

namespace Usher.Platform.Audit;

/// <summary>What an act was, for its entry.</summary>
/// <param name="Act">The use case's name in store.</param>
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

    /// <summary>When it was refused first; null for what happened once.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Why, in the caller's words.</summary>
    public string? Note { get; init; }

    /// <summary>Things it concerns besides those it changed.</summary>
    public IReadOnlyList<Guid> Subjects { get; init; } = [];
}

/// <summary>
/// Writes entries into a customer's log, inside the transaction of the change they tell of. Before and after come from the change tracker.
/// </summary>
public static class AuditWriter
{
    private static readonly JsonEncodedText Before = JsonEncodedText.Encode("before");
    private static readonly JsonEncodedText After = JsonEncodedText.Encode("after");

    /// <summary>
    /// The changes that an entry tells of, found once: after this, entities are not compared again before they are saved.
    /// </summary>
    public static List<EntityEntry> Told(UsherDb db)
    {
        db.ChangeTracker.DetectChanges();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var told = new List<EntityEntry>();
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && entry.Entity is not IDerived)
                told.Add(entry);
        }

        return told;
    }

    /// <summary>Appends one entry and moves the head. The head must be locked.</summary>
    /// <param name="db">The context of the change.</param>
    /// <param name="head">The log's head.</param>
    /// <param name="act">What was done.</param>
    /// <param name="told">The changes, as <see cref="Told"/> found them.</param>
    public static void Append(UsherDb db, Head head, AuditedAct act, IReadOnlyList<EntityEntry> told)
    {
        // What is hashed is what the store gives back.
        act = act with { At = StoredInstant.Whole(act.At), Since = act.Since is { } first ? StoredInstant.Whole(first) : null };
        var subjects = new HashSet<Guid>(act.Subjects);
        var body = Body(head, act, told, subjects);
        var leaf = Frontier.LeafHash(body);
        var frontier = new Frontier(head.Frontier, head.LogSize);
        frontier.Append(leaf);
        db.Log.Add(new(new AuditEntry
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
        }, subjects));
        head.LogSize++;
        head.Frontier = frontier.ToBytes();
        db.Entry(head).DetectChanges();
    }

    private static byte[] Body(Head head, AuditedAct act, IReadOnlyList<EntityEntry> told, HashSet<Guid> subjects)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteNumber("format", 1);
        json.WriteString("log", head.Id);
        json.WriteNumber("index", head.LogSize);
        json.WriteString("at", act.At);
        json.WriteString("section", StoredNames.Of(act.Section));
        json.WriteString("act", act.Act);
        json.WriteStartObject("actor");
        json.WriteString("kind", StoredNames.Of(act.Caller.Kind));
        json.WriteString("id", act.Caller.Id);
        if (act.Caller.Key is { } key) json.WriteString("key", key);
        json.WriteEndObject();
        json.WriteString("door", StoredNames.Of(act.Caller.Door));
        if (act.Caller.RequestId is { } request) json.WriteString("request", request);
        if (act.Permission is { } permission) json.WriteString("permission", permission.Name);
        json.WriteString("ground", StoredNames.Of(act.Ground));
        if (act.Refusal is { } refusal) json.WriteString("refused", refusal);
        if (act.Count != 1) json.WriteNumber("count", act.Count);
        if (act.Since is { } since) json.WriteString("since", since);
        if (act.Note is { } note) json.WriteString("note", note);
        json.WriteStartArray("changes");
        foreach (var entry in told) Change(json, entry, subjects);
        json.WriteEndArray();
        json.WriteStartArray("subjects");
        foreach (var subject in subjects) json.WriteStringValue(subject);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void Change(Utf8JsonWriter json, EntityEntry entry, HashSet<Guid> subjects)
    {
        var row = new Row(entry);
        json.WriteStartObject();
        json.WriteString("entity", StoredNames.Of(entry.Metadata.ClrType));
        json.WriteStartArray("id");
        foreach (var part in AuditedValue.KeyOf(entry.Metadata))
        {
            var value = row.Current(part);
            if (value is Guid id) subjects.Add(id);
            json.WriteStringValue(AuditedValue.KeyPart(part, value, row.Salted));
        }

        json.WriteEndArray();
        json.WriteString("what", entry.State switch { EntityState.Added => "added", EntityState.Deleted => "removed", _ => "changed" });
        foreach (var property in entry.Metadata.GetProperties())
        {
            if (!row.Tells(property)) continue;
            json.WriteStartObject(AuditedValue.NameOf(property));
            if (entry.State != EntityState.Added) Value(json, Before, row.Original(property), property, row);
            if (entry.State != EntityState.Deleted) Value(json, After, row.Current(property), property, row);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Value(Utf8JsonWriter json, JsonEncodedText name, object? value, IProperty property, in Row row)
    {
        json.WritePropertyName(name);
        AuditedValue.Write(json, property, value, row.Salted);
    }

    /// <summary>
    /// One changed row, and the salt that its unmarked values are hashed with: the salt goes with the row, and then nobody can try values
    /// against what the log keeps.
    /// </summary>
    private readonly struct Row(EntityEntry entry)
    {
        public byte[] Salted { get; } = Salt(entry);

        public object? Current(IProperty property) => entry.CurrentValues[property];

        public object? Original(IProperty property) => entry.OriginalValues[property];

        public bool Tells(IProperty property)
        {
            if (!AuditedValue.IsTold(property)) return false;
            return entry.State switch
            {
                EntityState.Added => Current(property) is not null,
                EntityState.Deleted => Original(property) is not null,
                _ => entry.Property(property).IsModified && !property.GetValueComparer().Equals(Original(property), Current(property)),
            };
        }

        private static byte[] Salt(EntityEntry entry)
        {
            var property = entry.Property(UsherDb.AuditSalt);
            if (property.CurrentValue is byte[] salt) return salt;
            var made = RandomNumberGenerator.GetBytes(16);
            if (entry.State != EntityState.Deleted) property.CurrentValue = made;
            return made;
        }
    }
}
