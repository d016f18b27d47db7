using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Gives the users that a filter leaves, to be written out as a table; that it was done is recorded.</summary>
/// <param name="Filter">Which.</param>
public sealed record ExportUsers(UserFilter Filter) : Change<CustomerSnapshot, IReadOnlyList<ExportedUser>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.UserView;

    /// <inheritdoc/>
    public override Permission? Or => Permission.DirectoryView;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, CustomerSnapshot found) => Task.FromResult(Filter.Fault(found));

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<ExportedUser>> Run(Work work, CustomerSnapshot found)
    {
        var chosen = (await Filter.Choose(work)).ToList();
        var rows = await work.Db.Users.AsNoTracking().Select(user => new { user.Id, user.FirstName, user.LastName, user.HasSeat, user.SignedIn, user.Since, user.Job, user.Department, user.Location, user.ManagerId })
            .ToDictionaryAsync(user => user.Id);
        var seats = May.Ask(work, Permission.LicenceView, Target.Of(found)).Allowed;
        var directory = May.Ask(work, Permission.DirectoryView, Target.Of(found)).Allowed;
        var tenants = found.Facts.Tenants
            .Where(tenant => Authorizer.Decide(work.Actor, Permission.TenantView, Target.Of(found) with { Tenant = tenant.Id }, work.Now).Allowed)
            .ToDictionary(tenant => tenant.Id, tenant => tenant.Called);
        var roles = found.Facts.CustomRoles.ToDictionary(role => role.Id, role => role.Called);
        return [.. chosen.Where(user => rows.ContainsKey(user.Id))
            .OrderBy(user => user.Name, Comparer<string>.Create(work.Order.Compare)).ThenBy(user => user.Id)
            .Select(One)];

        ExportedUser One(Actor user)
        {
            var row = rows[user.Id];
            var (facts, connect, level) = (user.User!, user.ConnectRole(work.Now), user.InsightsRole(work.Now));
            return new(facts.Email, row.FirstName, row.LastName, Roles.Name(Roles.Column(connect)), connect == ConnectRole.User ? null : facts.ConnectUntil,
                Named(facts.CustomRolesAt(work.Now), roles), Named(facts.TenantsAt(work.Now), tenants), Roles.Name(Roles.Column(level)),
                level == InsightsRole.DefaultUser ? null : facts.InsightsUntil, !facts.Active ? "deactivated" : row.SignedIn is not null ? "active" : "invited",
                seats ? row.HasSeat : null, row.Since)
            {
                Job = directory ? row.Job : null,
                Department = directory ? row.Department : null,
                Location = directory ? row.Location : null,
                Manager = directory && row.ManagerId is { } manager ? found.User(manager)?.User!.Email : null,
            };
        }
    }

    private static string Named(IReadOnlyList<Guid> ids, Dictionary<Guid, string> names) =>
        string.Join("|", ids.Select(id => names.GetValueOrDefault(id)).OfType<string>().Order(StringComparer.Ordinal));
}

/// <summary>A user as a row of a table: its first columns are those that an import reads.</summary>
public sealed record ExportedUser(
    string Email, string FirstName, string LastName, string Role, DateTimeOffset? RoleUntil, string CustomRoles, string Tenants, string Level,
    DateTimeOffset? LevelUntil, string State, bool? Seat, DateTimeOffset Since)
{
    /// <summary>Job title; null: none, or not for the caller to know, as of the next three.</summary>
    public string? Job { get; init; }

    /// <summary>Department.</summary>
    public string? Department { get; init; }

    /// <summary>Where they work.</summary>
    public string? Location { get; init; }

    /// <summary>The address of who manages them.</summary>
    public string? Manager { get; init; }
}
