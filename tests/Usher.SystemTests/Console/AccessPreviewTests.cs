using Microsoft.Playwright;

namespace Usher.SystemTests.ConsolePages;

/// <summary>What a change of access would do is shown before it is done, with names, and shown again when somebody else was quicker.</summary>
public sealed class AccessPreviewTests(ConsoleWorld world)
{
    private const string Staff = "super@usher.example";

    [Fact]
    public async Task A_role_is_edited_as_its_preview_showed_it_or_the_preview_is_shown_again()
    {
        await using var staff = await world.Visit(Staff, "/customers");
        var (first, second) = (await Add(staff, "Nele", "Voss"), await Add(staff, "Otis", "Reed"));
        (await staff.Send("POST", "/api/customers/lakeside/custom-roles", """{"name":"Preview desk","apps":["signage"]}""")).ShouldBe(201);
        (await Give(staff, first)).ShouldBe(204);
        await staff.Open("/customers/lakeside/custom-roles/preview-desk");
        await staff.Page.GetByRole(AriaRole.Button, new() { Name = "Edit", Exact = true }).ClickAsync();
        var drawer = staff.Page.GetByRole(AriaRole.Dialog, new() { Name = "Edit Preview desk" });
        await drawer.GetByLabel("Menu Studio").CheckAsync();
        var gains = drawer.GetByRole(AriaRole.Region, new() { Name = "Gain access" });
        await Assertions.Expect(gains).ToContainTextAsync("Nele Voss");
        await Assertions.Expect(gains).ToContainTextAsync("Configure Menu Studio");
        (await staff.Barriers()).ShouldBeEmpty();
        await gains.ScrollIntoViewIfNeededAsync();
        await staff.Picture("access-preview-1280");

        // Somebody else gives the role to one more person meanwhile.
        await using var other = await world.Visit(Staff, "/customers");
        (await Give(other, second)).ShouldBe(204);
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Give 1 person access" }).ClickAsync();
        await Assertions.Expect(drawer).ToContainTextAsync("Something changed after you opened this.");
        await Assertions.Expect(gains).ToContainTextAsync("Nele Voss and Otis Reed");
        (await staff.Barriers()).ShouldBeEmpty();
        await Assertions.Expect(gains).ToBeInViewportAsync();
        await staff.Picture("access-preview-again-1280");
        await staff.Page.SetViewportSizeAsync(360, 740);
        (await staff.Overflow()).ShouldBeEmpty();
        await gains.ScrollIntoViewIfNeededAsync();
        await staff.Picture("access-preview-again-360");
        await staff.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await staff.Picture("access-preview-again-dark-360");

        await drawer.GetByRole(AriaRole.Button, new() { Name = "Give 2 people access" }).ClickAsync();
        await Assertions.Expect(drawer).ToBeHiddenAsync();
        await Assertions.Expect(staff.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("Menu Studio");
        staff.Complaints.ShouldBeEmpty();
    }

    /// <summary>Adds somebody with a tenant: their id.</summary>
    private static async Task<string> Add(Visitor staff, string firstName, string lastName)
    {
        var email = $"{firstName}.{lastName}@lakeside.example".ToLowerInvariant();
        (await staff.Send("POST", "/api/customers/lakeside/users", $$"""{"email":"{{email}}","firstName":"{{firstName}}","lastName":"{{lastName}}","tenants":["east"]}""")).ShouldBe(201);
        return await staff.Page.EvaluateAsync<string>("async (email) => (await (await fetch('/api/customers/lakeside/users?query=' + email)).json()).items[0].id", email);
    }

    private static Task<int> Give(Visitor staff, string user) =>
        staff.Send("PUT", $"/api/customers/lakeside/users/{user}/custom-roles", """{"roles":["preview-desk"]}""");
}
