using Microsoft.Extensions.Logging.Abstractions;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;
using Usher.Salesforce;
using Usher.Tests.Acts;
using Usher.Tests.Directory;
using Usher.Upstream;

namespace Usher.Tests.Upstream;

/// <summary>Accounts of Salesforce are suggested, checked when a tenant is linked, and watched for being merged.</summary>
public class AccountTests
{
    private const string Harbor = "001A0000006Vm9rIAC", Other = "001000000000001AAA";

    [Fact]
    public async Task Suggestions_are_ranked_by_domain_name_and_country_and_say_who_has_the_account()
    {
        await using var town = await Town.Open();
        await UpstreamSamples.Orphan(town);
        await town.Do(town.As("super", Town.Lakeside), new EditCustomer(SalesforceAccount: Other));
        await using var peer = await Peer(new AccountRecord(Other, "Annex Harbor Inc", "https://other.example", "France"), new(Harbor, "Harbour", "https://www.harbor.example/de", "Germany"));
        var found = (await Search(town, peer).Find(town.As("super", Guid.Empty), town["orphan"], null, default)).Value!.Accounts;
        found.Select(account => account.Id).ShouldBe([Harbor, Other]);
        found[0].Reasons.ShouldBe(["Same domain: harbor.example", "Same country: Germany"]);
        (found[1].Reasons[0], found[1].Customer!.Slug).ShouldBe(("Same name", "lakeside"));
        (await Search(town, peer).Find(town.As("super", Guid.Empty), town["orphan"], Other, default)).Value!.Accounts.ShouldHaveSingleItem().Name.ShouldBe("Annex Harbor Inc");
        (await Search(town, peer).Find(town.As("support", Guid.Empty), town["orphan"], null, default)).Refused.ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task A_tenant_is_linked_with_an_account_that_Salesforce_has_and_no_other()
    {
        await using var town = await Town.Open();
        await UpstreamSamples.Orphan(town);
        await using var peer = await Peer(new AccountRecord(Other, "Old", IsDeleted: true, MasterRecordId: Harbor), new(Harbor, "Harbor Annex"));
        var search = Search(town, peer);
        (await search.Link(town.As("super"), new(town["orphan"], "Annex", Other), default)).Refused.ShouldBe(new AccountMerged(Harbor));
        (await search.Link(town.As("super"), new(town["orphan"], "Annex", "001000000000002AAA"), default)).Refused.ShouldBeOfType<NoSuchAccount>();
        var asked = peer.Requests;
        (await search.Link(town.As("support"), new(town["orphan"], "Annex", Harbor), default)).Refused.ShouldBeOfType<NotAllowed>();
        peer.Requests.ShouldBe(asked);
        peer.Instead = async http =>
        {
            await SalesforcePeer.Error(http, 503, "SERVER_UNAVAILABLE");
            return true;
        };
        (await search.Link(town.As("super"), new(town["orphan"], "Annex", Harbor), default)).Refused.ShouldBeOfType<SalesforceSaysNo>();
        (await town.Rows<Tenant>()).Count.ShouldBe(2);
        peer.Instead = null;
        (await search.Link(town.As("super"), new(town["orphan"], "Annex", Harbor[..15]), default)).Value!.Slug.ShouldBe("annex");
        (await town.Read("support", new ViewCustomer())).SalesforceAccount.ShouldBe(Harbor);
    }

    [Fact]
    public async Task Without_Salesforce_a_tenant_is_linked_all_the_same()
    {
        await using var town = await Town.Open();
        await UpstreamSamples.Orphan(town);
        var search = new AccountSearch(town.Gate, new NoSalesforce(), town.Clock);
        (await search.Find(town.As("super", Guid.Empty), town["orphan"], null, default)).Value!.ShouldSatisfyAllConditions(found => found.Connected.ShouldBeFalse(), found => found.Accounts.ShouldBeEmpty());
        (await search.Link(town.As("super"), new(town["orphan"], "Annex", Harbor), default)).Value!.Slug.ShouldBe("annex");
    }

    [Fact]
    public async Task An_account_that_was_merged_is_shown_to_staff_until_the_right_one_is_named()
    {
        await using var town = await Town.Open();
        await using var peer = await Peer(new AccountRecord(Harbor, "Harbor"), new(Other, "Harbor Group"));
        await town.Do("super", new EditCustomer(SalesforceAccount: Harbor));
        await Watch(town, peer);
        (await Needs(town)).ShouldBeEmpty();
        peer.Accounts[0] = peer.Accounts[0] with { IsDeleted = true, MasterRecordId = Other };
        await Watch(town, peer);
        (await Needs(town)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(need => need.Slug.ShouldBe("harbor"), need => need.Level.ShouldBe(Other));
        peer.Instead = async http =>
        {
            await SalesforcePeer.Error(http, 403, "REQUEST_LIMIT_EXCEEDED");
            return true;
        };
        await Watch(town, peer);
        (await Needs(town)).ShouldHaveSingleItem();
        await town.Do("super", new EditCustomer(SalesforceAccount: Other));
        (await Needs(town)).ShouldBeEmpty();
    }

    private static async Task<SalesforcePeer> Peer(params AccountRecord[] accounts)
    {
        var peer = await SalesforcePeer.Start();
        peer.Accounts.AddRange(accounts);
        return peer;
    }

    private static AccountSearch Search(Town town, SalesforcePeer peer) => new(town.Gate, peer.Client(town.Clock), town.Clock);

    private static async Task<IReadOnlyList<Need>> Needs(Town town) =>
        [.. (await town.Read(town.As("support", Guid.Empty), new Usher.Identity.ListWhatNeedsMe())).Items.Where(need => need.Kind == "salesforce-merged")];

    private static async Task Watch(Town town, SalesforcePeer peer)
    {
        using var client = peer.Client(town.Clock);
        var runner = new JobRunner(town.Store, town.Gate, new JobSignal(), town.Clock,
            [JobRoute.To(() => new BeginWatch(), typeof(BeginWatch)), JobRoute.To(() => new WatchAccountsHandler(client), typeof(WatchAccountsHandler))],
            NullLogger<JobRunner>.Instance);
        // What was named begins the watch once; it comes again every six hours.
        town.Clock.Move(TimeSpan.FromHours(7));
        while (await runner.Turn() > 0) { }
    }
}
