using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Reactivates a user. What comes back, what has to be asked for and what does not come back, is answered (rule 6).</summary>
/// <param name="User">Who.</param>
public sealed record ReactivateUser(Guid User) : Change<Person, Reactivated>, IChangesAccess
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.UserDeactivate;

    /// <inheritdoc/>
    public override Task<Found<Person>?> Find(Work work) => Person.Find(work, User);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Person found) =>
        work.Stale(found.Row)
        ?? (found.Facts.Id == work.Actor.Id ? new NotYourself() : null)
        ?? (found.Row.Active ? new PersonActive() : null)
        ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<Reactivated> Run(Work work, Person found)
    {
        var (row, back, comesBack) =
            (found.Row, GrantRules.Reactivate(work.Actor, found.Facts, work.Now), ComesBack.With(work, found.Facts));
        var teams = row.EditorOfTeams ? found.Facts.User!.EditorOf : null;
        var until = row.InsightsUntil;
        row.Active = true;
        row.Reactivated = work.Now;
        row.ConnectUntil = back.Connect == row.Connect ? row.ConnectUntil : null;
        row.Connect = back.Connect;
        Holdings.Since(work, row, back.Connect, isNew: true);
        Guid? request = null;
        if (back.Insights != row.Insights) await Levels.Set(work, found, InsightsRole.DefaultUser, null, null);
        if (back.Requested is { } level)
        {
            request = (await work.Db.AccessRequests.FirstOrDefaultAsync(r => r.SubjectId == User && r.State == RequestState.Open && r.Kind == AskedKind.Level
                && r.Level == level))?.Id
                ?? Levels.Ask(work, User, level, teams, until).Id;
        }

        work.Tell(User, DirectoryNotices.Reactivated, null, $"{work.Speaker} reactivated your account. You can sign in again.");
        return new(comesBack, request);
    }
}

/// <summary>What comes back with somebody who is reactivated, and what does not (rule 6). Sessions and personal keys never do.</summary>
/// <param name="Connect">The role in Connect from then on.</param>
/// <param name="ConnectWithheld">The role in Connect that does not come back, because the one who reactivates cannot give it; null:
/// none.</param>
/// <param name="Insights">The level in Insights from then on.</param>
/// <param name="Requested">The level that has to be asked for, because the one who reactivates cannot give it; null: none.</param>
/// <param name="Withheld">The level that does not come back, because there are as many Organization Admins as there may be; null:
/// none.</param>
/// <param name="CustomRoles">The custom roles.</param>
/// <param name="Tenants">The tenants.</param>
/// <param name="Teams">The teams, with the access to their calls.</param>
/// <param name="IntegrationUsers">The integration users that they answer for, by name: their keys work again.</param>
public sealed record ComesBack(
    ConnectRole Connect, ConnectRole? ConnectWithheld, InsightsRole Insights, InsightsRole? Requested, InsightsRole? Withheld,
    IReadOnlyList<ThingView> CustomRoles, IReadOnlyList<ThingView> Tenants, IReadOnlyList<ThingView> Teams,
        IReadOnlyList<string> IntegrationUsers)
{
    /// <summary>What it would be if the caller reactivated this person now.</summary>
    internal static ComesBack With(Work work, Actor person)
    {
        var (facts, user) = (work.Customer.Facts, person.User!);
        var back = GrantRules.Reactivate(work.Actor, person, work.Now);
        var connect = person.ConnectRole(work.Now);
        return new(
            back.Connect, back.Connect == connect ? null : connect, back.Insights, back.Requested, back.Withheld,
            ThingView.Of(work, facts.CustomRoles.Where(role => user.CustomRolesAt(work.Now).Contains(role.Id))),
            ThingView.Of(work, facts.Tenants.Where(tenant => user.TenantsAt(work.Now).Contains(tenant.Id))),
            ThingView.Of(work, facts.Teams.Where(team => team.Members.Contains(person.Id))),
            [.. facts.IntegrationUsers.Where(machine => machine.Owner == person.Id).Select(machine => machine.Name)
                .Order(Comparer<string>.Create(work.Order.Compare))]);
    }
}

/// <summary>What a reactivation brought, and what it did not.</summary>
/// <param name="Connect">The role in Connect from now on.</param>
/// <param name="ConnectWithheld">The role in Connect that did not come back; null: none.</param>
/// <param name="Insights">The level in Insights from now on.</param>
/// <param name="Requested">The level that waits for an Organization Admin, because the one who reactivated could not give it; null:
/// none.</param>
/// <param name="Request">The request for it.</param>
/// <param name="Withheld">The level that does not come back, because there are as many Organization Admins as there may be; null:
/// none.</param>
/// <param name="CustomRoles">Custom roles that came back, by slug.</param>
/// <param name="Tenants">Tenants that came back, by slug.</param>
/// <param name="Teams">Teams that came back, with the access to their calls.</param>
/// <param name="IntegrationUsers">The integration users that they answer for, by name: their keys work again.</param>
public sealed record Reactivated(
    ConnectRole Connect, ConnectRole? ConnectWithheld, InsightsRole Insights, InsightsRole? Requested, Guid? Request,
        InsightsRole? Withheld,
    IReadOnlyList<string> CustomRoles, IReadOnlyList<string> Tenants, IReadOnlyList<ThingView> Teams,
        IReadOnlyList<string> IntegrationUsers)
{
    internal Reactivated(ComesBack back, Guid? request)
        : this(back.Connect, back.ConnectWithheld, back.Insights, back.Requested, request, back.Withheld, Slugs(back.CustomRoles),
            Slugs(back.Tenants), back.Teams, back.IntegrationUsers)
    {
    }

    private static IReadOnlyList<string> Slugs(IReadOnlyList<ThingView> things) => [.. things.Select(thing => thing.Slug)];
}
