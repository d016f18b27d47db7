using Usher.Platform;

namespace Usher.Upstream;

/// <summary>What people read about what upstream products report.</summary>
public sealed class UpstreamNotices : INotices
{
    /// <summary>Users of theirs were deactivated, because a product said so.</summary>
    public const string Deactivated = "upstream-deactivated";

    /// <summary>They were deactivated themselves.</summary>
    public const string You = "upstream-you-deactivated";

    /// <summary>They have another tenant, because they signed in to it.</summary>
    public const string Tenant = "upstream-tenant";

    /// <inheritdoc/>
    public IEnumerable<Notice> Kinds =>
    [
        new(Deactivated, "Users were deactivated because an upstream product reported it.") { IsGrave = true },
        new(You, "Your account was deactivated, because an upstream product reported it.") { IsGrave = true, IsFarewell = true },
        new(Tenant, "You have another tenant, because you signed in to it."),
    ];
}
