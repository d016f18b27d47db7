using Microsoft.EntityFrameworkCore.Design;

namespace Usher.Data.Migrations;

/// <summary>Gives the migrations tool a context on SQLite; no database is opened.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteUsherDb>
{
    public SqliteUsherDb CreateDbContext(string[] args) => (SqliteUsherDb)new SqliteStore("Data Source=:memory:").Context(Guid.Empty);
}

/// <summary>Gives the migrations tool a context on PostgreSQL; no database is opened.</summary>
internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresUsherDb>
{
    public PostgresUsherDb CreateDbContext(string[] args) => (PostgresUsherDb)new PostgresStore("Host=127.0.0.1").Context(Guid.Empty);
}
