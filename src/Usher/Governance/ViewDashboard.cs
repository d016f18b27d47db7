using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Governance;

/// <summary>
/// The dashboard of a customer: figures, apps in tenants, people by role, requests over time, health. Of Insights it says what the caller's
/// own level lets them see, to staff nothing. Four small queries, eight at most.
/// </summary>
public sealed record ViewDashboard : Query<CustomerSnapshot, DashboardView>
{
    private const int Weeks = 12;

    /// <inheritdoc/>
    public override Permission Needs => Permission.CustomerView;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<DashboardView> Run(Work work, CustomerSnapshot found)
    {
        var tenants = await work.Db.Tenants.OrderBy(t => t.Slug).ToListAsync();
        var places = await work.Db.TenantApps.ToListAsync();
        var invited = await work.Db.Users.CountAsync(u => u.Active && u.SignedIn == null);
        var since = Monday(work.Now).AddDays(-7 * (Weeks - 1));
        var asked = May.Ask(work, Permission.AccessLevelApprove, Target.Of(found)).Allowed
            ? await work.Db.AccessRequests.Where(r => r.State == RequestState.Open || r.At >= since).ToListAsync()
            : null;
        var active = found.Users.Where(user => user.User!.Active).ToList();
        var figures = new DashboardFigures(active.Count, found.Facts.Users.Count - active.Count, invited, tenants.Count,
            places.Count(place => place.State == AppState.Requested), asked?.Count(r => r.State == RequestState.Open),
            Machines(work, found));
        // What the Platform Team set up, nobody asked for.
        var requests = places.Where(place => place.RequestedBy != Guid.Empty).Select(place => place.RequestedAt).ToList();
        return new(
            figures, Apps(work, found, places), [.. tenants.Select(tenant => TenantOf(found, tenant, places))],
            ByRole(active, work.Now), ByLevel(work, found, active), Requests(since, requests, asked?.ConvertAll(r => r.At)),
            await CustomerHealth.Of(work, found, places), await IfClosed(work, found, active.Count));
    }

    private static int? Machines(Work work, CustomerSnapshot here)
    {
        if (May.Ask(work, Permission.IntegrationUserManage, Target.Of(here)).Allowed) return here.Facts.IntegrationUsers.Count;
        return May.Ask(work, Permission.AppIntegrationUserManage, Target.Of(here)).Allowed
            ? here.Facts.IntegrationUsers.Count(machine => machine.OfApp is not null)
            : null;
    }

    /// <summary>Those that are in a tenant first, each part by name.</summary>
    private static IReadOnlyList<ThingView> Apps(Work work, CustomerSnapshot here, List<TenantApp> places)
    {
        var used = places.Select(place => place.AppId).ToHashSet();
        return
        [
            .. ThingView.Of(work, here.Apps.Where(app => used.Contains(app.Id))),
            .. ThingView.Of(work, here.Apps.Where(app => !used.Contains(app.Id))),
        ];
    }

    private static DashboardTenant TenantOf(CustomerSnapshot here, Tenant tenant, List<TenantApp> places)
    {
        var names = here.Apps.ToDictionary(app => app.Id, app => app.Slug);
        return new(tenant.Slug, tenant.Name, tenant.Product, tenant.ExternalId,
        [
            .. places.Where(place => place.TenantId == tenant.Id && names.ContainsKey(place.AppId))
                .Select(place => new AppInTenant(names[place.AppId], place.State)).OrderBy(app => app.App, StringComparer.Ordinal),
        ]);
    }

    private static IReadOnlyList<RoleCount> ByRole(List<Actor> active, DateTimeOffset now)
    {
        var roles = active.CountBy(user => user.ConnectRole(now) == ConnectRole.CustomerAdmin ? Role.CustomerAdmin
            : user.User!.CustomRolesAt(now).Count > 0 ? Role.CustomRole : Role.User).ToDictionary();
        return [.. new[] { Role.CustomerAdmin, Role.CustomRole, Role.User }.Select(role => Count(role, roles))];
    }

    private static IReadOnlyList<RoleCount>? ByLevel(Work work, CustomerSnapshot here, List<Actor> active)
    {
        if (!May.Either(work, Permission.AccessLevelManage, Permission.DirectoryView, Target.Of(here)).Allowed) return null;
        var levels = active.CountBy(user => Roles.Column(user.InsightsRole(work.Now))).ToDictionary();
        return [.. Levels.FromTheTop.Select(level => Count(Roles.Column(level), levels))];
    }

    private static RoleCount Count(Role role, Dictionary<Role, int> counted) => new(Roles.Name(role), counted.GetValueOrDefault(role));

    private static IReadOnlyList<RequestWeek> Requests(DateTimeOffset since, List<DateTimeOffset> apps, List<DateTimeOffset>? access) =>
    [
        .. Enumerable.Range(0, Weeks).Select(week => since.AddDays(7 * week)).Select(from =>
            new RequestWeek(from, apps.Count(at => IsIn(at, from)), access?.Count(at => IsIn(at, from)))),
    ];

    private static bool IsIn(DateTimeOffset at, DateTimeOffset from) => at >= from && at < from.AddDays(7);

    private static DateTimeOffset Monday(DateTimeOffset now)
    {
        var day = now.UtcDateTime.Date;
        return new(day.AddDays(-(((int)day.DayOfWeek + 6) % 7)), TimeSpan.Zero);
    }

    /// <summary>What closing would end, for who may close; null for others, and when it is closed.</summary>
    private static async Task<ClosingView?> IfClosed(Work work, CustomerSnapshot here, int people)
    {
        if (here.Facts.Closed || !May.Ask(work, Permission.CustomerClose, Target.Of(here)).Allowed) return null;
        var (customer, now) = (here.Id, work.Now);
        var signedIn = await work.Db.Set<Session>().Where(s => s.CustomerId == customer && s.Expires > now).Select(s => s.HolderId)
            .Distinct().CountAsync();
        return new(people, signedIn, here.Facts.Keys.Count(key => key.Expires > now), here.Facts.IntegrationUsers.Count);
    }
}
