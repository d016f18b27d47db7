using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>An app's configuration in a tenant, for whoever may configure it. No person reads a secret back.</summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Tenant">The tenant, by slug.</param>
public sealed record ViewConfiguration(string App, string Tenant) : Query<AppStep, ConfigurationView>
{
    private const int MostSaves = 20;

    /// <inheritdoc/>
    public override Permission Needs => Permission.AppConfigure;

    /// <inheritdoc/>
    public override Task<Found<AppStep>?> Find(Work work) => AppStep.Find(work, App, Tenant);

    /// <inheritdoc/>
    public override async Task<ConfigurationView> Run(Work work, AppStep found)
    {
        var stored = await AppConfiguration.Of(work, found);
        var saves = await work.Db.Set<AppSave>().Where(s => s.TenantId == found.Tenant.Id && s.AppId == found.App.Id)
            .OrderByDescending(s => s.Number).Take(MostSaves).ToListAsync();
        var people = await MarketplacePeople.Of(work);
        return new(
            new(found.App.Slug, found.App.Name), new(found.Tenant.Slug, found.Tenant.Name), found.Row?.State, stored.Version.Number,
            stored.Schema?.Json, stored.Values,
            [.. (stored.Schema?.Secrets ?? new HashSet<string>()).Order(StringComparer.Ordinal)
                .Select(member => new SecretView(member, stored.Rows.GetValueOrDefault(member)?.Sealed is not null))],
            [.. saves.Select(save => new SaveView(save.Number, save.At, people.View(save.By), save.Changed.Split('\n'), save.Version))], stored.Number);
    }
}

/// <summary>What was saved once of an app's configuration in a tenant, its secrets apart: to be had back.</summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Tenant">The tenant, by slug.</param>
/// <param name="Number">Which save.</param>
public sealed record ViewSavedConfiguration(string App, string Tenant, int Number) : Query<AppSave, SavedConfiguration>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppConfigure;

    /// <inheritdoc/>
    public override async Task<Found<AppSave>?> Find(Work work) =>
        await AppStep.Find(work, App, Tenant) is { Thing: var step } found && await work.Db.Set<AppSave>()
            .FirstOrDefaultAsync(s => s.TenantId == step.Tenant.Id && s.AppId == step.App.Id && s.Number == Number) is { } save
            ? new(found.Target, save)
            : null;

    /// <inheritdoc/>
    public override async Task<SavedConfiguration> Run(Work work, AppSave found)
    {
        var step = (await AppStep.Find(work, App, Tenant))!.Value.Thing;
        var version = await AppVersions.Serving(work, step);
        return new(StoredConfigurations.Moved(JsonNode.Parse(found.Values)!.AsObject(),
            await StoredConfigurations.Steps(work, step.App, found.Version, version.Number)));
    }
}

/// <summary>An app's configuration in a tenant.</summary>
/// <param name="App">The app.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="State">Its state there; null: available.</param>
/// <param name="Version">The version that serves there.</param>
/// <param name="Schema">The JSON Schema of that version; null: there is nothing to configure.</param>
/// <param name="Values">What is set, its secrets apart.</param>
/// <param name="Secrets">The secrets, and whether each is set.</param>
/// <param name="Saves">Who saved what last, the newest first.</param>
/// <param name="Revision">The number of the newest save; 0: nothing was saved yet.</param>
public sealed record ConfigurationView(
    ThingView App, ThingView Tenant, Directory.AppState? State, int Version, JsonObject? Schema, JsonObject Values,
    IReadOnlyList<SecretView> Secrets, IReadOnlyList<SaveView> Saves, int Revision) : IRevisedView;

/// <summary>A secret of a configuration.</summary>
/// <param name="Member">Which, as a JSON pointer.</param>
/// <param name="IsSet">Whether it is set.</param>
public sealed record SecretView(string Member, bool IsSet);

/// <summary>One saving of a configuration.</summary>
/// <param name="Number">Its number.</param>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="Changed">What was changed, as JSON pointers.</param>
/// <param name="Version">The version of the app it was for.</param>
public sealed record SaveView(int Number, DateTimeOffset At, PersonView By, IReadOnlyList<string> Changed, int Version);

/// <summary>A configuration as it was saved once, its secrets apart.</summary>
/// <param name="Values">What was set.</param>
public sealed record SavedConfiguration(JsonObject Values);
