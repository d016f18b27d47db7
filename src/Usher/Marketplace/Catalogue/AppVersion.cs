using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>One version of an app: what does not change once it is published.</summary>
public sealed class AppVersion : IGlobalEntity
{
    /// <summary>The app.</summary>
    public required Guid AppId { get; init; }

    /// <summary>Its number; the first is 1.</summary>
    [Audited]
    public required int Number { get; init; }

    /// <summary>What is new in it.</summary>
    [Audited]
    public string Notes { get; init; } = "";

    /// <summary>The JSON Schema (2020-12) of its configuration; null: it has none.</summary>
    [Audited]
    public string? Schema { get; init; }

    /// <summary>How it connects.</summary>
    [Audited]
    public AppConnection Connection { get; init; }

    /// <summary>Where it connects by OAuth and as which client, as JSON; null: it does not.</summary>
    [Audited]
    public string? Provider { get; init; }

    /// <summary>The scopes that its integration user would have, as JSON.</summary>
    [Audited]
    public string Scopes { get; init; } = "[]";

    /// <summary>How a configuration of the version before becomes one of this, as JSON.</summary>
    [Audited]
    public string Migration { get; init; } = "[]";

    /// <summary>When it was published.</summary>
    [Audited]
    public required DateTimeOffset At { get; init; }

    internal IReadOnlyList<AppScope> ReadScopes => JsonSerializer.Deserialize<List<AppScope>>(Scopes, JsonSerializerOptions.Web)!;

    internal OAuthProvider? ReadProvider => OAuthProvider.Read(Provider);

    internal IReadOnlyList<AppMigration> ReadMigration =>
        JsonSerializer.Deserialize<List<AppMigration>>(Migration, JsonSerializerOptions.Web)!;

    /// <summary>The scopes without which it does not work.</summary>
    internal IEnumerable<string> NeededScopes => ReadScopes.Where(scope => scope.Needed).Select(scope => scope.Scope);

    /// <summary>Its schema; null: it has no configuration.</summary>
    internal AppSchema? ReadSchema => Schema is null ? null : AppSchema.Read(JsonDocument.Parse(Schema).RootElement, out _);

    /// <summary>The refusal of scopes that were approved though it does not want them; null when it wants all.</summary>
    internal Refusal? Unwanted(IReadOnlyList<string>? scopes) => scopes?.Except(ReadScopes.Select(scope => scope.Scope)).Any() == true
        ? new Invalid("/scopes", "Choose among the scopes that the app asks for.")
        : null;

    internal sealed class Configuration : IEntityTypeConfiguration<AppVersion>
    {
        public void Configure(EntityTypeBuilder<AppVersion> version) =>
            version.ToTable("app_versions").HasKey(v => new { v.AppId, v.Number });
    }
}

/// <summary>Finds the versions of an app.</summary>
internal static class AppVersions
{
    /// <summary>The newest one.</summary>
    public static Task<AppVersion> Newest(Work work, App app) =>
        work.Db.Set<AppVersion>().FirstAsync(v => v.AppId == app.Id && v.Number == app.Version);

    /// <summary>
    /// The one that serves in a tenant: the newest whose needed scopes were approved there; where none was approved yet, the newest.
    /// </summary>
    public static async Task<AppVersion> Serving(Work work, AppStep step)
    {
        if (step.Row is not { ApprovedVersion: > 0 and var approved }) return await Newest(work, step.App);
        var versions = await work.Db.Set<AppVersion>().Where(v => v.AppId == step.App.Id && v.Number >= approved)
            .OrderByDescending(v => v.Number).ToListAsync();
        return Serving(versions, step.Row);
    }

    /// <summary>The same, among versions that were read, the newest first.</summary>
    public static AppVersion Serving(IReadOnlyList<AppVersion> versions, TenantApp? row) => row is not { ApprovedVersion: > 0 }
        ? versions[0]
        : versions.First(v => v.Number == row.ApprovedVersion || row.Allows(v.NeededScopes));
}

/// <summary>Finds apps that a customer sees.</summary>
internal static class OneApp
{
    /// <summary>The app by slug: of the catalogue, or else the customer's own; null when there is none.</summary>
    public static Task<App?> Row(Work work, string slug)
    {
        var customer = work.Db.CustomerId;
        return work.Db.Apps.Where(a => a.Slug == slug && (a.Owner == null || a.Owner == customer)).OrderByDescending(a => a.Owner == null)
            .FirstOrDefaultAsync();
    }

    /// <summary>The same, as what an act is about: of a customer, or on the platform of the catalogue.</summary>
    public static async Task<Found<App>?> Find(Work work, string slug) =>
        await Row(work, slug) is { } app ? new(work.Whole with { App = app.Id }, app) : null;

    /// <summary>The same of those that are published where the act is: in a customer its own, on the platform those of the catalogue.</summary>
    public static async Task<Found<App>?> PublishedHere(Work work, string slug) =>
        await Find(work, slug) is { } found && found.Thing.Owner == PublisherHere(work) ? found : null;

    /// <summary>Whose apps are published where the act is; null: those of the catalogue.</summary>
    public static Guid? PublisherHere(Work work) => work.Snapshot is null ? null : work.Db.CustomerId;
}
