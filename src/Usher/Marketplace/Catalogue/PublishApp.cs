using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>
/// Puts an app, or a new version of it, into the catalogue. The former version serves on where stored configurations or approved scopes
/// are not enough for the new one; a version that would break a stored configuration, or shows a secret, is refused.
/// </summary>
/// <param name="Manifest">What is published.</param>
public sealed record PublishApp(AppManifest Manifest) : Change<PublishedApp, int>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppPublish;

    /// <inheritdoc/>
    public override Task<Found<PublishedApp>?> Find(Work work) => PublishedApp.Find(work, Target.Platform, Manifest.Slug);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, PublishedApp found) => found.Fault(work, Manifest);

    /// <inheritdoc/>
    public override Task<int> Run(Work work, PublishedApp found) => found.Store(work, Manifest, owner: null);
}

/// <summary>Makes a Workflow Builder app of one customer, or a new version of it: nobody else sees it.</summary>
/// <param name="Manifest">What is published.</param>
public sealed record PublishOwnApp(AppManifest Manifest) : Change<PublishedApp, int>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppPublishOwn;

    /// <inheritdoc/>
    public override Task<Found<PublishedApp>?> Find(Work work) => PublishedApp.Find(work, work.Whole, Manifest.Slug);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, PublishedApp found) => found.Fault(work, Manifest);

    /// <inheritdoc/>
    public override Task<int> Run(Work work, PublishedApp found) => found.Store(work, Manifest, work.Db.CustomerId);
}

/// <summary>What a publication replaces.</summary>
/// <param name="Row">The app as it is; null: it is new.</param>
/// <param name="IsTaken">Whether the slug means another app where this one would be seen.</param>
public sealed record PublishedApp(App? Row, bool IsTaken = false)
{
    /// <remarks>In a customer the own apps of others are not looked at: that one of them has the slug would tell that it is there.</remarks>
    internal static async Task<Found<PublishedApp>?> Find(Work work, Target target, string slug)
    {
        var publisher = OneApp.PublisherHere(work);
        var all = await work.Db.Apps.Where(a => a.Slug == slug && (publisher == null || a.Owner == null || a.Owner == publisher)).ToListAsync();
        var row = all.Find(app => app.Owner == publisher);
        return new(target, new(row, row is null && all.Count > 0));
    }

    internal async Task<Refusal?> Fault(Work work, AppManifest manifest)
    {
        if (manifest.Fault() is { } invalid) return invalid;
        if (IsTaken) return new AppSlugTaken();
        if (Row is null) return null;
        var after = manifest.Schema is { } schema ? AppSchema.Read(schema, out _) : null;
        var versions = await work.Db.Set<AppVersion>().AsNoTracking().Where(version => version.AppId == Row.Id)
            .OrderBy(version => version.Number).ToListAsync();
        // Of any version: one that leaves a secret out would let the next bring it back as a plain member.
        var secrets = versions.SelectMany(version => version.ReadSchema?.Secrets ?? new HashSet<string>()).ToHashSet(StringComparer.Ordinal);
        if (after is not null && secrets.Except(after.Secrets, StringComparer.Ordinal).Where(after.Admits).ToList() is { Count: > 0 } shown)
            return new SecretWouldShow(shown);
        foreach (var (i, step) in (manifest.Migration ?? []).Index())
            if (step.To is not null && secrets.Contains(step.Member))
                return new Invalid($"/migration/{i}/member", "A secret can’t be moved: people enter it again under its new name.");
        return await StoredConfigurations.Fault(work, Row, versions, after, manifest.Migration ?? []);
    }

    internal async Task<int> Store(Work work, AppManifest manifest, Guid? owner)
    {
        var app = Row;
        if (app is null)
        {
            app = new App
            {
                Id = work.NewId(), Slug = manifest.Slug, Owner = owner, Name = "", Publisher = "", Summary = "", Categories = "", Version = 0,
            };
            work.Db.Apps.Add(app);
        }

        app.Name = Inputs.Name(manifest.Name)!;
        app.Publisher = Inputs.Name(manifest.Publisher)!;
        app.Icon = manifest.Icon;
        app.Summary = Inputs.Text(manifest.Summary)!;
        app.Text = PlainText.Lines(manifest.Text ?? "", AppManifest.LongestText)!;
        app.Categories = string.Join(',', manifest.Categories.Select(category => Inputs.Name(category)));
        app.Products = string.Join(',', manifest.Fitting);
        app.Price = string.IsNullOrEmpty(manifest.Price) ? "" : Inputs.Text(manifest.Price)!;
        app.Support = manifest.Support?.Trim() ?? "";
        app.NeededScopes = string.Join(' ', (manifest.Scopes ?? []).Where(scope => scope.Needed).Select(scope => scope.Scope));
        app.Version++;
        work.Db.Add(new AppVersion
        {
            AppId = app.Id, Number = app.Version, At = work.Now, Connection = manifest.Connection,
            Provider = manifest.OAuth is { } provider ? provider.Json : null,
            Notes = PlainText.Lines(manifest.Notes ?? "", 2_000)!,
            Schema = manifest.Schema is { } schema ? JsonSerializer.Serialize(schema) : null,
            Scopes = JsonSerializer.Serialize(manifest.Scopes ?? [], JsonSerializerOptions.Web),
            Migration = JsonSerializer.Serialize(manifest.Migration ?? [], JsonSerializerOptions.Web),
        });
        await AppClient.EndUnless(work, app, manifest.OAuth);
        return app.Version;
    }
}

/// <summary>Another app has this slug.</summary>
public sealed record AppSlugTaken() : Refusal("Another app has this slug. Choose another slug.");

/// <summary>A version would show what is kept as a secret now.</summary>
/// <param name="Members">Which, as JSON pointers.</param>
public sealed record SecretWouldShow(IReadOnlyList<string> Members)
    : Refusal($"These are secrets in a version before, and this schema would accept them in readable form: {string.Join(", ", Members)}. "
        + "Keep them as secrets, or accept no members of these names (\"additionalProperties\": false).");

/// <summary>A version would not accept what tenants have configured.</summary>
/// <param name="Tenants">Which: customer and tenant, by slug, with the first fault in each.</param>
public sealed record WouldBreakConfigurations(IReadOnlyList<string> Tenants)
    : Refusal($"The new schema doesn’t accept the configuration of {Tenants.Count} tenant{(Tenants.Count == 1 ? "" : "s")}: "
        + $"{string.Join("; ", Tenants.Take(20))}. Add a migration, or keep the schema compatible.");

/// <summary>What all tenants have configured can't be checked in the time there is.</summary>
/// <param name="Tenants">How many tenants that is.</param>
public sealed record ConfigurationsTakeTooLong(int Tenants)
    : Refusal($"Checking the configurations of {Tenants} tenants against this schema takes too long. Use fewer and simpler regular "
        + "expressions and choices in it.");
