using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Upstream;

/// <summary>
/// Takes a tenant out of its customer, so that it can be linked to another: everything that the customer has of it is reset (apps,
/// configurations, secrets, keys, users' assignments), and it waits in the queue of orphans. A note says why.
/// </summary>
/// <param name="Tenant">The tenant, by slug.</param>
public sealed record UnlinkTenant(string Tenant) : Change<Tenant, UnlinkedTenant>, IChangesAccess
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.TenantLink;

    /// <inheritdoc/>
    public override Task<Found<Tenant>?> Find(Work work) => OneTenant.Find(work, Tenant);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Tenant found) => Task.FromResult<Refusal?>(
        !work.Caller.IsPreview && string.IsNullOrWhiteSpace(work.Note) ? new UnlinkingNeedsNote() : null);

    /// <inheritdoc/>
    public override async Task<UnlinkedTenant> Run(Work work, Tenant found)
    {
        foreach (var room in Contributions.Of<IKeepsOfTenant>().OrderBy(room => room.Order)) await room.Reset(work, found);
        await ReportedTenant.Release(work, found);
        work.Db.Tenants.Remove(found);
        var orphan = work.Db.Set<ReportedTenant>().Local.First(one => one.Product == found.Product && one.ExternalId == found.ExternalId);
        return new(orphan.Id);
    }
}

/// <summary>Shows what a customer loses with a tenant that leaves it.</summary>
/// <param name="Tenant">The tenant, by slug.</param>
public sealed record ViewTenantLosses(string Tenant) : Query<Tenant, TenantLosses>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.TenantLink;

    /// <inheritdoc/>
    public override Task<Found<Tenant>?> Find(Work work) => OneTenant.Find(work, Tenant);

    /// <inheritdoc/>
    public override async Task<TenantLosses> Run(Work work, Tenant found)
    {
        var losses = new List<TenantLoss>();
        foreach (var room in Contributions.Of<IKeepsOfTenant>().OrderBy(room => -room.Order)) losses.AddRange(await room.Of(work, found));
        return new(losses);
    }
}

/// <summary>A tenant of the customer.</summary>
internal static class OneTenant
{
    public static async Task<Found<Tenant>?> Find(Work work, string slug) =>
        await work.Db.Tenants.FirstOrDefaultAsync(tenant => tenant.Slug == slug) is { } found ? new(Target.Of(work.Customer), found) : null;
}

/// <summary>A tenant that no customer has any more.</summary>
/// <param name="Orphan">Its id in the queue.</param>
public sealed record UnlinkedTenant(Guid Orphan);

/// <summary>What a customer loses with a tenant.</summary>
/// <param name="Losses">Each kind of thing.</param>
public sealed record TenantLosses(IReadOnlyList<TenantLoss> Losses);

/// <summary>Whoever reads the trail must find why the tenant left.</summary>
public sealed record UnlinkingNeedsNote() : Refusal("Write a note: say why the tenant leaves this customer.");
