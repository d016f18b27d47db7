using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Lists the teams whose destination the caller may decide, by name: an Editor those the level includes, an Organization Admin all.
/// </summary>
/// <param name="Archived">Those that are archived, instead of those that are not.</param>
/// <param name="Query">Words of a name, in any order; null: all.</param>
public sealed record ListTeams(bool Archived = false, string? Query = null) : Listing<CustomerSnapshot, Page<TeamSettings>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.DestinationConfigure;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, CustomerSnapshot found) => Sought.Fault(Query) ?? await base.Check(work, found);

    /// <inheritdoc/>
    public override async Task<Page<TeamSettings>> Run(Work work, CustomerSnapshot found)
    {
        var teams = Sought.Among(found.Facts.Teams.Where(team => team.Archived == Archived), Query)
            .Where(team => May.Ask(work, Needs, Target.Of(found) with { Team = team.Id }).Allowed);
        var page = await ByName(work, teams, team => team.Id, team => team.Called);
        var ids = page.Items.Select(team => team.Id).ToList();
        var rows = await work.Db.Teams.Where(team => ids.Contains(team.Id)).ToDictionaryAsync(team => team.Id);
        var channels = await ChannelView.Of(work, ids);
        return new([.. ids.Where(rows.ContainsKey).Select(id => TeamSettings.Of(work, rows[id], channels))], page.Next);
    }
}

/// <summary>A team as those who decide about its notes read it.</summary>
public sealed record TeamSettings(
    Guid Id, string Slug, string Name, DateTimeOffset? Archived, int Size, IReadOnlyList<ChannelView> Channels, bool MessageOwner,
        Guid? DestinationChannel, int Revision,
    IReadOnlyDictionary<string, May> Can) : IRevisedView
{
    internal static TeamSettings Of(Work work, Team team, IEnumerable<ReadChannelRow> channels)
    {
        var target = Target.Of(work.Customer) with { Team = team.Id };
        var manage = May.Ask(work, Permission.TeamManage, target);
        var names = May.Ask(work, Permission.DirectoryView, Target.Of(work.Customer)).Allowed;
        var members = work.Customer.Facts.Teams.FirstOrDefault(t => t.Id == team.Id)?.Members ?? [];
        return new(
            team.Id, team.Slug, team.Name, team.Archived, members.Count,
            [.. channels.Where(c => c.Channel.TeamId == team.Id).Select(c => ChannelView.Of(work, c, manage.Allowed, names))],
            team.MessageOwner, team.DestinationChannelId, team.Revision,
            new Dictionary<string, May>(StringComparer.Ordinal)
            {
                ["manage"] = manage,
                ["moveMyself"] = May.Ask(work, Permission.TeamManage, target with { Subject = work.Actor.Id }),
                ["setDestination"] = May.Ask(work, Permission.DestinationConfigure, target),
            });
    }
}

/// <summary>A private channel connected to a team.</summary>
/// <param name="Id">The channel's id.</param>
/// <param name="SlackId">Its id in Slack.</param>
/// <param name="Name">Its name there, as last seen.</param>
/// <param name="Size">How many users are in it as Slack last reported them; null to those who do not manage teams (rule 27).</param>
/// <param name="Guests">Guests, strangers and members who map to no user: with any, nothing is posted (rule 15).</param>
/// <param name="Problem">Why nothing is posted there; null: nothing prevents it, as far as is known.</param>
/// <param name="Why">The same in a sentence, with what to do.</param>
/// <param name="MembersReadAt">When Slack last reported; null: never.</param>
/// <param name="Strangers">Who of the guests and unmapped members it is, the first twenty by name; null to those who may not see the directory.</param>
public sealed record ChannelView(Guid Id, string SlackId, string Name, int? Size, int Guests, ChannelProblem? Problem, string? Why,
    DateTimeOffset? MembersReadAt, IReadOnlyList<StrangerView>? Strangers)
{
    /// <summary>The channels of these teams, each with when it was last read: one query.</summary>
    internal static Task<List<ReadChannelRow>> Of(Work work, IReadOnlyList<Guid> teams) =>
        work.Db.Channels.Where(channel => teams.Contains(channel.TeamId!.Value))
            .Select(channel => new ReadChannelRow(channel, work.Db.Set<ChannelReading>().FirstOrDefault(r => r.ChannelId == channel.Id),
                work.Db.Set<ChannelMember>().Count(m => m.ChannelId == channel.Id)))
            .ToListAsync();

    internal static ChannelView Of(Work work, ReadChannelRow read, bool withMembers, bool withStrangers)
    {
        var channel = read.Channel;
        return new(
            channel.Id, channel.SlackId, channel.Name, withMembers ? read.Size : null, channel.Guests, channel.Problem,
            channel.Problem?.Sentence, read.Reading?.At,
            !withStrangers ? null
                : read.Reading?.Strangers is { } kept
                    ? [.. (JsonSerializer.Deserialize<List<ChannelStranger>>(kept) ?? []).Select(s => new StrangerView(s.Name, s.Kind))]
                    : []);
    }
}

/// <summary>Somebody in a channel who is no active user here.</summary>
/// <param name="Name">Their name in Slack.</param>
/// <param name="Kind">What they are.</param>
public sealed record StrangerView(string Name, StrangerKind Kind);

/// <summary>A channel with what Slack last reported of its members; null: nothing.</summary>
internal sealed record ReadChannelRow(Channel Channel, ChannelReading? Reading, int Size);
