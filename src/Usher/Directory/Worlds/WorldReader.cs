using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using Usher.Access;
using Usher.Machines;

namespace Usher.Directory.Worlds;

/// <summary>
/// Reads section 4 of the law. What the schema does not know is refused; a name that nothing has confers nothing, and is noted.
/// </summary>
internal sealed class WorldReader
{
    /// <summary>The schema's own depth is six; the parser of nodes calls itself for each level.</summary>
    private const int DeepestNesting = 12;

    private readonly List<string> _notes = [];
    private Names _staff = null!;

    /// <exception cref="WorldFault">It is no YAML, or not of the schema.</exception>
    public World Read(string yaml)
    {
        var member = Parse(yaml).Members("staff", "customers");
        _staff = new(this, "", "staff", member("staff").Named(lower: true).Select(one => one.Name.ToLowerInvariant()));
        var staff = member("staff").Named(lower: true).Select(one => new StaffFacts(
            _staff.Id(one.Name.ToLowerInvariant()),
            one.Name.ToLowerInvariant(),
            one.Name,
            one.Value.OneOf(default, ("support-user", StaffRole.SupportUser), ("super-user", StaffRole.SuperUser)))).ToList();
        var calls = new Dictionary<string, Dictionary<string, CallFacts>>(StringComparer.Ordinal);
        var customers = member("customers").Named().Select(one => Customer(one.Name, one.Value, calls)).ToList();
        return new World(new PlatformSnapshot(1, staff, []), customers, calls, _notes);
    }

