using Usher.Access;
using Usher.Directory.Worlds;
using Usher.Tests.Access.Naive;

namespace Usher.Tests.Access;

/// <summary>What a search finds is exactly what the decision about each alone lets through.</summary>
public class SearchTests
{
    /// <summary>Which worlds, as <c>from-to</c>: <c>bench/run search</c> goes through a thousand.</summary>
    private const string Worlds = "USHER_WORLDS";

    [Fact]
    public void In_random_worlds_every_subject_action_and_resource_is_found_by_the_three_searches_exactly_where_the_decision_says_yes()
    {
        var seeds = (Environment.GetEnvironmentVariable(Worlds) ?? (Scale.IsWhole ? "1-3" : "1-1")).Split('-').Select(int.Parse).ToArray();
        var (asked, allowed) = (0L, 0L);
        for (var seed = seeds[0]; seed <= seeds[1]; seed++)
        {
            var world = new SearchedWorld(seed);
            foreach (var place in world.Places)
            {
                world.SubjectsAgree(place);
                var (a, b) = world.ResourcesAndActionsAgree(place);
                (asked, allowed) = (asked + a, allowed + b);
            }
        }

        allowed.ShouldBeGreaterThan(asked / 500, "a comparison in which hardly anything is allowed compares little");
    }

    [Fact]
    public void Whoever_comes_or_goes_between_two_parts_moves_nobody_else()
    {
        var random = new Random(3);
        var users = Enumerable.Range(0, 200).Select(i => new UserFacts { Id = new Guid(i * 7919 % 65_536, 0, 0, new byte[8]), Email = $"u{i}@harbor.example", Tenants = [Guid.Empty] }).ToList();
        var facts = new CustomerFacts { Id = Guid.NewGuid(), Slug = "harbor", Tenants = [new(Guid.Empty, "north")], Users = users };
        var snapshot = new CustomerSnapshot(facts, new AppCatalogue(1, [new(Guid.NewGuid(), "signage")]));
        var (seen, gone, added) = (new List<string>(), new HashSet<string>(), 0);
        Guid? after = null;
        while (true)
        {
            var part = Search(snapshot).Page(after, 7, DateTimeOffset.UnixEpoch);
            if (part.Count == 0) break;
            seen.AddRange(part.Select(user => user.Name));
            after = part[^1].Id;
            // The last one that was shown leaves, and somebody comes.
            var leaving = snapshot.Facts.Users[random.Next(snapshot.Facts.Users.Count)];
            gone.UnionWith([part[^1].Name, leaving.Email]);
            snapshot = snapshot.After(new()
            {
                Version = snapshot.Version + 1,
                Users = added < 20 ? [new UserFacts { Id = Guid.NewGuid(), Email = $"new{added++}@harbor.example", Tenants = [Guid.Empty] }] : [],
                Gone = [part[^1].Id, leaving.Id],
            });
        }

        seen.ShouldBeUnique();
        users.Select(user => user.Email).Where(email => !gone.Contains(email)).ShouldBeSubsetOf(seen);
        Search(snapshot).Page(null, int.MaxValue, DateTimeOffset.UnixEpoch).Select(user => user.Id).ShouldBe(snapshot.Facts.Users.Select(user => user.Id).Order());

        static SubjectSearch Search(CustomerSnapshot customer) =>
            SubjectSearch.Of(new() { SubjectType = "user", Action = "view", Type = "app", Id = "signage", Customer = "harbor" }, customer, new PlatformSnapshot(1, [], []))!;
    }
}

/// <summary>Where a question is put: the properties that its resource has.</summary>
internal sealed record Place(string? Customer, string? Tenant, string? Team);

/// <summary>A random world with all that its names can be asked about.</summary>
internal sealed class SearchedWorld
{
    private static readonly string[] Types = [.. Permission.Catalogue.Select(permission => permission.Type).Distinct(), "ghost"];

    private readonly Random _random;
    private readonly DateTimeOffset _now;
    private readonly string _yaml;
    private readonly PlatformSnapshot _platform;
    private readonly Dictionary<string, CustomerSnapshot> _customers;
    private readonly Dictionary<string, IReadOnlyDictionary<string, CallFacts>> _calls;
    private readonly List<(string Type, string Id, string? Customer)> _subjects = [];
    private readonly List<string> _names;

