using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Platform.Jobs;
using Usher.Tests.Directory;
using Usher.Tests.Marketplace;
using Usher.Upstream;
using static Usher.Tests.Upstream.Reports;

namespace Usher.Tests.Upstream;

/// <summary>Tenants that no customer has wait for a person who links them; one that moves to another customer is reset (the law).</summary>
public class OrphanTests
{
    private const string Account = "001A0000006Vm9rIAC";

    [Fact]
    public async Task A_tenant_that_no_customer_has_waits_and_what_is_said_of_it_is_of_the_latest_event()
    {
        await using var town = await Open();
        (await Tell(town, "t2", 1, "Harbor Goods Ltd")).Result.ShouldBe(ReportResult.Orphan);
        await Tell(town, "t1", 5, "Former");
        (await Tell(town, "t1", 5, "Former")).Repeated.ShouldBeTrue();
        await SignIn(town, Of(town, "r1", 1) with { Product = "Elite", Tenant = "new-1" });
        var orphan = (await Orphans(town)).ShouldHaveSingleItem();
        (orphan.Name, orphan.Domain, orphan.Refused).ShouldBe(("Harbor Goods Ltd", "harbor.example", 1));
        // One that a customer has is none.
        await town.Do(town.As("reporter", Guid.Empty), new ReportTenants([new("t3", "Enterprise", "harbor-1", town.Now, "North")]));
        (await Orphans(town)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("goods harbor", 1)]
    [InlineData("sohne", 1)]
    [InlineData("HARBOR.example, NEW-1", 1)]
    [InlineData("goods lakeside", 0)]
    [InlineData("later", 0)]
    public async Task It_is_found_by_parts_of_its_newest_name_domain_and_id_in_any_order_and_without_marks(string query, int found)
    {
        await using var town = await Open();
        await Tell(town, "t1", 5, "Later");
        await Tell(town, "t2", 1, "Harbor Goods & Söhne");
        (await town.Read(town.As("super", Guid.Empty), new ListOrphans(query))).Items.Count.ShouldBe(found);
    }

    [Theory]
    [InlineData("Meadow Bakeries A/S")]
    [InlineData("Meadow Bakeries S.A.")]
    [InlineData("MEADOW BAKERIES B.V.")]
    [InlineData("The Meadow Bakeries Co., Ltd.")]
    [InlineData("Meadow Bakeries Holding (GmbH)")]
    public void The_form_of_a_company_is_no_part_of_its_name_however_it_is_written(string name) =>
        Likeness.Of(new CompanyName("Meadow Bakeries"), name, null, null).Reasons.ShouldBe(["Same name"]);

    [Fact]
    public async Task Suggestions_are_ranked_by_domain_and_name_with_the_reason_and_link_nothing()
    {
        await using var town = await Open();
        await town.Do("support", new EditCustomer(Domains: ["harbor.example"]));
        await Tell(town, "t1", 1, "Lakeside Harbor");
        var view = await town.Read(town.As("super", Guid.Empty), new ViewOrphan((await Orphans(town))[0].Id));
        view.Customers.Select(one => one.Customer.Slug).ShouldBe(["harbor", "lakeside"]);
        view.Customers[0].Reasons.ShouldBe(["Same domain: harbor.example", "Similar name: harbor"]);
        view.Customers[1].Reasons.ShouldBe(["Similar name: lakeside"]);
        (await town.Rows<Tenant>()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_super_user_links_it_with_the_account_and_what_was_refused_is_taken_then()
    {
        await using var town = await Open();
        var refused = Of(town, "r1", 1) with { Product = "Elite", Tenant = "new-1" };
        await Tell(town, "t1", 1, "Harbor Goods");
        (await SignIn(town, refused)).Code.ShouldBe(nameof(TenantOfNobody));
        var orphan = (await Orphans(town))[0].Id;
        (await town.Try("support", new LinkTenant(orphan, "Goods"))).ShouldBeOfType<NotAllowed>();
        (await town.Try("customeradmin", new LinkTenant(orphan, "Goods"))).ShouldBeOfType<NotAllowed>();
        (await town.Do("super", new LinkTenant(orphan, "Goods", Account))).Slug.ShouldBe("goods");
        (await Orphans(town)).ShouldBeEmpty();
        (await town.Read("support", new ViewCustomer())).SalesforceAccount.ShouldBe(Account);
        (await SignIn(town, refused)).Result.ShouldBe(ReportResult.Created);
        (await town.Try("super", new LinkTenant(orphan, "Again"))).ShouldBeOfType<TenantLinked>();
    }

    [Fact]
    public async Task What_was_refused_while_nobody_had_the_tenant_is_settled_as_if_it_had_come_in_time()
    {
        await using var town = await Open();
        ReportedItem Late(string id, double hoursAgo, string email) => Of(town, id, hoursAgo, email) with { Product = "Elite", Tenant = "new-1" };
        var left = Late("r1", 5, "Left@harbor.example");
        // Who left is deactivated, though what says so came before anybody knew them, and a later sign-in of theirs was reported as well.
        await Deactivate(town, Late("r2", 2, "left@harbor.example") with { FirstName = null, LastName = null });
        await SignIn(town, left);
        await SignIn(town, Late("r3", 4, "stays@harbor.example"));
        await SignIn(town, Of(town, "r4", 4, "elsewhere@harbor.example") with { Product = "Elite", Tenant = "new-2" });
        var orphan = (await Orphans(town)).Single(one => one.ExternalId == "new-1");
        orphan.Refused.ShouldBe(3);
        await town.Do("super", new LinkTenant(orphan.Id, "Goods"));
        (await User(town, "left@harbor.example")).ShouldBeNull();

        // The product is quicker than the job with one of them.
        (await SignIn(town, left)).Result.ShouldBe(ReportResult.Created);
        await MarketTown.Hear(town, JobRoute.To<OrphanLinked>(() => new SettleRefusedReports(), typeof(SettleRefusedReports)));

        var tenant = (await town.Rows<Tenant>()).Single(one => one.Slug == "goods").Id;
        var (gone, stays) = ((await User(town, "left@harbor.example"))!, (await User(town, "stays@harbor.example"))!);
        (gone.Active, gone.Name, stays.Active, stays.Name).ShouldBe((false, "Nia Vale", true, "Nia Vale"));
        (await town.Rows<UserTenant>()).Where(one => one.TenantId == tenant).Select(one => one.UserId).ShouldBe([gone.Id, stays.Id], ignoreOrder: true);
        (await User(town, "elsewhere@harbor.example")).ShouldBeNull();
        // Each is known again, should the product repeat it.
        (await SignIn(town, Late("r3", 4, "stays@harbor.example"))).ShouldBe(new("r3", ReportResult.Created, Repeated: true));
        (await SignIn(town, left)).Repeated.ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_refused_before_a_tenant_left_a_customer_gives_nobody_anything_in_the_next()
    {
        await using var town = await Open();
        var route = JobRoute.To<OrphanLinked>(() => new SettleRefusedReports(), typeof(SettleRefusedReports));
        ReportedItem Late(string id, string email) => Of(town, id, 0.5, email) with { Product = "Elite", Tenant = "new-1" };
        await SignIn(town, Late("r1", "former@harbor.example"));
        var orphan = (await Orphans(town)).ShouldHaveSingleItem().Id;
        await town.Do("super", new LinkTenant(orphan, "Goods"));
        await MarketTown.Hear(town, route);
        town.Clock.Move(TimeSpan.FromMinutes(1));
        await town.Do(town.As("super") with { Note = "It was sold." }, new UnlinkTenant("goods"));
        town.Clock.Move(TimeSpan.FromMinutes(1));
        await SignIn(town, Late("r2", "later@lakeside.example"));
        await town.Do(town.As("super", Town.Lakeside), new LinkTenant(orphan, "Goods"));
        await MarketTown.Hear(town, route);
        var people = (await town.Rows<User>(Town.Lakeside)).Select(one => one.Email).ToList();
        people.ShouldContain("later@lakeside.example");
        people.ShouldNotContain("former@harbor.example");
    }

    [Fact]
    public async Task An_account_belongs_to_one_customer_and_a_customer_has_one()
    {
        await using var town = await Open();
        await Tell(town, "t1", 1, "Harbor Goods");
        var orphan = (await Orphans(town))[0].Id;
        await town.Do(town.As("super", Town.Lakeside), new EditCustomer(SalesforceAccount: Account));
        (await town.Try("super", new LinkTenant(orphan, "Goods", Account))).ShouldBeOfType<SalesforceAccountTaken>();
        (await town.Try("super", new LinkTenant(orphan, "Goods", "001A0000006Vm9rXXX"))).ShouldBeOfType<Invalid>();
        (await town.Try(town.As("super", Town.Lakeside), new LinkTenant(orphan, "Goods", "001000000000001AAA"))).ShouldBeOfType<CustomerHasAccount>();
    }

    [Fact]
    public async Task A_tenant_that_leaves_shows_what_is_lost_and_loses_it()
    {
        await using var town = await Open();
        await MarketTown.Configure(town, "signage", "south", new { welcome = "Hello" });
        await town.Do("customeradmin", new OwnAppIntegrationUser("signage"));
        var key = await town.Do("customeradmin", new MakeAppKey("signage", "Screens", 30));
        var losses = (await town.Read("super", new ViewTenantLosses("south"))).Losses.ToDictionary(one => one.Kind);
        losses["users"].Count.ShouldBeGreaterThan(5);
        losses["apps"].Names.ShouldContain("Signage");
        losses["configurations"].Names.ShouldBe(["Signage"]);
        losses["keys"].Names.ShouldBe(["Screens"]);

        var preview = (await town.Gate.Preview(town.As("super"), new UnlinkTenant("south"))).Value!;
        preview.Losses.People.ShouldBeGreaterThan(5);
        (await town.Try("super", new UnlinkTenant("south"))).ShouldBeOfType<UnlinkingNeedsNote>();
        (await town.Try(town.As("support") with { Note = "Sold." }, new UnlinkTenant("south"))).ShouldBeOfType<NotAllowed>();
        var orphan = (await town.Do(town.As("super") with { Note = "Sold." }, new UnlinkTenant("south"))).Orphan;
        (await town.Rows<UserTenant>()).ShouldNotContain(one => one.TenantId == town["south"]);
        (await town.Rows<TenantApp>()).ShouldNotContain(one => one.TenantId == town["south"]);
        (await town.Rows<AppSetting>()).ShouldBeEmpty();
        (await town.Rows<AppSave>()).ShouldBeEmpty();
        (await town.Rows<ApiKey>()).Single(one => one.Id == key.Id).Revoked.ShouldBeTrue();
        (await town.ToldTo("user")).ShouldContain(DirectoryNotices.Tenants);

        (await Orphans(town)).ShouldHaveSingleItem().Id.ShouldBe(orphan);
        await town.Do(town.As("super", Town.Lakeside), new LinkTenant(orphan, "South of Harbor"));
        (await town.Rows<Tenant>(Town.Lakeside)).Single(one => one.ExternalId == "harbor-2").Slug.ShouldBe("south-of-harbor");
        (await town.Rows<UserTenant>(Town.Lakeside)).Select(one => one.TenantId).ShouldNotContain(town["south"]);
        (await SignIn(town, Of(town, "r1", 1, south: true))).Result.ShouldBe(ReportResult.Created);
        (await town.Rows<User>(Town.Lakeside)).ShouldContain(user => user.Email == "nia@harbor.example");
    }

    private static async Task<ReportAnswer> Tell(Town town, string id, double hoursAgo, string name) =>
        (await town.Do(town.As("reporter", Guid.Empty), new ReportTenants([new(id, "Elite", "new-1", town.Now - TimeSpan.FromHours(hoursAgo), name, "harbor.example", "DE")]))).Items.ShouldHaveSingleItem();

    private static async Task<IReadOnlyList<OrphanLine>> Orphans(Town town) => (await town.Read(town.As("super", Guid.Empty), new ListOrphans())).Items;
}
