using Usher.SystemTests.Stores;
using Usher.Tests;
using Usher.Tests.Calls;

namespace Usher.SystemTests.Calls;

public sealed class HiddenWordsOnPostgresTests : HiddenWordsSuite
{
    protected override int Worlds => Scale.Of(15, 50);

    protected override async Task<string> NewDatabase() => await (await PostgresServer.Shared()).NewDatabase();
}
