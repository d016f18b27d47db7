namespace Usher.Tests.Access.Naive;

/// <summary>The law's two tables, letter by letter, and a reader of them that knows nothing of the product.</summary>
internal static class Law
{
    public const string Connect = """
        | resource.type | action.name | what it is | User | Custom Role | Customer Admin | Support User | Super User |
        |---|---|---|---|---|---|---|---|
        | app | view | browse the marketplace | assigned | assigned | own | all | all |
        | app | request | request an app for a tenant | assigned | assigned | own | all | all |
        | app | configure | configure an approved app of a tenant (also a Workflow Builder app) | — | picked | own | all | all |
        | app | approve | approve, decline, remove, disable, enable | — | — | — | all | all |
        | app | publish-own | make a Workflow Builder app of one customer | — | — | own | all | all |
        | app | publish | put an app, or a new version of it, into the catalogue | — | — | — | — | all |
        | app-integration-user | manage | own and key an app's integration user | — | — | own | — | — |
        | profile | edit | one's own sign-in methods and notification choices | self | self | self | self | self |
        | personal-key | manage | keys that act as oneself (rule 25) | self | self | self | self | self |
        | access-request | create | ask for access for oneself, or for someone one manages | self | self | own | all | all |
        | user | view | see the customer's users | — | — | own | all | all |
        | user | add | add a user by hand, with role and tenants | — | — | — | all | all |
        | user | edit | edit first and last name | — | — | own | all | all |
        | user | deactivate | deactivate and reactivate | — | — | own | all | all |
        | user | view-as | see the product as that user sees it, read-only | — | — | — | all | all |
        | role | assign | give or take User, Customer Admin, custom roles | — | — | own | all | all |
        | custom-role | manage | create, edit, delete custom roles | — | — | own | all | all |
        | organization-admin | appoint | an organization's first Organization Admin (rule 11; for staff: propose) | — | — | own | all | all |
        | tenant | view | see tenants | assigned | assigned | own | all | all |
        | tenant | assign | give or take a user's tenants | — | — | — | all | all |
        | tenant | link | map an orphan tenant to a Salesforce account and link it to a customer | — | — | — | — | all |
        | customer | view | find a customer, open its dashboard | — | — | own | all | all |
        | customer | edit | rename, domains, Salesforce account | — | — | — | all | all |
        | customer | create | create a customer | — | — | — | — | all |
        | customer | close | close (everything refused, nothing deleted) and reopen | — | — | — | — | all |
        | licence | provision | set the number of seats bought | — | — | — | — | all |
        | support-user | grant | make an account a Support User, or end it | — | — | — | — | all |
        | identity-provider | configure | the customer's sign-in: providers, proved domains, provisioning connections and what their groups map to | — | — | own | all | all |
        | access-policy | configure | sign-in methods, second factor, sessions, networks; separation of duties, four eyes, assertions | — | — | own | — | — |
        | access-review | run | reviews of roles, custom roles, tenants and apps | — | — | own | — | — |
        | staff-review | run | reviews of the vendor's own people | — | — | — | — | all |
        | decision | explain | why someone may or may not, for permissions of this section | self | self | own | all | all |
        | audit | view | the audit trail of everything in this section | — | — | own | all | all |
        """;

