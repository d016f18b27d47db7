using System.Text.Json;
using Usher.Access;
using Usher.Directory;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Tests.Acts;
using Usher.Tests.Directory;

namespace Usher.Tests.Marketplace;

/// <summary>Publishing apps and new versions of them: what runs goes on running, and nothing hostile gets in.</summary>
public class PublishingTests
{
    [Fact]
    public async Task A_published_app_is_seen_by_every_customer_and_a_customer_s_own_by_itself_alone()
    {
        await using var town = await Town.Open();
        (await town.Do(town.As("super", Guid.Empty), new PublishApp(MarketplaceSamples.Manifest("fresh")))).ShouldBe(1);
        (await town.Do("customeradmin", new PublishOwnApp(MarketplaceSamples.Manifest("ours")))).ShouldBe(1);
        (await Slugs(town, "user")).ShouldBe(["fresh", "ours"], ignoreOrder: true);
        (await Slugs(town, "user@lakeside")).ShouldBe(["fresh"]);
        (await town.Try("user@lakeside", new ViewApp("ours"))).ShouldBeOfType<NotFound>();
        (await town.Try("customeradmin", new PublishOwnApp(MarketplaceSamples.Manifest("fresh")))).ShouldBeOfType<AppSlugTaken>();
        (await town.Try(town.As("support", Guid.Empty), new PublishApp(MarketplaceSamples.Manifest("other")))).ShouldBeOfType<NotAllowed>();

        static async Task<string[]> Slugs(Town town, string who) =>
            [.. (await town.Read(who, new ListApps())).Items.Select(app => app.Slug).Where(slug => slug is "fresh" or "ours")];
    }

    [Fact]
    public async Task Two_customers_have_apps_of_one_slug_and_neither_learns_of_the_other_s()
    {
        await using var town = await Town.Open();
        await town.Do("customeradmin", new PublishOwnApp(MarketplaceSamples.Manifest("ours") with { Name = "Ours of Harbor" }));
        (await town.Do("customeradmin@lakeside", new PublishOwnApp(MarketplaceSamples.Manifest("ours") with { Name = "Ours of Lakeside" }))).ShouldBe(1);
        (await town.Do("customeradmin@lakeside", new PublishOwnApp(MarketplaceSamples.Manifest("ours") with { Name = "Lakeside's" }))).ShouldBe(2);
        (await town.Read("user", new ViewApp("ours"))).Name.ShouldBe("Ours of Harbor");
        (await town.Read("user@lakeside", new ViewApp("ours"))).Name.ShouldBe("Lakeside's");
        await town.Do("user", new RequestApp("ours", "south"));
        await town.Do("user@lakeside", new RequestApp("ours", "south"));
        var queue = (await town.Read(town.As("support", Guid.Empty), new ListAppRequests("ours"))).Items;
        queue.Select(line => (line.Customer.Slug, line.App.Name, line.Version)).ShouldBe([("harbor", "Ours of Harbor", 1), ("lakeside", "Lakeside's", 2)], ignoreOrder: true);
        // Who publishes into the catalogue sees every customer's apps.
        (await town.Try(town.As("super", Guid.Empty), new PublishApp(MarketplaceSamples.Manifest("ours")))).ShouldBeOfType<AppSlugTaken>();
    }

    [Fact]
    public async Task A_version_that_would_break_a_stored_configuration_is_refused_with_the_tenant_and_accepted_with_a_migration()
    {
        await using var town = await Town.Open();
        await MarketTown.Configure(town, "signage", "south", new { welcome = "Hello" }, new SecretEntry("/token", "sesame-7f3a91"));
        var next = Signage with { Schema = Changed(schema =>
        {
            schema.Remove("welcome");
            schema["greeting"] = new() { ["type"] = "string" };
        }) };
        var broken = (await town.Try(town.As("super", Guid.Empty), new PublishApp(next))).ShouldBeOfType<WouldBreakConfigurations>();
        broken.Tenants.ShouldHaveSingleItem().ShouldStartWith("harbor/south (/welcome:");
        await town.Do(town.As("super", Guid.Empty), new PublishApp(next with { Migration = [new("/welcome", To: "/greeting")] }));
        var view = await town.Read("custom", new ViewConfiguration("signage", "south"));
        (view.Version, view.Values.ToJsonString()).ShouldBe((2, """{"greeting":"Hello"}"""));
        view.Secrets.Single().IsSet.ShouldBeTrue();
        await MarketTown.Configure(town, "signage", "south", new { greeting = "Bye" });
        (await town.Rows<AppSetting>()).Select(row => row.Name).Order().ShouldBe(["/greeting", "/token"]);
    }

