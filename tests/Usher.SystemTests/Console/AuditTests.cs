using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

[Whole]
public class AuditTests(ConsoleWorld world)
{
    private const string Admin = "customeradmin@harbor.example";
    private const string Trail = "/customers/harbor/audit";

    [Fact]
    public async Task An_entry_is_proved_in_the_browser_and_shows_what_the_log_holds()
    {
        await using var visitor = await Opened();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Verify entry" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Verified: this entry is unchanged in the signed log.")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.List, new() { Name = "What was checked" }).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(4);
        await visitor.Page.GetByText("The entry as recorded").ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("pre")).ToContainTextAsync("\"format\": 1");
        await visitor.Picture("proved-1280-light");
        (await visitor.Barriers()).ShouldBeEmpty();
        visitor.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("entry", "The content is the one in the log")]
    [InlineData("proof", "The hash leads to the root of the log")]
    [InlineData("root", "The hash leads to the root of the log")]
    [InlineData("head", "The root is signed")]
    [InlineData("index", "The proof is for this entry")]
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
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Verify entry" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Not verified: this entry or its log was altered.")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = check + ", failed" }).Last).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_trail_is_narrowed_by_who_and_what_in_the_address()
    {
        await using (var stranger = await world.Visit(null, "/sign-in"))
        {
            await stranger.Page.GetByLabel("E-mail address").FillAsync("zoe.besancon@harbor.example");
            await stranger.Page.GetByLabel("Password").FillAsync("wrong wrong wrong");
            await stranger.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
            await Assertions.Expect(stranger.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        }

        await using var visitor = await world.Visit(Admin, Trail);
        await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Action:") }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Combobox, new() { Name = "Action" }).FillAsync("sign in");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("act=SignIn"));
        var entries = visitor.Page.GetByRole(AriaRole.List, new() { Name = "Entries" });
        // Of a person, never of Usher, and together where they follow each other.
        await Assertions.Expect(entries).ToContainTextAsync(new Regex("signed in|sign-ins"));
        await Assertions.Expect(entries.GetByText("tried to sign in").First).ToBeVisibleAsync();
        // Asked until it holds: the entries of before stand until these have come.
        await Assertions.Expect(entries.GetByRole(AriaRole.Button, new() { NameRegex = new("^(?!.*(signed in|sign-ins|tried to sign in))") })).ToHaveCountAsync(0);
        await Assertions.Expect(entries.GetByText("Usher", new() { Exact = true })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Somebody_who_did_nothing_lately_is_found_by_name_and_still_has_one_in_a_link()
    {
        await using var visitor = await world.Visit("support@usher.example", "/customers/lakeside/audit");
        var who = visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Who:") });
        await who.ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Combobox, new() { Name = "Who" }).FillAsync("abelson");
        await visitor.Page.GetByRole(AriaRole.Option, new() { NameRegex = new("^Ruth Abelson") }).ClickAsync();
        await Assertions.Expect(who).ToHaveAccessibleNameAsync("Who: by Ruth Abelson");
        await visitor.Page.ReloadAsync();
        await Assertions.Expect(who).ToHaveAccessibleNameAsync("Who: by Ruth Abelson");
        visitor.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("orgadmin@harbor.example", "added a call")]
    [InlineData("support@usher.example", "sign")]
    public async Task Each_reads_the_trail_of_their_reach(string email, string act)
    {
        await using var visitor = await world.Visit(email, Trail);
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.List, new() { Name = "Entries" })).ToContainTextAsync(act);
        await visitor.Open(Trail + "?section=" + (act == "sign" ? "insights" : "connect"));
        await Assertions.Expect(visitor.Page.GetByText("You don’t have access to this page")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_may_not_read_it_hears_why()
    {
        await using var visitor = await world.Visit("default@harbor.example", Trail);
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("You don’t have access to this page");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Who can help" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_the_filters_leave_is_taken_away_as_a_table_and_the_section_with_its_proofs()
    {
        await using var visitor = await world.Visit(Admin, Trail + "?act=AddUser");
        var table = await Download(visitor, "Table (CSV)");
        table.Name.ShouldMatch(@"^harbor-connect-audit-to-\d+\.csv$");
        var rows = table.Text.Split("\r\n");
        rows[0].ShouldContain("\"index\",\"at\",\"act\",\"actor kind\",\"actor\"");
        rows[1..^1].ShouldAllBe(row => row.Contains(",\"AddUser\","));
        var provable = await Download(visitor, "Provable");
        provable.Name.ShouldEndWith(".jsonl");
        provable.Text.ShouldStartWith("{\"export\":\"usher audit export 2\"");

        await visitor.Open(Trail + "?act=ExportConnectAudit");
        var entries = visitor.Page.GetByRole(AriaRole.List, new() { Name = "Entries" }).GetByRole(AriaRole.Button);
        await Assertions.Expect(entries.First).ToHaveAccessibleNameAsync(new Regex("exported the trail of Connect$"));
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_changed_in_access_this_week_says_what_it_comes_to_and_leads_to_its_entries()
    {
        await using var staff = await world.Visit("super@usher.example", "/customers");
        (await staff.Send("POST", "/api/customers/lakeside/users", """{"email":"week@lakeside.example","firstName":"Wanda","lastName":"Week","connect":"user","tenants":["east"],"invite":false}""")).ShouldBe(201);
        await using var visitor = await world.Visit("support@usher.example", "/customers/lakeside/audit");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "What changed in access" }).ClickAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("view=access"));
        var row = visitor.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Wanda Week" });
        await Assertions.Expect(row.First).ToContainTextAsync("Gained");
        await Assertions.Expect(row.First).ToContainTextAsync("moves to another team");
        await row.First.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.List, new() { Name = "Entries" }).GetByRole(AriaRole.Button).First).ToHaveAccessibleNameAsync(new Regex("added Wanda Week$"));
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^About: about Wanda Week") })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task From_an_entry_one_follows_the_history_of_what_it_speaks_of_and_the_acts_of_who_acted()
    {
        await using var visitor = await world.Visit("orgadmin@harbor.example", Trail + "?act=SetLevel");
        await visitor.Page.GetByRole(AriaRole.List, new() { Name = "Entries" }).GetByRole(AriaRole.Button).First.ClickAsync();
        var follow = visitor.Page.GetByRole(AriaRole.List, new() { Name = "Related" });
        await follow.GetByRole(AriaRole.Link, new() { NameRegex = new("^History of ") }).First.ClickAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("subject="));
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.List, new() { Name = "Entries" }).GetByRole(AriaRole.Button)).Not.ToHaveCountAsync(0);
    }

    private static async Task<(string Name, string Text)> Download(Visitor visitor, string form)
    {
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Export", Exact = true }).ClickAsync();
        var file = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Page.GetByRole(AriaRole.Menuitem, new() { NameRegex = new("^" + Regex.Escape(form)) }).ClickAsync());
        return (file.SuggestedFilename, await File.ReadAllTextAsync((await file.PathAsync())!, TestContext.Current.CancellationToken));
    }

    private static string Flip(string text, int at = 0) => text[..at] + (text[at] == 'a' ? 'b' : 'a') + text[(at + 1)..];

    private async Task<Visitor> Opened()
    {
        var visitor = await world.Visit(Admin, Trail + "?act=AddUser");
        await visitor.Page.GetByRole(AriaRole.List, new() { Name = "Entries" }).GetByRole(AriaRole.Button).First.ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Verify entry" })).ToBeVisibleAsync();
        return visitor;
    }
}
