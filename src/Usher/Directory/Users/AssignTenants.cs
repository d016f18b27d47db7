using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Sets the tenants assigned to a user: those named, and no others.</summary>
/// <param name="User">Who reaches them.</param>
/// <param name="Tenants">The tenants, by slug.</param>
/// <param name="Until">When some of them end, by slug, null: never; what it does not name ends as before.</param>
public sealed record AssignTenants(Guid User, IReadOnlyList<string> Tenants, IReadOnlyDictionary<string, DateTimeOffset?>? Until = null) : Change<Person, Nothing>, IChangesAccess
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
        ?? GivenEnds.Fault(work, Ends(work))
        ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Person found)
    {
        var ends = Ends(work);
        var held = found.Facts.User!;
        await Holdings.SetTenants(work, found, Wanted(work)!,
            tenant => ends!.TryGetValue(tenant, out var until) ? until : held.TenantsAt(work.Now).Contains(tenant) ? held.EndOf(tenant) : null);
        found.Row.TenantsSet = work.Now;
        return Nothing.Value;
    }

    private IReadOnlyList<Guid>? Wanted(Work work) => Ids.Of(Tenants, slug => work.Customer.Tenant(slug));

    private IReadOnlyDictionary<Guid, DateTimeOffset?>? Ends(Work work) => GivenEnds.Of(Until, Tenants, slug => work.Customer.Tenant(slug));
}
