using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>A user as those who may see them read it. Roles are those in force now.</summary>
public sealed record UserView : IRevisedView
{
    /// <summary>The user's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The e-mail address.</summary>
    public required string Email { get; init; }

    /// <summary>First and last name.</summary>
    public required string Name { get; init; }

    /// <summary>First name.</summary>
    public required string FirstName { get; init; }

    /// <summary>Last name; empty for people who have one name.</summary>
    public required string LastName { get; init; }

    /// <summary>The role in Connect.</summary>
    public required ConnectRole Connect { get; init; }

    /// <summary>When it ends; null: it does not.</summary>
    public DateTimeOffset? ConnectUntil { get; init; }

    /// <summary>The role in Insights.</summary>
    public required InsightsRole Insights { get; init; }

    /// <summary>The label of that level: Limited, Medium, High, Highest.</summary>
    public required string Level { get; init; }

    /// <summary>When it ends; null: it does not.</summary>
    public DateTimeOffset? InsightsUntil { get; init; }

    /// <summary>The teams an Editor's grant names; null: the whole organization, no Editor, or not for the caller to know.</summary>
    public IReadOnlyList<ThingView>? EditorOf { get; init; }

    /// <summary>Custom roles held.</summary>
    public required IReadOnlyList<ThingView> CustomRoles { get; init; }

    /// <summary>Tenants assigned, as far as the caller may see them.</summary>
    public required IReadOnlyList<ThingView> Tenants { get; init; }

    /// <summary>Which of these custom roles and tenants end, and when.</summary>
    public required IReadOnlyList<HeldUntil> Ends { get; init; }

    /// <summary>False: deactivated.</summary>
    public required bool Active { get; init; }

    /// <summary>Whether they hold a seat; null to those who may not see seats.</summary>
    public bool? Seat { get; init; }

    /// <summary>The teams they are in; null in a list, and to those who may not see the directory.</summary>
    public IReadOnlyList<ThingView>? Teams { get; init; }

    /// <summary>What they proved to be known by in Slack and at recorders; null in a list, and to those who may not see the directory.</summary>
    public IReadOnlyList<IdentityView>? Identities { get; init; }

    /// <summary>
    /// The integration users that stop with them when they are deactivated, by name; null in a list, and to those who may not deactivate
    /// them.
    /// </summary>
    public IReadOnlyList<string>? Owns { get; init; }

    /// <summary>What would come back if the caller reactivated them now; null where that cannot be.</summary>
    public ComesBack? Returning { get; init; }

    /// <summary>Whether they were invited and have not signed in yet.</summary>
    public required bool Invited { get; init; }

    /// <summary>When the link of their latest invitation expires; null in a list, when it has, and where none was sent yet.</summary>
    public DateTimeOffset? InvitationExpires { get; init; }

    /// <summary>Job title; null to those who may not see the directory.</summary>
    public string? Job { get; init; }

    /// <summary>Department; null to those who may not see the directory.</summary>
    public string? Department { get; init; }

    /// <summary>The address of their picture; null: they have none, or the caller is no user.</summary>
    public string? Picture { get; init; }

    /// <summary>Where they work; null to those who may not see the directory.</summary>
    public string? Location { get; init; }

    /// <summary>Who manages them; null to those who may not see the directory.</summary>
    public PersonView? Manager { get; init; }

    /// <inheritdoc/>
    public required int Revision { get; init; }

    /// <summary>What the caller may do with them.</summary>
    public required IReadOnlyDictionary<string, May> Can { get; init; }

