using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Sets the tenants assigned to a user: those named, and no others.</summary>
/// <param name="User">Who reaches them.</param>
/// <param name="Tenants">The tenants, by slug.</param>
public sealed record AssignTenants(Guid User, IReadOnlyList<string> Tenants) : Change<Person, Nothing>, IChangesAccess
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.TenantAssign;

    /// <inheritdoc/>
    public override Task<Found<Person>?> Find(Work work) => Person.Find(work, User);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Person found) =>
        work.Stale(found.Row)
        ?? (found.Row.Active ? null : new PersonDeactivated())
        ?? (Wanted(work) is { } tenants ? GrantRules.Tenants(work.Actor, found.Facts, [.. tenants]) : new NotOfThisCustomer("tenant"))
        ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Person found)
    {
        var wanted = Wanted(work)!;
        var held = await work.Db.Set<UserTenant>().Where(t => t.UserId == User).ToListAsync();
        var (given, removed) =
            (wanted.Except(held.Select(t => t.TenantId)).ToList(), held.Where(t => !wanted.Contains(t.TenantId)).ToList());
        work.Db.RemoveRange(removed);
        work.Db.AddRange(given.Select(tenant => new UserTenant { UserId = User, TenantId = tenant }));
        found.Row.TenantsSet = work.Now;
        work.Revise(found.Row);
        var words = work.SetWords("tenant", Named(work, given), Named(work, removed.Select(t => t.TenantId)));
        if (words is not null) work.Tell(User, DirectoryNotices.Tenants, null, words);
        return Nothing.Value;
    }

    private static IEnumerable<INamed> Named(Work work, IEnumerable<Guid> tenants) =>
        work.Customer.Facts.Tenants.Where(tenant => tenants.Contains(tenant.Id));

    private IReadOnlyList<Guid>? Wanted(Work work) => Ids.Of(Tenants, slug => work.Customer.Tenant(slug));
}
