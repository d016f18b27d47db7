using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
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
        ("identities", May.Ask(work, Permission.DirectoryView, here)),
        ("staff", May.Ask(work, Permission.SupportUserGrant, here)),
        ("customRoles", May.Ask(work, Permission.CustomRoleManage, here)),
        ("accessRequests", May.Ask(work, Decided(work, here), here)),
        ("levels", May.Ask(work, Permission.AccessLevelManage, here)),
        ("teams", May.Either(work, Permission.TeamManage, Permission.DestinationConfigure, here)),
        ("teamSetUp", May.Either(work, Permission.LicenceAssign, Permission.DestinationConfigure, here)),
        ("seats", May.Ask(work, Permission.LicenceView, here)),
        ("settings", May.Either(work, Permission.OrganizationConfigure, Permission.SecurityConfigure, here)),
        ("replacement", May.Ask(work, Permission.OrganizationAdminAppoint, here)),
        ("people", work.Actor.Kind == ActorKind.User ? May.Yes : new(false, "This page is for a customer's people.")),
        ("roles", May.Yes),
    ];

    /// <summary>Of the permissions by which requests for access are decided, or made instead of giving a level, the first that the caller has.</summary>
    private static Permission Decided(Work work, Target here) => new[] { Permission.RoleAssign, Permission.AccessLevelApprove, Permission.TenantAssign, Permission.AccessLevelManage }
        .FirstOrDefault(permission => May.Ask(work, permission, here).Allowed) ?? Permission.RoleAssign;
}

/// <summary>People, tenants, seats and teams of a new customer, for those who add and give them; a seat of one's own for everyone.</summary>
internal sealed class DirectoryFirstSteps : IFirstSteps
{
    /// <inheritdoc/>
    public async Task<IEnumerable<FirstStep>> Of(Work work)
    {
        if (work.Snapshot is not { } customer || work.Actor.Kind != ActorKind.User) return [];
        var me = work.Actor.Id;
        var others = customer.Users.Where(user => user.User!.Active && user.Id != me).ToList();
        List<FirstStep> steps = [];
        if (May(Permission.UserAdd) || May(Permission.DirectoryMaintain)) steps.Add(new(10, "people", others.Count > 0));
        if (May(Permission.TenantAssign)) steps.Add(new(12, "tenants", others.Exists(user => user.User!.Tenants.Count > 0)));
        if (May(Permission.TeamManage)) steps.Add(new(20, "team", customer.Facts.Teams.Any(team => !team.Archived && team.Members.Count > 0)));
        var gives = May(Permission.LicenceAssign);
        if (!gives && !May(Permission.CallView)) return steps;
        var seats = await work.Db.Users.Where(u => u.HasSeat && (gives || u.Id == me)).Select(u => u.Id == me).Distinct().ToListAsync();
        if (gives) steps.Add(new(30, "seats", seats.Count > 0));
        else steps.Add(new(60, "own-seat", seats.Contains(true)));
        return steps;

        bool May(Permission permission) => Platform.May.Ask(work, permission, Target.Of(customer)).Allowed;
    }
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

/// <summary>
/// An organization that lost its last Organization Admin waits for its vendor's staff and a Customer Admin; whoever is proposed is named (rule 11).
/// </summary>
internal sealed class ReplacementWaits : INeeds
{
    /// <inheritdoc/>
    public int Order => 11;

    /// <inheritdoc/>
    public async Task<IEnumerable<Need>> Of(Work work)
    {
        if (work.Snapshot is not { Facts.InsightsActive: true } customer || work.Actor.Kind != ActorKind.User
            || GrantRules.HasOrganizationAdmin(customer, work.Now)
            || !May.Ask(work, Permission.OrganizationAdminAppoint, Target.Of(customer)).Allowed
            || !await work.Db.Customers.AnyAsync(c => c.Id == work.Db.CustomerId && c.HadOrganizationAdmin)) return [];
        var waits = await Replacement.Waiting(work);
        return [new Need("lost-organization-admin") { Who = waits is null ? null : PersonView.Of(customer, waits.PersonId), At = waits?.TakesEffect }];
    }
}

/// <summary>Requests for access that the caller may decide: in a customer each of them, to staff those for tenants across all customers.</summary>
internal sealed class RequestsWait : INeeds
{
    /// <inheritdoc/>
    public int Order => 20;

