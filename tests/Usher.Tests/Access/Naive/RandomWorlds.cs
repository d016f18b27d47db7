using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Usher.Tests.Access.Naive;

/// <summary>Small worlds and questions about them, from a seed. Few names for many things, and few instants, so that everything meets everything.</summary>
internal sealed class RandomWorlds(int seed)
{
    private static readonly string[] Names = ["harbor", "lakeside", "north", "sales", "signage", "support"];
    private static readonly string[] People = ["ana", "bo", "cy", "di", "eve"];
    private static readonly string[] Scopes = ["call/ingest", "call/read:sales", "call/read:sales,support", "call/read:gone", "crm/write:NextStep", "sync/run", "decision/ask", "app/read-configuration", "call/view"];
    private static readonly string[] Rows = [.. Law.Rows.Keys, "call/burn", "ghost/view", "super-user/grant"];

    private static readonly string[] MachineRows = [.. Law.Rows.Where(row => row.Value.GetValueOrDefault("Integration User") == "key").Select(row => row.Key)];

    private readonly Random _random = new(seed);
    private readonly Dictionary<string, List<string>> _people = new(StringComparer.Ordinal);

    /// <summary>The instants that ends and questions fall on.</summary>
    public static DateTimeOffset Instant(int at) => new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero).AddHours(at);

    public DateTimeOffset Now() => Instant(_random.Next(5));

    public string World()
    {
        var yaml = new StringBuilder("staff: { support@usher.example: support-user, super@usher.example: super-user }\ncustomers:\n");
        foreach (var slug in new[] { "harbor", "lakeside" }) Customer(yaml, slug);
        return yaml.ToString();
    }

    /// <summary>Mostly a question that makes sense in the last world; one detail in a few is off.</summary>
    public string Question()
    {
        var customer = _random.Next(12) == 0 ? "nowhere" : Pick("harbor", "lakeside");
        var (type, subject) = _random.Next(16) switch
        {
            0 => ("robot", Email(customer)),
            1 or 2 => ("integration-user", Pick("recorder", "mirror")),
            3 or 4 => ("staff", Pick("support@usher.example", "super@usher.example", "SUPER@usher.example", "bo@harbor.example")),
            _ => ("user", Email(customer)),
        };
        var row = (type == "integration-user" && _random.Next(2) == 0 ? Pick(MachineRows) : Pick(Rows)).Split('/');
        var id = _random.Next(8) switch
        {
            0 or 1 or 2 => customer,
            3 => subject,
            4 => Pick(Pick(Names), "c0", "recorder", "support@usher.example", Email(customer)),
            _ => Fitting(row[0], customer),
        };
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        if (_random.Next(25) > 0) properties["customer"] = _random.Next(20) == 0 ? Pick("harbor", "lakeside") : customer;
        if (_random.Next(5) == 0) properties["tenant"] = Pick("north", "sales", "sales", "north", "gone");
        if (_random.Next(5) == 0) properties["team"] = Pick("sales", "support", "support", "sales", "gone");
        return JsonSerializer.Serialize(new
        {
            subject = type == "integration-user"
                ? (object)new { type, id = subject, properties = new { customer = Pick(customer, customer, customer, "lakeside") } }
                : new { type, id = subject },
            action = new { name = row[1] },
            resource = new { type = row[0], id, properties },
        });
    }

    /// <summary>An id of the kind that a row is mostly about.</summary>
    private string Fitting(string type, string customer) => type switch
    {
        "app" => Pick("signage", "north"),
        "tenant" => Pick("north", "sales"),
        "call" or "support-access" => $"c{_random.Next(3)}",
        "destination" or "notification" or "delivery" or "workflow" or "pipeline" or "signal" or "report" or "team" => Pick("sales", "support"),
        "integration" or "integration-user" => Pick("recorder", "mirror"),
        _ => Email(customer),
    };

    private void Customer(StringBuilder yaml, string slug)
    {
        var apps = Some("signage", "north", "insights");
        var tenants = Some("north", "sales");
        var teams = Some("sales", "support", "harbor");
        var roles = Some("signage", "admins");
        var people = _people[slug] = People.Where(_ => _random.Next(5) > 0).Select(name => $"{name}@{Pick(slug, slug, "both")}.example").ToList();
        yaml.Append(CultureInfo.InvariantCulture, $"  {slug}:\n    insights: {Flag(19)}\n    closed: {Flag(1)}\n    transcripts: {Pick("owner-only", "owner-and-teams", "all-who-see")}\n");
        yaml.Append(CultureInfo.InvariantCulture, $"    tenants: {List(tenants)}\n    apps: {List(apps)}\n");
        yaml.Append(CultureInfo.InvariantCulture, $"    customRoles: {Map(roles, _ => List(Some(apps)))}\n    teams: {Map(teams, _ => List(Some(people)))}\n");
        var channels = Some("deals", "ops");
        yaml.Append(CultureInfo.InvariantCulture, $"    channels: {Map(channels, _ => $"{{ {(teams.Count > 0 ? $"team: {Pick(teams)}, " : "")}members: {List(Some(people))}, configuredBy: {List(Some(people))}, guests: {_random.Next(2)} }}")}\n");
        yaml.Append(CultureInfo.InvariantCulture, $"    users: {Map(people, _ => User(tenants, roles, teams))}\n");
        yaml.Append(CultureInfo.InvariantCulture, $"    integrationUsers: {Map(people.Count > 0 ? Some("recorder", "mirror") : [], _ => $"{{ owner: {Pick(people)}, approved: {Flag(17)}, scopes: [{string.Join(", ", Some(Scopes).Select(scope => $"\"{scope}\""))}] }}")}\n");
        yaml.Append(CultureInfo.InvariantCulture, $"    calls: {Map(people.Count > 0 ? Some("c0", "c1", "c2") : [], _ => $"{{ owner: {Pick(people)}, teams: {List(Some(teams))}, channels: {List(Some(channels))}, sharedWith: {Ends(people)}, openedBy: {Ends(people)}, supportAccess: {Ends(["support@usher.example", "super@usher.example"])}, held: {Flag(4)} }}")}\n");
    }

    private string User(List<string> tenants, List<string> roles, List<string> teams)
    {
        var parts = new List<string> { $"connect: {Pick("user", "customer-admin", "customer-admin")}", $"insights: {Pick("default-user", "user-admin", "editor", "organization-admin", "organization-admin")}", $"customRoles: {List(Some(roles))}" };
        if (_random.Next(2) == 0) parts.Add($"tenants: {List(Some(tenants))}");
        if (_random.Next(2) == 0) parts.Add($"editorOf: {List(Some(teams))}");
        if (_random.Next(8) == 0) parts.Add("active: false");
        if (_random.Next(3) == 0) parts.Add($"until: {Ends(["connect", "insights"])}");
        return $"{{ {string.Join(", ", parts)} }}";
    }

    /// <summary>Mostly somebody of that customer.</summary>
    private string Email(string customer) => _random.Next(20) switch
    {
        0 => Pick("nobody@harbor.example", "support@usher.example", ""),
        1 => $"{Pick(People)}@{Pick("harbor", "lakeside", "both")}.example".ToUpperInvariant(),
        _ => _people.TryGetValue(customer, out var known) && known.Count > 0 ? Pick(known) : "ana@both.example",
    };

    private string Flag(int twentieths) => _random.Next(20) < twentieths ? "true" : "false";

    private List<string> Some(params IEnumerable<string> of) => [.. of.Where(_ => _random.Next(3) > 0)];

    private string Ends(IEnumerable<string> of) => Map(Some(of), _ => $"\"{Instant(_random.Next(5)):yyyy-MM-ddTHH:mm:ssZ}\"");

    private T Pick<T>(params IReadOnlyList<T> of) => of[_random.Next(of.Count)];

    private static string List(IEnumerable<string> items) => $"[{string.Join(", ", items)}]";

    private static string Map(IEnumerable<string> names, Func<string, string> value) => $"{{ {string.Join(", ", names.Select(name => $"{name}: {value(name)}"))} }}";
}
