using Usher.Platform;

namespace Usher.Upstream;

/// <summary>What people read about what upstream products report.</summary>
public sealed class UpstreamNotices : INotices
{
    /// <summary>Users of theirs were deactivated, because a product said so.</summary>
    public const string Deactivated = "upstream-deactivated";

    /// <inheritdoc/>
    public IEnumerable<Notice> Kinds => [new(Deactivated, "Users were deactivated because an upstream product reported it.") { IsGrave = true }];
}
