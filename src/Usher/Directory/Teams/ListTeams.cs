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
        return new([.. teams.Select(team => TeamView.Of(work, team, channels)).Where(view => view.Can["setDestination"].Allowed)], null);
    }
}

/// <summary>A team as those who decide about its notes read it.</summary>
public sealed record TeamView(
    Guid Id, string Slug, string Name, int Size, IReadOnlyList<Who>? Members, IReadOnlyList<ChannelView> Channels, bool MessageOwner, Guid? DestinationChannel, int Revision,
    IReadOnlyDictionary<string, May> Can) : IRevisedView
{
    internal static TeamView Of(Work work, Team team, IEnumerable<Channel> channels)
    {
        var target = Target.Of(work.Customer) with { Team = team.Id };
        var manage = May.Ask(work, Permission.TeamManage, target);
        var members = work.Customer.Facts.Teams.FirstOrDefault(t => t.Id == team.Id)?.Members ?? [];
        return new(
            team.Id, team.Slug, team.Name, members.Count,
            manage.Allowed ? [.. members.Select(id => Who.Of(work.Customer, id))] : null,
            [.. channels.Where(c => c.TeamId == team.Id).Select(c => new ChannelView(c.Id, c.SlackId, c.Name, c.Guests, c.MembersReadAt))],
            team.MessageOwner, team.DestinationChannelId, team.Revision,
            new Dictionary<string, May>(StringComparer.Ordinal) { ["manage"] = manage, ["setDestination"] = May.Ask(work, Permission.DestinationConfigure, target) });
    }
}

/// <summary>A private channel bound to a team.</summary>
public sealed record ChannelView(Guid Id, string SlackId, string Name, int Guests, DateTimeOffset? MembersReadAt);
