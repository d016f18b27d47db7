using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Lists the teams whose destination the caller may decide: an Editor those the grant names, an Organization Admin all. Members only to those who manage teams (rule 27).</summary>
public sealed record ListTeams : Query<CustomerSnapshot, Page<TeamView>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.DestinationConfigure;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Page<TeamView>> Run(Work work, CustomerSnapshot found)
    {
        var teams = await work.Db.Teams.OrderBy(t => t.Slug).ToListAsync();
        var channels = await work.Db.Channels.ToListAsync();
        var manage = May.Ask(work, Permission.TeamManage, Target.Of(found));
        return new([.. from team in teams
                       let target = Target.Of(found) with { Team = team.Id }
                       let configure = May.Ask(work, Permission.DestinationConfigure, target)
                       where configure.Allowed
                       let members = found.Facts.Teams.FirstOrDefault(t => t.Id == team.Id)?.Members ?? []
                       select new TeamView(
                           team.Id, team.Slug, team.Name, members.Count,
                           manage.Allowed ? [.. members.Select(id => Who.Of(found, id))] : null,
                           [.. channels.Where(c => c.TeamId == team.Id).Select(c => new ChannelView(c.Id, c.SlackId, c.Name, c.Guests, c.MembersReadAt))],
                           team.MessageOwner, team.DestinationChannelId, team.Revision,
                           new Dictionary<string, May>(StringComparer.Ordinal) { ["manage"] = manage, ["setDestination"] = configure })], null);
    }
}

/// <summary>A team as those who decide about its notes read it.</summary>
public sealed record TeamView(
    Guid Id, string Slug, string Name, int Size, IReadOnlyList<Who>? Members, IReadOnlyList<ChannelView> Channels, bool MessageOwner, Guid? DestinationChannel, int Revision,
    IReadOnlyDictionary<string, May> Can) : IRevisedView;

/// <summary>A private channel bound to a team.</summary>
public sealed record ChannelView(Guid Id, string SlackId, string Name, int Guests, DateTimeOffset? MembersReadAt);
