using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>
/// Configures an approved app in a tenant: approved → active; an active or disabled one stays so. Insights being active in a tenant gives
/// the customer its roles of Insights.
/// </summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Tenant">The tenant, by slug.</param>
/// <param name="Settings">What is set or removed; null: nothing. Made by <see cref="AppSettings"/>.</param>
public sealed record ActivateApp(string App, string Tenant, IReadOnlyList<Setting>? Settings = null)
    : Change<AppStep, Nothing>, IChangesAccess
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppConfigure;

    /// <inheritdoc/>
    public override Task<Found<AppStep>?> Find(Work work) => AppStep.Find(work, App, Tenant);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, AppStep found) =>
        found.Unless(AppState.Approved, AppState.Active, AppState.Disabled)
        ?? (await AppConfiguration.Of(work, found)).Fault(Settings ?? [])
        ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, AppStep found)
    {
        (await AppConfiguration.Of(work, found)).Store(work, found, Settings ?? []);
        if (found.Row!.State == AppState.Approved) found.Move(work, AppState.Active);
        return Nothing.Value;
    }
}