    /// <summary>The views of these users, in this order: one query.</summary>
    internal static async Task<IReadOnlyList<UserView>> Of(Work work, IReadOnlyList<Actor> users)
    {
        var ids = users.Select(user => user.Id).ToList();
        var rows = await work.Db.Users.Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id);
        return [.. ids.Where(rows.ContainsKey).Select(id => Of(work, rows[id]))];
    }

    /// <summary>The view of a user, whose facts are in the snapshot.</summary>
    /// <param name="work">Who looks.</param>
    /// <param name="row">The user.</param>
    internal static UserView Of(Work work, User row)
    {
        var customer = work.Customer;
        var facts = customer.User(row.Id);
        var target = Target.Of(customer) with { Subject = row.Id };
        var level = facts?.InsightsRole(work.Now) ?? InsightsRole.DefaultUser;
        var role = facts?.ConnectRole(work.Now) ?? ConnectRole.User;
        var seesDirectory = Allowed(Permission.DirectoryView, Target.Of(customer));
        return new()
        {
            Id = row.Id,
            Email = row.Email,
            Name = row.Name,
            FirstName = row.FirstName,
            LastName = row.LastName,
            Connect = role,
            ConnectUntil = role == ConnectRole.User ? null : row.ConnectUntil,
            Insights = level,
            Level = Roles.Level(Roles.Column(level))!,
            InsightsUntil = level == InsightsRole.DefaultUser ? null : row.InsightsUntil,
            EditorOf = level == InsightsRole.Editor && facts?.User!.EditorOf is { } teams
                && seesDirectory
                ? ThingView.Of(work, customer.Facts.Teams.Where(t => teams.Contains(t.Id)))
                : null,
            CustomRoles = ThingView.Of(work, customer.Facts.CustomRoles.Where(r => facts?.User!.CustomRolesAt(work.Now).Contains(r.Id) == true)),
            Tenants = ThingView.Of(work,
                customer.Facts.Tenants.Where(t => facts?.User!.TenantsAt(work.Now).Contains(t.Id) == true
                && Allowed(Permission.TenantView, Target.Of(customer) with { Tenant = t.Id }))),
            Ends = facts is null ? [] : [.. EndsOf(facts)],
            Active = row.Active,
            Invited = row.Active && row.SignedIn is null,
            Seat = May.Ask(work, Permission.LicenceView, Target.Of(customer)).Allowed ? row.HasSeat : null,
            Picture = work.Actor.Kind == ActorKind.User ? row.Picture : null,
            Job = seesDirectory ? row.Job : null,
            Department = seesDirectory ? row.Department : null,
            Location = seesDirectory ? row.Location : null,
            Manager = seesDirectory && row.ManagerId is { } manager && customer.User(manager) is { } managing ? new(manager, managing.Name) : null,
            Revision = row.Revision,
            Can = new Dictionary<string, May>(StringComparer.Ordinal)
            {
                ["resend"] = May.Ask(work, Permission.DirectoryMaintain, Target.Of(customer)) is { Allowed: true } may
                    ? may
                    : May.Ask(work, Permission.UserAdd, Target.Of(customer)),
                ["describe"] = May.Ask(work, Permission.DirectoryMaintain, target),
                ["edit"] = May.Ask(work, Permission.UserEdit, target),
                ["deactivate"] = May.Ask(work, Permission.UserDeactivate, target),
                ["assignRole"] = May.Ask(work, Permission.RoleAssign, target),
                ["assignTenant"] = May.Ask(work, Permission.TenantAssign, target),
                ["setLevel"] = May.Ask(work, Permission.AccessLevelManage, target),
                ["assignSeat"] = May.Ask(work, Permission.LicenceAssign, target),
                ["appoint"] = May.Ask(work, Permission.OrganizationAdminAppoint, target),
                ["requestAccess"] = May.Ask(work, Permission.AccessRequestCreate, target),
            },
        };

        IEnumerable<HeldUntil> EndsOf(Actor person) =>
            from end in person.User!.Ends
            where work.Now < end.At
            orderby end.At
            let role = customer.Facts.CustomRoles.FirstOrDefault(one => one.Id == end.Of)
            let tenant = customer.Facts.Tenants.FirstOrDefault(one => one.Id == end.Of)
            where role is not null || tenant is not null && Allowed(Permission.TenantView, Target.Of(customer) with { Tenant = tenant.Id })
            select new HeldUntil(role is null, role?.Slug ?? tenant!.Slug, role?.Called ?? tenant!.Called, end.At);

        bool Allowed(Permission permission, in Target of) => Authorizer.Decide(work.Actor, permission, of, work.Now).Allowed;
    }
}

/// <summary>A custom role or tenant that ends.</summary>
/// <param name="IsTenant">Whether it is a tenant rather than a custom role.</param>
/// <param name="Slug">Its slug.</param>
/// <param name="Name">Its name.</param>
/// <param name="Until">When.</param>
public sealed record HeldUntil(bool IsTenant, string Slug, string Name, DateTimeOffset Until);
