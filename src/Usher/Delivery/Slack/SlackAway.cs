using Usher.Platform.Jobs;

namespace Usher.Delivery.Slack;

/// <summary>What a job does when Slack does not take it now: it comes again.</summary>
internal static class SlackAway
{
    /// <summary>When to try again, and why.</summary>
    /// <param name="fault">A <see cref="SlackBusy"/> or <see cref="SlackUnreachable"/>.</param>
    /// <param name="atMost">The longest pause, whatever Slack asks for; null: as long as it asks.</param>
    public static TryAgain Later(Exception fault, TimeSpan? atMost = null) => fault switch
    {
        SlackBusy busy => new(atMost < busy.After ? atMost : busy.After, busy, DeliveryReason.SlackBusy),
        _ => new(null, fault, DeliveryReason.SlackUnreachable),
    };
}
