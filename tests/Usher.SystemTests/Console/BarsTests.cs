using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>How steady a page stands while it loads, and when its largest part is there.</summary>
public class BarsTests(ConsoleWorld world)
{
    // Chromium tells both as it draws: what moves without having been asked to, and the largest thing so far.
    private const string Watch = """
        window.bars = { shift: 0, largest: 0, moved: [] }
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
          if (entry.hadRecentInput) return
          window.bars.shift += entry.value
          window.bars.moved.push(...entry.sources.map(({ node }) => (node?.outerHTML ?? node?.textContent ?? '').slice(0, 90)))
        })).observe({ type: 'layout-shift', buffered: true })
        new PerformanceObserver((list) => { window.bars.largest = list.getEntries().at(-1).startTime }).observe({ type: 'largest-contentful-paint', buffered: true })
        """;

    /// <summary>The pages of the dress test, each once: whose, address.</summary>
    public static TheoryData<string?, string> Pages
    {
        get
        {
            var pages = new TheoryData<string?, string>();
            foreach (var row in AppearanceTests.Pages.Select(row => row.Data).DistinctBy(data => (data.Item2, data.Item3))) pages.Add(row.Item2, row.Item3);
            return pages;
        }
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Nothing_moves_while_a_page_loads(string? email, string address)
    {
        await using var visitor = await world.Visit(email);
        var page = visitor.Page;
        await page.AddInitScriptAsync(Watch);
        // Answers wait until the skeleton stands, so that what comes in its place is seen to come, on any machine.
        var go = new TaskCompletionSource();
        await page.RouteAsync("**/api/**", async route =>
        {
            if (!route.Request.Url.EndsWith("/api/me", StringComparison.Ordinal)) await go.Task;
            await route.ContinueAsync();
        });
        var where = await AppearanceTests.Named(world, visitor, address);
        await page.GotoAsync(where, new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToBeVisibleAsync(new() { Timeout = 20_000 });
        if (await page.Locator("main [aria-busy=true]").CountAsync() > 0) await Assertions.Expect(page.Locator("main .MuiSkeleton-root").First).ToBeVisibleAsync();
        go.SetResult();
        await Assertions.Expect(visitor.Title).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Assertions.Expect(page.Locator("main [aria-busy=true]")).ToHaveCountAsync(0, new() { Timeout = 20_000 });
        await page.EvaluateAsync("document.fonts.ready.then(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))");
        var bars = await page.EvaluateAsync<Bars>("window.bars");
        TestContext.Current.TestOutputHelper?.WriteLine($"{address}: shift {bars.Shift:0.000}, largest after {bars.Largest:0} ms");
        bars.Shift.ShouldBeLessThan(0.05, string.Join('\n', bars.Moved));
    }

    private sealed record Bars
    {
        public double Shift { get; set; }

        public double Largest { get; set; }

        public string[] Moved { get; set; } = [];
    }
}
