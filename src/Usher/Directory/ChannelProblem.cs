namespace Usher.Directory;

/// <summary>What stands in the way of posting to a channel, as Slack last reported it (rules 12 and 15).</summary>
public enum ChannelProblem
{
    /// <summary>Everybody in the workspace can see it.</summary>
    Public,

    /// <summary>Another workspace is in it, or may be.</summary>
    Shared,

    /// <summary>Nobody can post any more.</summary>
    Archived,

    /// <summary>There is no such channel, or Usher is not in it: Slack tells both alike.</summary>
    NotFound,

    /// <summary>Slack refuses to say who is in it.</summary>
    Refused,

    /// <summary>More members than are looked up one by one.</summary>
    TooLarge,

    /// <summary>A guest, or somebody of another workspace, is in it.</summary>
    HasGuest,

    /// <summary>Somebody in it, a person or an app, is no active user here.</summary>
    HasUnmapped,

    /// <summary>
    /// Somebody in it connected it or set it as the destination (rule 12), or is known there by an identity alone (rule 26), and has no other
    /// access to the calls.
    /// </summary>
    HasConfigurer,
}

/// <summary>What people read about a channel's problem.</summary>
public static class ChannelProblems
{
    extension(ChannelProblem problem)
    {
        /// <summary>What is wrong, and what to do about it. It names nobody.</summary>
        public string Sentence => problem switch
        {
            ChannelProblem.Public => "The channel is public. Make it private in Slack, or connect a private channel.",
            ChannelProblem.Shared => "The channel is shared with another company. Stop sharing it in Slack, or connect another channel.",
            ChannelProblem.Archived => "The channel is archived. Unarchive it in Slack, or connect another channel.",
            ChannelProblem.NotFound => "Usher is not in the channel, or it was deleted. Invite Usher to it in Slack.",
            ChannelProblem.Refused => "Slack doesn't let Usher see who is in the channel. Connect the organization to Slack again.",
            ChannelProblem.TooLarge => "The channel has more than 500 members. Connect a smaller one.",
            ChannelProblem.HasGuest =>
                "The channel has a guest or a member of another workspace. Remove them from it in Slack, or connect another channel.",
            ChannelProblem.HasUnmapped =>
                "A person or app in the channel is not an active user here. Add them as a user, or remove them from it in Slack.",
            ChannelProblem.HasConfigurer =>
                "Someone in the channel connected it, set it as the destination or is known by a linked Slack account, and has no other " +
                "access to these calls. " +
                "They leave the channel, or join the team.",
            _ => "",
        };
    }
}
