using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Views one team, if the caller may decide its destination.</summary>
/// <param name="Team">Which.</param>
public sealed record ViewTeam(Guid Team) : Query<Team, TeamSettings>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.DestinationConfigure;

    /// <inheritdoc/>
    public override Task<Found<Team>?> Find(Work work) => OneTeam.Find(work, Team);

    /// <inheritdoc/>
    public override async Task<TeamSettings> Run(Work work, Team found)
    {
        return TeamSettings.Of(work, found, await ChannelView.Of(work, [Team]));
    }
}

/// <summary>A team of the caller's customer, and what prevents changing it.</summary>
internal static class OneTeam
{
    /// <summary>Null: there is none by that id.</summary>
    public static async Task<Found<Team>?> Find(Work work, Guid id) =>
        await work.Db.Teams.FirstOrDefaultAsync(t => t.Id == id) is { } team
            ? new(Target.Of(work.Customer) with { Team = id }, team)
            : null;

    /// <summary>What a team is called, in a sentence.</summary>
    public static string Called(Work work, Guid id) => work.Customer.Facts.Teams.FirstOrDefault(team => team.Id == id)?.Called ?? "a team";

    /// <summary>Nobody and nothing is added to an archived team.</summary>
    public static Refusal? Closed(Team team) => team.Archived is null ? null : new TeamIsArchived();
}

/// <summary>The team is archived.</summary>
public sealed record TeamIsArchived() : Refusal("This team is archived. Restore it first.");