    [Fact]
    public async Task A_version_that_shows_what_was_a_secret_is_refused()
    {
        await using var town = await Town.Open();
        var next = Signage with { Schema = Changed(schema => schema["token"] = new() { ["type"] = "string" }) };
        (await town.Try(town.As("super", Guid.Empty), new PublishApp(next))).ShouldBeOfType<SecretWouldShow>().Members.ShouldBe(["/token"]);
        var without = Signage with { Schema = Changed(schema => schema.Remove("token")) };
        await town.Do(town.As("super", Guid.Empty), new PublishApp(without));
    }

    [Fact]
    public async Task What_was_published_after_somebody_looked_is_not_approved_unseen()
    {
        await using var town = await Town.Open();
        await town.Do("customeradmin", new PublishOwnApp(MarketplaceSamples.Manifest("ours")));
        await town.Do("user", new RequestApp("ours", "south"));
        var seen = (await town.Read(town.As("support", Guid.Empty), new ListAppRequests("ours"))).Items.ShouldHaveSingleItem();
        (seen.Version, seen.Scopes.Count).ShouldBe((1, MarketplaceSamples.Manifest("ours").Scopes?.Count ?? 0));
        await town.Do("customeradmin", new PublishOwnApp(MarketplaceSamples.Manifest("ours") with { Scopes = [new AppScope("call/ingest", true, "It sends calls.")] }));
        (await town.Try("support", new ApproveApp("ours", "south", Version: seen.Version))).ShouldBeOfType<NewerAppVersion>();
        await town.Do("support", new ApproveApp("ours", "south", Version: 2));
        await town.Do("customeradmin", new PublishOwnApp(MarketplaceSamples.Manifest("ours") with { Scopes = [new AppScope("call/ingest", true, "It sends calls."), new AppScope("app/read-configuration", true, "It reads.")] }));
        (await town.Try("support", new ApproveAppUpdate("ours", "south", Version: 2))).ShouldBeOfType<NewerAppVersion>();
    }

    [Fact]
    public async Task A_version_that_wants_more_serves_when_the_difference_is_approved_and_the_former_one_until_then()
    {
        await using var town = await Town.Open();
        await MarketTown.Configure(town, "signage", "south", new { welcome = "Hello" });
        var wider = Signage with { Scopes = [.. Signage.Scopes!, new AppScope("call/ingest", true, "It sends calls.")] };
        await town.Do(town.As("super", Guid.Empty), new PublishApp(wider));
        (await town.Read("custom", new ViewConfiguration("signage", "south"))).Version.ShouldBe(1);
        (await Place(town)).UpdateWaits.ShouldBeTrue();
        (await town.Try("customeradmin", new ApproveAppUpdate("signage", "south"))).ShouldBeOfType<NotAllowed>();
        (await town.Try("support", new ApproveAppUpdate("signage", "south", ["call/read:sales"]))).ShouldBeOfType<Invalid>();
        await town.Do("support", new ApproveAppUpdate("signage", "south"));
        (await town.Read("custom", new ViewConfiguration("signage", "south"))).Version.ShouldBe(2);
        (await Place(town)).State.ShouldBe(AppState.Active);
        (await town.Try("support", new ApproveAppUpdate("signage", "south"))).ShouldBeOfType<NoUpdateWaits>();
        // A version that wants nothing more serves at once.
        await town.Do(town.As("super", Guid.Empty), new PublishApp(wider));
        (await town.Read("custom", new ViewConfiguration("signage", "south"))).Version.ShouldBe(3);

        static async Task<AppPlace> Place(Town town) =>
            (await town.Read("customeradmin", new ViewApp("signage"))).Tenants.Single(place => place.Tenant.Slug == "south");
    }

