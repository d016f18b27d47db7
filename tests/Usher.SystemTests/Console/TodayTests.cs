using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Usher.SystemTests.ConsolePages;

/// <summary>What a day needs, and the accounts of one's calls, in the browser.</summary>
public sealed class TodayTests(ConsoleWorld world)
{
    [Fact]
    public async Task A_seller_finds_the_latest_calls_next_steps_and_what_waits_and_goes_on_to_a_call()
    {
        await using var seller = await world.Visit("user@harbor.example", "/");
        await Assertions.Expect(seller.Page).ToHaveURLAsync(new Regex("/today$"));
        var latest = seller.Page.GetByRole(AriaRole.List, new() { Name = "Latest calls" });
        await Assertions.Expect(latest.GetByRole(AriaRole.Listitem)).Not.ToHaveCountAsync(0);
        await Assertions.Expect(seller.Page.GetByRole(AriaRole.Region, new() { Name = "Needs your attention" })).ToBeVisibleAsync();
        await latest.GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(seller.Page).ToHaveURLAsync(new Regex("/calls/[0-9a-f-]{36}$"));
    }

    [Fact]
    public async Task First_steps_are_those_of_the_role_and_stay_hidden_where_they_were_hidden()
    {
        await using var admin = await world.Visit("orgadmin@harbor.example", "/today");
        var steps = admin.Page.GetByRole(AriaRole.List, new() { Name = "First steps" });
        await Assertions.Expect(steps).ToContainTextAsync("Give seats");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Hide" }).ClickAsync();
        await Assertions.Expect(steps).ToHaveCountAsync(0);
        await admin.Open("/today");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Region, new() { Name = "Latest calls" })).ToBeVisibleAsync();
        await Assertions.Expect(steps).ToHaveCountAsync(0);

        await using var user = await world.Visit("default@harbor.example", "/today");
        await Assertions.Expect(user.Page.GetByRole(AriaRole.List, new() { Name = "First steps" })).ToContainTextAsync("Choose your notifications");
        await Assertions.Expect(user.Page.GetByRole(AriaRole.List, new() { Name = "First steps" })).Not.ToContainTextAsync("Give seats");
    }

    [Fact]
    public async Task An_account_leads_to_its_calls()
    {
        await using var seller = await world.Visit("user@harbor.example", "/accounts");
        var row = seller.Page.GetByRole(AriaRole.Table, new() { Name = "Accounts" }).GetByRole(AriaRole.Link).First;
        var account = await row.InnerTextAsync();
        await row.ClickAsync();
        await Assertions.Expect(seller.Page).ToHaveURLAsync(new Regex(@"/calls\?account="));
        await Assertions.Expect(seller.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(account);
    }

    [Fact]
    public async Task A_search_is_saved_done_again_and_deleted_with_undo()
    {
        await using var seller = await world.Visit("custom@harbor.example", "/calls?text=price");
        await seller.Page.GetByRole(AriaRole.Button, new() { Name = "Saved searches" }).ClickAsync();
        var drawer = seller.Page.GetByRole(AriaRole.Dialog, new() { Name = "Saved searches" });
        await drawer.GetByLabel("Name").FillAsync("What things cost");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Save search" }).ClickAsync();
        var list = drawer.GetByRole(AriaRole.List, new() { Name = "Saved searches" });
        await Assertions.Expect(list).ToContainTextAsync("What things cost");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Close" }).Last.ClickAsync();

        await seller.Open("/calls");
        await seller.Page.GetByRole(AriaRole.Button, new() { Name = "Saved searches" }).ClickAsync();
        await list.GetByRole(AriaRole.Link, new() { Name = "What things cost" }).ClickAsync();
        await Assertions.Expect(seller.Page).ToHaveURLAsync(new Regex(@"/calls\?text=price$"));

        await seller.Page.GetByRole(AriaRole.Button, new() { Name = "Saved searches" }).ClickAsync();
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Delete What things cost" }).ClickAsync();
        await seller.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await seller.Page.GetByRole(AriaRole.Button, new() { Name = "Saved searches" }).ClickAsync();
        await Assertions.Expect(list).ToContainTextAsync("What things cost");
    }
}
