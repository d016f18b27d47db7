using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>A picture of an app, for who can see the app. Its hash is its address: what it means never changes.</summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Hash">Which.</param>
public sealed record ViewAppPicture(string App, string Hash) : Query<byte[], byte[]>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppView;

    /// <inheritdoc/>
    public override async Task<Found<byte[]>?> Find(Work work) =>
        await OneApp.Row(work, App) is { } app && await work.Db.Set<AppPicture>().Where(p => p.AppId == app.Id && p.Hash == Hash)
            .Select(p => p.Bytes).FirstOrDefaultAsync() is { } bytes ? new(work.Whole with { App = app.Id }, bytes) : null;

    /// <inheritdoc/>
    public override Task<byte[]> Run(Work work, byte[] found) => Task.FromResult(found);
}
