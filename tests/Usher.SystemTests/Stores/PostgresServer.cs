using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Npgsql;

namespace Usher.SystemTests.Stores;

/// <summary>
/// A real PostgreSQL on a free port of loopback. When it writes to the disk it leaves to the operating system, which outlives every kill
/// of a test. It ends with this process, however that ends: a shell waits for the end of its input and then stops the server and removes
/// its files.
/// </summary>
public sealed partial class PostgresServer
{
    private const string Script = """
        set -eu
        dir=$(mktemp -d "${TMPDIR:-/tmp}/usher-pg.XXXXXX")
        as=
        if [ "$(id -u)" = 0 ]; then chown nobody "$dir"; as="setpriv --reuid=nobody --regid=nogroup --clear-groups"; fi
        cd "$dir"
        stop() { [ -z "${pid:-}" ] || { kill -INT "$pid" 2>/dev/null && wait "$pid" || true; }; rm -rf "$dir"; }
        trap stop EXIT
        $as "$1/initdb" -D "$dir/data" -U usher -A trust -E UTF8 --locale=C --no-sync >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; exit 1; }
        $as "$1/postgres" -D "$dir/data" -k "$dir" -h 127.0.0.1 -p "$2" -c fsync=off -c full_page_writes=off \
            -c max_connections=200 -c log_min_messages=fatal >"$dir/server.log" 2>&1 </dev/null &
        pid=$!
        echo "$dir"
        read -r _ || true
        """;

    /// <summary>Whose the databases are: neither a superuser nor one that bypasses row-level security.</summary>
    private const string Role = "usher_server";

    private static int _databases;

    private readonly Process _shell;
    private readonly int _port;
    private readonly Channel<string> _dropped = Channel.CreateUnbounded<string>();

    private PostgresServer(Process shell, int port)
    {
        // While this is held the shell's input stays open.
        _shell = shell;
        _port = port;
        _ = Task.Run(DropThem);
    }

    /// <summary>A new database of a role that row-level security holds for, empty or a copy of another that nobody is connected to: its connection string.</summary>
    /// <remarks>Copied as files, which takes two thirds of the time that writing each page to the log does.</remarks>
    public async Task<string> NewDatabase(string template = "template1")
    {
        var name = $"usher_{Interlocked.Increment(ref _databases)}";
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres"));
        await using var create = source.CreateCommand($"CREATE DATABASE {name} OWNER {Role} TEMPLATE {template} STRATEGY file_copy");
        await create.ExecuteNonQueryAsync();
        return ConnectionString(name, Role);
    }

    /// <summary>
    /// Removes a database soon, whoever is still connected to it. Each removal waits for a checkpoint of the whole server: they are made one
    /// after another and no test waits for them; what is left goes with the server.
    /// </summary>
    public void Drop(string connectionString) =>
        _dropped.Writer.TryWrite(new NpgsqlConnectionStringBuilder(connectionString).Database!);

    private async Task DropThem()
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres") + ";Command Timeout=0");
        await foreach (var name in _dropped.Reader.ReadAllAsync())
        {
            try
            {
                await using var drop = source.CreateCommand($"DROP DATABASE {name} WITH (FORCE)");
                await drop.ExecuteNonQueryAsync();
            }
            catch (NpgsqlException)
            {
                // The server ends with the tests, and what it holds with it.
            }
        }
    }

    /// <summary>Starts one.</summary>
    /// <param name="programs">The folder with <c>initdb</c> and <c>postgres</c>.</param>
    public static async Task<PostgresServer> Start(string programs)
    {
        var port = FreePort.Find();
        var shell = Process.Start(new ProcessStartInfo("bash", ["-c", Script, "postgres", programs, $"{port}"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        if (await shell.StandardOutput.ReadLineAsync() is null) throw new InvalidOperationException("PostgreSQL did not start.");
        var server = new PostgresServer(shell, port);
        await server.Answers();
        await using var source = NpgsqlDataSource.Create(server.ConnectionString("postgres"));
        await using var create = source.CreateCommand($"CREATE ROLE {Role} LOGIN CREATEDB");
        await create.ExecuteNonQueryAsync();
        return server;
    }

    private async Task Answers()
    {
        for (var patience = Stopwatch.StartNew(); ;)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (patience.Elapsed < TimeSpan.FromSeconds(30) && !_shell.HasExited)
            {
                await Task.Yield();
            }
        }
    }

    private string ConnectionString(string database, string role = "usher") => $"Host=127.0.0.1;Port={_port};Username={role};Database={database};Maximum Pool Size=20";
}
