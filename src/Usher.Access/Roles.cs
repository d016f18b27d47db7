using static Usher.Access.Permission;
using static Usher.Access.Reach;

namespace Usher.Access;

/// <summary>How far a permission of a role reaches.</summary>
public enum Reach : byte
{
    /// <summary>Refused.</summary>
    None,

    /// <summary>Only the apps picked on the custom role, in the assigned tenants.</summary>
    Picked,

    /// <summary>The tenants assigned to the user, in the own customer.</summary>
    Assigned,

    /// <summary>One's own.</summary>
    Self,

    /// <summary>The calls that rule 12 lets one see.</summary>
    Visible,

    /// <summary>What the level includes: the whole organization, or certain teams.</summary>
    Scope,

    /// <summary>What the level includes, if it names the whole organization.</summary>
    WholeScope,

    /// <summary>What the scopes of the integration user and its key name, in its customer.</summary>
    Key,

    /// <summary>The own customer.</summary>
    Own,

    /// <summary>Every customer.</summary>
    All,
}

/// <summary>The roles of both families, in the order of the table's columns.</summary>
public enum Role
{
    /// <summary>Connect: every user.</summary>
    User,

    /// <summary>Connect: a custom role, with apps picked on it.</summary>
    CustomRole,

    /// <summary>Connect: Customer Admin.</summary>
    CustomerAdmin,

    /// <summary>Connect: the vendor's Support User.</summary>
    SupportUser,

    /// <summary>Connect: the vendor's Super User.</summary>
    SuperUser,

    /// <summary>Insights: Default User (Limited).</summary>
    DefaultUser,

    /// <summary>Insights: User Admin (Medium).</summary>
    UserAdmin,

    /// <summary>Insights: Editor (High).</summary>
    Editor,

    /// <summary>Insights: Organization Admin (Highest).</summary>
    OrganizationAdmin,

    /// <summary>Insights: Integration User (System).</summary>
    IntegrationUser,
}

/// <summary>THE TABLE: what each role of each family may do, and how far. To change who may do what, change a cell here.</summary>
public static class Roles
{
    /// <summary>Section 1. Columns: User, Custom Role, Customer Admin, Support User, Super User.</summary>
    private static readonly (Permission Permission, Reach[] Cells)[] ConnectTable =
    [
        //                          User      Custom    Admin  Support Super
        (AppView,                  [Assigned, Assigned, Own,   All,    All]),
        (AppRequest,               [Assigned, Assigned, Own,   All,    All]),
        (AppConfigure,             [None,     Picked,   Own,   All,    All]),
        (AppApprove,               [None,     None,     None,  All,    All]),
        (AppPublishOwn,            [None,     None,     Own,   All,    All]),
        (AppPublish,               [None,     None,     None,  None,   All]),
        (AppIntegrationUserManage, [None,     None,     Own,   None,   None]),
        (ProfileEdit,              [Self,     Self,     Self,  Self,   Self]),
        (PersonalKeyManage,        [Self,     Self,     Self,  Self,   Self]),
        (AccessRequestCreate,      [Self,     Self,     Own,   All,    All]),
        (UserView,                 [None,     None,     Own,   All,    All]),
        (UserAdd,                  [None,     None,     None,  All,    All]),
        (UserEdit,                 [None,     None,     Own,   All,    All]),
        (UserDeactivate,           [None,     None,     Own,   All,    All]),
        (UserViewAs,               [None,     None,     None,  All,    All]),
        (RoleAssign,               [None,     None,     Own,   All,    All]),
        (CustomRoleManage,         [None,     None,     Own,   All,    All]),
        (OrganizationAdminAppoint, [None,     None,     Own,   All,    All]),
        (TenantView,               [Assigned, Assigned, Own,   All,    All]),
        (TenantAssign,             [None,     None,     None,  All,    All]),
        (TenantLink,               [None,     None,     None,  None,   All]),
        (CustomerView,             [None,     None,     Own,   All,    All]),
        (CustomerEdit,             [None,     None,     None,  All,    All]),
        (CustomerCreate,           [None,     None,     None,  None,   All]),
        (CustomerClose,            [None,     None,     None,  None,   All]),
        (LicenceProvision,         [None,     None,     None,  None,   All]),
        (SupportUserGrant,         [None,     None,     None,  None,   All]),
        (IdentityProviderConfigure, [None,    None,     Own,   All,    All]),
        (AccessPolicyConfigure,    [None,     None,     Own,   None,   None]),
        (AccessReviewRun,          [None,     None,     Own,   None,   None]),
        (StaffReviewRun,           [None,     None,     None,  None,   All]),
        (DecisionExplain,          [Self,     Self,     Own,   All,    All]),
        (AuditView,                [None,     None,     Own,   All,    All]),
    ];

