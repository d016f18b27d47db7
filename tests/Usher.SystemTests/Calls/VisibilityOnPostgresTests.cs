using Microsoft.EntityFrameworkCore;
using System.Text.Json;
using Usher.Access;
using Usher.Calls;
using Usher.Directory;
using Usher.Governance;
using Usher.Machines;
using Usher.Platform;
using Usher.SystemTests.Stores;
using Usher.Tests;
using Usher.Tests.Calls;
using Usher.Tests.Stores;

namespace Usher.SystemTests.Calls;

public sealed class VisibilityOnPostgresTests : VisibilitySuite
{
    protected override async Task<string> NewDatabase() => await (await PostgresServer.Shared()).NewDatabase();
}
