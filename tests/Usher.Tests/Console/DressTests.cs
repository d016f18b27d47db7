using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Usher.Tests.ConsolePages;

/// <summary>Every page, as the person it is for, at both widths, light and dark.</summary>
public class DressTests(ConsoleWorld world)
{
    /// <summary>Page, whose, address, title.</summary>
    public static TheoryData<string, string?, string, string> Pages => new()
    {
        { "sign-in", null, "/sign-in", "Sign in to Usher" },
        { "welcome", null, "/welcome#none", "Choose a password" },
        { "inbox", "user@harbor.example", "/inbox", "Inbox" },
        { "calls", "user@harbor.example", "/calls", "Calls" },
        { "found", "user@harbor.example", "/calls?text=price", "Calls" },
        { "nothing-found", "user@harbor.example", "/calls?text=zyzzyva", "Calls" },
        { "ask", "user@harbor.example", "/ask?q=What+did+they+say+about+the+price%3F", "Ask" },
        { "customers", "support@usher.example", "/customers", "Customers" },
        { "users", "customeradmin@harbor.example", "/customers/harbor/users", "Users" },
        { "users-staff", "support@usher.example", "/customers/harbor/users", "Users" },
        { "users-refused", "default@harbor.example", "/customers/harbor/users", "This page is not open to you" },
        { "why", "customeradmin@harbor.example", "/customers/harbor/why?person=default%40harbor.example&permission=user%2Fview", "Why" },
        { "roles", "default@harbor.example", "/roles", "Roles" },
        { "audit", "customeradmin@harbor.example", "/customers/harbor/audit", "Audit trail" },
        { "gone", "user@harbor.example", "/calls/0192f3c4-5a6b-7c8d-9e0f-112233445566", "There is no such call for you here" },
        { "nowhere", "user@harbor.example", "/nowhere", "There is no such page for you here" },
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task Every_page_is_free_of_barriers_complaints_and_sideways_scrolling_in_every_dress(string name, string? email, string address, string title)
    {
        await using var visitor = await world.Visit(email, address);
        await Assertions.Expect(visitor.Title).ToHaveTextAsync(new Regex("^" + title));
        foreach (var width in new[] { 1280, 360 })
        {
            await visitor.Page.SetViewportSizeAsync(width, width < 600 ? 740 : 860);
            foreach (var dress in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await visitor.Page.EmulateMediaAsync(new() { ColorScheme = dress, ReducedMotion = ReducedMotion.Reduce });
                await Assertions.Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-theme", dress == ColorScheme.Light ? "light" : "dark");
                await visitor.Picture($"{name}-{width}-{dress.ToString().ToLowerInvariant()}");
                (await visitor.Barriers()).ShouldBeEmpty($"{name} at {width}, {dress}");
            }

            (await visitor.Overflow()).ShouldBe(0, $"{name} at {width}");
        }

        visitor.Complaints.ShouldBeEmpty();
    }
}