    private static Entry Parse(string yaml)
    {
        try
        {
            var depth = 0;
            for (var parser = new Parser(new StringReader(yaml)); parser.MoveNext();)
            {
                depth += parser.Current!.NestingIncrease;
                if (depth > DeepestNesting) throw new WorldFault(parser.Current.Start.Line, "this is nested too deeply");
            }

            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents.Count > 1)
                throw new WorldFault(stream.Documents[1].RootNode.Start.Line, "a second document begins here, and a world has only one");
            return new(stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode, 1);
        }
        catch (YamlException fault)
        {
            throw new WorldFault(fault.Start.Line, fault.Message);
        }
    }

    private CustomerSnapshot Customer(string slug, Entry entry, Dictionary<string, Dictionary<string, CallFacts>> calls)
    {
        var member = entry.Members("insights", "closed", "transcripts", "tenants", "apps", "customRoles", "teams", "channels", "users",
            "integrationUsers", "calls");
        var tenants = new Names(this, slug, "tenant", Slugs(member("tenants")));
        var apps = new Names(this, slug, "app", Slugs(member("apps")));
        var roles = new Names(this, slug, "custom role", member("customRoles").Named().Select(one => one.Name));
        var teams = new Names(this, slug, "team", member("teams").Named().Select(one => one.Name));
        var channels = new Names(this, slug, "channel", member("channels").Named().Select(one => one.Name));
        var users = new Names(this, slug, "user", member("users").Named(lower: true).Select(one => one.Name.ToLowerInvariant()));

        var facts = new CustomerFacts
        {
            Id = World.IdOf(slug, "customer", slug),
            Slug = slug,
            Closed = member("closed").Truth(otherwise: false),
            InsightsActive = member("insights").Truth(otherwise: false),
            Transcripts = member("transcripts").OneOf(
                TranscriptAudience.OwnerAndTeams,
                ("owner-only", TranscriptAudience.OwnerOnly),
                ("owner-and-teams", TranscriptAudience.OwnerAndTeams),
                ("all-who-see", TranscriptAudience.AllWhoSee)),
            Tenants = tenants.All(),
            Apps = apps.All(),
            CustomRoles =
                [.. member("customRoles").Named().Select(one => new CustomRoleFacts(roles.Id(one.Name), one.Name, apps.In(one.Value)))],
            Teams = [.. member("teams").Named()
                .Select(one => new TeamFacts(teams.Id(one.Name), one.Name, users.In(one.Value, lower: true)))],
            Channels = [.. member("channels").Named().Select(one => Channel(channels.Id(one.Name), one.Name, one.Value, teams, users))],
            Users = [.. member("users").Named(lower: true)
                .Select(one => User(users.Id(one.Name.ToLowerInvariant()), one.Name, one.Value, tenants, roles, teams))],
            IntegrationUsers = [.. member("integrationUsers").Named()
                .Select(one => Machine(World.IdOf(slug, "integration user", one.Name), one.Name, one.Value, users))],
        };

        calls[slug] = member("calls").Named()
            .ToDictionary(one => one.Name, one => Call(World.IdOf(slug, "call", one.Name), one.Value, users, teams, channels),
            StringComparer.Ordinal);
        return new CustomerSnapshot(facts);
    }

    private static IReadOnlyList<string> Slugs(Entry list)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. list.Items().Select(item => Names.Once(seen, item, item.Text()).Name)];
    }

    private static ChannelFacts Channel(Guid id, string name, Entry entry, Names teams, Names users)
    {
        var member = entry.Members("team", "members", "configuredBy", "guests");
        var team = member("team");
        return new(id, name, team.IsAbsent
            ? null
            : teams.Find(team, team.Text()), users.In(member("members"), lower: true), users.In(member("configuredBy"), lower: true),
            member("guests").Count(otherwise: 0));
    }

    private static UserFacts User(Guid id, string email, Entry entry, Names tenants, Names roles, Names teams)
    {
        var member = entry.Members("name", "connect", "insights", "editorOf", "customRoles", "tenants", "active", "until");
        var until = member("until").Members("connect", "insights");
        return new()
        {
            Id = id,
            Email = email.ToLowerInvariant(),
            Name = member("name").IsAbsent ? email : member("name").Text(),
            Active = member("active").Truth(otherwise: true),
            Connect = member("connect").OneOf(default, ("user", ConnectRole.User), ("customer-admin", ConnectRole.CustomerAdmin)),
            ConnectUntil = until("connect").TimeIfAny(),
            Insights = member("insights").OneOf(
                default,
                ("default-user", InsightsRole.DefaultUser),
                ("user-admin", InsightsRole.UserAdmin),
                ("editor", InsightsRole.Editor),
                ("organization-admin", InsightsRole.OrganizationAdmin)),
            InsightsUntil = until("insights").TimeIfAny(),
            EditorOf = member("editorOf").IsAbsent ? null : teams.In(member("editorOf")),
            CustomRoles = roles.In(member("customRoles")),
            Tenants = member("tenants").IsAbsent ? tenants.Ids : tenants.In(member("tenants")),
        };
    }

    private IntegrationUserFacts Machine(Guid id, string name, Entry entry, Names users)
    {
        var member = entry.Members("owner", "approved", "scopes");
        var scopes = new List<KeyScope>();
        foreach (var item in member("scopes").Items())
        {
            if (KeyScope.Parse(item.Text()) is { } scope) scopes.Add(scope);
            else Note(item, "scope", item.Text());
        }

        return new(id, name, users.Find(member("owner"), member("owner").Email()) ?? Guid.Empty, member("approved").Truth(otherwise: true),
            scopes);
    }

    private CallFacts Call(Guid id, Entry entry, Names users, Names teams, Names channels)
    {
        var member = entry.Members("owner", "teams", "channels", "sharedWith", "openedBy", "supportAccess", "held");
        return new()
        {
            Id = id,
            Owner = users.Find(member("owner"), member("owner").Email()) ?? Guid.Empty,
            Teams = teams.In(member("teams")),
            Channels = channels.In(member("channels")),
            SharedWith = Openings(member("sharedWith"), users),
            OpenedBy = Openings(member("openedBy"), users),
            SupportAccess = Openings(member("supportAccess"), _staff),
            Held = member("held").Truth(otherwise: false),
        };

        static IReadOnlyList<Opening> Openings(Entry people, Names known) =>
        [
            .. from one in people.Named(lower: true)
               let user = known.Find(one.Value, one.Name.ToLowerInvariant())
               where user is not null
               select new Opening(user.Value, one.Value.Time()),
        ];
    }

    private void Note(Entry where, string kind, string name) =>
        _notes.Add($"line {where.Line}: there is no {kind} \"{name}\"; it gives nothing");

    /// <summary>The names of one kind of thing in one customer.</summary>
    private sealed class Names(WorldReader reader, string customer, string kind, IEnumerable<string> names)
    {
        private readonly List<string> _order = [.. names];
        private HashSet<string>? _known;

        public IReadOnlyList<Guid> Ids => [.. _order.Select(Id)];

        public IReadOnlyList<Named> All() => [.. _order.Select(name => new Named(Id(name), name))];

        public Guid Id(string name) => World.IdOf(customer, kind, name);

        public Guid? Find(Entry where, string name)
        {
            if ((_known ??= [.. _order]).Contains(name)) return Id(name);
            reader.Note(where, kind, name);
            return null;
        }

        public IReadOnlyList<Guid> In(Entry list, bool lower = false)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            return [.. list.Items().Select(item => Once(seen, item, lower ? item.Email() : item.Text()))
                .Select(one => Find(one.Where, one.Name)).OfType<Guid>()];
        }

        public static (Entry Where, string Name) Once(HashSet<string> seen, Entry where, string name) =>
            seen.Add(name) ? (where, name) : throw where.Fault($"\"{name}\" occurs twice");
    }
}