    [Fact]
    public async Task An_approved_app_has_an_integration_user_that_can_do_nothing_before_somebody_owns_it()
    {
        await using var town = await Town.Open();
        var machine = (await town.Rows<IntegrationUser>()).Single(m => m.OfAppId is not null);
        (machine.OwnerId, machine.Scopes, machine.Approved).ShouldBe((null, "app/read-configuration", false));
        await MarketTown.Configure(town, "signage", "south", new { welcome = "Hello" });
        (await May(town, machine.Id, "south")).ShouldBeFalse();
        (await town.Try("customeradmin", new MakeAppKey("signage", "Screens", 30))).ShouldBeOfType<NotItsOwner>();
        (await town.Try("support", new OwnAppIntegrationUser("signage"))).ShouldBeOfType<NotAllowed>();
        await town.Do("customeradmin", new OwnAppIntegrationUser("signage"));
        await town.Do("customeradmin", new MakeAppKey("signage", "Screens", 30));
        (await May(town, machine.Id, "south")).ShouldBeTrue();
        (await May(town, machine.Id, "north")).ShouldBeFalse("it is not active there");
        await town.Do("support", new DisableApp("signage", "south"));
        (await May(town, machine.Id, "south")).ShouldBeFalse("it is disabled");
        await town.Do("support", new EnableApp("signage", "south"));
        await town.Do("customeradmin2", new OwnAppIntegrationUser("signage"));
        (await town.Rows<ApiKey>()).Where(key => key.HolderId == machine.Id).ShouldAllBe(key => key.Revoked);

        static async Task<bool> May(Town town, Guid machine, string tenant)
        {
            var customer = (await town.Snapshots.Customer(Town.Harbor, default))!;
            var target = Target.Of(customer) with { App = customer.App("signage"), Tenant = town[tenant] };
            return Authorizer.Decide(customer.IntegrationUser(machine)!, Permission.AppReadConfiguration, target, town.Now).Allowed;
        }
    }

    [Theory]
    [InlineData("/schema/type", """{"type":"array"}""")]
    [InlineData("/schema/$schema", """{"$schema":"http://json-schema.org/draft-07/schema#","type":"object"}""")]
    [InlineData("/schema/properties/a/pattern", """{"type":"object","properties":{"a":{"type":"string","pattern":"^(a)\\1$"}}}""")]
    [InlineData("/schema/properties/a/pattern", """{"type":"object","properties":{"a":{"type":"string","pattern":"(?=a)b"}}}""")]
    [InlineData("/schema/properties/a/pattern", """{"type":"object","properties":{"a":{"type":"string","pattern":"["}}}""")]
    [InlineData("/schema/properties/a/$ref", """{"type":"object","properties":{"a":{"$ref":"https://evil.example/schema"}}}""")]
    [InlineData("/schema/properties/a/$ref", """{"type":"object","properties":{"a":{"$ref":"#"}}}""")]
    [InlineData("/schema/$defs/n/properties/next/$ref", """{"type":"object","$defs":{"n":{"type":"object","properties":{"next":{"$ref":"#/$defs/n"}}}},"properties":{"a":{"$ref":"#/$defs/n"}}}""")]
    [InlineData("/schema/patternProperties", """{"type":"object","patternProperties":{"(a+)+$":{"type":"string"}}}""")]
    [InlineData("/schema/$dynamicRef", """{"type":"object","$dynamicRef":"#x"}""")]
    [InlineData("/schema/properties/a/type", """{"type":"object","properties":{"a":{"type":"object","writeOnly":true}}}""")]
    [InlineData("/schema/properties/a/items/writeOnly", """{"type":"object","properties":{"a":{"type":"array","items":{"type":"string","writeOnly":true}}}}""")]
    [InlineData("/schema/properties/a/format", """{"type":"object","properties":{"a":{"type":"string","format":"regex"}}}""")]
    [InlineData("/schema/properties/a", """{"type":"object","properties":{"a":7}}""")]
    [InlineData("/schema", """{"type":"object","properties":{"a":{"minLength":"many"}}}""")]
    public async Task A_schema_that_could_do_harm_is_refused_with_the_place_of_its_fault(string pointer, string schema)
    {
        await using var town = await Town.Open();
        var app = MarketplaceSamples.Manifest("fresh") with { Schema = MarketTown.Schema(schema) };
        (await town.Try(town.As("super", Guid.Empty), new PublishApp(app))).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe([pointer]);
    }