    /// <summary>Section 2. Columns: Default User, User Admin, Editor, Organization Admin, Integration User.</summary>
    private static readonly (Permission Permission, Reach[] Cells)[] InsightsTable =
    [
        //                         Default  UserAdmin Editor      OrgAdmin Machine
        (CallView,                [Visible, Visible,  Visible,    Visible, None]),
        (CallTranscript,          [Visible, Visible,  Visible,    Visible, None]),
        (CallAsk,                 [Visible, Visible,  Visible,    Visible, None]),
        (CallComment,             [Visible, Visible,  Visible,    Visible, None]),
        (CallShare,               [Self,    Self,     Self,       Self,    None]),
        (CallDelete,              [Self,    Self,     Self,       Self,    None]),
        (CallTroubleshoot,        [None,    None,     None,       Own,     None]),
        (PreferenceEdit,          [Self,    Self,     Self,       Self,    None]),
        (DestinationConfigure,    [None,    None,     Scope,      Own,     None]),
        (NotificationConfigure,   [None,    None,     Scope,      Own,     None]),
        (DeliveryTroubleshoot,    [None,    None,     Scope,      Own,     None]),
        (WorkflowConfigure,       [None,    None,     Scope,      Own,     None]),
        (PipelineConfigure,       [None,    None,     Scope,      Own,     None]),
        (PipelineBind,            [None,    None,     None,       Own,     None]),
        (SignalConfigure,         [None,    None,     Scope,      Own,     None]),
        (ReportConfigure,         [None,    None,     Scope,      Own,     None]),
        (IntegrationConfigure,    [None,    None,     WholeScope, Own,     None]),
        (IntegrationApprove,      [None,    None,     None,       Own,     None]),
        (CrmRevert,               [None,    None,     None,       Own,     None]),
        (OrganizationConfigure,   [None,    None,     None,       Own,     None]),
        (SecurityConfigure,       [None,    None,     None,       Own,     None]),
        (TeamManage,              [None,    None,     None,       Own,     None]),
        (LicenceAssign,           [None,    Own,      None,       Own,     None]),
        (LicenceView,             [None,    Own,      None,       Own,     None]),
        (LicenceApprove,          [None,    None,     None,       Own,     None]),
        (AccessLevelManage,       [None,    Own,      None,       Own,     None]),
        (AccessLevelApprove,      [None,    None,     None,       Own,     None]),
        (DirectoryView,           [None,    Own,      None,       Own,     None]),
        (DirectoryMaintain,       [None,    Own,      None,       Own,     None]),
        (IntegrationUserManage,   [None,    None,     None,       Own,     None]),
        (InsightsAuditView,       [None,    None,     None,       Own,     None]),
        (ReviewRun,               [None,    Own,      None,       Own,     None]),
        (SupportAccessGrant,      [None,    None,     None,       Own,     None]),
        (InsightsDecisionExplain, [Self,    Self,     Self,       Own,     None]),
        (CallIngest,              [None,    None,     None,       None,    Key]),
        (CallRead,                [None,    None,     None,       None,    Key]),
        (CrmWrite,                [None,    None,     None,       None,    Key]),
        (SyncRun,                 [None,    None,     None,       None,    Key]),
        (DecisionAsk,             [None,    None,     None,       None,    Key]),
    ];

    /// <summary>What the Platform Team may do on the host.</summary>
    public static PermissionSet PlatformTeam { get; } = Set(
        SuperUserGrant, SupportUserGrant, PlatformKeyManage, CustomerSetUp, CallIngestFiles, AuditVerify, SlackConnect);

    /// <summary>What staff do on the platform as a whole, in no customer yet.</summary>
    public static PermissionSet OnThePlatform { get; } = Set(CustomerCreate, AppPublish, TenantLink, SupportUserGrant, StaffReviewRun);

    /// <summary>What a platform key's scopes may name.</summary>
    public static PermissionSet HoldableByPlatformKey { get; } = Set(DecisionAsk, UpstreamReport);

    /// <summary>What an integration user's scopes may name: the <c>key</c> cells and an app's reading of its own configuration.</summary>
    public static PermissionSet HoldableByMachine { get; } = Set(
        [.. InsightsTable.Where(row => row.Cells[^1] == Key).Select(row => row.Permission), AppReadConfiguration]);

    private static readonly Reach[][] Columns = Compile();
    private static readonly Reach[][] Rows = Combine(insightsActive: true);
    private static readonly Reach[] Machine = Held(HoldableByMachine, Key);
    private static readonly Reach[] MachineInInsights = Held(HoldableByMachine.Without(AppReadConfiguration), Key);
    private static readonly Reach[] MachineOfApp = Held(Set(AppReadConfiguration), Key);
    private static readonly Reach[] MachineAlone = Held(default, Key);
    private static readonly Reach[][] RowsWithoutInsights = Combine(insightsActive: false);

