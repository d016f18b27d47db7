using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>Every page, as the person it is for, at both widths, light and dark.</summary>
public class AppearanceTests(ConsoleWorld world)
{
    private const string Seller = "user@harbor.example";
    private const string Admin = "customeradmin@harbor.example";
    private const string Refused = "You don’t have access to this page";

    /// <summary>Name, whose, address, title, and what is pressed then, one after the other.</summary>
    public static TheoryData<string, string?, string, string, string> Pages => new()
    {
        { "sign-in", null, "/sign-in", "Sign in to Usher", "" },
        { "welcome", null, "/welcome#none", "Set your password", "" },
        { "reset", null, "/reset#none", "Set a new password", "" },
        { "forgotten", null, "/forgotten", "Reset your password", "" },
        { "unsubscribe-invalid", null, "/unsubscribe/none", "Stop e-mails", "" },
        { "inbox", Seller, "/inbox", "Inbox", "" },
        { "calls", Seller, "/calls", "Calls", "" },
        { "found", Seller, "/calls?text=price", "Calls", "" },
        { "nothing-found", Seller, "/calls?text=zyzzyva", "Calls", "" },
        { "time", Seller, "/calls?since=2026-01-01", "Calls", "^Time:" },
        { "call", Seller, "/calls/first", "", "" },
        { "transcript", Seller, "/calls/first?view=transcript#t3", "", "" },
        { "beside", Seller, "/calls/first?view=beside", "", "" },
        { "share", Seller, "/calls/mine", "", "^Share$,^Share call$" },
        { "delete", Seller, "/calls/mine", "", "^More$,^Delete call" },
        { "why-not", "default@harbor.example", "/calls/first", "", "^Share$" },
        { "held", Seller, "/calls/held", "A word about Sam", "" },
        { "release", Seller, "/calls/held", "A word about Sam", "^Release$" },
        { "long", Seller, "/calls/long?view=transcript#t180", "Two hundred and fifty turns", "" },
        { "troubleshoot", "orgadmin@harbor.example", "/calls/0192f3c4-5a6b-7c8d-9e0f-112233445566", "Call not found, or not visible to you", "" },
        { "ask", Seller, "/ask?q=What+did+they+say+about+the+price%3F", "Ask", "" },
        { "customers", "support@usher.example", "/customers", "Customers", "" },
        { "apps", Seller, "/customers/harbor/apps", "Marketplace", "" },
        { "apps-none-fits", Seller, "/customers/harbor/apps?query=zyzzyva", "Marketplace", "" },
        { "app", Admin, "/customers/harbor/apps/signage", "Signage", "" },
        { "app-publish", Admin, "/customers/harbor/apps", "Marketplace", "^Publish your own app$" },
        { "app-publish-catalogue", "super@usher.example", "/app-requests", "App requests", "^Publish an app$" },
        { "app-webhook", Admin, "/customers/harbor/apps/signage", "Signage", "^Change webhook$" },
        { "app-about", Seller, "/customers/harbor/apps/signage?view=about", "Signage", "" },
        { "app-history", Admin, "/customers/harbor/apps/signage?view=history", "Signage", "" },
        { "app-request", Seller, "/customers/harbor/apps/training", "Training", "^Request for " },
        { "app-approve", "support@usher.example", "/customers/harbor/apps/loyalty", "Loyalty", "^Approve for " },
        { "app-decline", "support@usher.example", "/customers/harbor/apps/loyalty", "Loyalty", "^More$,^Decline$" },
        { "app-disable", "support@usher.example", "/customers/harbor/apps/signage", "Signage", "^More$,^Disable$" },
        { "app-configure", Admin, "/customers/harbor/apps/signage/tenants/north/configure", "Configure Signage", "" },
        { "app-configure-refused", Seller, "/customers/harbor/apps/signage/tenants/north/configure", "You", "" },
        { "app-requests", "support@usher.example", "/app-requests", "App requests", "" },
        { "app-requests-decide", "support@usher.example", "/app-requests", "App requests", "^Approve Loyalty" },
        { "upstream", "support@usher.example", "/upstream", "Upstream activity", "" },
        { "upstream-held", "support@usher.example", "/upstream?result=held", "Upstream activity", "^Release the deactivation" },
        { "upstream-dismiss", "support@usher.example", "/upstream?result=held", "Upstream activity", "^Dismiss the deactivation" },
        { "upstream-refused", Admin, "/upstream", Refused, "" },
        { "orphans", "super@usher.example", "/orphans", "Orphan tenants", "" },
        { "orphans-link", "super@usher.example", "/orphans", "Orphan tenants", "^Link Lakeside Rehabilitation" },
        { "orphans-refused", "support@usher.example", "/orphans", Refused, "" },
        { "tenant-unlink", "super@usher.example", "/customers/lakeside", "Lakeside Clinics", "^Unlink Lakeside East" },
        { "customer-create", "super@usher.example", "/customers", "Customers", "^Create customer$,^Create customer$" },
        { "dashboard", "super@usher.example", "/customers/harbor", "Harbor Foods", "" },
        { "dashboard-apps", "support@usher.example", "/customers/lakeside", "Lakeside Clinics", "^Show \\d+ more apps" },
        { "dashboard-admin", Admin, "/customers/harbor", "Harbor Foods", "" },
        { "dashboard-closed", "super@usher.example", "/customers/quarry", "Quarry Stone", "" },
        { "dashboard-closed-refused", "support@usher.example", "/customers/quarry", Refused, "" },
        { "dashboard-refused", Seller, "/customers/harbor", Refused, "" },
        { "customer-edit", "super@usher.example", "/customers/harbor", "Harbor Foods", "^Edit$" },
        { "customer-seats", "super@usher.example", "/customers/harbor", "Harbor Foods", "^Set seats$" },
        { "customer-close", "super@usher.example", "/customers/harbor", "Harbor Foods", "^More$,^Close customer" },
        { "customer-reopen", "super@usher.example", "/customers/quarry", "Quarry Stone", "^Reopen$" },
        { "staff", "super@usher.example", "/staff", "Staff", "" },
        { "audit-staff", "super@usher.example", "/audit", "Audit trail of staff", "" },
        { "staff-add", "super@usher.example", "/staff", "Staff", "^Add Support User" },
        { "staff-end", "super@usher.example", "/staff", "Staff", "^End " },
        { "users", Admin, "/customers/harbor/users", "Users", "" },
        { "users-import", "support@usher.example", "/customers/harbor/users", "Users", "^Import$" },
        { "user", Admin, "/customers/harbor/users/maya", "Maya Lindqvist", "" },
        { "user-rights", Admin, "/customers/harbor/users/maya", "Maya Lindqvist", "^Permissions$" },
        { "user-sessions", Admin, "/customers/harbor/users/maya", "Maya Lindqvist", "^Sessions and keys$" },
        { "user-history", Admin, "/customers/harbor/users/maya", "Maya Lindqvist", "^History$" },
        { "user-name", Admin, "/customers/harbor/users/maya", "Maya Lindqvist", "^More$,^Edit name$" },
        { "user-role", Admin, "/customers/harbor/users/maya", "Maya Lindqvist", "^Change Connect role$" },
        { "user-tenants", "super@usher.example", "/customers/harbor/users/maya", "Maya Lindqvist", "^Assign tenants$" },
        { "user-custom-roles", Admin, "/customers/harbor/users/maya", "Maya Lindqvist", "^Set custom roles$" },
        { "user-deactivate", Admin, "/customers/harbor/users/maya", "Maya Lindqvist", "^More$,^Deactivate" },
        { "user-to-user-admin", "useradmin@harbor.example", "/customers/harbor/users/maya", "Maya Lindqvist", "^Change Connect role$" },
        { "add-user", "super@usher.example", "/customers/harbor/users", "Users", "^Add user$" },
        { "invite", "useradmin@harbor.example", "/customers/harbor/users", "Users", "^Invite$" },
        { "users-staff", "super@usher.example", "/customers/harbor/users", "Users", "" },
        { "users-refused", "default@harbor.example", "/customers/harbor/users", Refused, "" },
        { "why", Admin, "/customers/harbor/why?person=default%40harbor.example&permission=user%2Fview", "Explain access", "" },
        { "why-choose", Admin, "/customers/harbor/users/maya", "Maya Lindqvist", "^Explain access" },
        { "why-do", Admin, "/customers/harbor/why?person=wei.zhang%40harbor.example&permission=app%2Fconfigure", "Explain access", "" },
        { "why-give-level", "orgadmin@harbor.example", "/customers/harbor/why?person=wei.zhang%40harbor.example&permission=licence%2Fassign", "Explain access", "^Give User Admin$" },
        { "why-give-role", Admin, "/customers/harbor/why?person=wei.zhang%40harbor.example&permission=app%2Fconfigure", "Explain access", "^Give Signage" },
        { "custom-roles", Admin, "/customers/harbor/custom-roles", "Custom roles", "" },
        { "custom-role", Admin, "/customers/harbor/custom-roles/signage-admin", "Signage Admin", "" },
        { "custom-role-history", Admin, "/customers/harbor/custom-roles/signage-admin?view=history", "Signage Admin", "" },
        { "custom-role-create", Admin, "/customers/harbor/custom-roles", "Custom roles", "^Create custom role$" },
        { "custom-role-edit", Admin, "/customers/harbor/custom-roles/signage-admin", "Signage Admin", "^Edit$" },
        { "custom-role-copy", Admin, "/customers/harbor/custom-roles/signage-admin", "Signage Admin", "^More$,^Copy role$" },
        { "custom-role-delete", Admin, "/customers/harbor/custom-roles/signage-admin", "Signage Admin", "^More$,^Delete role$" },
        { "custom-roles-refused", Seller, "/customers/harbor/custom-roles", Refused, "" },
        { "teams", "orgadmin@harbor.example", "/customers/harbor/teams", "Teams", "" },
        { "team-create", "orgadmin@harbor.example", "/customers/harbor/teams", "Teams", "^Create team$" },
        { "team", "orgadmin@harbor.example", "/customers/harbor/teams/support", "Support", "" },
        { "team-add", "orgadmin@harbor.example", "/customers/harbor/teams/support", "Support", "^Add a member$" },
        { "team-remove", "orgadmin@harbor.example", "/customers/harbor/teams/support", "Support", "^Remove Hiroshi" },
        { "team-bind", "orgadmin@harbor.example", "/customers/harbor/teams/support", "Support", "^Connect a channel$" },
        { "team-destination", "orgadmin@harbor.example", "/customers/harbor/teams/support", "Support", "^Change destination$" },
        { "team-rename", "orgadmin@harbor.example", "/customers/harbor/teams/support", "Support", "^Rename$" },
        { "team-move", "orgadmin@harbor.example", "/customers/harbor/teams/support", "Support", "^Move Hiroshi" },
        { "team-archive", "orgadmin@harbor.example", "/customers/harbor/teams/support", "Support", "^More$,^Archive team" },
        { "teams-archived", "orgadmin@harbor.example", "/customers/harbor/teams?state=archived", "Teams", "" },
        { "seats-idle", "useradmin@harbor.example", "/customers/harbor/seats?seat=idle", "Seats", "" },
        { "seats", "useradmin@harbor.example", "/customers/harbor/seats", "Seats", "" },
        { "seat-take", "useradmin@harbor.example", "/customers/harbor/seats", "Seats", "^Remove seat: Maya" },
        { "deliveries", "orgadmin@harbor.example", "/deliveries", "Delivery", "" },
        { "deliveries-held", "orgadmin@harbor.example", "/deliveries?state=held", "Delivery", "" },
        { "roles", "default@harbor.example", "/roles", "Roles", "" },
        { "audit", "orgadmin@harbor.example", "/customers/harbor/audit", "Audit trail", "" },
        { "audit-entry", Admin, "/customers/harbor/audit?act=AddUser", "Audit trail", " added " },
        { "audit-export", "orgadmin@harbor.example", "/customers/harbor/audit", "Audit trail", "^Export$" },
        { "audit-access", "orgadmin@harbor.example", "/customers/harbor/audit?view=access&since=2026-01-01", "Audit trail", "" },
        { "audit-access-none", Admin, "/customers/harbor/audit?view=access&until=2026-01-01", "Audit trail", "" },
        { "levels", "orgadmin@lakeside.example", "/customers/lakeside/levels", "Levels", "" },
        { "requests", "useradmin@lakeside.example", "/customers/lakeside/access-requests", "Access requests", "" },
        { "request-access", "default@lakeside.example", "/profile", "My profile", "^Request access$" },
        { "requests-refused", "default@lakeside.example", "/customers/lakeside/access-requests", Refused, "" },
        { "give-level", "useradmin@lakeside.example", "/customers/lakeside/levels", "Levels", "^Give level$,^Give level$" },
        { "levels-refused", "default@lakeside.example", "/customers/lakeside/levels", Refused, "" },
        { "now", Seller, "/now", "Needs your attention", "" },
        { "now-nothing", "editor@lakeside.example", "/now", "Needs your attention", "" },
        { "machines", "orgadmin@harbor.example", "/customers/harbor/integration-users", "Integrations", "" },
        { "machines-refused", "default@harbor.example", "/customers/harbor/integration-users", Refused, "" },
        { "machine-create", "orgadmin@harbor.example", "/customers/harbor/integration-users", "Integrations", "^Create integration user$,^Create integration user$" },
        { "machine", "orgadmin@harbor.example", "/customers/harbor/integration-users/recorder", "recorder", "" },
        { "machine-did", "orgadmin@harbor.example", "/customers/harbor/integration-users/recorder", "recorder", "^Activity$" },
        { "machine-withdraw", "orgadmin@harbor.example", "/customers/harbor/integration-users/recorder", "recorder", "^More$,^Withdraw approval$" },
        { "machine-owner", "orgadmin@harbor.example", "/customers/harbor/integration-users/recorder", "recorder", "^More$,^Hand over" },
        { "machine-scopes", "orgadmin@harbor.example", "/customers/harbor/integration-users/recorder", "recorder", "^More$,^Change permissions$" },
        { "integration-user-key", "orgadmin@harbor.example", "/customers/harbor/integration-users/recorder", "recorder", "^Create key$" },
        { "profile", Seller, "/profile", "My profile", "" },
        { "profile-key", Seller, "/profile", "My profile", "^Create key$,^Create key$" },
        { "profile-out", Seller, "/profile", "My profile", "^Sign out everywhere$" },
        { "profile-staff", "support@usher.example", "/profile", "My profile", "" },
        { "gone", Seller, "/calls/0192f3c4-5a6b-7c8d-9e0f-112233445566", "Call not found, or not visible to you", "" },
        { "nowhere", Seller, "/nowhere", "Page not found, or not visible to you", "" },
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task Every_page_and_drawer_is_light_steady_free_of_barriers_and_of_sideways_scrolling_in_light_and_dark(string name, string? email, string address, string title, string presses)
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

            (await visitor.Overflow()).ShouldBe(0, $"{name} at {width}");
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
