using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

public class SessionTests(ConsoleWorld world)
{
    [Fact]
    public async Task Whoever_is_not_signed_in_comes_back_to_the_very_place_after_signing_in()
    {
        await using var visitor = await world.Visit(null, "/calls?team=sales#here");
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex(@"/sign-in\?to=%2Fcalls%3Fteam%3Dsales%23here"));
        await visitor.SignInHere("user@harbor.example", world);
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex(@"/calls\?team=sales#here$"));
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData(@"/\elsewhere.example/")]
    public async Task Signing_in_never_leads_out_of_the_console(string to)
    {
        await using var visitor = await world.Visit("user@harbor.example");
        await visitor.Open("/sign-in?to=" + Uri.EscapeDataString(to));
        new Uri(visitor.Page.Url).Authority.ShouldBe((await world.Server).Url.Authority);
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("/today$"));
    }

    [Fact]
    public async Task A_wrong_password_is_told_in_words_that_take_the_focus_and_empty_fields_at_their_place()
    {
        await using var visitor = await world.Visit(null, "/sign-in");
        var button = visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" });
        await button.ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Enter your e-mail address.")).ToBeVisibleAsync();
        await visitor.Page.GetByLabel("E-mail address").FillAsync("nobody@harbor.example");
        await visitor.Page.GetByLabel("Password").FillAsync("wrong wrong wrong");
        await button.ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The e-mail address or the password is wrong.");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        (await visitor.Barriers()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("support@usher.example", "/customers")]
    [InlineData("user@harbor.example", "/today")]
    public async Task Staff_land_on_the_customers_and_users_in_their_own(string email, string landing)
    {
        await using var visitor = await world.Visit(email, "/");
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex(landing + "$"));
    }

    [Fact]
    public async Task A_session_that_ended_elsewhere_is_noticed_when_the_window_is_looked_at_again()
    {
        await using var visitor = await world.Visit("default@lakeside.example", "/calls");
        await Assertions.Expect(visitor.Title).ToContainTextAsync("Calls");
        await visitor.Page.Context.ClearCookiesAsync();
        await visitor.Page.EvaluateAsync("window.dispatchEvent(new Event('visibilitychange'))");
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex(@"/sign-in\?to=%2Fcalls"));
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        await using var visitor = await world.Visit("custom@lakeside.example", "/roles");
        await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Your account:") }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("/sign-in$"));
        await visitor.Open("/calls");
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex(@"/sign-in\?to"));
    }

    [Fact]
    public async Task A_forgotten_password_is_chosen_anew_by_a_link_and_changed_in_the_profile()
    {
        const string who = "forgetful@lakeside.example";
        var server = await world.Server;
        await using var staff = await world.Visit("super@usher.example", "/customers");
        (await staff.Send("POST", "/api/customers/lakeside/users", $$"""{"email":"{{who}}","firstName":"Fenna","lastName":"Vos","connect":"user","tenants":["east"],"invite":false}""")).ShouldBe(201);

        await using var visitor = await world.Visit(null, "/sign-in");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Forgot your password, or never set one?" }).ClickAsync();
        await Button("Email me a link").ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("Enter your e-mail address.")).ToBeVisibleAsync();
        await visitor.Page.GetByLabel("E-mail address").FillAsync(who);
        await Button("Email me a link").ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Status)).ToContainTextAsync($"If {who} has an account here");
        (await visitor.Barriers()).ShouldBeEmpty();
        var letter = await server.Letter(who, "asked to reset your Usher password");
        await visitor.Open("/reset" + Regex.Match(letter, "#[-_A-Za-z0-9]{64}").Value);
        await Assertions.Expect(visitor.Page.GetByLabel("Revoke my personal API keys too")).ToBeCheckedAsync();
        await visitor.Page.GetByLabel("New password").FillAsync("fenna.vos.2026");
        await Button("Set password and sign in").ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("it is made of your name");
        (await visitor.Barriers()).ShouldBeEmpty();
        await visitor.Page.GetByLabel("New password").FillAsync("the heron waits at dusk");
        await Button("Set password and sign in").ClickAsync();
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("Today");

        await visitor.Open("/profile");
        await Button("Change password").ClickAsync();
        var drawer = visitor.Page.GetByRole(AriaRole.Dialog);
        await drawer.GetByLabel("Current password").FillAsync("the heron waits at dawn");
        await drawer.GetByLabel("New password").FillAsync("the otter swims by night");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
        await Assertions.Expect(drawer.GetByLabel("Current password")).ToHaveAccessibleDescriptionAsync("That isn't your password.");
        (await visitor.Barriers()).ShouldBeEmpty();
        await visitor.Picture("password-1280-light");
        await drawer.GetByLabel("Current password").FillAsync("the heron waits at dusk");
        await Assertions.Expect(drawer.GetByLabel("Revoke my personal API keys too")).ToBeCheckedAsync();
        await drawer.GetByLabel("New password").PressAsync("Control+Enter");
        await Assertions.Expect(visitor.Page.GetByText("Password changed.")).ToBeVisibleAsync();
        await Assertions.Expect(drawer).ToBeHiddenAsync();
        (await server.Letter(who, "Your password was changed")).ShouldNotContain("otter");

        ILocator Button(string name) => visitor.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
    }

    [Fact]
    public async Task Who_came_in_by_a_link_alone_is_offered_one_to_choose_a_password()
    {
        await using var visitor = await world.Visit("custom@harbor.example", "/profile");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Sign-in" })).ToContainTextAsync("have not set a password yet");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Email me a link" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("A link is on its way to custom@harbor.example.")).ToBeVisibleAsync();
        (await (await world.Server).Letter("custom@harbor.example", "asked to reset your Usher password")).ShouldContain("/reset#");
    }

    [Fact]
    public async Task A_link_that_is_none_is_refused_in_words()
    {
        await using var visitor = await world.Visit(null);
        await visitor.Open("/welcome#" + new string('a', 64));
        await visitor.Page.GetByLabel("New password").FillAsync("correct horse battery staple");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Set password and sign in" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Request a new one");
    }
}
