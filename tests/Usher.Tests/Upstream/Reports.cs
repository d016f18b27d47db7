using Usher.Access;
using Usher.Directory;
using Usher.Platform;
using Usher.Tests.Acts;
using Usher.Tests.Directory;
using Usher.Upstream;

namespace Usher.Tests.Upstream;

/// <summary>Reports of the products of the town's tenants.</summary>
internal static class Reports
{
    /// <summary>A town with a platform key that reports.</summary>
    public static async Task<Town> Open()
    {
        var town = await Town.Open();
        await UpstreamSamples.Keys(town);
        return town;
    }

    /// <summary>Sends a batch through the door that products use.</summary>
    public static async Task<IReadOnlyList<ReportAnswer>> Send(Town town, ReportKind kind, params ReportedItem[] items)
    {
        var outcome = await new UpstreamReports(town.Gate).Take(town.As("reporter", Guid.Empty), kind, items, default);
        outcome.Refused.ShouldBeNull();
        return outcome.Value!.Items;
    }

    public static async Task<ReportAnswer> SignIn(Town town, ReportedItem item) => (await Send(town, ReportKind.SignIn, item)).ShouldHaveSingleItem();

    public static async Task<ReportAnswer> Deactivate(Town town, ReportedItem item) => (await Send(town, ReportKind.Deactivation, item)).ShouldHaveSingleItem();

    /// <summary>Somebody's report, so many hours ago.</summary>
    public static ReportedItem Of(Town town, string id, double hoursAgo, string email = "nia@harbor.example", string first = "Nia", string last = "Vale", bool south = false) =>
        new(id, south ? "Elite" : "Enterprise", south ? "harbor-2" : "harbor-1", town.Now - TimeSpan.FromHours(hoursAgo), email, first, last);

    /// <summary>A user of harbor by address; null: there is none.</summary>
    public static async Task<User?> User(Town town, string email = "nia@harbor.example") => (await town.Rows<User>()).SingleOrDefault(user => user.Email == email);

    /// <summary>Everything about harbor's users that reports decide, one line for each.</summary>
    public static async Task<IReadOnlyList<string>> State(Town town)
    {
        var (users, tenants, assigned) = (await town.Rows<User>(), (await town.Rows<Tenant>()).ToDictionary(t => t.Id, t => t.Slug), await town.Rows<UserTenant>());
        return [.. users.OrderBy(user => user.Email, StringComparer.Ordinal).Select(user =>
            $"{user.Email} {user.Name} {user.Active} {user.Connect} {user.Insights} {user.SignedIn:O} {string.Join(',', assigned.Where(a => a.UserId == user.Id).Select(a => tenants[a.TenantId]).Order(StringComparer.Ordinal))}")];
    }
}
