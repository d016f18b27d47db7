using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>An address that a recorder uses: listed, proposed, proved by the person alone, linked, cleared.</summary>
[Whole]
public partial class IdentityPagesTests(ConsoleWorld world)
{
    private const string Host = "default@recorder.example";
    private const string Identities = "/customers/lakeside/identities";

    [Fact]
    public async Task A_host_whom_nobody_knows_is_proposed_and_proved_by_the_person_and_cleared_again()
    {
        var server = await world.Server;
        using var http = new HttpClient { BaseAddress = server.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Keys["lakeside.recorder"]);
        var pushed = await http.PostAsJsonAsync("/api/calls", new
        {
            recorderId = Guid.NewGuid(), title = "Nobody’s", host = Host, start = TimeProvider.System.GetUtcNow(), durationSeconds = 10,
            turns = new[] { new { speaker = "Host", at = 0, text = "Hello there." } },
        });
        pushed.IsSuccessStatusCode.ShouldBeFalse();

        await using var keeper = await world.Visit("useradmin@lakeside.example", Identities);
        await Looked(keeper, "identities-unmatched");
        await keeper.Page.GetByRole(AriaRole.Button, new() { Name = $"Propose {Host}" }).ClickAsync();
        var drawer = keeper.Page.GetByRole(AriaRole.Dialog);
        await Looked(keeper, "identity-propose");
        await drawer.GetByRole(AriaRole.Group, new() { Name = "Suggestions" }).GetByRole(AriaRole.Button).First.ClickAsync();
        await drawer.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Propose for") }).ClickAsync();
        await Assertions.Expect(keeper.Page.GetByRole(AriaRole.Region, new() { Name = "Proposed" })).ToContainTextAsync(Host);
        await Looked(keeper, "identities-proposed");

        await using var person = await world.Visit("default@lakeside.example", "/profile");
        var mine = person.Page.GetByRole(AriaRole.List, new() { Name = "My identities" });
        await Assertions.Expect(mine).ToContainTextAsync(Host);
        await Looked(person, "my-identities-proposed");
        await person.Page.GetByRole(AriaRole.Button, new() { Name = $"Prove {Host}" }).ClickAsync();
        var asked = person.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(asked.GetByLabel("E-mail address at the recorder")).ToHaveValueAsync(Host);
        await Looked(person, "my-identities-address");
        await asked.GetByRole(AriaRole.Button, new() { Name = "Email me a code" }).ClickAsync();
        await Assertions.Expect(asked.GetByLabel("Code")).ToBeVisibleAsync();
        await asked.GetByLabel("Code").FillAsync("AAAA-AAAA-AAAA");
        await asked.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Assertions.Expect(asked).ToContainTextAsync("This code is wrong, was already used or has expired.");
        await asked.GetByLabel("Code").FillAsync(Code().Match(await server.Letter(Host, "enter this code")).Value);
        await Looked(person, "my-identities-code");
        await asked.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Assertions.Expect(asked.GetByRole(AriaRole.Button, new() { Name = $"Link {Host}" })).ToBeVisibleAsync();
        await Looked(person, "my-identities-link");
        await asked.GetByRole(AriaRole.Button, new() { Name = $"Link {Host}" }).ClickAsync();
        await Assertions.Expect(mine.GetByRole(AriaRole.Button, new() { Name = $"Remove {Host}" })).ToBeVisibleAsync();
        await Looked(person, "my-identities-linked");

        await keeper.Open(Identities);
        var linked = keeper.Page.GetByRole(AriaRole.Region, new() { Name = "Linked" });
        await Assertions.Expect(linked).ToContainTextAsync(Host);
        await Looked(keeper, "identities-linked");
        await linked.GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(keeper.Page.GetByRole(AriaRole.Main)).ToContainTextAsync($"Recorder address {Host}");
        await Looked(keeper, "user-identities");
        await keeper.Open(Identities);
        await keeper.Page.GetByRole(AriaRole.Button, new() { Name = $"Clear {Host}" }).ClickAsync();
        await Looked(keeper, "identity-clear");
        await keeper.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Clear recorder address" }).ClickAsync();
        await Assertions.Expect(linked).ToHaveCountAsync(0);
        keeper.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_does_not_see_the_directory_reads_why()
    {
        await using var visitor = await world.Visit("default@lakeside.example", Identities);
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("You don’t have access to this page");
    }

    /// <summary>As it looks at both widths, light and dark.</summary>
    private static async Task Looked(Visitor visitor, string name)
    {
        await Assertions.Expect(visitor.Page.Locator("main [aria-busy=true], [role=dialog] [aria-busy=true]")).ToHaveCountAsync(0);
        foreach (var width in new[] { 360, 1280 })
        {
            await visitor.Page.SetViewportSizeAsync(width, width < 600 ? 740 : 860);
            foreach (var mode in new[] { ColorScheme.Dark, ColorScheme.Light })
            {
                await visitor.Page.EmulateMediaAsync(new() { ColorScheme = mode, ReducedMotion = ReducedMotion.Reduce });
                await visitor.Picture($"{name}-{width}-{mode.ToString().ToLowerInvariant()}");
                (await visitor.Barriers(onlyColours: mode == ColorScheme.Dark)).ShouldBeEmpty($"{name} at {width}, {mode}");
            }

            (await visitor.Overflow()).ShouldBeEmpty($"{name} at {width}");
        }
    }

    [GeneratedRegex("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
