using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Adds a user by hand, with role and tenants: staff alone do.</summary>
/// <param name="Who">Address and names.</param>
/// <param name="Role">The role in Connect: so staff appoint the first Customer Admin (rule 2).</param>
/// <param name="CustomRoles">Custom roles, by slug.</param>
/// <param name="Tenants">Tenants, by slug.</param>
public sealed record AddUser(Newcomer Who, ConnectRole Role, IReadOnlyList<string> CustomRoles, IReadOnlyList<string> Tenants)
    : Change<CustomerSnapshot, Guid>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.UserAdd;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, CustomerSnapshot found) =>
        await Who.Fault(work)
        ?? (Ids.Of(CustomRoles, slug => found.CustomRole(slug)) is null ? new NotOfThisCustomer("custom role") : null)
        ?? (Ids.Of(Tenants, slug => found.Tenant(slug)) is null ? new NotOfThisCustomer("tenant") : null)
        ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<Guid> Run(Work work, CustomerSnapshot found)
    {
        var user = await Who.Join(work, addedByStaff: true, Role);
        foreach (var role in Ids.Of(CustomRoles, slug => found.CustomRole(slug))!)
            work.Db.Add(new UserCustomRole { UserId = user.Id, RoleId = role });
        foreach (var tenant in Ids.Of(Tenants, slug => found.Tenant(slug))!)
            work.Db.Add(new UserTenant { UserId = user.Id, TenantId = tenant });
        return user.Id;
    }
}

/// <summary>Slugs looked up.</summary>
internal static class Ids
{
    public delegate Guid? LookUp(ReadOnlySpan<char> slug);

    /// <summary>The ids of the slugs, each once; null when one names nothing.</summary>
    public static IReadOnlyList<Guid>? Of(IReadOnlyList<string> slugs, LookUp find)
    {
        var ids = slugs.Distinct(StringComparer.Ordinal).Select(slug => find(slug)).ToList();
        return ids.TrueForAll(id => id is not null) ? [.. ids.Select(id => id!.Value)] : null;
    }
}
