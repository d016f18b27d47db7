using System.Runtime.CompilerServices;
using Npgsql;
using Usher.Tests.Stores;

namespace Usher.SystemTests.Stores;

/// <summary>In this project the worlds of the tests lie on PostgreSQL.</summary>
public sealed class PostgresWorlds : WorldDatabases
{
    [ModuleInitializer]
    internal static void Begin() => Current = new PostgresWorlds();

    /// <inheritdoc/>
    public override async Task<string> Copy(string connectionString) =>
        await (await PostgresServer.Shared()).NewDatabase(new NpgsqlConnectionStringBuilder(connectionString).Database!);

    /// <inheritdoc/>
    public override async Task Drop(string connectionString) => (await PostgresServer.Shared()).Drop(connectionString);

    /// <inheritdoc/>
    protected override Task<string> Fresh() => PostgresDatabases.Empty();
}
