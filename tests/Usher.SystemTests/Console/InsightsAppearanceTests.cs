namespace Usher.SystemTests.ConsolePages;

/// <summary>The pages and drawers of calls, teams, seats and what is one’s own.</summary>
[Whole]
public sealed class InsightsAppearanceTests(ConsoleWorld world) : Appearance(world)
{
    /// <summary>Name, whose, address, title, and what is pressed then, one after the other.</summary>
    public static TheoryData<string, string?, string, string, string> Pages => new()
    {
        { "sign-in", null, "/sign-in", "Sign in to Usher", "" },
        { "welcome", null, "/welcome#none", "Set your password", "" },
        { "reset", null, "/reset#none", "Set a new password", "" },
        { "forgotten", null, "/forgotten", "Reset your password", "" },
        { "inbox", Seller, "/inbox", "Inbox", "" },
        { "calls", Seller, "/calls", "Calls", "" },
        { "found", Seller, "/calls?text=price", "Calls", "" },
        { "nothing-found", Seller, "/calls?text=zyzzyva", "Calls", "" },
        { "saved-searches", Seller, "/calls?text=price", "Calls", "^Saved searches$" },
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
        { "seat-allocation", "useradmin@harbor.example", "/customers/harbor/seats/allocation", "Seats", "" },
        { "seat-requests", "orgadmin@harbor.example", "/customers/harbor/seats/requests", "Seats", "" },
        { "settings", "orgadmin@harbor.example", "/customers/harbor/settings", "Settings", "" },
        { "settings-organization", "orgadmin@harbor.example", "/customers/harbor/settings", "Settings", "^Change organization settings$" },
        { "settings-security", "orgadmin@harbor.example", "/customers/harbor/settings", "Settings", "^Change security settings$" },
        { "settings-retention", "orgadmin@harbor.example", "/customers/harbor/settings", "Settings", "^Change retention$" },
        { "settings-exclude", "orgadmin@harbor.example", "/customers/harbor/settings", "Settings", "^Exclude an address" },
        { "settings-exclude-crm", "orgadmin@harbor.example", "/customers/harbor/settings", "Settings", "^Exclude by CRM fields$" },
        { "settings-recorder-hosts", "orgadmin@harbor.example", "/customers/harbor/settings", "Settings", "^Change recorder hosts$" },
        { "deliveries", "orgadmin@harbor.example", "/deliveries", "Delivery", "" },
        { "deliveries-held", "orgadmin@harbor.example", "/deliveries?state=held", "Delivery", "" },
        { "support-access", "orgadmin@harbor.example", "/support-access", "Support access", "" },
        { "support-calls", "support@usher.example", "/support-calls", "Calls opened for you", "" },
        { "today", Seller, "/today", "Today", "" },
        { "today-new", "orgadmin@harbor.example", "/today", "Today", "" },
        { "today-nothing", "editor@lakeside.example", "/today", "Today", "" },
        { "accounts", Seller, "/accounts", "Accounts", "" },
        { "accounts-none", Seller, "/accounts?text=zyzzyva", "Accounts", "" },
        { "people", Seller, "/people", "People", "" },
        { "organization-admin", "customeradmin@harbor.example", "/customers/harbor/organization-admin", "Organization Admin", "" },
        { "integration-set-up", "orgadmin@harbor.example", "/customers/harbor/integration-set-up", "Integration set-up", "" },
        { "seat-set-up", "orgadmin@harbor.example", "/customers/harbor/seats/set-up", "Seats", "" },
        { "team-set-up", "orgadmin@harbor.example", "/customers/harbor/team-set-up", "", "" },
        { "profile", Seller, "/profile", "My profile", "" },
        { "profile-key", Seller, "/profile", "My profile", "^Create key$,^Create key$" },
        { "profile-out", Seller, "/profile", "My profile", "^Sign out everywhere$" },
        { "profile-staff", "support@usher.example", "/profile", "My profile", "" },
        { "gone", Seller, "/calls/0192f3c4-5a6b-7c8d-9e0f-112233445566", "Call not found, or not visible to you", "" },
        { "nowhere", Seller, "/nowhere", "Page not found, or not visible to you", "" },
    };

    [Theory, MemberData(nameof(Pages))]
    public Task Every_page_and_drawer_is_light_steady_free_of_barriers_and_of_sideways_scrolling_in_light_and_dark(string name, string? email, string address, string title, string presses) =>
        IsLightSteadyAndFreeOfBarriers(name, email, address, title, presses);
}
