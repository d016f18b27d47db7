using Usher.Access;
using Usher.Directory;
using Usher.Governance;
using Usher.Platform;

namespace Usher.Tests.Directory;

/// <summary>What staff change of a customer: its name, its domains, its account in Salesforce.</summary>
public class EditCustomerTests
{
    /// <summary>An id that Salesforce's own documentation extends.</summary>
    private const string Short = "001A0000006Vm9r", Long = "001A0000006Vm9rIAC";

    [Fact]
    public async Task What_is_left_out_stays_and_what_is_set_is_in_the_trail_and_found_by_the_search()
    {
        await using var town = await Town.Open();
        await town.Do("support", new EditCustomer("Harbor  Goods", ["Harbor.example", "müller.example", "harbor.example"], Short));
        var view = await town.Read("customeradmin", new ViewCustomer());
        (view.Name, view.SalesforceAccount, view.Slug).ShouldBe(("Harbor Goods", Long, "harbor"));
        view.Domains.ShouldBe(["harbor.example", "xn--mller-kva.example"]);
        (await town.Read(town.As("support", Guid.Empty), new ListCustomers("goods"))).Items.Single().Slug.ShouldBe("harbor");

        await town.Do("support", new EditCustomer(Domains: ["harbor.example"]));
        await town.Do("support", new EditCustomer("Harbor"));
        var after = await town.Read("support", new ViewCustomer());
        (after.Name, after.SalesforceAccount).ShouldBe(("Harbor", Long));
        after.Domains.ShouldBe(["harbor.example"]);
        await town.Do("support", new EditCustomer(SalesforceAccount: ""));
        (await town.Read("support", new ViewCustomer())).SalesforceAccount.ShouldBeNull();

        var trail = (await town.Read("customeradmin", new ReadConnectAudit(new() { Act = nameof(EditCustomer) }))).Lines;
        trail.Count.ShouldBe(4);
        var first = trail[^1].Entry.GetRawText();
        foreach (var told in new[] { "Harbor Goods", Long, "xn--mller-kva.example" }) first.ShouldContain(told);
    }

