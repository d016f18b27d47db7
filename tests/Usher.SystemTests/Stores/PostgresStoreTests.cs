using Microsoft.EntityFrameworkCore;
using System.Text;
using Usher.Access;
using Usher.Data;
using Usher.Platform.Audit;
using Usher.Platform;
using Usher.Tests;
using Usher.Tests.Stores;

namespace Usher.SystemTests.Stores;

public sealed class PostgresStoreTests : StoreSuite
{
    protected override Task<string> NewDatabase() => PostgresDatabases.WithSchema();
}
