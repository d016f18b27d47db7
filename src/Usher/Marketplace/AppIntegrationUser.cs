using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>
/// An app's own integration user in a customer: made when the app is approved, without a key or an owner, with no scope but reading its
/// own configuration. A Customer Admin becomes its owner and makes its key; what it is to have of Insights an Organization Admin gives.
/// </summary>
internal static class AppIntegrationUser
{
    /// <summary>Writes down what was approved, and makes the integration user where the app needs one and the customer has none yet.</summary>
    /// <param name="work">The act.</param>
    /// <param name="step">The app in the tenant.</param>
    /// <param name="version">The version that is approved.</param>
    /// <param name="optional">Those scopes that it can do without, as far as they are approved.</param>
    public static async Task Approve(Work work, AppStep step, AppVersion version, IReadOnlyList<string>? optional)
    {
        var scopes = version.ReadScopes.Where(scope => scope.Needed || optional?.Contains(scope.Scope, StringComparer.Ordinal) == true);
        (step.Row!.ApprovedVersion, step.Row.ApprovedScopes) = (version.Number, string.Join(' ', scopes.Select(scope => scope.Scope)));
        if (version.ReadScopes.Count == 0 || await Row(work, step.App) is not null) return;
        var names = await work.Db.IntegrationUsers.Select(m => m.Name).ToListAsync();
        work.Db.IntegrationUsers.Add(new IntegrationUser
        {
            Id = work.NewId(), OwnerId = null, OfAppId = step.App.Id, Scopes = Permission.AppReadConfiguration.Name,
            Name = Inputs.FreeSlug($"app-{step.App.Slug}", "app", step.App.Id, names.Contains),
        });
    }

    /// <summary>Voids what was approved in a tenant; without any other tenant that has the app, its integration user ends.</summary>
    public static async Task Remove(Work work, AppStep step)
    {
        if (await Row(work, step.App) is not { } user
            || await work.Db.TenantApps.AnyAsync(t => t.AppId == step.App.Id && t.TenantId != step.Tenant.Id && t.ApprovedVersion > 0)) return;
        user.Active = false;
        await ApiKey.RevokeAll(work, user.Id);
    }

    /// <summary>The integration user of an app; null when there is none.</summary>
    public static Task<IntegrationUser?> Row(Work work, App app) =>
        work.Db.IntegrationUsers.FirstOrDefaultAsync(m => m.OfAppId == app.Id && m.Active);
}

/// <summary>Becomes the owner of an app's integration user: its keys stop working, and the owner makes new ones (rule 17).</summary>
/// <param name="App">The app, by slug.</param>
public sealed record OwnAppIntegrationUser(string App) : Change<IntegrationUser, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppIntegrationUserManage;

    /// <inheritdoc/>
    public override Task<Found<IntegrationUser>?> Find(Work work) => MachineOfApp.Find(work, App);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, IntegrationUser found) => work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, IntegrationUser found)
    {
        if (found.OwnerId == work.Actor.Id) return Nothing.Value;
        found.OwnerId = work.Actor.Id;
        await ApiKey.RevokeAll(work, found.Id);
        return Nothing.Value;
    }
}

/// <summary>Makes a key for an app's integration user. Its text is shown once.</summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Name">A name for the key.</param>
/// <param name="Days">Days until it expires: 1 to 365.</param>
public sealed record MakeAppKey(string App, string Name, int Days) : Change<IntegrationUser, KeyMade>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppIntegrationUserManage;

    /// <inheritdoc/>
    public override Task<Found<IntegrationUser>?> Find(Work work) => MachineOfApp.Find(work, App);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, IntegrationUser found) =>
        Keys.NotByKey(work)
        ?? Keys.Fault(Name, Days, MakeKey.MostDays)
        ?? (found.OwnerId == work.Actor.Id ? null : new NotItsOwner())
        ?? await Keys.TooMany(work, found.Id)
        ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override Task<KeyMade> Run(Work work, IntegrationUser found) => Task.FromResult(
        Keys.Make(work, ActorKind.IntegrationUser, found.Id, Name, Permission.AppReadConfiguration.Name, work.Now.AddDays(Days)));
}

/// <summary>Revokes a key of an app's integration user: it is refused from then on.</summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Key">Which.</param>
public sealed record RevokeAppKey(string App, Guid Key) : Change<ApiKey, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppIntegrationUserManage;

    /// <inheritdoc/>
    public override async Task<Found<ApiKey>?> Find(Work work) =>
        await MachineOfApp.Find(work, App) is { } machine
        && await work.Db.ApiKeys.FirstOrDefaultAsync(k => k.Id == Key && k.HolderId == machine.Thing.Id && !k.Revoked) is { } key
            ? new(machine.Target, key)
            : null;

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, ApiKey found) => work.NoteMissing();

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, ApiKey found)
    {
        found.Revoked = true;
        return Task.FromResult(Nothing.Value);
    }
}

/// <summary>Finds the integration user of an app.</summary>
internal static class MachineOfApp
{
    /// <summary>Null: the customer sees no such app, or it has no integration user here.</summary>
    public static async Task<Found<IntegrationUser>?> Find(Work work, string app) =>
        await OneApp.Row(work, app) is { } found && await AppIntegrationUser.Row(work, found) is { } user
            ? new(Target.Of(work.Customer) with { IntegrationUser = user.Id }, user)
            : null;
}

/// <summary>Only the owner of an app's integration user makes its keys.</summary>
public sealed record NotItsOwner() : Refusal("Become the owner of the app’s integration user first: its owner makes its keys.");