    public SearchedWorld(int seed)
    {
        _random = new(seed);
        var worlds = new RandomWorlds(seed);
        var world = World.Load(_yaml = worlds.World());
        _now = worlds.Now();
        _platform = world.Platform;
        // Half of the apps are in the catalogue: of these some instead of being the customer's own, some besides, where the slug means another thing.
        var catalogue = new AppCatalogue(1, [.. world.Customers.SelectMany(c => c.Facts.Apps).DistinctBy(app => app.Slug).Where(_ => _random.Next(2) == 0).Select(app => _random.Next(2) == 0 ? app : app with { Id = Guid.NewGuid() })]);
        _customers = world.Customers.ToDictionary(c => c.Facts.Slug, c => new CustomerSnapshot(WithAppsOwnAndTwins(c.Facts with { Apps = [.. c.Facts.Apps.Where(app => catalogue.App(app.Slug) != app.Id)] }), catalogue));
        _calls = world.Customers.ToDictionary(c => c.Facts.Slug, world.Calls);
        foreach (var staff in _platform.Staff) _subjects.Add(("staff", staff.StaffMember!.Email, null));
        foreach (var (slug, customer) in _customers)
        {
            _subjects.AddRange(customer.Facts.Users.Select(user => ("user", user.Email, (string?)null)));
            _subjects.AddRange(customer.Facts.IntegrationUsers.Select(machine => ("integration-user", machine.Name, (string?)slug)));
        }

        _subjects = [.. _subjects.Distinct()];
        _names = [.. _customers.Values.SelectMany(c => (IEnumerable<string>)
            [
                c.Facts.Slug, .. c.Apps.Select(a => a.Slug), .. c.Facts.CustomRoles.Select(r => r.Slug), .. c.Facts.IntegrationUsers.Select(m => m.Name), .. c.Facts.Users.Select(u => u.Email),
                .. c.Facts.Tenants.Select(t => t.Slug), .. c.Facts.Teams.Select(t => t.Slug), .. _calls[c.Facts.Slug].Keys,
            ]).Concat(_platform.Staff.Select(s => s.StaffMember!.Email)).Append("nothing").Distinct()];
    }

    /// <summary>Outside any customer; a missing one; each one alone, with a tenant, a team, both, and with names that nothing has.</summary>
    public IEnumerable<Place> Places =>
    [
        new(null, null, null), new(null, "north", null), new("nowhere", null, null),
        .. from slug in _customers.Keys
           from tenant in new[] { null, "north", "sales", "gone" }
           from team in new[] { null, "sales", "support", "gone" }
           where tenant is null && team is null || _random.Next(6) == 0
           select new Place(slug, tenant, team),
    ];

    /// <summary>Compares the search for subjects with the decision about each subject.</summary>
    public void SubjectsAgree(Place place)
    {
        foreach (var permission in Permission.Catalogue)
        {
            foreach (var name in _names)
            {
                foreach (var (type, customer) in new[] { ("user", null), ("staff", null), ("integration-user", null), ("integration-user", "harbor"), ("robot", null) })
                {
                    var of = new Asking(type, "", customer, permission.Type, permission.Action, name, place);
                    var found = Subjects(of);
                    var expected = _subjects.Where(s => s.Type == type && (customer is null || s.Customer == customer))
                        .Where(s => Decide(of with { Subject = s.Id, SubjectCustomer = s.Customer })).Select(s => s.Id);
                    if (!found.Order().SequenceEqual(expected.Distinct().Order())) Differ("subjects", of, found, expected);
                }
            }
        }
    }

    /// <summary>Compares the searches for resources and for actions with the decision about each.</summary>
    public (long Asked, long Allowed) ResourcesAndActionsAgree(Place place)
    {
        var (asked, allowed) = (0L, 0L);
        foreach (var (type, id, customer) in _subjects)
        {
            var yes = new HashSet<(string Type, string Action, string Name)>();
            foreach (var permission in Permission.Catalogue)
            {
                var of = new Asking(type, id, customer, permission.Type, permission.Action, "", place);
                var expected = _names.Where(name => Decide(of with { Id = name })).ToList();
                yes.UnionWith(expected.Select(name => (permission.Type, permission.Action, name)));
                var found = Resources(of);
                if (!found.Order().SequenceEqual(expected.Order())) Differ("resources", of, found, expected);
                asked += _names.Count;
                allowed += expected.Count;
            }

            foreach (var resource in Types)
            {
                foreach (var name in _names)
                {
                    var of = new Asking(type, id, customer, resource, "", name, place);
                    var expected = Permission.Catalogue.Where(p => yes.Contains((resource, p.Action, name)) && p.Type == resource).Select(p => p.Action).ToList();
                    var found = Actions(of);
                    if (!found.SequenceEqual(expected.Order(StringComparer.Ordinal))) Differ("actions", of, found, expected);
                }
            }
        }

        return (asked, allowed);
    }

