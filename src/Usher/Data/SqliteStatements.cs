using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Usher.Data;

/// <summary>
/// Statements that are prepared once for each connection of the pool. The client library prepares again for every command, and for a small
/// insert that is most of its cost. For what every change writes; the values of a text are its parameters <c>@v0</c>, <c>@v1</c> and so on.
/// </summary>
internal sealed class SqliteStatements
{
    private const int MostKept = 64;

    private readonly ConditionalWeakTable<sqlite3, Dictionary<string, Prepared[]>> _kept = [];

    /// <summary>Runs all statements of a text on an open connection, inside the transaction it is in.</summary>
    /// <exception cref="SqliteException">As the client library throws it.</exception>
    public void Run(SqliteConnection connection, string text, ReadOnlySpan<object?> values)
    {
        var db = connection.Handle!;
        var kept = _kept.GetOrCreateValue(db);
        if (!kept.TryGetValue(text, out var statements))
        {
            if (kept.Count >= MostKept) Forget(kept);
            kept.Add(text, statements = [.. Prepare(db, text)]);
        }

        foreach (var statement in statements) statement.Run(db, values);
    }

    /// <summary>
    /// Forgets everything before the pool is closed: a connection of which something is still prepared stays open. Nothing may run
    /// meanwhile.
    /// </summary>
    public void Forget()
    {
        foreach (var (_, kept) in _kept) Forget(kept);
    }

    private static List<Prepared> Prepare(sqlite3 db, string text)
    {
        var statements = new List<Prepared>();
        for (var rest = text; rest.AsSpan().Trim().Length > 0;)
        {
            Check(raw.sqlite3_prepare_v2(db, rest, out var statement, out rest), db);
            var places = new int[raw.sqlite3_bind_parameter_count(statement)];
            for (var i = 0; i < places.Length; i++)
                places[i] = int.Parse(raw.sqlite3_bind_parameter_name(statement, i + 1).utf8_to_string().AsSpan("@v".Length),
                    CultureInfo.InvariantCulture);
            statements.Add(new(statement, places));
        }

        return statements;
    }

    private static void Forget(Dictionary<string, Prepared[]> kept)
    {
        foreach (var statement in kept.Values.SelectMany(statements => statements)) statement.Statement.Dispose();
        kept.Clear();
    }

    private static void Check(int code, sqlite3 db) => SqliteException.ThrowExceptionForRC(code, db);

    /// <summary>A statement, and which value each of its parameters takes.</summary>
    private sealed record Prepared(sqlite3_stmt Statement, int[] Places)
    {
        public void Run(sqlite3 db, ReadOnlySpan<object?> values)
        {
            for (var i = 0; i < Places.Length; i++) Check(Bind(i + 1, values[Places[i]]), db);
            var done = raw.sqlite3_step(Statement);
            // Resetting says the same fault once more.
            raw.sqlite3_reset(Statement);
            raw.sqlite3_clear_bindings(Statement);
            if (done != raw.SQLITE_ROW) Check(done, db);
        }

        private int Bind(int at, object? value) => value switch
        {
            null => raw.sqlite3_bind_null(Statement, at),
            long number => raw.sqlite3_bind_int64(Statement, at, number),
            string text => raw.sqlite3_bind_text(Statement, at, text),
            byte[] bytes => raw.sqlite3_bind_blob(Statement, at, bytes),
            // As the client library writes it.
            Guid id => raw.sqlite3_bind_text(Statement, at, id.ToString().ToUpperInvariant()),
            _ => throw new ArgumentException($"A {value.GetType().Name} is no value for this.", nameof(value)),
        };
    }
}
