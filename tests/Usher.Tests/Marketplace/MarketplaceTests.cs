using Usher.Access;
using Usher.Directory;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Tests.Architecture;
using Usher.Tests.Directory;

namespace Usher.Tests.Marketplace;

public class MarketplaceTests
{
    [Fact]
    public async Task An_app_is_requested_approved_and_configured_in_that_order()
    {
        await using var town = await Town.Open();
        (await town.Try("support", new ApproveApp("menu", "north"))).ShouldBeOfType<AppNotThere>();
        (await town.Try("customeradmin", new ConfigureApp("menu", "north"))).ShouldBeOfType<AppNotThere>();
        await town.Do("user", new RequestApp("menu", "north"));
        (await town.Try("user", new RequestApp("menu", "north"))).ShouldBeOfType<AppNotThere>();
        await town.Do("support", new ApproveApp("menu", "north"));
        (await town.ToldTo("user")).ShouldContain(MarketplaceNotices.AppMoved);
        await town.Do("customeradmin", new ConfigureApp("menu", "north"));
        await town.Do("customeradmin", new ConfigureApp("menu", "north"));
        var menu = (await town.Read("user", new ListApps())).Items.Single(a => a.Slug == "menu").Tenants;
        menu.Select(p => (p.Tenant.Slug, p.State)).ShouldBe([("north", (AppState?)AppState.Active), ("south", null)]);
        (await town.Try("user", new RequestApp("menu", "east"))).ShouldBeOfType<NotFound>();
        (await town.Try("user", new RequestApp("nothing", "north"))).ShouldBeOfType<NotFound>();
    }

    [Fact]
    public async Task Nobody_approves_what_they_asked_for_unless_nobody_else_is_there()
    {
        await using var town = await Town.Open();
        await town.Do("support", new RequestApp("menu", "north"));
        (await town.Try("support", new ApproveApp("menu", "north"))).ShouldBeOfType<OwnAppRequest>();
        await town.Do(Caller.PlatformTeam(Guid.Empty), new EndStaffRole(StaffRole.SuperUser, "super@usher.example"));
        (await town.Try("support", new ApproveApp("menu", "north"))).ShouldBeOfType<OwnAppRequest>();
        await town.Do(Caller.PlatformTeam(Guid.Empty), new EndStaffRole(StaffRole.SupportUser, "second@usher.example"));
        await town.Do("support", new ApproveApp("menu", "north"));
    }

    [Fact]
    public async Task Declining_says_why()
    {
        await using var town = await Town.Open();
        (await town.Try("support", new DeclineApp("signage", "north", "  "))).ShouldBeOfType<Invalid>();
        await town.Do("support", new DeclineApp("signage", "north", "Your screens are too old."));
        (await town.Try("support", new DeclineApp("signage", "north", "Again"))).ShouldBeOfType<AppNotThere>();
        var place = (await town.Read("user", new ListApps())).Items.Single(a => a.Slug == "signage").Tenants.Single(p => p.Tenant.Slug == "north");
        (place.State, place.Reason).ShouldBe((AppState.Declined, "Your screens are too old."));
    }

    [Fact]
    public async Task The_marketplace_shows_only_the_tenants_one_reaches_and_configures_only_what_was_picked()
    {
        await using var town = await Town.Open();
        await town.Do("support", new AssignTenants(town["custom"], ["south"]));
        var signage = (await town.Read("custom", new ListApps())).Items.Single(a => a.Slug == "signage").Tenants.Single();
        (signage.Tenant.Slug, signage.Can["configure"].Allowed, signage.Can["approve"].Allowed).ShouldBe(("south", true, false));
        (await town.Read("custom", new ListApps())).Items.Single(a => a.Slug == "menu").Tenants.Single().Can["configure"].Allowed.ShouldBeFalse();
        await town.Do("custom", new ConfigureApp("signage", "south"));
        (await town.Try("custom", new RequestApp("menu", "north"))).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.TenantNotAssigned);
    }

    [Fact]
    public async Task Insights_becoming_active_gives_its_roles_at_once()
    {
        await using var town = await Town.Open();
        var meadow = CreateCustomer.IdFor("meadow");
        var made = await town.Do(Caller.PlatformTeam(meadow), new SetUpCustomer("meadow", "Meadow", [new("main", "Main", "Elite", "m-1")], 5, false, new("admin@meadow.example", "Ada")));
        var ada = new Caller(ActorKind.User, made.CustomerAdmin, meadow, Door.Console);
        async Task<bool> MayAsk()
        {
            var actor = (await town.Gate.Resolve(ada, default))!;
            return Authorizer.Decide(actor, Permission.CallAsk, Target.Of(actor.Home!), town.Now).Allowed;
        }

        (await MayAsk()).ShouldBeFalse();
        await town.Do(ada, new RequestApp("insights", "main"));
        await town.Do(town.As("support", meadow), new ApproveApp("insights", "main"));
        (await MayAsk()).ShouldBeFalse();
        await town.Do(ada, new ConfigureApp("insights", "main"));
        (await MayAsk()).ShouldBeTrue();
    }
}
