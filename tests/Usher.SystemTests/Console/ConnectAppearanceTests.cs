namespace Usher.SystemTests.ConsolePages;

/// <summary>The pages and drawers of customers, their tenants and apps, and staff.</summary>
[Whole]
public sealed class ConnectAppearanceTests(ConsoleWorld world) : Appearance(world)
{
    /// <summary>Name, whose, address, title, and what is pressed then, one after the other.</summary>
    public static TheoryData<string, string?, string, string, string> Pages => new()
    {
        { "unsubscribe-invalid", null, "/unsubscribe/none", "Stop e-mails", "" },
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
    };

    [Theory, MemberData(nameof(Pages))]
    public Task Every_page_and_drawer_is_light_steady_free_of_barriers_and_of_sideways_scrolling_in_light_and_dark(string name, string? email, string address, string title, string presses) =>
        IsLightSteadyAndFreeOfBarriers(name, email, address, title, presses);
}
