using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Usher.Tests.ConsolePages;

public class AuditTests(ConsoleWorld world)
{
    private const string Admin = "customeradmin@harbor.example";
    private const string Trail = "/customers/harbor/audit";

    [Fact]
    public async Task An_entry_is_proved_in_the_browser_and_shows_what_the_log_holds()
    {
        await using var visitor = await Opened();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Prove it" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Proved: this entry stands unaltered in the signed log.")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.List, new() { Name = "What was checked" }).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(4);
        await visitor.Page.GetByText("The entry as the log holds it").ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("pre")).ToContainTextAsync("\"format\": 1");
        await visitor.Picture("proved-1280-light");
        (await visitor.Barriers()).ShouldBeEmpty();
        visitor.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("entry", "Its words are the ones in the log")]
    [InlineData("proof", "Its path leads to the log’s root")]
    [InlineData("root", "Its path leads to the log’s root")]
    [InlineData("head", "That root was signed")]
    [InlineData("index", "It is this entry")]
    public async Task A_proof_that_was_tampered_with_does_not_hold(string member, string check)
    {
        await using var visitor = await Opened();
        await visitor.Page.RouteAsync("**/proof?*", async route =>
        {
            var proof = JsonNode.Parse(await (await route.FetchAsync()).TextAsync())!.AsObject();
            proof[member] = member switch
            {
                "entry" => proof["entry"]!.GetValue<string>().Replace("\"act\":\"", "\"act\":\"Not", StringComparison.Ordinal),
                "proof" => new JsonArray([.. proof["proof"]!.AsArray().Select((hash, place) => JsonValue.Create(place == 0 ? Flip(hash!.GetValue<string>()) : hash!.GetValue<string>()))]),
                "index" => proof["index"]!.GetValue<long>() - 1,
                "head" => Flip(proof["head"]!.GetValue<string>(), 75),
                _ => Flip(proof[member]!.GetValue<string>()),
            };
            await route.FulfillAsync(new() { Status = 200, ContentType = "application/json", Body = proof.ToJsonString() });
        });
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Prove it" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Not proved: this entry or its log was altered.")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = check + ", does not hold" }).Last).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_trail_is_narrowed_by_who_and_what_in_the_address()
    {
        await using var visitor = await world.Visit(Admin, Trail);
        await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Act:") }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Combobox, new() { Name = "Act" }).FillAsync("sign in");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("act=SignIn"));
        var entries = visitor.Page.GetByRole(AriaRole.List, new() { Name = "Entries" }).GetByRole(AriaRole.Button);
        await Assertions.Expect(entries.First).ToContainTextAsync("Sign in");
        await Assertions.Expect(entries.Filter(new() { HasNotText = "Sign in" })).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("orgadmin@harbor.example", "Ingest call")]
    [InlineData("support@usher.example", "Sign in")]
    public async Task Each_reads_the_trail_of_their_reach(string email, string act)
    {
        await using var visitor = await world.Visit(email, Trail);
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.List, new() { Name = "Entries" })).ToContainTextAsync(act);
        await visitor.Open(Trail + "?section=" + (act == "Sign in" ? "insights" : "connect"));
        await Assertions.Expect(visitor.Page.GetByText("This page is not open to you")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_may_not_read_it_hears_why()
    {
        await using var visitor = await world.Visit("default@harbor.example", Trail);
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("This page is not open to you");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Who can help" })).ToBeVisibleAsync();
    }

    private static string Flip(string text, int at = 0) => text[..at] + (text[at] == 'a' ? 'b' : 'a') + text[(at + 1)..];

    private async Task<Visitor> Opened()
    {
        var visitor = await world.Visit(Admin, Trail);
        await visitor.Page.GetByRole(AriaRole.List, new() { Name = "Entries" }).GetByRole(AriaRole.Button).First.ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Prove it" })).ToBeVisibleAsync();
        return visitor;
    }
}
