using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>What people read about channels that get no notes any more.</summary>
public sealed class DeliveryNotices : INotices
{
    /// <summary>Nothing is posted to a channel of a team whose destination they configure.</summary>
    public const string Stopped = "channel-stopped";

    /// <summary>Notes are posted there again.</summary>
    public const string Resumed = "channel-resumed";

    /// <summary>Notes about their calls were deleted from a channel.</summary>
    public const string Withdrawn = "notes-withdrawn";

    /// <summary>The organization was connected to a workspace, or to another.</summary>
    public const string SlackConnected = "slack-connected";

    /// <summary>The credentials of the organization's app in Slack were entered.</summary>
    public const string SlackAppEntered = "slack-app-entered";

    /// <summary>The organization was disconnected from its workspace.</summary>
    public const string SlackDisconnected = "slack-disconnected";

    /// <inheritdoc/>
    public IEnumerable<Notice> Kinds =>
    [
        new(Stopped, "Nothing is posted to one of your team's channels for now.") { IsGathered = true },
        new(Resumed, "Notifications are posted to one of your team's channels again.") { IsGathered = true },
        new(Withdrawn, "Notifications about your calls were withdrawn from a Slack channel.") { IsGathered = true },
        new(SlackConnected, "Your organization was connected to a Slack workspace."),
        new(SlackAppEntered, "The credentials of your organization's Slack app were entered."),
        new(SlackDisconnected, "Your organization was disconnected from its Slack workspace."),
    ];

    /// <summary>Tells those who configure the destination of a channel's team that it gets no notes, and why, or gets them again.</summary>
    internal static void TellThoseWhoConfigure(Work work, Channel channel)
    {
        if (channel.TeamId is not { } team) return;
        work.TellThose(user => Configures(work, user, team), channel.Problem is null ? Resumed : Stopped, team,
            channel.Problem is { } problem
                ? $"Nothing is posted to #{channel.Name} for now. {problem.Sentence}"
                : $"Notifications are posted to #{channel.Name} again.");
    }

    /// <summary>Tells the owner of calls that notes about them are gone: of which channel, only to those who configure it.</summary>
    internal static void TellOwner(Work work, Guid owner, Channel channel)
    {
        var named = channel.TeamId is { } team && work.Customer.User(owner) is { } user && Configures(work, user, team);
        var why = channel.Problem is ChannelProblem.HasGuest or ChannelProblem.HasUnmapped or ChannelProblem.HasConfigurer or null
            ? "someone there may not see them. They return once everyone there may."
            : "Usher can’t post there any more. They return once it can.";
        work.Tell(owner, Withdrawn, words: $"Notifications about your calls were withdrawn from {(named ? $"#{channel.Name}" : "a Slack channel")}, because {why}");
    }

    /// <summary>Tells those who configure the organization where its calls are posted from now on.</summary>
    internal static void TellOfSlack(Work work, string what, string words) => work.TellThose(
        user => Authorizer.Decide(user, Permission.OrganizationConfigure, Target.Of(work.Customer), work.Now).Allowed, what, null, words);

    private static bool Configures(Work work, Actor user, Guid team) => Authorizer.Decide(user, Permission.DestinationConfigure,
        Target.Of(work.Customer) with { Team = team }, work.Now).Allowed;
}
