using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Upstream;

/// <content>What follows once every report of a batch is settled.</content>
internal sealed partial class Settling
{
    /// <summary>Closes what let the deactivated in, and notifies everyone concerned.</summary>
    public async Task Finish()
    {
        await Seen();
        await Membership.Close(_work, [.. _deactivated.Select(one => (one.User.Id, one.User.AccountId))]);
        UpstreamDeactivation.Tell(_work, _customer, _deactivated);
        foreach (var (user, tenants) in _given)
            if (user.Active)
                _work.Tell(user.Id, UpstreamNotices.Tenant, null,
                    $"You signed in to {string.Join(" and ", tenants.Select(one => one.Called))}: the tenant is now yours in Usher too.");
        foreach (var (user, _) in _deactivated) _work.Concerns(user.Id);
    }

    /// <summary>When something of each tenant was last reported, for those who look at it.</summary>
    private async Task Seen()
    {
        var externals = _work.Db.ChangeTracker.Entries<UpstreamReport>().Select(entry => entry.Entity.Tenant).Distinct(StringComparer.Ordinal).ToList();
        var rows = await _work.Db.Set<ReportedTenant>().Where(one => externals.Contains(one.ExternalId)).ToListAsync();
        foreach (var tenant in _tenants.Values.Where(one => externals.Contains(one.ExternalId)))
        {
            var row = rows.FirstOrDefault(one => one.Product == tenant.Product && one.ExternalId == tenant.ExternalId);
            if (row is null)
                _work.Db.Add(row = ReportedTenant.New(_work, tenant.Product, tenant.ExternalId));
            (row.LastReported, row.LinkedTo) = (_work.Now, _work.Db.CustomerId);
        }
    }
}

/// <summary>Tells of users who are deactivated because an upstream product says so.</summary>
internal static class UpstreamDeactivation
{
    /// <summary>
    /// Notifies those who were deactivated, and who looks after the customer; where the last of a role is gone, the report says so, and the
    /// vendor's people see it.
    /// </summary>
    public static void Tell(Work work, CustomerSnapshot customer, IReadOnlyList<(User User, UpstreamReport Report)> deactivated)
    {
        if (deactivated.Count == 0) return;
        foreach (var (user, report) in deactivated)
            work.Tell(user.Id, UpstreamNotices.You, null,
                $"{report.Product} reported that you were deactivated there. You can't sign in to Usher, and your API keys no longer work.");
        var gone = deactivated.Select(one => one.User.Id).ToHashSet();
        var left = customer.Users.Where(user => user.User!.Active && !gone.Contains(user.Id)).ToList();
        foreach (var (role, holds) in Watched(work.Now))
        {
            if (left.Exists(user => holds(user))) continue;
            if (deactivated.LastOrDefault(one => customer.User(one.User.Id) is { } former && holds(former)) is { Report: { } report })
                report.Last = role;
        }

        var names = string.Join(", ", deactivated.Take(5).Select(one => one.User.Name));
        var more = deactivated.Count > 5 ? $" and {deactivated.Count - 5} more" : "";
        var last = deactivated.Select(one => one.Report.Last).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var none = last.Count == 0 ? "" : $" Nobody is {string.Join(" or ", last.Select(role => role[0] is 'O' ? "an " + role : "a " + role))} any more: contact the vendor's support.";
        foreach (var user in left.Where(user => Watched(work.Now).Any(one => one.Holds(user))))
            work.Tell(user.Id, UpstreamNotices.Deactivated, null,
                $"{deactivated[0].Report.Product} reported as deactivated: {names}{more}. They are deactivated in Usher too.{none}");
    }

    private static IEnumerable<(string Role, Func<Actor, bool> Holds)> Watched(DateTimeOffset now) =>
    [
        (Roles.Name(Role.CustomerAdmin), user => user.ConnectRole(now) == ConnectRole.CustomerAdmin),
        (Roles.Name(Role.OrganizationAdmin), user => user.InsightsRole(now) == InsightsRole.OrganizationAdmin),
    ];
}
