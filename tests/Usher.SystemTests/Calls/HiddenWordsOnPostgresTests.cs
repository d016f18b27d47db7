using Usher.SystemTests.Stores;
using Usher.Tests.Calls;

namespace Usher.SystemTests.Calls;

public sealed class HiddenWordsOnPostgresTests : HiddenWordsSuite
{
    protected override int Worlds => 50;

    protected override async Task<string> NewDatabase() => await (await PostgresServer.Shared()).NewDatabase();
}
