using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;
using Usher.Data;

namespace Usher.Bench.Lists;

/// <summary>The first page of a viewer's calls, written by hand over the same table with the plain client library: what our query is measured against.</summary>
internal abstract class HandWritten(Guid customer, long now, int most)
{
    /// <summary>The three ways, in this order: a branch for each principal (lateral or union), a temporary table of principals joined, <c>IN</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["lateral or union", "temp table", "IN"];

    /// <summary>Whom it lists for.</summary>
    public static HandWritten For(Store store, Guid customer, Guid[] principals, long now, int most) => store switch
    {
        SqliteStore sqlite => new OnSqlite(sqlite.ConnectionString, customer, principals, now, most),
        PostgresStore postgres => new OnPostgres(postgres.Source, customer, principals, now, most),
        _ => throw new NotSupportedException(),
    };

    protected const string Latest = "ORDER BY at DESC, call_id DESC LIMIT @most";

    protected abstract Task<DbConnection> Connect();

    protected abstract void Bind(DbCommand command, string name, object value);

    /// <summary>The ids and times of the page.</summary>
    public async Task<List<(Guid, long)>> List(int way)
    {
        await using var connection = await Connect();
        return way switch
        {
            0 => await ByBranch(connection),
            1 => await ByTempTable(connection),
            _ => await ByIn(connection),
        };
    }

    protected abstract Task<List<(Guid, long)>> ByBranch(DbConnection connection);

    protected abstract Task<List<(Guid, long)>> ByTempTable(DbConnection connection);

    protected abstract Task<List<(Guid, long)>> ByIn(DbConnection connection);

    protected DbCommand Command(DbConnection connection, string text)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        Bind(command, "customer", customer);
        Bind(command, "now", now);
        Bind(command, "most", most);
        return command;
    }

    protected static async Task<List<(Guid, long)>> Read(DbCommand command)
    {
        var page = new List<(Guid, long)>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) page.Add((reader.GetGuid(0), reader.GetInt64(1)));
        return page;
    }

    private sealed class OnSqlite(string connectionString, Guid customer, Guid[] principals, long now, int most) : HandWritten(customer, now, most)
    {
        protected override async Task<DbConnection> Connect()
        {
            var connection = new SqliteConnection(connectionString);
            await connection.OpenAsync();
            return connection;
        }

        protected override void Bind(DbCommand command, string name, object value) => ((SqliteCommand)command).Parameters.AddWithValue($"@{name}", value);

        protected override async Task<List<(Guid, long)>> ByBranch(DbConnection connection)
        {
            var branches = principals.Select((_, i) => $"SELECT * FROM (SELECT call_id, at FROM call_readers WHERE customer_id = @customer AND principal_id = @p{i} AND until > @now {Latest})");
            await using var command = Command(connection, $"SELECT DISTINCT call_id, at FROM ({string.Join(" UNION ALL ", branches)}) {Latest}");
            Principals(command);
            return await Read(command);
        }

        protected override async Task<List<(Guid, long)>> ByTempTable(DbConnection connection)
        {
            await using (var fill = connection.CreateCommand())
            {
                fill.CommandText = $"CREATE TEMP TABLE IF NOT EXISTS viewer (principal TEXT PRIMARY KEY) WITHOUT ROWID; DELETE FROM viewer; INSERT INTO viewer VALUES {string.Join(',', principals.Select((_, i) => $"(@p{i})"))};";
                Principals(fill);
                await fill.ExecuteNonQueryAsync();
            }

            await using var command = Command(connection, $"SELECT DISTINCT r.call_id, r.at FROM temp.viewer v CROSS JOIN call_readers r ON r.principal_id = v.principal WHERE r.customer_id = @customer AND r.until > @now {Latest}");
            return await Read(command);
        }

        protected override async Task<List<(Guid, long)>> ByIn(DbConnection connection)
        {
            await using var command = Command(connection, $"SELECT DISTINCT call_id, at FROM call_readers WHERE customer_id = @customer AND principal_id IN ({string.Join(',', principals.Select((_, i) => $"@p{i}"))}) AND until > @now {Latest}");
            Principals(command);
            return await Read(command);
        }

        private void Principals(DbCommand command)
        {
            for (var i = 0; i < principals.Length; i++) Bind(command, $"p{i}", principals[i]);
        }
    }

    private sealed class OnPostgres(NpgsqlDataSource source, Guid customer, Guid[] principals, long now, int most) : HandWritten(customer, now, most)
    {
        protected override async Task<DbConnection> Connect() => await source.OpenConnectionAsync();

        protected override void Bind(DbCommand command, string name, object value) => ((NpgsqlCommand)command).Parameters.AddWithValue(name, value);

        protected override async Task<List<(Guid, long)>> ByBranch(DbConnection connection)
        {
            await using var command = Command(connection,
                $"SELECT DISTINCT call_id, at FROM unnest(@principals) AS v(principal) CROSS JOIN LATERAL (SELECT call_id, at FROM call_readers r WHERE r.customer_id = @customer AND r.principal_id = v.principal AND r.until > @now {Latest}) AS page {Latest}");
            Principals(command);
            return await Read(command);
        }

        protected override async Task<List<(Guid, long)>> ByTempTable(DbConnection connection)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using (var fill = connection.CreateCommand())
            {
                fill.CommandText = "CREATE TEMP TABLE viewer (principal uuid PRIMARY KEY) ON COMMIT DROP";
                await fill.ExecuteNonQueryAsync();
                fill.CommandText = "INSERT INTO viewer SELECT unnest(@principals)";
                Principals(fill);
                await fill.ExecuteNonQueryAsync();
                fill.CommandText = "ANALYZE viewer";
                fill.Parameters.Clear();
                await fill.ExecuteNonQueryAsync();
            }

            await using var command = Command(connection, $"SELECT DISTINCT r.call_id, r.at FROM viewer v JOIN call_readers r ON r.principal_id = v.principal WHERE r.customer_id = @customer AND r.until > @now {Latest}");
            var page = await Read(command);
            await transaction.CommitAsync();
            return page;
        }

        protected override async Task<List<(Guid, long)>> ByIn(DbConnection connection)
        {
            await using var command = Command(connection, $"SELECT DISTINCT call_id, at FROM call_readers WHERE customer_id = @customer AND principal_id = ANY(@principals) AND until > @now {Latest}");
            Principals(command);
            return await Read(command);
        }

        private void Principals(DbCommand command) =>
            ((NpgsqlCommand)command).Parameters.Add(new NpgsqlParameter("principals", NpgsqlDbType.Array | NpgsqlDbType.Uuid) { Value = principals });
    }
}
