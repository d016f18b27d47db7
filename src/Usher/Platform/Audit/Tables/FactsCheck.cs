using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Usher.Access;
using Usher.Data;

namespace Usher.Platform.Audit;

/// <summary>
/// Compares the rows of the tables with what the log tells of them: facts that decide are those that somebody was seen to change.
/// </summary>
/// <param name="db">Open, in one consistent state.</param>
/// <param name="findings">Gets what differs, by table.</param>
internal sealed class FactsCheck(UsherDb db, Findings findings)
{
    /// <summary>Compares one entity's rows.</summary>
    /// <param name="told">What the log records of them.</param>
    /// <param name="where">A condition in SQL, in which <c>@log</c> is the parameter; null: every row.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="isWanted">Which rows, by key; null: all.</param>
    /// <param name="ct">Ends it.</param>
    public async Task Compare(ToldEntity told, string? where, object? parameter, Func<string, bool>? isWanted, CancellationToken ct)
    {
        var table = StoreObjectIdentifier.Table(told.Type.GetTableName()!, told.Type.GetSchema());
        var (kind, name) = ($"fact {table.Name}", StoredNames.Of(told.Type.ClrType));
        IProperty[] key = [.. AuditedValue.KeyOf(told.Type)];
        var salt = told.Type.FindProperty(UsherDb.AuditSalt)!;
        IProperty[] columns = [salt, .. key, .. told.Properties];
        var sql = $"SELECT {string.Join(", ", columns.Select(column => $"\"{column.GetColumnName(table)}\""))} FROM " +
            $"\"{table.Name}\"{(where is null ? "" : $" WHERE {where}")}";
        var missing = told.Rows.Keys.ToHashSet(StringComparer.Ordinal);
        await foreach (var row in StoredRow.Read(db, sql, parameter, ct))
        {
            var salted = row[0] as byte[] ?? [];
            if (KeyOf(row, key, salted) is not { } id)
            {
                findings.Add(kind, null,
                    $"{name}: a row has the key {string.Join(", ", key.Select((_, i) => row.Shown(1 + i)))}, which does not exist.");
                continue;
            }

            if (isWanted?.Invoke(id) == false) continue;
            missing.Remove(id);
            if (!told.Rows.TryGetValue(id, out var values))
                findings.Add(kind, null, $"{name} {id} is in the table {table.Name}, but no entry records it.");
            else Compare(told, row, id, values, 1 + key.Length, salted, kind, name);
        }

        foreach (var id in missing)
            findings.Add(kind, told.Rows[id].Where(value => value.IsTold).Select(value => (long?)value.Entry).Max(),
                $"{name} {id} is not in the table {table.Name}, but no entry records its removal.");
    }

    private void Compare(ToldEntity told, StoredRow row, string id, ToldValue[] values, int first, byte[] salt, string kind, string name)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var property = told.Properties[i];
            var called = AuditedValue.NameOf(property);
            if (!TryRead(property, row[first + i], out var value))
            {
                findings.Add(kind, values[i].IsTold
                    ? values[i].Entry
                    : null, $"{name} {id}: {called} is {row.Shown(first + i)}, which is not a valid value.");
                continue;
            }

            if (values[i].IsTold ? told.Holds(id, i, AuditedValue.Text(property, value, salt)) : value is null
                || IsDefault(property, value))
                continue;
            var shown = AuditedValue.IsMarked(property) ? row.Shown(first + i) : "a different value";
            findings.Add(kind, values[i].IsTold ? values[i].Entry : null, values[i].IsTold
                ? $"{name} {id}: {called} is {shown}; entry {values[i].Entry} says otherwise."
                : $"{name} {id}: {called} is {shown}, but no entry records that.");
        }
    }

    private static string? KeyOf(StoredRow row, IProperty[] key, byte[] salt)
    {
        var parts = new string?[key.Length];
        for (var i = 0; i < key.Length; i++)
        {
            if (!TryRead(key[i], row[1 + i], out var value) || value is null) return null;
            parts[i] = AuditedValue.KeyPart(key[i], value, salt);
        }

        return string.Join('|', parts);
    }

    /// <summary>A column that a migration added after the row was recorded has what the type begins with.</summary>
    private static bool IsDefault(IProperty property, object value) =>
        !property.IsNullable && property.ClrType.IsValueType && value.Equals(Activator.CreateInstance(property.ClrType));

    /// <summary>What a stored value is in the code; false: nothing that the property can be.</summary>
    private static bool TryRead(IProperty property, object stored, out object? value)
    {
        value = null;
        if (stored is DBNull) return property.IsNullable;
        try
        {
            var converter = property.GetTypeMapping().Converter;
            var type = converter?.ProviderClrType ?? property.ClrType;
            var provided = Provided(Nullable.GetUnderlyingType(type) ?? type, stored);
            value = converter is null ? provided : converter.ConvertFromProvider(provided);
            return value is not null;
        }
        catch (Exception fault) when (fault is InvalidCastException or FormatException or OverflowException or ArgumentException
            or InvalidDataException or NotSupportedException)
        {
            return false;
        }
    }

    private static object Provided(Type type, object stored) => stored switch
    {
        _ when type.IsInstanceOfType(stored) => stored,
        string text when type == typeof(Guid) && Guid.ParseExact(text, "D") is var id && id.ToString().ToUpperInvariant() == text => id,
        long flag when type == typeof(bool) && flag is 0 or 1 => flag == 1,
        long number when type == typeof(int) => checked((int)number),
        int number when type == typeof(long) => (long)number,
        long number when type == typeof(short) => checked((short)number),
        string text when type == typeof(TimeOnly) => TimeOnly.Parse(text, CultureInfo.InvariantCulture),
        string text when type == typeof(DateTimeOffset) =>
            DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        TimeSpan span when type == typeof(TimeOnly) => TimeOnly.FromTimeSpan(span),
        _ => throw new InvalidCastException(),
    };
}
