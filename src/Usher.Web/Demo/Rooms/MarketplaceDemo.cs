using Usher.Marketplace;

namespace Usher.Web.Demo.Rooms;

/// <summary>One customer asked for an app and has it approved.</summary>
internal sealed class MarketplaceDemo : IDemoPart
{
    /// <inheritdoc/>
    public int Order => 60;

    /// <inheritdoc/>
    public async Task Make(DemoStage stage, DemoTown town)
    {
        if (town.Slug != "harbor") return;
        stage.DaysAgo(45);
        foreach (var tenant in town.Of.Tenants)
        {
            await stage.Do(stage.As("user@harbor.example", town.Id), new RequestApp("signage", tenant.Slug));
            await stage.Do(stage.As(DemoStaff.Support, town.Id), new ApproveApp("signage", tenant.Slug));
        }
    }
}
