using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Usher.Data;

namespace Usher.Platform.Audit;

/// <summary>
/// A row as the database holds it, whatever it holds: SQLite keeps any kind of value in any column, and whoever edits a table need not keep
/// to what the model says.
/// </summary>
/// <param name="values">The columns, in the order they were asked for.</param>
internal readonly struct StoredRow(object[] values)
{
    public object this[int column] => values[column];

    public long? Number(int column) => values[column] switch { long number => number, int number => number, _ => null };

    public string? Text(int column) => values[column] as string;

    public byte[]? Bytes(int column) =>
        values[column] switch { byte[] bytes => bytes, string text => Encoding.UTF8.GetBytes(text), _ => null };

    public Guid? Id(int column) =>
        values[column] switch { Guid id => id, string text when Guid.TryParse(text, out var id) => id,
            byte[] { Length: 16 } bytes => new(bytes), _ => null };

    /// <summary>A value to be shown to a person: short, and on one line.</summary>
    public string Shown(int column) => Shown(values[column]);

    public static string Shown(object? value)
    {
        var text = value switch
        {
            null or DBNull => "nothing",
            string said => $"“{said}”",
            byte[] bytes => $"{bytes.Length} bytes",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
        return new([.. (text.Length > 80 ? text[..79] + "…" : text).Select(c => char.IsControl(c) ? ' ' : c)]);
    }

    /// <summary>Reads rows one by one, in the context's transaction.</summary>
    public static async IAsyncEnumerable<StoredRow> Read(UsherDb db, string sql, object? parameter,
        [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = db.Command();
        command.CommandText = sql;
        if (parameter is not null) command.Add("@log", parameter);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var values = new object[reader.FieldCount];
            for (var i = 0; i < values.Length; i++) values[i] = Value(reader, i);
            yield return new(values);
        }
    }

    private static object Value(DbDataReader reader, int column)
    {
        try
        {
            return reader.GetValue(column);
        }
        catch (Exception fault) when (fault is InvalidCastException or FormatException or OverflowException or ArgumentException)
        {
            return DBNull.Value;
        }
    }
}
