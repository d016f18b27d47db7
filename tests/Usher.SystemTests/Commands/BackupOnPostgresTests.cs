using Usher.SystemTests.Stores;
using Usher.Tests.Commands;

namespace Usher.SystemTests.Commands;

/// <inheritdoc/>
public sealed class BackupOnPostgresTests : BackupSuite
{
    /// <inheritdoc/>
    protected override Task<string> Nowhere(string folder) => PostgresDatabases.Empty();
}
