using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>The pages of customers, people, levels, teams and seats.</summary>
internal sealed class DirectoryPages : IPages
{
    /// <inheritdoc/>
    public IEnumerable<(string Name, May May)> Pages(Work work, Target here) =>
    [
        ("customers", May.Ask(work, Permission.CustomerView, here)),
        ("dashboard", May.Ask(work, Permission.CustomerView, here)),
        ("users", May.Either(work, Permission.UserView, Permission.DirectoryView, here)),
        ("staff", May.Ask(work, Permission.SupportUserGrant, here)),
        ("customRoles", May.Ask(work, Permission.CustomRoleManage, here)),
        ("levels", May.Ask(work, Permission.AccessLevelManage, here)),
        ("teams", May.Either(work, Permission.TeamManage, Permission.DestinationConfigure, here)),
        ("seats", May.Ask(work, Permission.LicenceView, here)),
        ("roles", May.Yes),
    ];
}

/// <summary>
/// An organization that never had an Organization Admin waits for those of it who may appoint the first; the person proposed by the vendor
/// is named (rule 11).
/// </summary>
internal sealed class FirstOrganizationAdminWaits : INeeds
{
    /// <inheritdoc/>
    public int Order => 10;

    /// <inheritdoc/>
    public async Task<IEnumerable<Need>> Of(Work work)
    {
        if (work.Snapshot is not { Facts.InsightsActive: true } customer || work.Actor.Kind != ActorKind.User) return [];
        if (!May.Ask(work, Permission.OrganizationAdminAppoint, Target.Of(customer)).Allowed) return [];
        var row = await work.Db.Customers.Where(c => c.Id == work.Db.CustomerId)
            .Select(c => new { c.HadOrganizationAdmin, c.ProposedOrganizationAdminId }).FirstAsync();
        if (row.HadOrganizationAdmin) return [];
        var waits = new Need("first-organization-admin");
        return row.ProposedOrganizationAdminId is { } id && id != work.Actor.Id && customer.User(id) is { User.Active: true } person
            ? [waits with { Id = id, Who = new(id, person.Name) }]
            : [waits];
    }
}

/// <summary>Requests for a level that the caller may decide (rule 10).</summary>
internal sealed class RequestsWait : INeeds
{
    /// <inheritdoc/>
    public int Order => 20;

    /// <inheritdoc/>
    public async Task<IEnumerable<Need>> Of(Work work)
    {
        if (work.Snapshot is not { } customer || !May.Ask(work, Permission.AccessLevelApprove, Target.Of(customer)).Allowed) return [];
        var me = work.Actor.Id;
        var open = await work.Db.AccessRequests.Where(r => r.State == RequestState.Open && r.RequesterId != me && r.SubjectId != me)
            .OrderBy(r => r.Id).Take(INeeds.Most).ToListAsync();
        return open.Select(r => new Need("request")
        {
            Id = r.Id,
            Who = PersonView.Of(customer, r.SubjectId),
            By = PersonView.Of(customer, r.RequesterId),
            Level = Roles.Name(Roles.Column(r.Level)),
            At = r.At,
        });
    }
}
