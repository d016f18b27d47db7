using System.Collections.Frozen;

namespace Usher.Access;

/// <summary>
/// The two sections of the law: Connect (section 1), Insights (section 2); and the acts of the Platform Team on the host.
/// </summary>
public enum Section
{
    /// <summary>Customers, tenants, users, marketplace.</summary>
    Connect,

    /// <summary>Calls, delivery, licences: refused to everyone while the Insights app is active in no tenant.</summary>
    Insights,

    /// <summary>What only people with a shell on the host may do.</summary>
    Platform,
}

/// <summary>What an id in a question about a permission may name, besides the customer's slug.</summary>
[Flags]
public enum Things
{
    /// <summary>Only the customer as a whole.</summary>
    None = 0,

    /// <summary>An app of the catalogue, by slug.</summary>
    App = 1,

    /// <summary>A user, by e-mail.</summary>
    User = 2,

    /// <summary>A tenant, by slug.</summary>
    Tenant = 4,

    /// <summary>A team, by slug.</summary>
    Team = 8,

    /// <summary>A custom role, by slug.</summary>
    Role = 16,

    /// <summary>A call, by id.</summary>
    Call = 32,

    /// <summary>An integration user, by name.</summary>
    IntegrationUser = 64,

    /// <summary>A member of the vendor's staff, by e-mail.</summary>
    Staff = 128,
}

/// <summary>
/// A kind of thing and the action on it: the one vocabulary of the table of roles, the decision API and the audit trail.
/// Instances exist once each; compare by reference.
/// </summary>
public sealed class Permission
{
    private static readonly List<Permission> Declared = [];

#pragma warning disable CS1591 // Each says what it is in its own words.
    // Section 1
    public static readonly Permission AppView = Connect("app", "view", "browse the marketplace", Things.App);
    public static readonly Permission AppRequest = Connect("app", "request", "request an app for a tenant", Things.App);
    public static readonly Permission AppConfigure = Connect("app", "configure", "configure an approved app of a tenant", Things.App);
    public static readonly Permission AppApprove =
        Connect("app", "approve", "approve, decline, remove, disable or enable an app", Things.App);
    public static readonly Permission AppPublishOwn =
        Connect("app", "publish-own", "publish a Workflow Builder app for one customer", Things.App);
    public static readonly Permission AppPublish =
        Connect("app", "publish", "publish an app, or a new version of it, in the catalogue", Things.App);
    public static readonly Permission AppReadConfiguration =
        Connect("app", "read-configuration", "read the app's own configuration, as an integration user", Things.App);
    public static readonly Permission AppIntegrationUserManage =
        Connect("app-integration-user", "manage", "own an app's integration user and create its keys", Things.IntegrationUser);
    public static readonly Permission ProfileEdit =
        Connect("profile", "edit", "change your own sign-in methods and notification settings", Things.User | Things.Staff);
    public static readonly Permission PersonalKeyManage =
        Connect("personal-key", "manage", "create and revoke your own personal keys", Things.User | Things.Staff);
    public static readonly Permission AccessRequestCreate =
        Connect("access-request", "create", "request access", Things.User | Things.Staff);
    public static readonly Permission UserView = Connect("user", "view", "see the customer's users", Things.User);
    public static readonly Permission UserAdd = Connect("user", "add", "add a user, with role and tenants", Things.User);
    public static readonly Permission UserEdit = Connect("user", "edit", "edit a user's first and last name", Things.User);
    public static readonly Permission UserDeactivate = Connect("user", "deactivate", "deactivate and reactivate a user", Things.User);
    public static readonly Permission UserViewAs = Connect("user", "view-as", "see the product as a user sees it, read-only", Things.User);
    public static readonly Permission RoleAssign =
        Connect("role", "assign", "give or remove User, Customer Admin and custom roles", Things.User | Things.Role);
    public static readonly Permission CustomRoleManage =
        Connect("custom-role", "manage", "create, edit and delete custom roles", Things.Role);
    public static readonly Permission OrganizationAdminAppoint =
        Connect("organization-admin", "appoint", "appoint an organization's first Organization Admin", Things.User);
    public static readonly Permission TenantView = Connect("tenant", "view", "see tenants", Things.Tenant);
    public static readonly Permission TenantAssign =
        Connect("tenant", "assign", "assign or remove a user's tenants", Things.Tenant | Things.User);
    public static readonly Permission TenantLink = Connect("tenant", "link", "link an orphan tenant to a customer", Things.Tenant);
    public static readonly Permission CustomerView = Connect("customer", "view", "find a customer and open its dashboard", Things.None);
    public static readonly Permission CustomerEdit =
        Connect("customer", "edit", "rename a customer, change its domains and Salesforce account", Things.None);
    public static readonly Permission CustomerCreate = Connect("customer", "create", "create a customer", Things.None);
    public static readonly Permission CustomerClose = Connect("customer", "close", "close and reopen a customer", Things.None);
    public static readonly Permission LicenceProvision = Connect("licence", "provision", "set the number of seats bought", Things.None);
    public static readonly Permission SupportUserGrant =
        Connect("support-user", "grant", "give or remove the Support User role", Things.Staff);
    public static readonly Permission IdentityProviderConfigure = Connect("identity-provider", "configure",
        "configure the customer's sign-in: providers, verified domains, provisioning and what its groups map to", Things.None);
    public static readonly Permission AccessPolicyConfigure = Connect("access-policy", "configure",
        "change sign-in methods, second factors, sessions, networks, separation of duties and four eyes", Things.None);
    public static readonly Permission AccessReviewRun =
        Connect("access-review", "run", "run reviews of roles, custom roles, tenants and apps", Things.None);
    public static readonly Permission StaffReviewRun =
        Connect("staff-review", "run", "run reviews of the vendor's own people", Things.None);
    public static readonly Permission DecisionExplain =
        Connect("decision", "explain", "see why someone has or lacks access in Connect", Things.User | Things.Staff);
    public static readonly Permission AuditView = Connect("audit", "view", "read the audit trail of Connect", Things.User);

