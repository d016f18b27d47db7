using System.Text.Json;
using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Platform.Jobs;
using Usher.Tests.Directory;

namespace Usher.Tests.Marketplace;

/// <summary>What an app itself can do: read its own configuration where it is active, and say how it is.</summary>
public class AppSideTests : IAsyncLifetime
{
    private const string Token = "sesame-7f3a91";

    private Town _town = null!;

    private Configurations Configurations => new(_town.Gate, MarketTown.Protection);

    public async ValueTask InitializeAsync()
    {
        _town = await Town.Open();
        await _town.Do("customeradmin", new OwnAppIntegrationUser("signage"));
        await MarketTown.Machine(_town);
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task It_reads_its_configuration_secrets_included_where_it_is_active()
    {
        (await Read("south")).ShouldBeOfType<NotAllowed>();
        await MarketTown.Configure(_town, "signage", "south", new { server = "https://screens.example/", content = new { kind = "menu", menu = "Lunch" } }, new SecretEntry("/token", Token));
        var read = (await Configurations.Read(MarketTown.Itself(_town), "south")).Value!;
        (read.App, read.Tenant.Slug, read.Version, read.Revision).ShouldBe(("signage", "south", 1, 1));
        JsonSerializer.Serialize(read.Configuration).ShouldBe($$"""{"server":"https://screens.example/","content":{"kind":"menu","menu":"Lunch"},"token":"{{Token}}"}""");
        (await _town.Read(MarketTown.Itself(_town), new ListAppTenants())).Items.ShouldBe([new("south", "South", "Elite", "harbor-2", 1)]);
    }

    [Fact]
    public async Task It_reads_nothing_while_it_is_disabled_and_nothing_of_other_tenants_customers_and_apps()
    {
        await MarketTown.Configure(_town, "signage", "south", new { welcome = "Hello" });
        (await Read("north")).ShouldBeOfType<NotAllowed>();
        (await Read("nothing")).ShouldBeOfType<NotFound>();
        foreach (var who in new[] { "super", "customeradmin", "custom", "orgadmin", "recorder" })
            (await Configurations.Read(_town.As(who), "south")).Refused.ShouldBeOfType<NotAllowed>(who);
        (await Configurations.Read(MarketTown.Itself(_town) with { Customer = Town.Lakeside }, "south")).Refused.ShouldBeOfType<NotFound>();
        await _town.Do("support", new DisableApp("signage", "south"));
        (await Read("south")).ShouldBeOfType<NotAllowed>();
        (await _town.Try(MarketTown.Itself(_town), new ListAppTenants())).ShouldBeOfType<NotAllowed>();
        (await _town.Try(MarketTown.Itself(_town), new ReportAppHealth("south", true))).ShouldBeOfType<NotAllowed>();
        await _town.Do("support", new EnableApp("signage", "south"));
        (await Read("south")).ShouldBeNull();
        // Nobody is accountable for it: it does nothing (rule 17).
        await _town.Do("customeradmin2", new DeactivateUser(_town["customeradmin"]));
        (await Read("south")).ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task It_reads_nothing_once_its_owner_is_no_customer_admin_until_another_becomes_its_owner()
    {
        await MarketTown.Configure(_town, "signage", "south", new { welcome = "Hello" });
        (await Read("south")).ShouldBeNull();
        await _town.Do("customeradmin2", new AssignConnectRole(_town["customeradmin"], ConnectRole.User, null));
        (await Read("south")).ShouldBeOfType<NotAllowed>();
        (await _town.Try("customeradmin", new MakeAppKey("signage", "More", 30))).ShouldBeOfType<NotAllowed>();
        (await _town.Read("customeradmin", new ViewApp("signage"))).IntegrationUser!.Keys.ShouldBeNull();
        await _town.Do("customeradmin2", new OwnAppIntegrationUser("signage"));
        (await Read("south")).ShouldBeNull();
        // An Organization Admin may hand it over to anybody (rule 17): the app's configuration does not come along.
        await _town.Do("orgadmin", new HandOver(_town["screens"], _town["user"]));
        (await Read("south")).ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task What_an_organization_admin_lets_it_do_in_Insights_leaves_its_configuration_to_it()
    {
        await MarketTown.Configure(_town, "signage", "south", new { welcome = "Hello" });
        await _town.Do("orgadmin", new ChangeScopes(_town["screens"], ["call/ingest"]));
        (await Read("south")).ShouldBeNull();
        await _town.Do("orgadmin", new ChangeScopes(_town["screens"], ["app/read-configuration", "crm/write:NextStep"]));
        (await Read("south")).ShouldBeNull("as a form sends it that shows all it has");
        (await _town.Try("orgadmin", new ChangeScopes(_town["recorder"], ["call/ingest", "app/read-configuration"]))).ShouldNotBeNull();
    }

    [Fact]
    public async Task An_organization_admin_gets_no_key_that_reads_its_configuration()
    {
        var made = await _town.Do("customeradmin", new MakeAppKey("signage", "Screens", 30));
        (await _town.Try("orgadmin", new MakeKey(_town["screens"], "All", 30, null))).ShouldBeOfType<KeyOfItsApp>();
        (await _town.Try("orgadmin", new MakeKey(_town["screens"], "Own", 30, ["app/read-configuration"]))).ShouldBeOfType<KeyOfItsApp>();
        (await _town.Try("orgadmin", new RotateKey(_town["screens"], made.Id, 30, 1))).ShouldBeOfType<KeyOfItsApp>();
        (await _town.Rows<ApiKey>()).Count(key => key.HolderId == _town["screens"]).ShouldBe(1);
        await _town.Do("orgadmin", new RevokeKey(_town["screens"], made.Id));
    }

    [Fact]
    public async Task Those_who_may_configure_it_hear_once_that_it_fails_and_once_that_it_is_well_again()
    {
        await MarketTown.Configure(_town, "signage", "south", new { welcome = "Hello" });
        (await Say(well: true)).ShouldBeNull();
        (await Say(well: false, "The screens don't answer.")).ShouldBeNull();
        _town.Clock.Move(TimeSpan.FromMinutes(1));
        (await Say(well: false, "Still nothing.")).ShouldBeNull();
        await Hear();
        foreach (var who in new[] { "custom", "customeradmin", "customeradmin2" })
            (await Words(who)).ShouldBe(["Signage reports a problem in South: Still nothing."], who);
        (await Words("user")).ShouldBeEmpty();
        (await _town.Read("custom", new ViewApp("signage"))).Tenants.Single(place => place.Tenant.Slug == "south").Health!.Summary.ShouldBe("Still nothing.");
        (await _town.Read("user", new ViewApp("signage"))).Tenants.ShouldAllBe(place => place.Health == null);
        _town.Clock.Move(TimeSpan.FromMinutes(1));
        (await Say(well: true, synced: 12)).ShouldBeNull();
        await Hear();
        (await Words("custom")).ShouldBe(["Signage reports a problem in South: Still nothing.", "Signage works again in South."]);
        (await _town.Rows<AppHealth>()).Single().Well.ShouldBeTrue();
        (await _town.Rows<AuditEntry>()).Count(entry => entry.Act == "AppHealthChanged").ShouldBe(2);
    }

    [Fact]
    public async Task A_report_is_refused_for_what_it_says_and_when_it_comes_too_often()
    {
        await MarketTown.Configure(_town, "signage", "south", new { welcome = "Hello" });
        (await Say(well: true, "\u202Ehidden")).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/summary"]);
        (await Say(well: true, synced: -1)).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/synced"]);
        (await Say(well: true)).ShouldBeNull();
        (await Say(well: true)).ShouldBeOfType<ReportedJustNow>();
        (await Say(well: false)).ShouldBeNull();
        for (var i = 0; i < 25; i++)
        {
            _town.Clock.Move(TimeSpan.FromSeconds(11));
            (await Say(well: false)).ShouldBeNull();
        }

        (await _town.Rows<AppReport>()).Count.ShouldBe(20);
    }

    private async Task<Refusal?> Read(string tenant) => (await Configurations.Read(MarketTown.Itself(_town), tenant)).Refused;

    private Task<Refusal?> Say(bool well, string? summary = null, int? synced = null) =>
        _town.Try(MarketTown.Itself(_town), new ReportAppHealth("south", well, summary, synced));

    private Task Hear() => MarketTown.Hear(_town, JobRoute.To(() => new TellOfAppHealth(), typeof(TellOfAppHealth)));

    private async Task<List<string?>> Words(string who) =>
        [.. (await _town.NewsTo(who)).Where(told => told.What.StartsWith("app-", StringComparison.Ordinal) && told.What != MarketplaceNotices.AppMoved).Select(told => told.Words)];
}
