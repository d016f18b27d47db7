using Microsoft.Playwright;
using Usher.Tests;

namespace Usher.SystemTests.ConsolePages;

/// <summary>What a page's first load brings, by how much it moves meanwhile, and when its largest part is there.</summary>
public sealed class FirstLoad
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

    private readonly Visitor _visitor;
    private readonly List<Task<int>> _received = [];

    private FirstLoad(Visitor visitor)
    {
        _visitor = visitor;
        visitor.Page.Response += (_, response) =>
        {
            // The line that stays open has no end to wait for.
            if (!response.Url.EndsWith("/api/events", StringComparison.Ordinal)) _received.Add(Size(response));
        };
    }

    /// <summary>Opens an address. Answers wait until the skeleton is there, so that what comes in its place is seen to come, on any machine.</summary>
    public static async Task<FirstLoad> Of(Visitor visitor, string address)
    {
        var (load, page) = (new FirstLoad(visitor), visitor.Page);
        await page.AddInitScriptAsync(Watch);
        var go = new TaskCompletionSource();
        await page.RouteAsync("**/api/**", async route =>
        {
            if (!route.Request.Url.EndsWith("/api/me", StringComparison.Ordinal)) await go.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToBeVisibleAsync();
        if (await page.Locator("main [aria-busy=true]").CountAsync() > 0) await Assertions.Expect(page.Locator("main .MuiSkeleton-root").First).ToBeVisibleAsync();
        go.SetResult();
        await Assertions.Expect(visitor.Title).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("main [aria-busy=true]")).ToHaveCountAsync(0);
        await page.UnrouteAsync("**/api/**");
        return load;
    }

    /// <summary>Until now less than 280 kB came, all answers of the server included, and next to nothing moved. How long it took is said, not judged.</summary>
    public async Task ShouldBeLightAndSteady(string what)
    {
        await _visitor.Page.EvaluateAsync("document.fonts.ready.then(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))");
        var bytes = (await Task.WhenAll(_received.ToArray())).Sum();
        var bars = await _visitor.Page.EvaluateAsync<Bars>("window.bars");
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {bytes:N0} bytes in {_received.Count} answers, shift {bars.Shift:0.000}, largest after {bars.Largest:0} ms");
        bytes.ShouldBeInRange(50_000, 280_000, what);
        bars.Shift.ShouldBeLessThan(0.05, $"{what}: {string.Join('\n', bars.Moved)}");
    }

    private static async Task<int> Size(IResponse response)
    {
        await response.FinishedAsync();
        return (await response.Request.SizesAsync()).ResponseBodySize;
    }

    private sealed record Bars
    {
        public double Shift { get; set; }

        public double Largest { get; set; }

        public string[] Moved { get; set; } = [];
    }
}
