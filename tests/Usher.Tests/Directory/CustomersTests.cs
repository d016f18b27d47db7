using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Tests.Architecture;
using Usher.Tests.Calls;

namespace Usher.Tests.Directory;

public class CustomersTests
{
    [Fact]
    public async Task A_customer_is_set_up_whole_or_not_at_all()
    {
        await using var town = await Town.Open();
        SetUpCustomer With(string slug = "meadow", string name = "Meadow", int seats = 5, NewTenant[]? tenants = null, string admin = "admin@meadow.example") =>
            new(slug, name, tenants ?? [new("main", "Main", "Elite", "m-1")], seats, true, new(admin, "Ada"));
        Task<Refusal?> Try(SetUpCustomer act) => town.Try(Caller.PlatformTeam(CreateCustomer.IdFor(act.Slug)), act);

        (await Try(With(slug: "harbor"))).ShouldBeOfType<SlugTaken>();
        (await Try(With(slug: "Not A Slug"))).ShouldBeOfType<Invalid>();
        (await Try(With(name: "<b>"))).ShouldBeOfType<Invalid>();
        (await Try(With(seats: -1))).ShouldBeOfType<Invalid>();
        (await Try(With(tenants: []))).ShouldBeOfType<Invalid>();
        (await Try(With(tenants: [new("a", "A", "Basic", "1")]))).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/tenants/0/product"]);
        (await Try(With(tenants: [new("a", "A", "Elite", "1"), new("a", "B", "Elite", "2")]))).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/tenants/1/slug"]);
        (await Try(With(tenants: [new("a", "A", "Enterprise", "harbor-1")]))).ShouldBeOfType<TenantLinked>();
        (await Try(With(admin: "support@usher.example"))).ShouldBeOfType<AddressCannotBeUser>();
        (await Try(With(admin: "none"))).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/customerAdmin/email"]);
        (await town.Snapshots.Customer(Town.Meadow, default)).ShouldBeNull();

        (await Try(With())).ShouldBeNull();
        var facts = (await town.Snapshots.Customer("meadow", default))!.Facts;
        (facts.Id, facts.InsightsActive, facts.Tenants.Count).ShouldBe((Town.Meadow, true, 1));
        var admin = facts.Users.Single();
        (admin.Connect, admin.Insights, admin.Tenants.Count).ShouldBe((ConnectRole.CustomerAdmin, InsightsRole.DefaultUser, 1));
        (await Try(With())).ShouldBeOfType<SlugTaken>();
    }

    [Fact]
    public async Task Without_the_catalogue_no_customer_has_Insights_and_seeding_again_adds_nothing()
    {
        await using var town = await Town.Empty();
        var setUp = Town.OfMeadow();
        (await town.Try(Caller.PlatformTeam(Town.Meadow), setUp)).ShouldBeOfType<NoSuchApp>();
        await using (var db = town.Store.Context(Guid.Empty)) (await SeedCatalogue.IsNeeded(db)).ShouldBeTrue();
        (await town.Do(Caller.PlatformTeam(Guid.Empty), new SeedCatalogue())).ShouldBe(12);
        (await town.Do(Caller.PlatformTeam(Guid.Empty), new SeedCatalogue())).ShouldBe(0);
        await using (var db = town.Store.Context(Guid.Empty)) (await SeedCatalogue.IsNeeded(db)).ShouldBeFalse();
        (await town.Try(Caller.PlatformTeam(Town.Meadow), setUp)).ShouldBeNull();
    }