    // Section 2
    public static readonly Permission CallView = Insights("call", "view", "read a call's summary and the moments it quotes", Things.Call);
    public static readonly Permission CallTranscript = Insights("call", "transcript", "read the whole transcript", Things.Call);
    public static readonly Permission CallAsk = Insights("call", "ask", "ask questions about calls", Things.Call);
    public static readonly Permission CallComment = Insights("call", "comment", "comment on a call", Things.Call);
    public static readonly Permission CallShare =
        Insights("call", "share", "share your own call with a colleague for a limited time", Things.Call);
    public static readonly Permission CallDelete =
        Insights("call", "delete", "delete your own call; release or delete your own held call", Things.Call);
    public static readonly Permission CallTroubleshoot =
        Insights("call", "troubleshoot", "open one call with a written reason, to troubleshoot", Things.Call);
    public static readonly Permission PreferenceEdit =
        Insights("preference", "edit", "change your own notification preferences", Things.User);
    public static readonly Permission DestinationConfigure =
        Insights("destination", "configure", "decide where call content goes", Things.Team);
    public static readonly Permission NotificationConfigure =
        Insights("notification", "configure", "change the notification settings of a destination or team", Things.Team);
    public static readonly Permission DeliveryTroubleshoot =
        Insights("delivery", "troubleshoot", "see failed and held deliveries and retry them", Things.Team);
    public static readonly Permission WorkflowConfigure = Insights("workflow", "configure", "configure workflows", Things.Team);
    public static readonly Permission PipelineConfigure = Insights("pipeline", "configure", "configure data pipelines", Things.Team);
    public static readonly Permission PipelineBind =
        Insights("pipeline", "bind", "bind a pipeline to an integration user, its sources and target fields", Things.Team);
    public static readonly Permission SignalConfigure = Insights("signal", "configure", "decide what counts as a signal", Things.Team);
    public static readonly Permission ReportConfigure = Insights("report", "configure", "configure custom reports", Things.Team);
    public static readonly Permission IntegrationConfigure =
        Insights("integration", "configure", "propose an integration, change its settings, pause it", Things.IntegrationUser);
    public static readonly Permission IntegrationApprove =
        Insights("integration", "approve", "approve or withdraw an integration", Things.IntegrationUser);
    public static readonly Permission CrmRevert = Insights("crm", "revert", "undo a write to Salesforce", Things.None);
    public static readonly Permission OrganizationConfigure =
        Insights("organization", "configure", "change organization-wide settings", Things.None);
    public static readonly Permission SecurityConfigure =
        Insights("security", "configure", "change security settings, exclusion lists and access controls", Things.None);
    public static readonly Permission TeamManage =
        Insights("team", "manage", "create teams, add people to them, connect channels to them", Things.Team);
    public static readonly Permission LicenceAssign = Insights("licence", "assign", "give or remove a seat", Things.User);
    public static readonly Permission LicenceView = Insights("licence", "view", "see seat usage, allocation and reports", Things.User);
    public static readonly Permission LicenceApprove = Insights("licence", "approve", "approve a major change of seats", Things.User);
    public static readonly Permission AccessLevelManage =
        Insights("access-level", "manage", "give Default User, User Admin, Editor and Organization Admin", Things.User);
    public static readonly Permission AccessLevelApprove =
        Insights("access-level", "approve", "approve a request for Editor or Organization Admin", Things.User);
    public static readonly Permission DirectoryView = Insights("directory", "view", "see the user directory", Things.User);
    public static readonly Permission DirectoryMaintain =
        Insights("directory", "maintain", "invite people and maintain the directory", Things.User);
    public static readonly Permission IntegrationUserManage =
        Insights("integration-user", "manage", "create integration users, their owners, scopes and keys", Things.IntegrationUser);
    public static readonly Permission InsightsAuditView =
        Insights("insights-audit", "view", "read the audit trail of Insights", Things.User);
    public static readonly Permission ReviewRun = Insights("review", "run", "run access reviews", Things.None);
    public static readonly Permission SupportAccessGrant =
        Insights("support-access", "grant", "let one member of staff look at one call for a limited time", Things.Call);
    public static readonly Permission InsightsDecisionExplain =
        Insights("insights-decision", "explain", "see why someone has or lacks access in Insights", Things.User);
    public static readonly Permission CallIngest = Insights("call", "ingest", "push or poll call transcripts", Things.None);
    public static readonly Permission CallRead = Insights("call", "read",
        "read summaries and transcripts of the teams named in the scope, as an integration user", Things.Call | Things.Team);
    public static readonly Permission CrmWrite = Insights("crm", "write", "update the Salesforce fields named in the scope", Things.None);
    public static readonly Permission SyncRun = Insights("sync", "run", "run bulk and scheduled synchronisation", Things.None);
    public static readonly Permission DecisionAsk =
        Insights("decision", "ask", "ask the decision API about your own customer", Things.None);

