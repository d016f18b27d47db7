using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>A team: its members now see the calls whose owner was in it when they came (rule 12).</summary>
public sealed class Team : ICustomerOwned, IAccessFact, IRevised, IListedByName
{
    /// <summary>The team's id: also its principal among the readers of a call.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The short name, unique in the customer.</summary>
    [Audited]
    public required string Slug { get; init; }

    /// <summary>The name that people see.</summary>
    [Audited]
    public required string Name { get; set; }

    /// <summary>Whether a call's note goes to the owner by direct message, for this team's calls.</summary>
    [Audited]
    public bool MessageOwner { get; set; } = true;

    /// <summary>The bound private channel that gets this team's notes; null: none.</summary>
    [Audited]
    public Guid? DestinationChannelId { get; set; }

    /// <summary>
    /// Since when it is archived: its calls stay readable to those who are in it, later ones are not its. Null: it is not.
    /// </summary>
    [Audited]
    public DateTimeOffset? Archived { get; set; }

    /// <inheritdoc/>
    public int Revision { get; private set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Team>
    {
        public void Configure(EntityTypeBuilder<Team> team)
        {
            team.ToTable("teams").HasKey(t => t.Id);
            team.HasIndex(t => new { t.CustomerId, t.Slug }).IsUnique();
        }
    }
}

/// <summary>A user's membership in a team.</summary>
public sealed class TeamMember : ICustomerOwned, IAccessFact
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The team.</summary>
    public required Guid TeamId { get; init; }

    /// <summary>The user.</summary>
    public required Guid UserId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<TeamMember>
    {
        public void Configure(EntityTypeBuilder<TeamMember> member) =>
            member.ToTable("team_members").HasKey(m => new { m.CustomerId, m.TeamId, m.UserId });
    }
}

/// <summary>A private channel, connected to a team by <c>team/manage</c>.</summary>
public sealed class Channel : ICustomerOwned, IAccessFact, IRevised
{
    /// <summary>The channel's id: also its principal among the readers of a call.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The team whose content may go there; null: none any more, and nothing is posted.</summary>
    [Audited]
    public Guid? TeamId { get; set; }

    /// <summary>The channel's id in Slack.</summary>
    [Audited]
    public required string SlackId { get; init; }

    /// <summary>The channel's name in Slack, as last seen.</summary>
    [Audited]
    public required string Name { get; set; }

    /// <summary>Guests, strangers and members who map to no user, as last seen: with any, nothing is posted (rule 15).</summary>
    [Audited]
    public int Guests { get; set; }

    /// <summary>What stands in the way of posting there, as last seen; null: nothing.</summary>
    [Audited]
    public ChannelProblem? Problem { get; set; }

    /// <inheritdoc/>
    public int Revision { get; private set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Channel>
    {
        public void Configure(EntityTypeBuilder<Channel> channel)
        {
            channel.ToTable("channels").HasKey(c => c.Id);
            channel.HasIndex(c => new { c.CustomerId, c.SlackId }).IsUnique();
        }
    }
}

/// <summary>
/// When who is in a channel was last read from Slack: beside the channel, because by itself it decides nothing, and a reading that found
/// nothing new is no change of access.
/// </summary>
public sealed class ChannelReading : ICustomerOwned, IUnlocked
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The channel.</summary>
    public required Guid ChannelId { get; init; }

    /// <summary>When Slack was asked.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>The first of those in it who are no active user here, as JSON of <see cref="ChannelStranger"/>; null: nobody is.</summary>
    public string? Strangers { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ChannelReading>
    {
        public void Configure(EntityTypeBuilder<ChannelReading> reading) =>
            reading.ToTable("channel_readings").HasKey(r => new { r.CustomerId, r.ChannelId });
    }
}

/// <summary>Somebody in a channel who is no active user here, for which nothing is posted to it (rule 15).</summary>
/// <param name="Name">Their name in Slack.</param>
/// <param name="Kind">What they are.</param>
public sealed record ChannelStranger(string Name, StrangerKind Kind)
{
    /// <summary>Of a member who maps to no user: their id in Slack, by which an identity is proposed (rule 26).</summary>
    public string? SlackId { get; init; }

    /// <summary>The workspace of that id.</summary>
    public string? Workspace { get; init; }

    /// <summary>The address that Slack confirmed, by which users are suggested; null: none.</summary>
    public string? Email { get; init; }

    /// <summary>How many of a channel are kept by name.</summary>
    public const int Most = 20;
}

/// <summary>Why somebody in a channel maps to no active user.</summary>
public enum StrangerKind
{
    /// <summary>A guest, or of another workspace.</summary>
    Guest,

    /// <summary>An app.</summary>
    App,

    /// <summary>A member whose address Slack does not say, or has not confirmed.</summary>
    NoAddress,

    /// <summary>A member whose address no user here has.</summary>
    NoUser,

    /// <summary>A member who was deactivated here.</summary>
    Deactivated,
}

/// <summary>A user who is in a channel now, as Slack reports.</summary>
public sealed class ChannelMember : ICustomerOwned, IAccessFact
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The channel.</summary>
    public required Guid ChannelId { get; init; }

    /// <summary>The user.</summary>
    public required Guid UserId { get; init; }

    /// <summary>
    /// They are known there by an identity that they proved, not by their address (rule 26): what is delivered gives them no access by
    /// itself, or it would to what came before.
    /// </summary>
    public bool ByIdentity { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ChannelMember>
    {
        public void Configure(EntityTypeBuilder<ChannelMember> member) =>
            member.ToTable("channel_members").HasKey(m => new { m.CustomerId, m.ChannelId, m.UserId });
    }
}

/// <summary>A user who bound a channel or configured its destination: delivery there gives them no access (rule 12).</summary>
public sealed class ChannelConfigurer : ICustomerOwned, IAccessFact
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The channel.</summary>
    public required Guid ChannelId { get; init; }

    /// <summary>The user.</summary>
    public required Guid UserId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<ChannelConfigurer>
    {
        public void Configure(EntityTypeBuilder<ChannelConfigurer> configurer) =>
            configurer.ToTable("channel_configurers").HasKey(c => new { c.CustomerId, c.ChannelId, c.UserId });
    }
}
