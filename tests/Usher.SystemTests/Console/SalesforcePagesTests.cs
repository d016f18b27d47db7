using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;
using Usher.Tests.Upstream;

namespace Usher.SystemTests.ConsolePages;

/// <summary>A tenant that no customer has is linked, with Salesforce connected.</summary>
[Whole]
public class SalesforcePagesTests
{
    [Fact]
    public async Task The_likeliest_account_comes_first_with_the_reason_another_is_found_by_its_name_and_without_Salesforce_its_id_is_typed()
    {
        await using var peer = await SalesforcePeer.Start();
        peer.Accounts.AddRange(
        [
            new("001000000000001AAA", "Meadow Bakeries A/S", "https://meadow-bakeries.example", "Denmark", "Aarhus"),
            new("001000000000002AAA", "Meadow Bakeries Holding", null, "Sweden", "Lund"),
            new("001000000000003AAA", "Orchard Mills", "https://orchard.example"),
        ]);
        await using var world = new ConsoleWorld(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Salesforce__Url"] = peer.Url.ToString(), ["Salesforce__ClientId"] = SalesforcePeer.ClientId, ["Salesforce__ClientSecret"] = SalesforcePeer.Secret,
        });
        await using var super = await world.Visit("super@usher.example", "/orphans");
        await super.Page.GetByRole(AriaRole.Button, new() { Name = "Link Meadow Bakeries" }).ClickAsync();
        var drawer = super.Page.GetByRole(AriaRole.Dialog);
        var accounts = drawer.GetByRole(AriaRole.Radiogroup, new() { Name = "Salesforce account" });
        await Assertions.Expect(accounts.GetByRole(AriaRole.Radio)).ToHaveCountAsync(3);
        await Assertions.Expect(accounts.GetByRole(AriaRole.Radio).First).ToHaveAccessibleNameAsync(new Regex("^Meadow Bakeries A.S"));
        // Nothing is chosen by itself.
        await Assertions.Expect(accounts.GetByRole(AriaRole.Radio, new() { NameRegex = new("^No account") })).ToBeCheckedAsync();
        await drawer.GetByPlaceholder("Find by name, domain or id").FillAsync("orchard");
        await Assertions.Expect(accounts.GetByRole(AriaRole.Radio, new() { NameRegex = new("^Orchard Mills") })).ToBeVisibleAsync();
        await drawer.GetByPlaceholder("Find by name, domain or id").FillAsync("");
        await accounts.GetByRole(AriaRole.Radio, new() { NameRegex = new("^Meadow Bakeries A.S") }).CheckAsync();
        await drawer.GetByRole(AriaRole.Radio, new() { Name = "A new customer" }).CheckAsync();
        await super.Judge("link-salesforce");
        await super.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(super.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("001000000000001AAA");

        peer.Instead = async http =>
        {
            await SalesforcePeer.Error(http, 503, "SERVER_UNAVAILABLE");
            return true;
        };
        await super.Open("/orphans");
        await super.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Link ") }).First.ClickAsync();
        await Assertions.Expect(drawer.GetByLabel("Salesforce account")).ToHaveAccessibleDescriptionAsync(new Regex("Enter the account’s id"));
    }
}
