using Usher.Tests;
using Usher.Tests.Stores;

namespace Usher.SystemTests.Stores;

/// <content>The one that the tests share.</content>
public sealed partial class PostgresServer
{
    private static readonly Lazy<Task<PostgresServer>> Running = new(() => Start(Peer.Postgres.Where!));

    /// <summary>The server of this run; the test that asks is skipped where PostgreSQL is not installed.</summary>
    public static Task<PostgresServer> Shared()
    {
        Peer.Postgres.Need();
        return Running.Value;
    }
}