    /// <summary>What somebody holds who holds nothing.</summary>
    internal static Reach[] Nothing { get; } = new Reach[Permission.Catalogue.Count];

    /// <summary>The cell of a role for a permission; <see cref="Reach.None"/> where the table has none.</summary>
    public static Reach Of(Role role, Permission permission) => Columns[(int)role][permission.Index];

    /// <summary>The Connect role's column in the table.</summary>
    public static Role Column(ConnectRole role) => role == ConnectRole.CustomerAdmin ? Role.CustomerAdmin : Role.User;

    /// <summary>The Insights role's column in the table.</summary>
    public static Role Column(InsightsRole role) => Role.DefaultUser + (int)role;

    /// <summary>The staff role's column in the table.</summary>
    public static Role Column(StaffRole role) => role == StaffRole.SuperUser ? Role.SuperUser : Role.SupportUser;

    /// <summary>The role's name as the law writes it.</summary>
    public static string Name(Role role) => role switch
    {
        Role.User => "User",
        Role.CustomRole => "Custom Role",
        Role.CustomerAdmin => "Customer Admin",
        Role.SupportUser => "Support User",
        Role.SuperUser => "Super User",
        Role.DefaultUser => "Default User",
        Role.UserAdmin => "User Admin",
        Role.Editor => "Editor",
        Role.OrganizationAdmin => "Organization Admin",
        _ => "Integration User",
    };

    /// <summary>The role's name with its article: a User, an Editor.</summary>
    public static string WithArticle(Role role) => (Name(role)[0] is 'E' or 'I' or 'O' ? "an " : "a ") + Name(role);

    /// <summary>The label of an Insights role's level (Limited, Medium, High, Highest, System); null for Connect roles.</summary>
    public static string? Level(Role role) => role switch
    {
        Role.DefaultUser => "Limited",
        Role.UserAdmin => "Medium",
        Role.Editor => "High",
        Role.OrganizationAdmin => "Highest",
        Role.IntegrationUser => "System",
        _ => null,
    };

    /// <summary>The reach of every permission, by its index, for a person of two roles. Shared: never written to.</summary>
    /// <param name="connect">The column of section 1.</param>
    /// <param name="insights">The column of section 2; for staff their column of section 1 again.</param>
    /// <param name="insightsActive">Whether the Insights app is active in a tenant.</param>
    internal static Reach[] Held(Role connect, Role insights, bool insightsActive) =>
        (insightsActive ? Rows : RowsWithoutInsights)[(int)connect * Columns.Length + (int)insights];

    /// <summary>
    /// What an integration user's scopes may confer; without approval or without Insights nothing of section 2 (rule 18), and nothing of
    /// its app under an owner who may not own it.
    /// </summary>
    internal static Reach[] HeldByMachine(bool insights, bool ofApp) => (insights, ofApp) switch
    {
        (true, true) => Machine,
        (true, false) => MachineInInsights,
        (false, true) => MachineOfApp,
        _ => MachineAlone,
    };

    /// <summary>The same reach for every permission of a set, and none for others.</summary>
    internal static Reach[] Held(PermissionSet permissions, Reach reach) =>
        [.. Permission.Catalogue.Select(permission => permissions.Has(permission) ? reach : None)];

    private static Reach[][] Compile()
    {
        var columns = new Reach[Enum.GetValues<Role>().Length][];
        foreach (var role in Enum.GetValues<Role>()) columns[(int)role] = new Reach[Permission.Catalogue.Count];
        foreach (var (first, table) in new[] { (Role.User, ConnectTable), (Role.DefaultUser, InsightsTable) })
            foreach (var (permission, row) in table)
                for (var i = 0; i < row.Length; i++)
                    columns[(int)first + i][permission.Index] = row[i];
        return columns;
    }

    /// <summary>Every pair of columns in one; without Insights its section shrinks to the audit trail of those who had it.</summary>
    private static Reach[][] Combine(bool insightsActive) =>
    [
        .. from connect in Columns
           from insights in Columns
           select Permission.Catalogue.Select(permission => permission.Section switch
           {
               Section.Connect => connect[permission.Index],
               Section.Insights when insightsActive || permission == InsightsAuditView => insights[permission.Index],
               _ => None,
           }).ToArray(),
    ];

    private static PermissionSet Set(params Permission[] permissions) =>
        permissions.Aggregate(default(PermissionSet), (set, permission) => set.With(permission));
}
