using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Metadata;
using Usher.Access;
using Usher.Data;

namespace Usher.Platform.Audit;

/// <summary>
/// What a log, read from its beginning, tells of the rows of the tables: which there are, and what each property was set to last. Every
/// entity whose changes entries tell of is among them, found in the model. Values are kept as hashes: a large customer's rows fit in
/// memory.
/// </summary>
/// <param name="model">The store's model.</param>
/// <param name="isWanted">Which entities.</param>
/// <param name="byTime">Several logs tell of the same rows: the later counts, by the clock; else the order in which entries come.</param>
internal sealed class ToldRows(IModel model, Func<IEntityType, bool> isWanted, bool byTime = false)
{
    private readonly Dictionary<string, ToldEntity> _entities = model.GetEntityTypes()
        .Where(type => !typeof(IDerived).IsAssignableFrom(type.ClrType) && type.FindPrimaryKey() is not null && isWanted(type))
        .Select(type => new ToldEntity(type, byTime)).SelectMany(entity => entity.Names.Select(name => KeyValuePair.Create(name, entity)))
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>The entities, each with what is recorded of its rows.</summary>
    public IEnumerable<ToldEntity> Entities => _entities.Values.Distinct();

    /// <summary>Takes in what one entry tells.</summary>
    /// <param name="body">The entry.</param>
    /// <param name="entry">Its index.</param>
    /// <param name="isWantedRow">Which rows, by entity and key; null: all.</param>
    /// <returns>Whether it could be understood.</returns>
    public bool Hear(JsonElement body, long entry, Func<ToldEntity, string, bool>? isWantedRow = null)
    {
        try
        {
            var at = body.GetProperty("at").GetDateTimeOffset().UtcTicks;
            foreach (var change in body.GetProperty("changes").EnumerateArray())
            {
                if (!_entities.TryGetValue(change.GetProperty("entity").GetString()!, out var entity)) continue;
                var key = string.Join('|', change.GetProperty("id").EnumerateArray().Select(part => part.GetString()));
                if (isWantedRow?.Invoke(entity, key) != false) entity.Hear(key, change, entry, at);
            }

            return true;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException
            or ArgumentException)
        {
            return false;
        }
    }
}

/// <summary>What is recorded of the rows of one entity.</summary>
internal sealed class ToldEntity
{
    private readonly Dictionary<string, int> _ordinals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ToldValue[]> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Key, int Property), List<ToldValue>> _atOnce = [];
    private readonly bool _byTime;

    public ToldEntity(IEntityType type, bool byTime)
    {
        (Type, _byTime) = (type, byTime);
        Properties = [.. type.GetProperties().Where(AuditedValue.IsTold)];
        Names = [StoredNames.Of(type.ClrType), .. StoredNames.Former(type.ClrType)];
        foreach (var (i, property) in Properties.Index())
        {
            foreach (var name in property.PropertyInfo is { } member
                ? StoredNames.Former(member).Prepend(StoredNames.Of(member))
                : [property.Name])
                _ordinals[name] = i;
        }
    }

    public IEntityType Type { get; }

    /// <summary>What it is called in entries, today and before.</summary>
    public IReadOnlyList<string> Names { get; }

    public IReadOnlyList<IProperty> Properties { get; }

    /// <summary>The rows that there should be, by key, with the last value of each property.</summary>
    public IReadOnlyDictionary<string, ToldValue[]> Rows => _rows;

    public void Hear(string key, JsonElement change, long entry, long at)
    {
        var isGone = change.GetProperty("what").ValueEquals("removed");
        if (isGone)
        {
            _rows.Remove(key);
            return;
        }

        if (!_rows.TryGetValue(key, out var row)) _rows[key] = row = new ToldValue[Properties.Count];
        foreach (var member in change.EnumerateObject())
        {
            if (!_ordinals.TryGetValue(member.Name, out var i) || member.Value.ValueKind != JsonValueKind.Object
                || !member.Value.TryGetProperty("after", out var after))
                continue;
            var value = new ToldValue(HashOf(Today(Properties[i], after)), entry, at);
            if (_byTime && row[i].IsTold && row[i].At > at) continue;
            if (_byTime && row[i].IsTold && row[i].At == at)
                (_atOnce.TryGetValue((key, i), out var others) ? others : _atOnce[(key, i)] = []).Add(row[i]);
            else if (_byTime) _atOnce.Remove((key, i));
            row[i] = value;
        }
    }

    /// <summary>
    /// Whether a row's property has the value it was set to last; where several logs set it at the same instant, one of those.
    /// </summary>
    public bool Holds(string key, int property, string text)
    {
        var hash = HashOf(text);
        return _rows[key][property].Hash == hash
            || (_atOnce.TryGetValue((key, property), out var others) && others.Exists(other => other.Hash == hash));
    }

    /// <summary>A value by which values are compared.</summary>
    public static UInt128 HashOf(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return new(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[8..]) | 1);
    }

    /// <summary>A value as it is written today: a former name of one of a list is the name of today.</summary>
    private static string Today(IProperty property, JsonElement value)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return type.IsEnum && AuditedValue.IsMarked(property) && value.ValueKind == JsonValueKind.String
            && StoredNames.Find(type, value.GetString()!) is { } listed
            ? JsonSerializer.Serialize(StoredNames.Of(listed))
            : value.GetRawText();
    }
}

/// <summary>What was recorded of one property of one row last.</summary>
/// <param name="Hash">Of the value as it is written.</param>
/// <param name="Entry">By which entry.</param>
/// <param name="At">When, in ticks.</param>
internal readonly record struct ToldValue(UInt128 Hash, long Entry, long At)
{
    /// <summary>Whether anything was.</summary>
    public bool IsTold => Hash != UInt128.Zero;
}