    // The Platform Team, on the host
    public static readonly Permission SuperUserGrant = Platform("super-user", "grant", "give and remove the Super User role");
    public static readonly Permission PlatformKeyManage = Platform("platform-key", "manage", "create platform keys and their scopes");
    public static readonly Permission CustomerSetUp =
        Platform("customer", "set-up", "set up a customer with tenants, seats, first Customer Admin and Insights");
    public static readonly Permission CallIngestFiles = Platform("call", "ingest-files", "ingest calls from files");
    public static readonly Permission AuditVerify = Platform("audit", "verify", "verify and export the audit log");
    public static readonly Permission SlackConnect = Platform("slack", "connect", "connect an organization to its Slack workspace");
    public static readonly Permission UpstreamReport =
        Platform("upstream", "report", "report sign-ins and deactivations of an upstream product, by platform key");
#pragma warning restore CS1591

    private static readonly FrozenDictionary<string, Permission> ByName = Declared.ToFrozenDictionary(p => p.Name, StringComparer.Ordinal);

    private Permission(Section section, string type, string action, string meaning, Things things)
    {
        Index = Declared.Count;
        Section = section;
        Type = type;
        Action = action;
        Meaning = meaning;
        Things = things;
        Name = $"{type}/{action}";
        Declared.Add(this);
    }

