using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>How every page is looked at: as the person it is for, at both widths, light and dark. The pages are in three classes, which run at once.</summary>
public abstract class Appearance(ConsoleWorld world)
{
    protected const string Seller = "user@harbor.example";
    protected const string Admin = "customeradmin@harbor.example";
    protected const string Refused = "You don’t have access to this page";

    protected async Task IsLightSteadyAndFreeOfBarriers(string name, string? email, string address, string title, string presses)
    {
        await using var visitor = await world.Visit(email);
        var load = await FirstLoad.Of(visitor, await Named(world, visitor, address));
        await Assertions.Expect(visitor.Title).ToHaveTextAsync(new Regex("^" + title));
        await load.ShouldBeLightAndSteady(name);
        string? before = null;
        foreach (var press in presses.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            await Press(visitor, press, isAgain: press == before);
            before = press;
        }

        // What was pressed may lead to another page.
        await Assertions.Expect(visitor.Page.Locator("h1")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.Locator("main [aria-busy=true], [role=dialog] [aria-busy=true]")).ToHaveCountAsync(0);
        if (presses.Length > 0) await load.ShouldBeLightAndSteady($"{name}, once {presses} was pressed");
        foreach (var width in new[] { 1280, 360 })
        {
            await visitor.Page.SetViewportSizeAsync(width, width < 600 ? 740 : 860);
            foreach (var mode in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await visitor.Page.EmulateMediaAsync(new() { ColorScheme = mode, ReducedMotion = ReducedMotion.Reduce });
                await Assertions.Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-theme", mode == ColorScheme.Light ? "light" : "dark");
                await visitor.Picture($"{name}-{width}-{mode.ToString().ToLowerInvariant()}");
                // The colours of the dark theme do not depend on the width.
                if (mode == ColorScheme.Light || width > 600) (await visitor.Barriers(onlyColours: mode == ColorScheme.Dark)).ShouldBeEmpty($"{name} at {width}, {mode}");
            }

            (await visitor.Overflow()).ShouldBeEmpty($"{name} at {width}");
        }

        visitor.Complaints.ShouldBeEmpty();
    }

    /// <param name="visitor">Who presses.</param>
    /// <param name="name">What is pressed.</param>
    /// <param name="isAgain">What was pressed before opened a drawer with a button of the same name: that one.</param>
    private static async Task Press(Visitor visitor, string name, bool isAgain)
    {
        var main = visitor.Page.GetByRole(AriaRole.Main);
        var pattern = new Regex(name);
        var inDrawer = visitor.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { NameRegex = pattern });
        if (isAgain)
        {
            await inDrawer.First.ClickAsync();
            return;
        }

        var found = main.GetByRole(AriaRole.Button, new() { NameRegex = pattern })
            .Or(main.GetByRole(AriaRole.Link, new() { NameRegex = pattern }))
            .Or(visitor.Page.GetByRole(AriaRole.Menuitem, new() { NameRegex = pattern }))
            .Or(inDrawer).First;
        var leads = await found.GetAttributeAsync("href");
        await found.ClickAsync();
        // The page before stands until the next has come.
        if (leads is not null) await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex(Regex.Escape(leads)));
        // The code of a drawer comes when it is first opened: without it only the page would be looked at.
        else await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Dialog).Or(visitor.Page.GetByRole(AriaRole.Menu)).Or(main.Locator("[aria-expanded=true]")).First).ToBeVisibleAsync();
    }

    /// <summary>The address with an id in place of a nickname: a call that is the first of the list, the first of one's own, held, or of 250 turns; or the user, team or integration user of that name.</summary>
    private static async Task<string> Named(ConsoleWorld world, Visitor visitor, string address)
    {
        var name = Regex.Match(address, "/(calls|users|teams|integration-users)/([a-z]+)\\b");
        if (!name.Success) return address;
        var id = name.Groups[2].Value switch
        {
            "held" => await world.PushHeld(Seller),
            "long" => await world.Push("omar.khoury@harbor.example", "Two hundred and fifty turns", new string('A', 80),
                [.. Enumerable.Range(0, 250).Select(i => ($"Speaker {i % 2}", $"Turn {i}: the price of pallet {i} is {i * 3} pounds, and I send the offer by Friday."))]),
            "first" => await visitor.FirstCall(""),
            "mine" => await visitor.FirstCall("mine=true"),
            var word => await visitor.FirstOf(name.Groups[1].Value, word),
        };
        return address.Replace(name.Value, $"/{name.Groups[1].Value}/{id}", StringComparison.Ordinal);
    }
}
