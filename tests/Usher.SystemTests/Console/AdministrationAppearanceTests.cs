namespace Usher.SystemTests.ConsolePages;

/// <summary>The pages and drawers of users, roles, levels, integration users and the audit trail.</summary>
[Whole]
public sealed class AdministrationAppearanceTests(ConsoleWorld world) : Appearance(world)
{
    /// <summary>Name, whose, address, title, and what is pressed then, one after the other.</summary>
    public static TheoryData<string, string?, string, string, string> Pages => new()
    {
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
        { "identities", "orgadmin@lakeside.example", "/customers/lakeside/identities", "Identities", "" },
        { "my-identities-slack", "default@lakeside.example", "/profile", "My profile", "^Link Slack account$" },
        { "my-identities-recorder", "default@lakeside.example", "/profile", "My profile", "^Link recorder address$" },
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
        { "machines", "orgadmin@harbor.example", "/customers/harbor/integration-users", "Integrations", "" },
        { "machines-refused", "default@harbor.example", "/customers/harbor/integration-users", Refused, "" },
        { "machine-create", "orgadmin@harbor.example", "/customers/harbor/integration-users", "Integrations", "^Create integration user$,^Create integration user$" },
        { "machine", "orgadmin@harbor.example", "/customers/harbor/integration-users/recorder", "recorder", "" },
        { "machine-did", "orgadmin@harbor.example", "/customers/harbor/integration-users/recorder", "recorder", "^Activity$" },
        { "machine-withdraw", "orgadmin@harbor.example", "/customers/harbor/integration-users/recorder", "recorder", "^More$,^Withdraw approval$" },
        { "machine-owner", "orgadmin@harbor.example", "/customers/harbor/integration-users/recorder", "recorder", "^More$,^Hand over" },
        { "machine-scopes", "orgadmin@harbor.example", "/customers/harbor/integration-users/recorder", "recorder", "^More$,^Change permissions$" },
        { "integration-user-key", "orgadmin@harbor.example", "/customers/harbor/integration-users/recorder", "recorder", "^Create key$" },
    };

    [Theory, MemberData(nameof(Pages))]
    public Task Every_page_and_drawer_is_light_steady_free_of_barriers_and_of_sideways_scrolling_in_light_and_dark(string name, string? email, string address, string title, string presses) =>
        IsLightSteadyAndFreeOfBarriers(name, email, address, title, presses);
}
