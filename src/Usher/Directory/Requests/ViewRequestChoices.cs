using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>What may be asked for, for oneself or for someone one manages: only what the person lacks and nobody has asked for yet.</summary>
/// <param name="User">The user; null: the caller.</param>
public sealed record ViewRequestChoices(Guid? User = null) : Query<Person?, RequestChoices>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AccessRequestCreate;

    /// <inheritdoc/>
    public override async Task<Found<Person?>?> Find(Work work)
    {
        var subject = User ?? work.Actor.Id;
        return new(Target.Of(work.Customer) with { Subject = subject }, (await Person.Find(work, subject))?.Thing);
    }

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Person? found) =>
        Task.FromResult<Refusal?>(found is null ? new NotFound() : found.Row.Active ? null : new PersonDeactivated());

    /// <inheritdoc/>
    public override async Task<RequestChoices> Run(Work work, Person? found)
    {
        var open = await work.Db.AccessRequests.Where(r => r.SubjectId == found!.Row.Id && r.State == RequestState.Open).ToListAsync();
        return Of(work, found!.Facts, open);
    }

    /// <summary>The choices of one person, who is active.</summary>
    internal static RequestChoices Of(Work work, Actor person, IReadOnlyList<AccessRequest> open)
    {
        var (customer, user, now) = (work.Customer, person.User!, work.Now);
        var level = person.InsightsRole(now);
        var asked = open.Where(r => r.Kind == AskedKind.CustomRole).Select(r => r.Things).ToHashSet(StringComparer.Ordinal);
        return new(
            customer.Facts.InsightsActive
                ? [.. Levels.FromTheTop.Where(one => one != InsightsRole.DefaultUser && one != level
                    && !open.Any(r => r.Kind == AskedKind.Level && r.Level == one && r.Teams is null))]
                : [],
            person.ConnectRole(now) != ConnectRole.CustomerAdmin && !open.Any(r => r.Kind == AskedKind.CustomerAdmin),
            [.. customer.Facts.CustomRoles.Where(role => !user.CustomRolesAt(now).Contains(role.Id) && !asked.Contains(role.Id.ToString()))
                .OrderBy(role => role.Called, Comparer<string>.Create(work.Order.Compare)).ThenBy(role => role.Id)
                .Select(role => new AskableRole(role.Slug, role.Called, ThingView.Of(work, customer.Apps.Where(app => role.Apps.Contains(app.Id)))))],
            ThingView.Of(work, customer.Facts.Tenants.Where(tenant => !user.TenantsAt(now).Contains(tenant.Id))),
            customer.Facts.InsightsActive ? ThingView.Of(work, customer.Facts.Teams.Where(team => !team.Archived
                && (team.Members.Contains(work.Actor.Id) || May.Ask(work, Permission.DirectoryView, Target.Of(customer)).Allowed))) : []);
    }
}

/// <summary>What may be asked for.</summary>
/// <param name="Levels">Levels of Insights, the highest first.</param>
/// <param name="CustomerAdmin">Whether Customer Admin may be.</param>
/// <param name="CustomRoles">Custom roles, by name.</param>
/// <param name="Tenants">Tenants, by name.</param>
/// <param name="Teams">The teams that an Editor's level may be limited to, as far as the caller knows them.</param>
public sealed record RequestChoices(IReadOnlyList<InsightsRole> Levels, bool CustomerAdmin, IReadOnlyList<AskableRole> CustomRoles,
    IReadOnlyList<ThingView> Tenants, IReadOnlyList<ThingView> Teams);

/// <summary>A custom role that may be asked for.</summary>
/// <param name="Slug">Its slug.</param>
/// <param name="Name">Its name.</param>
/// <param name="Apps">The apps that it lets its people configure.</param>
public sealed record AskableRole(string Slug, string Name, IReadOnlyList<ThingView> Apps);
