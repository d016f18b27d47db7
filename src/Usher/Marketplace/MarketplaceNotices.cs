using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>What people read about apps: those they asked for, configure, or own the integration user of.</summary>
public sealed class MarketplaceNotices : INotices
{
    /// <summary>The state of an app they requested changed.</summary>
    public const string AppMoved = "app-moved";

    /// <summary>An app that they may configure says that it fails.</summary>
    public const string AppFails = "app-fails";

    /// <summary>An app that failed says that it is well again.</summary>
    public const string AppIsWell = "app-well";

    /// <summary>A message to an app was given up.</summary>
    public const string MessageFailed = "app-message-failed";

    /// <summary>An app's server wants no messages any more.</summary>
    public const string WebhookGone = "app-webhook-gone";

    /// <summary>The provider ended the connection of an app that they may configure.</summary>
    public const string ConnectionEnded = "app-connection-ended";

    /// <summary>An app whose connection had ended is connected again.</summary>
    public const string ConnectedAgain = "app-connected-again";

    /// <summary>Somebody reminds those who decide of a request.</summary>
    public const string Reminded = "app-reminded";

    /// <inheritdoc/>
    public IEnumerable<Notice> Kinds =>
    [
        new(Reminded, "A request for an app is still waiting for a decision.") { Topic = MailTopic.Decisions, IsGathered = true },
        new(AppMoved, "Your request for an app was updated.") { Topic = MailTopic.AppRequests },
        new(AppFails, "An app that you can configure reports a problem.") { Topic = MailTopic.AppProblems },
        new(AppIsWell, "An app that reported a problem works again.") { Topic = MailTopic.AppProblems },
        new(ConnectionEnded, "The connection of an app that you can configure has ended.") { Topic = MailTopic.AppProblems },
        new(ConnectedAgain, "An app whose connection had ended is connected again.") { Topic = MailTopic.AppProblems },
        new(MessageFailed, "A message to an app couldn’t be delivered.") { Topic = MailTopic.AppProblems },
        new(WebhookGone, "An app’s server doesn’t accept messages any more.") { Topic = MailTopic.AppProblems },
    ];

    /// <summary>What the owner of an app's integration user reads.</summary>
    internal static string Words(string what, string app) => what == MessageFailed
        ? $"A message to {app} couldn’t be delivered for a day and was given up. You can send it again from the app’s page."
        : $"The server of {app} says that it doesn’t accept messages any more. None is sent until you set its webhook again.";
}