    [Fact]
    public async Task Two_who_create_the_same_customer_at_once_make_one()
    {
        await using var town = await Town.Open();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => town.Try(town.As("super", Town.Meadow), new CreateCustomer("meadow", "Meadow")))));
        outcomes.Count(r => r is null).ShouldBe(1);
        // Who comes while the first is still being stored hears it from the database's own index.
        outcomes.Count(r => r is SlugTaken or AlreadyThere).ShouldBe(3);
        (await town.Try(town.As("super", CreateCustomer.IdFor("x y")), new CreateCustomer("x y", "X"))).ShouldBeOfType<Invalid>();
    }

    [Fact]
    public async Task Staff_find_every_customer_and_a_customer_admin_the_own()
    {
        await using var town = await Town.Open();
        var all = (await town.Read(town.As("support", Guid.Empty), new ListCustomers())).Items;
        all.Select(c => (c.Slug, c.Users, c.Tenants, c.Insights)).ShouldBe([("harbor", 10, 2, true), ("lakeside", 9, 2, true)]);
        (await town.Read(town.As("support", Guid.Empty), new ListCustomers("AKESI"))).Items.Single().Slug.ShouldBe("lakeside");
        (await town.Read(town.As("support", Guid.Empty), new ListCustomers("%"))).Items.ShouldBeEmpty();
        (await town.Read("customeradmin", new ListCustomers())).Items.Single().Slug.ShouldBe("harbor");
        (await town.Try(town.As("support", Guid.Empty), new ListCustomers { Cursor = "?" })).ShouldBeOfType<Invalid>();
        (await town.Try(town.As("support", Guid.Empty), new ListCustomers(new string('x', 201)))).ShouldBeOfType<Invalid>();
        (await town.Try(town.As("customeradmin", Town.Lakeside), new ViewCustomer())).ShouldBeOfType<NotFound>();
        (await town.Try(town.As("customeradmin", Guid.CreateVersion7()), new ViewCustomer())).ShouldBeOfType<NotFound>();
        var view = await town.Read("support", new ViewCustomer());
        (view.Slug, view.Insights, view.Tenants.Count).ShouldBe(("harbor", true, 2));
        (view.Can["addUser"].Allowed, view.Can["provisionSeats"].Allowed, view.Can["invite"].Allowed).ShouldBe((true, false, false));
    }

    [Fact]
    public async Task Seats_are_shown_to_those_who_see_licences_and_to_whoever_sets_their_number_how_many_were_bought()
    {
        await using var town = await Town.Open();
        await town.Do("orgadmin", new GiveSeat(town["default"]));
        async Task<(int? Bought, int? Used)> Seen(string who) => (await town.Read(who, new ViewCustomer())) is var view ? (view.Seats, view.SeatsUsed) : default;
        (await Seen("customeradmin")).ShouldBe((null, null));
        (await Seen("support")).ShouldBe((null, null));
        (await Seen("super")).ShouldBe((20, null));
        await town.Do("orgadmin", new SetLevel(town["customeradmin"], InsightsRole.UserAdmin, null, null));
        (await Seen("customeradmin")).ShouldBe((20, 1));

        (await town.Try("super", new ProvisionSeats(0))).ShouldBeOfType<SeatsHeld>().Sentence.ShouldNotContain("1");
    }

    [Fact]
    public async Task Ten_thousand_customers_are_searched_and_paged_each_once()
    {
        await using var town = await Town.Open();
        town.IsHeldAgainstItsLogs = false;
        await using (var db = town.Store.Context(Guid.Empty))
        {
            for (var i = 0; i < 10_000; i++)
                db.Customers.Add(new Customer { Id = CreateCustomer.IdFor($"c{i}"), Slug = $"c{i}", Name = $"Company {i} {(i % 7 == 0 ? "Müller" : "Ruiz")}" });
            await db.SaveChangesAsync();
        }

        var support = town.As("support", Guid.Empty);
        await town.Read(support, new ListCustomers("muller"));
        var (seen, cursor) = (new HashSet<Guid>(), (string?)null);
        var pages = 0;
        do
        {
            var page = await town.Read(support, new ListCustomers("muller") { Cursor = cursor });
            foreach (var line in page.Items) seen.Add(line.Id).ShouldBeTrue();
            (cursor, pages) = (page.Next, pages + 1);
        }
        while (cursor is not null);
        seen.Count.ShouldBe(1429);
        pages.ShouldBe(29);
    }

    [Fact]
    public async Task The_customer_list_in_any_part_of_it_a_dashboard_and_the_users_take_three_queries_each_at_most()
    {
        await using var town = await Town.Open();
        foreach (var number in Enumerable.Range(0, 60))
            await town.Do(town.As("super", CreateCustomer.IdFor($"brook-{number:00}")), new CreateCustomer($"brook-{number:00}", $"Brook {number:00}"));
        await town.Read(town.As("support"), new ViewCustomer());
        using var log = new QueryLog(town.Database);
        var platform = town.As("support", Guid.Empty);
        var (page, asked) = await log.During(() => town.Read(platform, new ListCustomers()));
        (page.Items.Count, asked.Count).ShouldBe((50, 3));
        var (rest, again) = await log.During(() => town.Read(platform, new ListCustomers { Cursor = page.Next }));
        (rest.Items.Count, again.Count).ShouldBe((12, 3));
        var harbor = rest.Items.Single(line => line.Slug == "harbor");
        (harbor.Tenants, harbor.Insights, harbor.Users).ShouldBe((2, true, (await town.Rows<User>()).Count(user => user.Active)));
        (page.Items[0].Tenants, page.Items[0].Insights, page.Items[0].Users).ShouldBe((0, false, 0));
        (await log.During(() => town.Read(platform, new ListCustomers("none such")))).Asked.Count.ShouldBeLessThanOrEqualTo(3);
        (await log.During(() => town.Read(town.As("support"), new ViewCustomer()))).Asked.Count.ShouldBeLessThanOrEqualTo(3);
        (await log.During(() => town.Read(town.As("support"), new ListUsers(new("a"))))).Asked.Count.ShouldBeLessThanOrEqualTo(3);
    }
}
