using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>
/// Asks for an app in a tenant: available → requested. Where it was declined, one may ask again with something new to say.
/// </summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Tenant">The tenant, by slug.</param>
/// <param name="Wanted">What it is for; null: it is not said.</param>
public sealed record RequestApp(string App, string Tenant, string? Wanted = null) : Change<AppStep, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppRequest;

    /// <inheritdoc/>
    public override Task<Found<AppStep>?> Find(Work work) => AppStep.Find(work, App, Tenant);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, AppStep found)
    {
        if (!string.IsNullOrWhiteSpace(Wanted) && Inputs.Unread(("/for", Inputs.Text(Wanted), Inputs.TextSentence)) is { } unread) return unread;
        if (await found.Unless(work, AppAct.Request) is { } impossible) return impossible;
        if (!found.App.Fits(found.Tenant.Product)) return new AppDoesNotFit(found.App.Name, found.Tenant.Product);
        if (found.Row is not { } declined) return null;
        return Inputs.Text(Wanted) is { } more && more != declined.Wanted ? null : new NothingNewToSay();
    }

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, AppStep found)
    {
        if (found.Row is { } row)
        {
            found.Move(work, AppAct.Request);
            (row.RequestedBy, row.RequestedAt, row.QueuedAt, row.RemindedAt) = (work.Actor.Id, work.Now, work.Now, null);
            row.Wanted = Inputs.Text(Wanted);
            return Task.FromResult(Nothing.Value);
        }

        work.Db.TenantApps.Add(TenantApp.New(work, found.Tenant.Id, found.App, AppState.Requested, Inputs.Text(Wanted)));
        return Task.FromResult(Nothing.Value);
    }
}

/// <summary>A declined app is asked for again with something that those who decide have not read yet.</summary>
public sealed record NothingNewToSay()
    : Refusal("This request was declined. To ask again, write something that the one who decides didn’t know.");

/// <summary>The app does not work with the tenant's product.</summary>
/// <param name="App">What it is called.</param>
/// <param name="Product">The tenant's product.</param>
public sealed record AppDoesNotFit(string App, string Product) : Refusal($"{App} doesn’t work with {Product}.");