    [Fact]
    public async Task A_schema_that_is_huge_deep_or_explodes_is_refused()
    {
        await using var town = await Town.Open();
        var deep = string.Concat(Enumerable.Repeat("""{"type":"object","properties":{"a":""", 40)) + "true" + string.Concat(Enumerable.Repeat("}}", 40));
        var wide = """{"type":"object","properties":{""" + string.Join(',', Enumerable.Range(0, 700).Select(i => $"\"p{i}\":" + "{}")) + "}}";
        var twice = """{"type":"object","$defs":{""" + string.Join(',', Enumerable.Range(0, 10).Select(i =>
            $"\"d{i}\":" + """{"properties":{"a":{"$ref":"#/$defs/dNEXT"},"b":{"$ref":"#/$defs/dNEXT"}}}""".Replace("NEXT", $"{i + 1}")))
            + ""","d10":{}},"$ref":"#/$defs/d0"}""";
        foreach (var schema in new[] { deep, wide, twice })
        {
            var app = MarketplaceSamples.Manifest("fresh") with { Schema = JsonDocument.Parse(schema, new() { MaxDepth = 200 }).RootElement };
            (await town.Try(town.As("super", Guid.Empty), new PublishApp(app))).ShouldBeOfType<Invalid>();
        }
    }

    [Fact]
    public async Task A_pattern_that_would_go_back_for_ever_is_matched_in_one_pass()
    {
        await using var town = await Town.Open();
        var app = MarketplaceSamples.Manifest("fresh") with
        {
            Schema = MarketTown.Schema("""{"type":"object","properties":{"a":{"type":"string","pattern":"^(a+)+$"}}}"""),
        };
        await town.Do("customeradmin", new PublishOwnApp(app));
        await town.Do("user", new RequestApp("fresh", "south"));
        await town.Do("support", new ApproveApp("fresh", "south"));
        (await MarketTown.Try(town, town.As("customeradmin"), "fresh", "south", new { a = new string('a', 9_000) + "!" }))
            .ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/values/a"]);
        (await MarketTown.Try(town, town.As("customeradmin"), "fresh", "south", new { a = new string('a', 9_000) })).ShouldBeNull();
    }

    [Fact]
    public async Task The_text_of_a_page_shows_and_does_nothing()
    {
        await using var town = await Town.Open();
        const string Text = "# Hello\n\n<script>alert(1)</script> <img src=x onerror=alert(1)> [go](javascript:alert(1)) [well](https://lumen.example/) ![p](https://spy.example/p.png)";
        await town.Do("customeradmin", new PublishOwnApp(MarketplaceSamples.Manifest("fresh") with { Text = Text }));
        var html = (await town.Read("user", new ViewApp("fresh"))).Html;
        html.ShouldContain("<h1>Hello</h1>");
        html.ShouldContain("href=\"https://lumen.example/\"");
        html.ShouldContain("noopener");
        foreach (var bad in new[] { "<script", "<img", "href=\"javascript", "spy.example" }) html.ShouldNotContain(bad);
    }

    [Theory]
    [InlineData("app/unknown")]
    [InlineData("customer/close")]
    [InlineData("call/read")]
    public async Task A_scope_that_no_integration_user_can_hold_is_refused(string scope)
    {
        await using var town = await Town.Open();
        var app = MarketplaceSamples.Manifest("fresh") with { Scopes = [new(scope, true, "It wants to.")] };
        (await town.Try(town.As("super", Guid.Empty), new PublishApp(app))).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/scopes/0/scope"]);
    }

    [Fact]
    public void Every_app_that_comes_with_Usher_is_one_that_can_be_published() =>
        SeedCatalogue.Shipped().Select(app => (app.Slug, Fault: app.Fault())).Where(app => app.Fault is not null).ShouldBeEmpty();

    private static AppManifest Signage => SeedCatalogue.Shipped().Single(app => app.Slug == "signage");

    private static JsonElement Changed(Action<Dictionary<string, Dictionary<string, object>>> change)
    {
        var properties = Signage.Schema!.Value.GetProperty("properties").EnumerateObject()
            .ToDictionary(member => member.Name, member => member.Value.EnumerateObject().ToDictionary(one => one.Name, one => (object)one.Value.Clone()));
        change(properties);
        return JsonSerializer.SerializeToElement(new { type = "object", additionalProperties = false, properties });
    }
}
