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

    /// <inheritdoc/>
    public IEnumerable<Notice> Kinds =>
    [
        new(Stopped, "Nothing is posted to one of your team's channels for now."),
        new(Resumed, "Notifications are posted to one of your team's channels again."),
        new(Withdrawn, "Notifications about your calls were withdrawn from a channel."),
    ];
}