    /// <summary>Every permission there is, in the order of the law; a permission's position here is its <see cref="Index"/>.</summary>
    public static IReadOnlyList<Permission> Catalogue { get; } = Declared.ToArray();

    /// <summary>
    /// The position in <see cref="Catalogue"/>, below 128: the bit for this permission in a <see cref="PermissionSet"/>.
    /// </summary>
    public int Index { get; }

    /// <summary>The section of the law that holds its row.</summary>
    public Section Section { get; }

    /// <summary>The kind of thing: <c>resource.type</c> of AuthZEN.</summary>
    public string Type { get; }

    /// <summary>The action on it: <c>action.name</c> of AuthZEN.</summary>
    public string Action { get; }

    /// <summary>What one may do who holds it, as a verb phrase that completes “may …”.</summary>
    public string Meaning { get; }

    /// <summary>What an id in a question about it may name.</summary>
    public Things Things { get; }

    /// <summary>Whether an id in a question about it may name this kind of thing.</summary>
    internal bool MayName(Things kind) => (Things & kind) != Things.None;

    /// <summary><c>type/action</c>, as scopes and logs write it.</summary>
    public string Name { get; }

    /// <summary>Finds a permission by <c>type/action</c>; null when there is none.</summary>
    public static Permission? Find(ReadOnlySpan<char> name) =>
        ByName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var found) ? found : null;

    /// <summary>Finds a permission by its two words; null when there is none.</summary>
    public static Permission? Find(ReadOnlySpan<char> type, ReadOnlySpan<char> action)
    {
        Span<char> name = stackalloc char[64];
        return name.TryWrite($"{type}/{action}", out var length) ? Find(name[..length]) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static Permission Connect(string type, string action, string meaning, Things things) =>
        new(Section.Connect, type, action, meaning, things);

    private static Permission Insights(string type, string action, string meaning, Things things) =>
        new(Section.Insights, type, action, meaning, things);

    private static Permission Platform(string type, string action, string meaning) =>
        new(Section.Platform, type, action, meaning, Things.None);
}

/// <summary>A set of permissions in two machine words.</summary>
/// <param name="Low">Bits 0–63.</param>
/// <param name="High">Bits 64–127.</param>
public readonly record struct PermissionSet(ulong Low, ulong High)
{
    /// <summary>Every permission.</summary>
    public static PermissionSet All => new(ulong.MaxValue, ulong.MaxValue);

    /// <summary>Whether the set holds the permission.</summary>
    public bool Has(Permission permission) =>
        ((permission.Index < 64 ? Low >> permission.Index : High >> (permission.Index - 64)) & 1) != 0;

    /// <summary>The set with one permission more.</summary>
    public PermissionSet With(Permission permission) => permission.Index < 64
        ? this with { Low = Low | 1UL << permission.Index }
        : this with { High = High | 1UL << (permission.Index - 64) };

    /// <summary>The set without one permission.</summary>
    public PermissionSet Without(Permission permission) => permission.Index < 64
        ? this with { Low = Low & ~(1UL << permission.Index) }
        : this with { High = High & ~(1UL << (permission.Index - 64)) };

    /// <summary>What is in either.</summary>
    public static PermissionSet operator |(PermissionSet a, PermissionSet b) => new(a.Low | b.Low, a.High | b.High);

    /// <summary>What is in both.</summary>
    public static PermissionSet operator &(PermissionSet a, PermissionSet b) => new(a.Low & b.Low, a.High & b.High);

    /// <summary>Whether everything in this set is in the other.</summary>
    public bool IsSubsetOf(PermissionSet other) => (Low & ~other.Low) == 0 && (High & ~other.High) == 0;
}
