using Usher.Marketplace;
using static Usher.Tests.Acts.Sample;

namespace Usher.Tests.Acts;

/// <summary>Apps, from the request to the configuration.</summary>
internal static class MarketplaceSamples
{
    public static IEnumerable<Sample> All =>
    [
        Of<ListApps>("user", "app/view", _ => new()),
        Of<RequestApp>("user", "app/request", _ => new("menu", "north")),
        Of<ApproveApp>("support", "app/approve", _ => new("signage", "north")),
        Of<DeclineApp>("support", "app/approve", _ => new("signage", "north", "Not in this plan.")),
        Of<ViewConfiguration>("custom", "app/configure", _ => new("signage", "south")),
        Of<ActivateApp>("custom", "app/configure", _ => new("signage", "south")),
    ];
}
