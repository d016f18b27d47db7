using Microsoft.EntityFrameworkCore;
using System.Text.Json;
using System.Text;
using Usher.Access;
using Usher.Data;
using Usher.Governance;
using Usher.Platform.Audit;
using Usher.Platform;
using Usher.Tests;
using Usher.Tests.Stores;

namespace Usher.SystemTests.Stores;

public sealed class PostgresAuditTests : AuditSuite
{
    protected override Task<string> NewDatabase() => PostgresDatabases.WithSchema();
}