    [Theory]
    [InlineData("harbor", "/domains/0")]
    [InlineData("ana@harbor.example", "/domains/0")]
    [InlineData("https://harbor.example", "/domains/0")]
    [InlineData("har\u200bbor.example", "/domains/0")]
    [InlineData("", "/domains/0")]
    [InlineData("gmail.com", "/domains/0")]
    [InlineData("GMX.de", "/domains/0")]
    public async Task What_is_no_domain_of_the_customer_s_own_is_refused_at_its_line(string domain, string pointer)
    {
        await using var town = await Town.Open();
        (await town.Try("support", new EditCustomer(Domains: [domain]))).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe([pointer]);
        (await town.Try("support", new EditCustomer(Domains: ["harbor.example", domain]))).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/domains/1"]);
        (await town.Read("support", new ViewCustomer())).Domains.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_customer_has_fifty_domains_at_most()
    {
        await using var town = await Town.Open();
        string[] many = [.. Enumerable.Range(0, 51).Select(i => $"d{i}.example")];
        (await town.Try("support", new EditCustomer(Domains: many))).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/domains"]);
        await town.Do("support", new EditCustomer(Domains: many[1..]));
        (await town.Read("support", new ViewCustomer())).Domains.Count.ShouldBe(50);
    }

    [Theory]
    [InlineData("001A0000006Vm9", "a character is missing")]
    [InlineData("001A0000006Vm9rIAD", "another check digit")]
    [InlineData("001a0000006Vm9rIAC", "a small letter for a capital")]
    [InlineData("003A0000006Vm9r", "a contact")]
    [InlineData("001A0000006Vm9ü", "no letter of ASCII")]
    public async Task What_is_no_id_of_an_account_is_refused(string id, string why)
    {
        await using var town = await Town.Open();
        (await town.Try("support", new EditCustomer(SalesforceAccount: id))).ShouldBeOfType<Invalid>(why).Errors.Keys.ShouldBe(["/salesforceAccount"], why);
    }

    [Theory]
    [InlineData("001A0000006Vm9r", "001A0000006Vm9rIAC")]
    [InlineData(" 001A0000006Vm9riac ", "001A0000006Vm9rIAC")]
    [InlineData("001000000000000", "001000000000000AAA")]
    [InlineData("001AAAAAAAAAAAA", "001AAAAAAAAAAAAY55")]
    [InlineData("001zzzzzzzzzzzz", "001zzzzzzzzzzzzAAA")]
    public void An_id_of_fifteen_characters_gets_its_check_digits(string typed, string id) => SalesforceIds.AccountId(typed).ShouldBe(id);

    [Fact]
    public async Task A_domain_is_one_customer_s_and_the_other_is_named_to_who_may_see_it()
    {
        await using var town = await Town.Open();
        await town.Do("support", new EditCustomer(Domains: ["harbor.example"]));
        var elsewhere = town.As("support", Town.Lakeside);
        var taken = (await town.Try(elsewhere, new EditCustomer(Domains: ["lakeside.example", "HARBOR.example"]))).ShouldBeOfType<DomainTaken>();
        (taken.Domain, taken.Customer, taken.Pointer).ShouldBe(("harbor.example", "Harbor", "/domains"));
        await town.Do("support", new EditCustomer(Domains: ["harbor.example"]));

        await Close(town);
        (await town.Try(elsewhere, new EditCustomer(Domains: ["harbor.example"]))).ShouldBeOfType<DomainTaken>().Sentence.ShouldBe("The domain harbor.example belongs to another customer. Remove it there first.");
        (await town.Try(town.As("super", Town.Lakeside), new EditCustomer(Domains: ["harbor.example"]))).ShouldBeOfType<DomainTaken>().Customer.ShouldBe("Harbor");
        await town.Do("super", new ReopenCustomer());
        await town.Do("support", new EditCustomer(Domains: []));
        await town.Do(elsewhere, new EditCustomer(Domains: ["harbor.example"]));
    }

    [Fact]
    public async Task An_account_in_Salesforce_is_one_customer_s_whichever_form_it_is_typed_in()
    {
        await using var town = await Town.Open();
        await town.Do("support", new EditCustomer(SalesforceAccount: Long));
        await town.Do("support", new EditCustomer(SalesforceAccount: Short));
        var elsewhere = town.As("support", Town.Lakeside);
        var taken = (await town.Try(elsewhere, new EditCustomer(SalesforceAccount: Short))).ShouldBeOfType<SalesforceAccountTaken>();
        (taken.Customer, taken.Pointer).ShouldBe(("Harbor", "/salesforceAccount"));
        await Close(town);
        (await town.Try(elsewhere, new EditCustomer(SalesforceAccount: Short))).ShouldBeOfType<SalesforceAccountTaken>().Sentence.ShouldNotContain("Harbor");
    }

    [Fact]
    public async Task Of_two_customers_that_are_given_the_same_at_once_one_has_it()
    {
        await using var town = await Town.Open();
        foreach (var (act, there) in new (EditCustomer, Func<CustomerView, bool>)[]
        {
            (new(Domains: ["shared.example"]), view => view.Domains.Count > 0),
            (new(SalesforceAccount: Long), view => view.SalesforceAccount is not null),
        })
        {
            var outcomes = await Task.WhenAll(new[] { Town.Harbor, Town.Lakeside }.Select(customer => Task.Run(() => town.Try(town.As("support", customer), act))));
            outcomes.Count(refusal => refusal is null).ShouldBe(1);
            outcomes.Single(refusal => refusal is not null).ShouldBeAssignableTo<Refusal>();
            var views = new[] { await town.Read("support", new ViewCustomer()), await town.Read(town.As("support", Town.Lakeside), new ViewCustomer()) };
            views.Count(there).ShouldBe(1);
        }
    }

    [Fact]
    public async Task Who_saw_another_revision_changes_nothing_and_domains_raise_it_too()
    {
        await using var town = await Town.Open();
        var seen = (await town.Read("support", new ViewCustomer())).Revision;
        await town.Do(town.As("support") with { IfMatch = seen }, new EditCustomer(Domains: ["harbor.example"]));
        (await town.Try(town.As("support") with { IfMatch = seen }, new EditCustomer("Harbor Two"))).ShouldBeOfType<SomeoneChangedThis>();
        (await town.Try(town.As("super") with { IfMatch = seen, Note = "The end." }, new CloseCustomer())).ShouldBeOfType<SomeoneChangedThis>();
        // What is as it was changes nothing.
        var now = (await town.Read("support", new ViewCustomer())).Revision;
        await town.Do("support", new EditCustomer("Harbor", ["harbor.example"]));
        (await town.Read("support", new ViewCustomer())).Revision.ShouldBe(now);
    }

    [Fact]
    public async Task Where_notes_are_required_an_edit_without_one_is_refused()
    {
        await using var town = await Town.Open();
        town.IsHeldAgainstItsLogs = false;
        await town.Gate.Effect(Town.Harbor, "Arrange", Section.Connect, async work =>
        {
            (await work.Db.Customers.FindAsync(Town.Harbor))!.NotesRequired = true;
            return true;
        });
        (await town.Try("support", new EditCustomer("Harbor Two"))).ShouldBeOfType<NoteRequired>();
        await town.Do(town.As("support") with { Note = "They renamed." }, new EditCustomer("Harbor Two"));
    }

    private static Task Close(Town town) => town.Do(town.As("super") with { Note = "The contract ended." }, new CloseCustomer());
}
