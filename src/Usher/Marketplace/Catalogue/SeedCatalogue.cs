using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>
/// Puts the apps that come with Usher into the catalogue. Those that are there stay as they are, so it is safe to do again.
/// </summary>
public sealed record SeedCatalogue : Change<Nothing, int>
{
    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <inheritdoc/>
    public override Permission Needs => Permission.CustomerSetUp;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Task.FromResult<Found<Nothing>?>(new(Target.Platform, Nothing.Value));

    /// <summary>The apps that come with Usher.</summary>
    public static IReadOnlyList<AppManifest> Shipped()
    {
        using var file = typeof(SeedCatalogue).Assembly.GetManifestResourceStream("Usher.Marketplace.catalogue.json")!;
        return JsonSerializer.Deserialize<List<AppManifest>>(file, Reading)!;
    }

    /// <summary>
    /// Whether an app that comes with Usher is missing: asked at every start, so that the log tells only of what changed.
    /// </summary>
    public static async Task<bool> IsNeeded(UsherDb db) => (await Missing(db)).Count > 0;

    /// <inheritdoc/>
    public override async Task<int> Run(Work work, Nothing found)
    {
        var missing = await Missing(work.Db);
        foreach (var app in missing) await new PublishedApp(null).Store(work, app, owner: null);
        return missing.Count;
    }

    private static async Task<List<AppManifest>> Missing(UsherDb db)
    {
        var known = await db.Apps.Select(a => a.Slug).ToListAsync();
        return [.. Shipped().ExceptBy(known, app => app.Slug)];
    }
}
