using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Reactivates a user. What comes back, what has to be asked for and what does not come back, is answered (rule 6).</summary>
/// <param name="User">Who.</param>
public sealed record ReactivateUser(Guid User) : Change<Person, Reactivated>
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
        var (row, back) = (found.Row, GrantRules.Reactivate(work.Actor, found.Facts, work.Now));
        var teams = row.EditorOfTeams ? found.Facts.User!.EditorOf : null;
        var until = row.InsightsUntil;
        row.Active = true;
        row.ConnectUntil = back.Connect == row.Connect ? row.ConnectUntil : null;
        row.Connect = back.Connect;
        Guid? request = null;
        if (back.Insights != row.Insights) await Levels.Set(work, found, InsightsRole.DefaultUser, null, null);
        if (back.Requested is { } level)
        {
            request = (await work.Db.AccessRequests.FirstOrDefaultAsync(r => r.SubjectId == User && r.State == RequestState.Open && r.Level == level))?.Id
                ?? Levels.Ask(work, User, level, teams, until).Id;
        }

        work.Tell(User, AccessNews.Reactivated);
        return new(back.Connect, back.Insights, back.Requested, request, back.Withheld,
            [.. work.Customer.Facts.CustomRoles.Where(r => found.Facts.User!.CustomRoles.Contains(r.Id)).Select(r => r.Slug)],
            [.. work.Customer.Facts.Tenants.Where(t => found.Facts.User!.Tenants.Contains(t.Id)).Select(t => t.Slug)]);
    }
}

/// <summary>What a reactivation brought.</summary>
/// <param name="Connect">The role in Connect from now on.</param>
/// <param name="Insights">The level in Insights from now on.</param>
/// <param name="Requested">The level that waits for an Organization Admin, because the one who reactivated could not give it; null: none.</param>
/// <param name="Request">The request for it.</param>
/// <param name="Withheld">The level that does not come back, because there are as many Organization Admins as there may be; null: none.</param>
/// <param name="CustomRoles">Custom roles that came back, by slug.</param>
/// <param name="Tenants">Tenants that came back, by slug.</param>
public sealed record Reactivated(
    ConnectRole Connect, InsightsRole Insights, InsightsRole? Requested, Guid? Request, InsightsRole? Withheld, IReadOnlyList<string> CustomRoles, IReadOnlyList<string> Tenants);
