using System.Text.Json;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>Somebody at a browser. It hears what the page complains about: errors, refused styles and scripts.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private static readonly Lazy<string> Axe = new(() => File.ReadAllText(Path.Combine(Repository.Root, "console", "node_modules", "axe-core", "axe.min.js")));

    private static readonly string[] ColourRules = ["color-contrast", "link-in-text-block"];

    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    /// <summary>Listens to a page.</summary>
    public Visitor(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.PageError += (_, error) => _complaints.Add(error);
        page.Console += (_, message) =>
        {
            // The browser itself reports every answer of 400 and above; those are the server's to test.
            if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) _complaints.Add(message.Text);
        };
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>What the page complained about so far.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Opens an address and waits until its page is there and nothing of it is still loading.</summary>
    public async Task Open(string address)
    {
        await Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await Assertions.Expect(Title).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("main [aria-busy=true]")).ToHaveCountAsync(0);
    }

    /// <summary>The page's first heading.</summary>
    public ILocator Title => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    /// <summary>Follows a one-click link without showing where it leads.</summary>
    public async Task SignIn(Uri link) => (await _context.APIRequest.GetAsync(link.ToString())).Ok.ShouldBeTrue();

    /// <summary>Signs in behind the page's back, as in another tab, and lets the page notice.</summary>
    public async Task SignInHere(string email, ConsoleWorld world)
    {
        await SignIn((await world.Server).LinkOf(email));
        await Look();
    }

    /// <summary>The id of the first call of the demo that a filter lets through: what a test pushed is newer.</summary>
    public async Task<Guid> FirstCall(string filter)
    {
        var anHourAgo = TimeProvider.System.GetUtcNow().AddHours(-1).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        var calls = await _context.APIRequest.GetAsync($"/api/calls?to={Uri.EscapeDataString(anHourAgo)}&{filter}");
        return (await calls.JsonAsync())!.Value.GetProperty("items")[0].GetProperty("id").GetGuid();
    }

    /// <summary>The id of the first thing that a list of the demo's customer finds by a word: of users, teams, integration users.</summary>
    public async Task<Guid> FirstOf(string list, string word)
    {
        var found = await _context.APIRequest.GetAsync($"/api/customers/harbor/{list}?query={Uri.EscapeDataString(word)}");
        return (await found.JsonAsync())!.Value.GetProperty("items")[0].GetProperty("id").GetGuid();
    }

    /// <summary>Looks at the window again after looking elsewhere.</summary>
    public Task Look() => Page.EvaluateAsync("window.dispatchEvent(new Event('visibilitychange'))");

    /// <summary>Sends a change from the page, as its own code would: the status of the answer.</summary>
    public Task<int> Send(string method, string address, string body) => Page.EvaluateAsync<int>("""
        async ([method, address, body]) => {
          const me = await (await fetch('/api/me')).json()
          const headers = { 'Content-Type': 'application/json', 'Usher-Antiforgery': me.antiforgery, 'Usher-Note': 'moves to another team' }
          return (await fetch(address, { method, headers, body })).status
        }
        """, new[] { method, address, body });

    /// <summary>Keeps a picture of the page beside the tests' results, to be looked at: where the environment asks for pictures, which cost more than the test.</summary>
    public async Task Picture(string name)
    {
        if (Environment.GetEnvironmentVariable("PICTURES") is null) return;
        await Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "TestResults", "console", name + ".png") });
    }

    /// <summary>The same at both widths and in both colours; it is left as wide as it was, and light.</summary>
    public async Task Pictures(string name)
    {
        if (Environment.GetEnvironmentVariable("PICTURES") is null) return;
        var size = Page.ViewportSize!;
        foreach (var (width, scheme) in new[] { (1280, ColorScheme.Light), (1280, ColorScheme.Dark), (360, ColorScheme.Light), (360, ColorScheme.Dark) })
        {
            await Page.SetViewportSizeAsync(width, 860);
            await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await Picture($"{name}-{width}-{scheme.ToString().ToLowerInvariant()}");
        }

        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await Page.SetViewportSizeAsync(size.Width, size.Height);
    }

    /// <summary>
    /// Judges the page as it stands, at both widths and in both colours: it fits its window, and axe finds nothing. It is left wide and light.
    /// </summary>
    /// <param name="name">What it is called where it fails, and in its pictures.</param>
    public async Task Judge(string name)
    {
        foreach (var width in new[] { 360, 1280 })
        {
            await Page.SetViewportSizeAsync(width, width < 600 ? 740 : 860);
            foreach (var colours in new[] { ColorScheme.Dark, ColorScheme.Light })
            {
                await Page.EmulateMediaAsync(new() { ColorScheme = colours, ReducedMotion = ReducedMotion.Reduce });
                await Picture($"{name}-{width}-{colours.ToString().ToLowerInvariant()}");
                // In the dark nothing but colours is another, and those do not depend on the width.
                if (colours == ColorScheme.Light || width > 600) (await Barriers(onlyColours: colours == ColorScheme.Dark)).ShouldBeEmpty($"{name} at {width}, {colours}");
            }

            (await Overflow()).ShouldBeEmpty($"{name} at {width}");
        }
    }

    /// <summary>What axe finds against the page, one line each.</summary>
    /// <param name="onlyColours">Whether only what colours decide is looked at: where the page was looked at already in other colours.</param>
    public async Task<IReadOnlyList<string>> Barriers(bool onlyColours = false)
    {
        if (!await Page.EvaluateAsync<bool>("'axe' in window")) await Page.EvaluateAsync(Axe.Value);
        var found = await Page.EvaluateAsync<JsonElement>(
            "(options) => axe.run(document, { resultTypes: ['violations'], ...options }).then((result) => result.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html).join(' | ')))",
            onlyColours ? new { runOnly = ColourRules } : new { });
        return [.. found.EnumerateArray().Select(line => line.GetString()!)];
    }

    /// <summary>What makes the page scroll sideways: nothing, or by how much and the innermost element that sticks out furthest.</summary>
    public Task<string> Overflow() => Page.EvaluateAsync<string>(
        """
        () => {
          const root = document.documentElement
          if (root.scrollWidth <= root.clientWidth) return ''
          const right = (element) => element.getBoundingClientRect().right
          const cut = (element) => element !== root && (getComputedStyle(element).overflowX !== 'visible' || cut(element.parentElement))
          const widest = [...document.querySelectorAll('body *')].filter((e) => !cut(e.parentElement)).reduce((a, b) => (right(b) >= right(a) ? b : a))
          return `${root.scrollWidth - root.clientWidth} px: ${widest.outerHTML.slice(0, 300)}`
        }
        """);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
