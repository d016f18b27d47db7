using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>How a level of Insights is written down, given or asked for: shared by the acts that do it.</summary>
internal static class Levels
{
    /// <summary>The levels, the highest first.</summary>
    public static IReadOnlyList<InsightsRole> FromTheTop { get; } =
        [InsightsRole.OrganizationAdmin, InsightsRole.Editor, InsightsRole.UserAdmin, InsightsRole.DefaultUser];

    /// <summary>The teams named; null: the whole organization.</summary>
    /// <exception cref="InvalidOperationException">A name names none: <see cref="Fault"/> was not asked.</exception>
    public static IReadOnlyList<Guid>? TeamsOf(CustomerSnapshot customer, IReadOnlyList<string>? slugs) =>
        slugs is null ? null : Ids.Of(slugs, slug => customer.Team(slug))
            ?? throw new InvalidOperationException("A team was not looked up.");

    /// <summary>What prevents asking for a level in itself, whoever asks.</summary>
    public static Refusal? Fault(CustomerSnapshot customer, InsightsRole level, IReadOnlyList<string>? teams, DateTimeOffset? until,
        DateTimeOffset now)
    {
        if (until <= now) return new EndsInThePast();
        if (teams is null) return null;
        if (level != InsightsRole.Editor) return new TeamsAreForEditors();
        if (teams.Count == 0) return new NoTeamNamed();
        return Ids.Of(teams, slug => customer.Team(slug)) is null ? new NotOfThisCustomer("team") : null;
    }

    /// <summary>Gives the level.</summary>
    public static async Task Set(Work work, Person person, InsightsRole level, IReadOnlyList<Guid>? teams, DateTimeOffset? until)
    {
        var row = person.Row;
        row.Insights = level;
        row.InsightsUntil = level == InsightsRole.DefaultUser ? null : until;
        row.EditorOfTeams = teams is not null;
        var named = await work.Db.Set<EditorTeam>().Where(t => t.UserId == row.Id).ToListAsync();
        work.Db.RemoveRange(named.Where(t => teams?.Contains(t.TeamId) != true));
        work.Db.AddRange((teams ?? []).Except(named.Select(t => t.TeamId))
            .Select(team => new EditorTeam { UserId = row.Id, TeamId = team }));
        if (level == InsightsRole.OrganizationAdmin)
        {
            var customer = await work.Db.Customers.FirstAsync(c => c.Id == work.Db.CustomerId);
            (customer.HadOrganizationAdmin, customer.ProposedOrganizationAdminId) = (true, null);
        }

        work.Tell(row.Id, DirectoryNotices.Level, null,
            work.LevelWords(person.Facts.InsightsRole(work.Now), level, teams, row.InsightsUntil));
        work.TellOfEnd(row.Id, DirectoryNotices.LevelEnded, row.InsightsUntil);
        Holdings.RemindOfEnd(work, row.Id, null, $"Your level {Roles.Name(Roles.Column(level))}", row.InsightsUntil);
    }

    /// <summary>Makes it a request, and tells those who may approve it (rule 10).</summary>
    public static AccessRequest Ask(Work work, Guid subject, InsightsRole level, IReadOnlyList<Guid>? teams, DateTimeOffset? until) =>
        Asking.Ask(work, subject, new(AskedKind.Level, level, teams, [], until));

    /// <summary>Whether it is asked for already for this person, for all of these teams.</summary>
    public static Task<bool> IsAsked(Work work, Guid subject, InsightsRole level, IReadOnlyList<Guid>? teams) =>
        Asking.IsOpen(work, subject, new(AskedKind.Level, level, teams, [], null));

    /// <summary>The levels that are asked for already for this person in the whole organization: what is left of others are teams.</summary>
    public static Task<List<InsightsRole>> Asked(Work work, Guid subject) => work.Db.AccessRequests
        .Where(r => r.SubjectId == subject && r.State == RequestState.Open && r.Kind == AskedKind.Level && r.Teams == null)
        .Select(r => r.Level).ToListAsync();
}
