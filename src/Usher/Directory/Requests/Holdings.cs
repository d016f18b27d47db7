using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>How a role of Connect, custom roles and tenants are written down: shared by the acts that give them.</summary>
internal static class Holdings
{
    /// <summary>How long before its end people are reminded of it.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromDays(3);

    /// <summary>Gives the role in Connect.</summary>
    public static Nothing SetRole(Work work, Person person, ConnectRole role, DateTimeOffset? until)
    {
        var before = person.Facts.ConnectRole(work.Now);
        person.Row.Connect = role;
        person.Row.ConnectUntil = role == ConnectRole.User ? null : until;
        Since(work, person.Row, role, isNew: before != role);
        work.Tell(person.Row.Id, DirectoryNotices.ConnectRole, null, work.ConnectWords(before, role, person.Row.ConnectUntil));
        work.TellOfEnd(person.Row.Id, DirectoryNotices.ConnectRoleEnded, person.Row.ConnectUntil);
        RemindOfEnd(work, person.Row.Id, null, $"Your role {Roles.Name(Roles.Column(role))}", person.Row.ConnectUntil);
        return Nothing.Value;
    }

    /// <summary>Keeps since when somebody is Customer Admin, and by whom.</summary>
    public static void Since(Work work, User row, ConnectRole role, bool isNew)
    {
        if (role == ConnectRole.User) (row.CustomerAdminSince, row.CustomerAdminBy) = (null, null);
        else if (isNew) (row.CustomerAdminSince, row.CustomerAdminBy) = (work.Now, work.Actor.Id);
    }

    /// <summary>Gives custom roles besides those held.</summary>
    public static async Task AddRoles(Work work, Person person, IReadOnlyList<Guid> roles, DateTimeOffset? until)
    {
        var user = person.Facts.User!;
        await SetRoles(work, person, [.. user.CustomRolesAt(work.Now).Union(roles)], role => roles.Contains(role) ? Later(user, role, until, work.Now) : user.EndOf(role));
    }

    /// <summary>Gives tenants besides those held.</summary>
    public static async Task AddTenants(Work work, Person person, IReadOnlyList<Guid> tenants, DateTimeOffset? until)
    {
        var user = person.Facts.User!;
        await SetTenants(work, person, [.. user.TenantsAt(work.Now).Union(tenants)], tenant => tenants.Contains(tenant) ? Later(user, tenant, until, work.Now) : user.EndOf(tenant));
    }

    /// <summary>Sets the custom roles held: these, each until its end, and no others.</summary>
    public static async Task SetRoles(Work work, Person person, IReadOnlyList<Guid> wanted, Func<Guid, DateTimeOffset?> until)
    {
        var (id, rows) = (person.Row.Id, await work.Db.Set<UserCustomRole>().Where(r => r.UserId == person.Row.Id).ToListAsync());
        work.Db.RemoveRange(rows.Where(row => !wanted.Contains(row.RoleId)));
        foreach (var row in rows.Where(row => wanted.Contains(row.RoleId))) row.Until = until(row.RoleId);
        work.Db.AddRange(wanted.Except(rows.Select(row => row.RoleId)).Select(role => new UserCustomRole { UserId = id, RoleId = role, Until = until(role) }));
        Told(work, person, "custom role", DirectoryNotices.CustomRoles, work.Customer.Facts.CustomRoles,
            person.Facts.User!.CustomRolesAt(work.Now), wanted, until);
    }

    /// <summary>Sets the tenants reached: these, each until its end, and no others.</summary>
    public static async Task SetTenants(Work work, Person person, IReadOnlyList<Guid> wanted, Func<Guid, DateTimeOffset?> until)
    {
        var (id, rows) = (person.Row.Id, await work.Db.Set<UserTenant>().Where(t => t.UserId == person.Row.Id).ToListAsync());
        work.Db.RemoveRange(rows.Where(row => !wanted.Contains(row.TenantId)));
        foreach (var row in rows.Where(row => wanted.Contains(row.TenantId))) row.Until = until(row.TenantId);
        work.Db.AddRange(wanted.Except(rows.Select(row => row.TenantId)).Select(tenant => new UserTenant { UserId = id, TenantId = tenant, Until = until(tenant) }));
        Told(work, person, "tenant", DirectoryNotices.Tenants, work.Customer.Facts.Tenants,
            person.Facts.User!.TenantsAt(work.Now), wanted, until);
    }

    /// <summary>Reminds a user some days before what they were given ends, if it ends then after all.</summary>
    public static void RemindOfEnd(Work work, Guid user, Guid? of, string what, DateTimeOffset? until)
    {
        if (until is not { } end || end - Before <= work.Now) return;
        work.Publish(new AccessChanged(user, DirectoryNotices.EndsSoon, end, of, $"{what} ends in 3 days. You can request it again before."),
            end - Before);
    }

    /// <summary>Of two ends of one thing the later, so that giving what is held shortens nothing.</summary>
    private static DateTimeOffset? Later(UserFacts user, Guid of, DateTimeOffset? until, DateTimeOffset now)
    {
        var held = user.CustomRolesAt(now).Contains(of) || user.TenantsAt(now).Contains(of);
        if (!held) return until;
        return user.EndOf(of) is { } end && until is { } wanted ? (wanted > end ? wanted : end) : null;
    }

    private static void Told(Work work, Person person, string kind, string notice, IEnumerable<INamed> all, IReadOnlyList<Guid> held,
        IReadOnlyList<Guid> wanted, Func<Guid, DateTimeOffset?> until)
    {
        work.Revise(person.Row);
        var named = all.Select(one => (Id: Id(one), One: one)).ToDictionary(one => one.Id, one => one.One);
        var words = work.SetWords(kind, Of(wanted.Except(held)), Of(held.Except(wanted)));
        if (words is not null) work.Tell(person.Row.Id, notice, null, words);
        foreach (var of in wanted.Where(of => until(of) is not null && until(of) != person.Facts.User!.EndOf(of)))
        {
            var what = $"Your {kind} {named[of].Called}";
            work.Publish(new AccessChanged(person.Row.Id, DirectoryNotices.Ended, until(of), of, $"{what} has expired."), until(of));
            RemindOfEnd(work, person.Row.Id, of, what, until(of));
        }

        IEnumerable<INamed> Of(IEnumerable<Guid> ids) => ids.Where(named.ContainsKey).Select(id => named[id]);
    }

    private static Guid Id(INamed thing) => thing switch { Named named => named.Id, CustomRoleFacts role => role.Id, _ => Guid.Empty };
}
