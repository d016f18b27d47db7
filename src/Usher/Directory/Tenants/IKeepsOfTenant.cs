using Microsoft.EntityFrameworkCore;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// What a room keeps of a tenant, which is lost when the tenant leaves its customer: the law resets apps, secrets and keys. Each room
/// contributes its own; no room lists the others.
/// </summary>
public interface IKeepsOfTenant
{
    /// <summary>When it is its turn: what others are found by goes last.</summary>
    int Order { get; }

    /// <summary>What would be lost; nothing that there is none of.</summary>
    Task<IReadOnlyList<TenantLoss>> Of(Work work, Tenant tenant);

    /// <summary>Removes it.</summary>
    Task Reset(Work work, Tenant tenant);
}

/// <summary>Something that is lost when a tenant leaves its customer.</summary>
/// <param name="Kind">What it is, in the plural: <c>users</c>, <c>apps</c>, <c>secrets</c>.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Names">Some of them by name; empty where they have none.</param>
public sealed record TenantLoss(string Kind, int Count, IReadOnlyList<string> Names)
{
    /// <summary>How many are named.</summary>
    public const int Named = 10;
}

/// <summary>The users who have the tenant, and the apps that are in it.</summary>
internal sealed class DirectoryOfTenant : IKeepsOfTenant
{
    /// <inheritdoc/>
    public int Order => 100;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TenantLoss>> Of(Work work, Tenant tenant)
    {
        var users = work.Customer.Users.Where(user => user.User!.Tenants.Contains(tenant.Id)).Select(user => user.Name)
            .Order(Comparer<string>.Create(work.Order.Compare)).ToList();
        var apps = await work.Db.TenantApps.Where(app => app.TenantId == tenant.Id)
            .Join(work.Db.Apps, app => app.AppId, app => app.Id, (_, app) => app.Name).OrderBy(name => name).ToListAsync();
        return
        [
            .. users.Count == 0 ? Array.Empty<TenantLoss>() : [new("users", users.Count, [.. users.Take(TenantLoss.Named)])],
            .. apps.Count == 0 ? Array.Empty<TenantLoss>() : [new("apps", apps.Count, [.. apps.Take(TenantLoss.Named)])],
        ];
    }

    /// <inheritdoc/>
    public async Task Reset(Work work, Tenant tenant)
    {
        var assigned = await work.Db.Set<UserTenant>().Where(one => one.TenantId == tenant.Id).ToListAsync();
        work.Db.RemoveRange(assigned);
        work.Db.RemoveRange(await work.Db.TenantApps.Where(app => app.TenantId == tenant.Id).ToListAsync());
        foreach (var one in assigned.Where(one => work.Customer.User(one.UserId)?.User!.Active == true))
            work.Tell(one.UserId, DirectoryNotices.Tenants, null,
                $"{work.Speaker} removed the tenant {tenant.Name} from your organization: you no longer have it.");
    }
}