    /// <inheritdoc/>
    public async Task<IEnumerable<Need>> Of(Work work)
    {
        if (work.Snapshot is not { } customer) return await Everywhere(work);
        var kinds = ListRequests.Decides(work, customer);
        if (kinds.Count == 0) return [];
        var me = work.Actor.Id;
        var open = await work.Db.AccessRequests.Where(r => r.State == RequestState.Open && kinds.Contains(r.Kind) && r.RequesterId != me
            && r.SubjectId != me && r.AccountableId != me).OrderBy(r => r.Id).Take(INeeds.Most).ToListAsync();
        return open.Select(r => new Need("request")
        {
            Id = r.Id,
            Who = PersonView.Of(customer, r.SubjectId),
            By = customer.IntegrationUser(r.RequesterId) is { } machine ? new(machine.Id, machine.Name) : PersonView.Of(customer, r.RequesterId),
            Level = Wanted.Of(r).Words(work, withEnd: false),
            At = r.At,
        });
    }

    private static async Task<IEnumerable<Need>> Everywhere(Work work)
    {
        if (!May.Ask(work, Permission.TenantAssign, Target.Platform).Allowed) return [];
        var me = work.Actor.Id;
        var waiting = await work.Db.Everywhere(Across.AccessRequests, () => work.Db.AccessRequests.IgnoreQueryFilters()
            .Where(r => r.State == RequestState.Open && r.Kind == AskedKind.Tenants && r.RequesterId != me)
            .Join(work.Db.Customers.IgnoreQueryFilters().Where(c => !c.Closed), r => r.CustomerId, c => c.Id, (r, c) => new { c.Slug, c.Name, r.At })
            .GroupBy(one => new { one.Slug, one.Name })
            .Select(of => new { of.Key.Slug, of.Key.Name, Count = of.Count(), First = of.Min(one => one.At) })
            .OrderBy(of => of.First).Take(INeeds.Most).ToListAsync());
        return waiting.Select(of => new Need("tenant-requests") { Slug = of.Slug, Name = of.Name, Count = of.Count, At = of.First });
    }
}

/// <summary>Major changes of seats that somebody else made, for those who approve them (rule 21).</summary>
internal sealed class SeatRequestsWait : INeeds
{
    /// <inheritdoc/>
    public int Order => 22;

    /// <inheritdoc/>
    public async Task<IEnumerable<Need>> Of(Work work)
    {
        if (work.Snapshot is not { } customer || !May.Ask(work, Permission.LicenceApprove, Target.Of(customer)).Allowed) return [];
        var me = work.Actor.Id;
        var open = await work.Db.Set<SeatRequest>().Where(r => r.State == RequestState.Open && r.RequesterId != me)
            .OrderBy(r => r.Id).Take(INeeds.Most).ToListAsync();
        return open.Select(r => new Need("seat-request") { Id = r.Id, By = PersonView.Of(customer, r.RequesterId), Count = r.People.Count, At = r.At });
    }
}

/// <summary>Access that ends within a week, for those who may give it again.</summary>
internal sealed class AccessEnds : INeeds
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(7);

    /// <inheritdoc/>
    public int Order => 60;

    /// <inheritdoc/>
    public Task<IEnumerable<Need>> Of(Work work)
    {
        if (work.Snapshot is not { } customer || work.Actor.Kind != ActorKind.User) return Task.FromResult<IEnumerable<Need>>([]);
        var (roles, levels) = (MayEver(Permission.RoleAssign), MayEver(Permission.AccessLevelManage));
        if (!roles && !levels) return Task.FromResult<IEnumerable<Need>>([]);
        var names = customer.Facts.CustomRoles.ToDictionary(role => role.Id, role => role.Called);
        return Task.FromResult(customer.Users.Where(user => user.User!.Active && user.Id != work.Actor.Id).SelectMany(Of)
            .Where(end => work.Now < end.At && end.At <= work.Now + Ahead).OrderBy(end => end.At).Take(INeeds.Most)
            .Select(end => new Need("access-ends") { Id = end.Who.Id, Who = new(end.Who.Id, end.Who.Name), Name = end.What, At = end.At }));

        IEnumerable<(Actor Who, string What, DateTimeOffset At)> Of(Actor user)
        {
            var facts = user.User!;
            if (levels && facts.InsightsUntil is { } level && MayTowards(Permission.AccessLevelManage, user))
                yield return (user, Roles.Name(Roles.Column(facts.Insights)), level);
            if (!roles) yield break;
            if (facts.ConnectUntil is { } role) yield return (user, Roles.Name(Roles.Column(facts.Connect)), role);
            foreach (var end in facts.Ends.Where(end => names.ContainsKey(end.Of))) yield return (user, names[end.Of], end.At);
        }

        bool MayEver(Permission permission) => Authorizer.Decide(work.Actor, permission, Target.Of(customer), work.Now).Allowed;
        bool MayTowards(Permission permission, Actor user) =>
            Authorizer.Decide(work.Actor, permission, Target.Of(customer) with { Subject = user.Id }, work.Now).Allowed;
    }
}
