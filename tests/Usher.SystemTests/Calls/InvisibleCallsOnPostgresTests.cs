using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Usher.Access;
using Usher.Platform.Jobs;
using Usher.Web.Hosting;
using Usher.SystemTests.Stores;
using Usher.Tests;
using Usher.Tests.Calls;
using Usher.Tests.Stores;

namespace Usher.SystemTests.Calls;

public sealed class InvisibleCallsOnPostgresTests : InvisibleCallsSuite
{
    protected override async Task<string> NewDatabase() => await (await PostgresServer.Shared()).NewDatabase();
}
