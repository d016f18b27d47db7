using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using System.Collections.Concurrent;
using Usher.Access;
using Usher.Platform.Jobs;
using Usher.Platform;
using Usher.Tests;
using Usher.Tests.Stores;

namespace Usher.SystemTests.Stores;

public sealed class PostgresJobTests : JobSuite
{
    protected override Task<string> NewDatabase() => PostgresDatabases.WithSchema();
}
