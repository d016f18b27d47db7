using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>What people read about apps they asked for.</summary>
public sealed class MarketplaceNotices : INotices
{
    /// <summary>The state of an app they requested changed.</summary>
    public const string AppMoved = "app-moved";

    /// <inheritdoc/>
    public IEnumerable<Notice> Kinds => [new(AppMoved, "Your request for an app was updated.")];
}