    public const string Insights = """
        | resource.type | action.name | what it is | Default User | User Admin | Editor | Organization Admin | Integration User |
        |---|---|---|---|---|---|---|---|
        | call | view | read a call's summary and the moments it quotes | visible | visible | visible | visible | — |
        | call | transcript | read the whole transcript (rule 12) | visible | visible | visible | visible | — |
        | call | ask | ask questions about calls | visible | visible | visible | visible | — |
        | call | comment | comment on a call, mention others who may see it | visible | visible | visible | visible | — |
        | call | share | let one colleague see one's own call for a while | self | self | self | self | — |
        | call | delete | delete one's own call; release or delete one's own held call | self | self | self | self | — |
        | call | troubleshoot | open any one call of the organization, with a written reason | — | — | — | own | — |
        | preference | edit | one's own notification preferences | self | self | self | self | — |
        | destination | configure | decide where call content goes (DM to owner, private channel) | — | — | scope | own | — |
        | notification | configure | the notification settings of a destination or team | — | — | scope | own | — |
        | delivery | troubleshoot | failed and held deliveries, by opaque id; retry | — | — | scope | own | — |
        | workflow | configure | workflows | — | — | scope | own | — |
        | pipeline | configure | data pipelines: filters, field mapping, schedule | — | — | scope | own | — |
        | pipeline | bind | bind a pipeline or workflow to an integration user, its sources, its target fields | — | — | — | own | — |
        | signal | configure | what counts as a signal | — | — | scope | own | — |
        | report | configure | custom reports | — | — | scope | own | — |
        | integration | configure | propose an integration, its settings, pause it | — | — | scope (whole organization) | own | — |
        | integration | approve | approve or withdraw an integration | — | — | — | own | — |
        | crm | revert | undo a write to Salesforce | — | — | — | own | — |
        | organization | configure | organization-wide settings, notification defaults included | — | — | — | own | — |
        | security | configure | security settings, exclusion lists, access controls | — | — | — | own | — |
        | team | manage | create teams, put people in them, bind channels to them | — | — | — | own | — |
        | licence | assign | give or take a recording licence | — | own | — | own | — |
        | licence | view | usage, allocation, reports | — | own | — | own | — |
        | licence | approve | approve a major licence change | — | — | — | own | — |
        | access-level | manage | give Default User, User Admin, Editor, Organization Admin (rule 10) | — | own | — | own | — |
        | access-level | approve | approve a request for Editor or Organization Admin | — | — | — | own | — |
        | directory | view | the user directory | — | own | — | own | — |
        | directory | maintain | invite people (User and Default User, no tenant); keep job, department, manager; propose or clear Slack and recorder identities | — | own | — | own | — |
        | integration-user | manage | create integration users, their owners, scopes, keys | — | — | — | own | — |
        | insights-audit | view | the audit trail of everything in this section | — | — | — | own | — |
        | review | run | run access reviews | — | own | — | own | — |
        | support-access | grant | let one named member of staff look at one call, for a limited time | — | — | — | own | — |
        | insights-decision | explain | why someone may or may not, for permissions of this section | self | self | self | own | — |
        | call | ingest | push or poll call transcripts | — | — | — | — | key |
        | call | read | read summaries and transcripts of the teams named in the scope, by machine | — | — | — | — | key |
        | crm | write | update the Salesforce fields named in the scope | — | — | — | — | key |
        | sync | run | bulk and scheduled synchronisation | — | — | — | — | key |
        | decision | ask | ask the decision API about one's own customer | — | — | — | — | key |
        """;

    /// <summary>What the Platform Team does on the host, and nobody else.</summary>
    public static readonly IReadOnlySet<string> PlatformTeam = new HashSet<string>(StringComparer.Ordinal)
    {
        "super-user/grant", "platform-key/manage", "customer/set-up", "call/ingest-files", "audit/verify", "slack/connect",
    };

    /// <summary>What the law lets only a platform key do.</summary>
    public static readonly IReadOnlySet<string> PlatformKey = new HashSet<string>(StringComparer.Ordinal) { "upstream/report" };

    /// <summary>Every row by "type/action", with its cells by role.</summary>
    public static IReadOnlyDictionary<string, Dictionary<string, string>> Rows { get; } = Read(Connect).Concat(Read(Insights)).ToDictionary();

    public static IReadOnlySet<string> InsightsRows { get; } = Read(Insights).Keys.ToHashSet();

    private static Dictionary<string, Dictionary<string, string>> Read(string table)
    {
        var lines = table.Split('\n').Select(line => line.Trim('|', ' ').Split('|').Select(cell => cell.Trim()).ToArray()).ToArray();
        return lines.Skip(2).ToDictionary(
            row => $"{row[0]}/{row[1]}",
            row => Enumerable.Range(3, row.Length - 3).ToDictionary(i => lines[0][i], i => row[i]));
    }
}
