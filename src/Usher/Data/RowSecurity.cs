using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Usher.Data;

/// <summary>
/// Row-level security on PostgreSQL: behind the query filters and the stamps of <see cref="UsherDb"/>, the database itself shows and takes
/// nothing of another customer. Each transaction, and each query outside one, says first whose rows it is about; what says nothing sees
/// nothing. Work across customers says by name that it is.
/// </summary>
/// <remarks>
/// The policies are made from the model when the schema is migrated, so a new table has one by being <see cref="ICustomerOwned"/>; a table
/// that only SQL knows (the search index), by having a customer's column. The tables' owner is held to them too; a superuser, or a role
/// with <c>BYPASSRLS</c>, is not: <c>usher doctor</c> says so.
/// </remarks>
internal static class RowSecurity
{
    /// <summary>The setting with the customer's id.</summary>
    private const string Customer = "usher.customer";

    /// <summary>The setting with the name of work across customers.</summary>
    private const string Everywhere = "usher.everywhere";

    /// <summary>Asked once in a query, not for each row.</summary>
    private const string IsTheirs =
        $"customer_id = (SELECT nullif(current_setting('{Customer}', true), '')::uuid) OR (SELECT nullif(current_setting('{Everywhere}', " +
            "true), '') IS NOT NULL)";

    /// <summary>
    /// Tables whose rows are a customer's but for which there is no policy, or one that its owner is not held to: by name.
    /// </summary>
    public const string Unguarded = """
        SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'customer_id' AND NOT a.attisdropped
        WHERE c.relkind = 'r' AND c.relnamespace = ANY (current_schemas(false)::regnamespace[]) AND c.relname <> ALL (@global)
          AND NOT (c.relrowsecurity AND c.relforcerowsecurity
            AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'usher_customer'))
        ORDER BY 1
        """;

    /// <summary>Tables with a customer's column that are of no customer alone: sessions, jobs. They say so in the model.</summary>
    public static string[] Global(DbContext db) =>
        [.. db.Model.GetEntityTypes().Where(e => !typeof(ICustomerOwned).IsAssignableFrom(e.ClrType) && !e.IsOwned())
            .Select(e => e.GetTableName()).OfType<string>()];

    /// <summary>What a transaction, or a query outside one, says first: the same words of every customer, so that it is planned once.</summary>
    private const string Saying =
        $"SELECT set_config('{Customer}', @usher_customer, true), set_config('{Everywhere}', @usher_everywhere, true);";

    /// <summary>Says it before whatever else the command is.</summary>
    public static void Prefix(DbCommand command, Guid customer, Across? across)
    {
        command.CommandText = Saying + command.CommandText;
        command.Add("@usher_customer", customer.ToString());
        command.Add("@usher_everywhere", across?.ToString() ?? "");
    }

    /// <summary>The policy of every table that lacks it.</summary>
    public static async Task Guard(UsherDb db, DbCommand command, CancellationToken ct)
    {
        command.Parameters.Clear();
        command.CommandText = Unguarded;
        command.Add("@global", Global(db));
        var tables = new List<string>();
        await using (var rows = await command.ExecuteReaderAsync(ct))
            while (await rows.ReadAsync(ct)) tables.Add(rows.GetString(0));
        command.Parameters.Clear();
        foreach (var table in tables)
        {
            command.CommandText = $"""
                ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;
                ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY;
                DROP POLICY IF EXISTS usher_customer ON "{table}";
                CREATE POLICY usher_customer ON "{table}" USING ({IsTheirs});
                """;
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>Says it for EF Core: at the beginning of each of its transactions, and before each of its queries outside one.</summary>
    public sealed class Interceptor : DbCommandInterceptor, IDbTransactionInterceptor
    {
        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData,
            InterceptionResult<DbDataReader> result)
        {
            Prefix(command, eventData);
            return result;
        }

        public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result)
        {
            if (IsPrefixed(command)) result.NextResult();
            return result;
        }

        public async ValueTask<DbTransaction> TransactionStartedAsync(DbConnection connection, TransactionEndEventData eventData,
            DbTransaction result, CancellationToken cancellationToken = default)
        {
            await Say((UsherDb)eventData.Context!, connection, result, cancellationToken);
            return result;
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
                CancellationToken cancellationToken = default)
        {
            Prefix(command, eventData);
            return ValueTask.FromResult(result);
        }

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            // What was said is answered first, and nobody's.
            if (IsPrefixed(command)) await result.NextResultAsync(cancellationToken);
            return result;
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Prefix(command, eventData);
            return ValueTask.FromResult(result);
        }

        private static void Prefix(DbCommand command, CommandEventData eventData)
        {
            // What makes or drops a database stands alone, and is about nobody's rows.
            if (eventData.CommandSource != CommandSource.Migrations && command.Transaction is null && eventData.Context is UsherDb db
                && !IsPrefixed(command))
                RowSecurity.Prefix(command, db.CustomerId, db.Across);
        }

        private static bool IsPrefixed(DbCommand command) =>
            command.CommandText.StartsWith(Saying, StringComparison.Ordinal);
    }

    /// <summary>Says it in a transaction that has begun.</summary>
    public static async Task Say(UsherDb db, DbConnection connection, DbTransaction? transaction, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        Prefix(command, db.CustomerId, db.Across);
        await command.ExecuteNonQueryAsync(ct);
    }
}
