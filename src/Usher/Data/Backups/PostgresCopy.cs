using System.Data;
using System.Globalization;
using Npgsql;

namespace Usher.Data.Backups;

/// <summary>Copies PostgreSQL by its own <c>pg_dump</c> and <c>pg_restore</c>, of the server's version or newer.</summary>
internal static class PostgresCopy
{
    public static async Task<IReadOnlyDictionary<Guid, long>> Write(PostgresStore store, string file, CancellationToken ct)
    {
        await using var connection = await store.Source.OpenConnectionAsync(ct);
        // The dump reads the very state that the sizes are of.
        await using var state = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await using var command = connection.CreateCommand();
        command.Transaction = state;
        command.CommandText = "SELECT pg_export_snapshot()";
        var snapshot = (string)(await command.ExecuteScalarAsync(ct))!;
        command.CommandText = "SELECT id, log_size FROM heads";
        var sizes = new Dictionary<Guid, long>();
        await using (var rows = await command.ExecuteReaderAsync(ct))
            while (await rows.ReadAsync(ct)) sizes[rows.GetGuid(0)] = rows.GetInt64(1);
        Platform.OwnerOnly.File(file);
        await Run("pg_dump", store,
            ["--format=custom", $"--snapshot={snapshot}", "--enable-row-security", "--no-owner", "--no-privileges", $"--file={file}"], ct);
        return sizes;
    }

    public static async Task<string?> Occupied(PostgresStore store, CancellationToken ct)
    {
        try
        {
            await using var command =
                store.Source.CreateCommand("SELECT count(*) FROM pg_tables WHERE schemaname = ANY (current_schemas(false))");
            return Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture) == 0 ? null
                : $"The database {Parts(store).Database} already has tables. Use one that is empty or does not exist.";
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return null;
        }
    }

    public static async Task Read(PostgresStore store, string file, CancellationToken ct)
    {
        if (await Occupied(store, ct) is { } occupied) throw new CopyFailed(occupied);
        await store.Make(ct);
        await Run("pg_restore", store,
            ["--exit-on-error", "--single-transaction", "--enable-row-security", "--no-owner", "--no-privileges",
            $"--dbname={Parts(store).Database}", file], ct);
    }

    private static async Task Run(string program, PostgresStore store, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var start = new System.Diagnostics.ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true,
            RedirectStandardOutput = true };
        // By the environment: what stands on a command line is read by everybody on the host.
        foreach (var (name, value) in Environment(Parts(store))) start.Environment[name] = value;
        System.Diagnostics.Process process;
        try
        {
            process = System.Diagnostics.Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new CopyFailed($"{program} is not on this host: install the PostgreSQL client programs, in the server's version or " +
                "newer.");
        }

        using (process)
        {
            try
            {
                var said = process.StandardError.ReadToEndAsync(ct);
                await process.StandardOutput.ReadToEndAsync(ct);
                await process.WaitForExitAsync(ct);
                if (process.ExitCode != 0) throw new CopyFailed($"{program}: {(await said).ReplaceLineEndings(" ").Trim()}");
            }
            finally
            {
                if (!process.HasExited) process.Kill();
            }
        }
    }

    private static NpgsqlConnectionStringBuilder Parts(PostgresStore store) => new(store.ConnectionString);

    /// <summary>The connection as libpq's environment variables.</summary>
    private static IEnumerable<(string Name, string? Value)> Environment(NpgsqlConnectionStringBuilder parts)
    {
        var hosts = (parts.Host ?? "").Split(',', StringSplitOptions.TrimEntries).Select(host => HostAndPort(host, parts.Port)).ToList();
        yield return ("PGHOST", string.Join(',', hosts.Select(host => host.Host)));
        yield return ("PGPORT", string.Join(',', hosts.Select(host => host.Port)));
        yield return ("PGDATABASE", parts.Database ?? parts.Username);
        yield return ("PGUSER", parts.Username);
        if (parts.Password is { Length: > 0 } password) yield return ("PGPASSWORD", password);
        if (parts.Passfile is { Length: > 0 } file) yield return ("PGPASSFILE", file);
        if (parts.TargetSessionAttributes is { Length: > 0 } attributes)
            yield return ("PGTARGETSESSIONATTRS", attributes.ToLowerInvariant());
        if (parts.RootCertificate is { Length: > 0 } root) yield return ("PGSSLROOTCERT", root);
        yield return ("PGSSLMODE",
            parts.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full",
            var mode => mode.ToString().ToLowerInvariant() });
        // Row-level security shows every customer's rows to work that says it is of all.
        yield return ("PGOPTIONS", "-c usher.everywhere=Backup");
    }

    private static (string Host, string Port) HostAndPort(string host, int port) =>
        host.LastIndexOf(':') is > 0 and var colon && host.IndexOf(':') == colon
            && int.TryParse(host.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? (host[..colon], host[(colon + 1)..])
            : (host, port.ToString(CultureInfo.InvariantCulture));
}