    private void Differ(string what, Asking of, IEnumerable<string> found, IEnumerable<string> expected) =>
        throw new InvalidOperationException($"{what} of {of} at {_now:u}: found {string.Join(", ", found)}; the decision says {string.Join(", ", expected)}\n{_yaml}");

    private List<string> Subjects(Asking of)
    {
        var question = of.Put();
        if (SubjectSearch.Of(question, Customer(question.CustomerToFind), _platform) is not { } search) return [];
        if (search.NeedsCall) search = search.With(_calls[of.Place.Customer!].GetValueOrDefault(of.Id));
        var found = new List<FoundSubject>();
        for (var part = search.Page(null, 2, _now); part.Count > 0; part = search.Page(part[^1].Id, 2, _now)) found.AddRange(part);
        return found.ConvertAll(subject => subject.Name);
    }

    private List<string> Resources(Asking of)
    {
        var question = of.Put();
        var customer = Customer(question.CustomerToFind);
        if (ResourceSearch.Of(question, customer, _platform) is not { } search) return [];
        var found = new List<FoundThing>();
        for (var part = search.Page(null, 3, _now); part.Count > 0; part = search.Page(part[^1], 3, _now)) found.AddRange(part);
        var names = found.ConvertAll(thing => thing.Name);
        if (customer is not null && search.MayFindCalls(_now)) names.AddRange(_calls[customer.Facts.Slug].Where(call => search.May(call.Key, call.Value, _now)).Select(call => call.Key));
        if (search.MayEveryCustomer(_now)) names.AddRange(_customers.Keys.Where(slug => !search.IsStaff(slug)));
        return names;
    }

    private List<string> Actions(Asking of)
    {
        var question = of.Put();
        if (ActionSearch.Of(question, Customer(question.CustomerToFind), _platform) is not { } search) return [];
        if (search.NeedsCall) search = search.With(_calls[of.Place.Customer!].GetValueOrDefault(of.Id));
        var found = new List<string>();
        for (var part = search.Page(null, 1, _now); part.Count > 0; part = search.Page(part[^1].Action, 1, _now)) found.AddRange(part.Select(permission => permission.Action));
        return found;
    }

    private bool Decide(Asking of)
    {
        var question = of.Put();
        if (!question.TryResolve(Customer(question.CustomerToFind), _platform, out var asked)) return false;
        if (asked.NeedsCall) asked = asked.With(_calls[of.Place.Customer!].GetValueOrDefault(of.Id));
        return Authorizer.Decide(asked.Actor, asked.Permission, asked.Target, _now).Allowed;
    }

    private CustomerSnapshot? Customer(ReadOnlySpan<char> slug) => _customers.GetValueOrDefault(slug.ToString());

    /// <summary>Some of the integration users are an app's own, and some of the users have a twin: the same roles, in no team.</summary>
    private CustomerFacts WithAppsOwnAndTwins(CustomerFacts facts) => facts with
    {
        Users = [.. facts.Users, .. facts.Users.Where(_ => _random.Next(2) == 0).Select(user => user with { Id = Guid.NewGuid(), Email = $"twin.{user.Email}" })],
        IntegrationUsers = [.. facts.IntegrationUsers.Select(machine => facts.Apps.Count > 0 && _random.Next(2) == 0
            ? machine with { OfApp = new(facts.Apps[_random.Next(facts.Apps.Count)].Id, [.. facts.Tenants.Where(_ => _random.Next(2) == 0).Select(tenant => tenant.Id)]) }
            : machine)],
    };

    private sealed record Asking(string Type, string Subject, string? SubjectCustomer, string Resource, string Action, string Id, Place Place)
    {
        public Question Put() => new()
        {
            SubjectType = Type,
            SubjectId = Subject,
            SubjectCustomer = SubjectCustomer,
            Action = Action,
            Type = Resource,
            Id = Id,
            Customer = Place.Customer,
            Tenant = Place.Tenant,
            Team = Place.Team,
        };
    }
}
