using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Puts the apps that come with Usher into the catalogue. Those that are there stay as they are, so it is safe to do again.
/// </summary>
public sealed record SeedCatalogue : Change<Nothing, int>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CustomerSetUp;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Task.FromResult<Found<Nothing>?>(new(Target.Platform, Nothing.Value));

    /// <summary>
    /// Whether an app that comes with Usher is missing: asked at every start, so that the log tells only of what changed.
    /// </summary>
    public static async Task<bool> IsNeeded(UsherDb db) => (await Missing(db)).Count > 0;

    /// <inheritdoc/>
    public override async Task<int> Run(Work work, Nothing found)
    {
        var missing = await Missing(work.Db);
        foreach (var app in missing)
        {
            var id = work.NewId();
            work.Db.Apps.Add(new App { Id = id, Slug = app.Slug, Name = app.Name, Summary = app.Summary, Category = app.Category });
            foreach (var (name, label, kind, isRequired) in app.Settings ?? [])
                work.Db.Add(new AppMember { AppId = id, Name = name, Label = label, Kind = kind, Required = isRequired });
        }

        return missing.Count;
    }

    private static async Task<List<ShippedApp>> Missing(UsherDb db)
    {
        using var file = typeof(SeedCatalogue).Assembly.GetManifestResourceStream("Usher.Directory.catalogue.json")!;
        var known = await db.Apps.Select(a => a.Slug).ToListAsync();
        return [.. JsonSerializer.Deserialize<List<ShippedApp>>(file, JsonSerializerOptions.Web)!.ExceptBy(known, app => app.Slug)];
    }

    private sealed record ShippedApp(string Slug, string Name, string Category, string Summary, IReadOnlyList<ShippedSetting>? Settings);

    private sealed record ShippedSetting(
        string Name, string Label, [property: JsonConverter(typeof(JsonStringEnumConverter<MemberKind>))] MemberKind Kind, bool Required);
}
