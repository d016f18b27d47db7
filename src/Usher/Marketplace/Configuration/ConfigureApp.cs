using System.Text.Json.Serialization;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>
/// Configures an approved app in a tenant: approved → active; an active or disabled one stays so. Insights being active in a tenant gives
/// the customer its roles of Insights. Made by <see cref="Configurations"/>.
/// </summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Tenant">The tenant, by slug.</param>
/// <param name="Given">What is entered; null: the app has no configuration, or what is stored serves.</param>
/// <param name="Unread">What of it could not be read; null: all could.</param>
[StoredName("ConfigureApp", Former = ["ActivateApp"])]
public sealed record ConfigureApp(string App, string Tenant, GivenConfiguration? Given = null, [property: JsonIgnore] Refusal? Unread = null)
    : Change<AppStep, Nothing>, IChangesAccess
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppConfigure;

    /// <inheritdoc/>
    public override Task<Found<AppStep>?> Find(Work work) => AppStep.Find(work, App, Tenant);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, AppStep found)
    {
        if (await found.Unless(work, AppAct.Configure) is { } impossible) return impossible;
        var stored = await AppConfiguration.Of(work, found);
        if (work.Caller.IfMatch is { } seen && seen != stored.Number) return new SomeoneChangedThis();
        return Unread ?? stored.Fault(Given) ?? await work.NoteMissing();
    }

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, AppStep found)
    {
        (await AppConfiguration.Of(work, found)).Store(work, found, Given);
        if (found.Row!.State == AppState.Approved) found.Move(work, AppAct.Configure);
        else if (found.Row.State == AppState.Active) work.Publish(new AppMoved(found.App.Id, found.Tenant.Id, AppAct.Configure));
        return Nothing.Value;
    }
}

/// <summary>A value that looks like a secret would be shown to people and told in the audit trail.</summary>
/// <param name="Member">Which, as a JSON pointer.</param>
public sealed record LooksLikeSecret(string Member)
    : Refusal("This looks like a password or key, and would be readable. Enter it where secrets belong, or confirm it."), IAtMember
{
    /// <inheritdoc/>
    public string Pointer => "/values" + Member;
}
