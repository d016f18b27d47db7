namespace Usher.Access;

/// <summary>A thing that a search found, and where it is in the order of everything found.</summary>
/// <param name="Name">Its id in questions.</param>
/// <param name="Kind">The position of its kind: first the customer as a whole, then each kind of thing.</param>
/// <param name="Id">Its id; empty for the customer as a whole.</param>
public readonly record struct FoundThing(string Name, int Kind, Guid Id);

/// <summary>
/// With which things one subject may do one thing. The reach of the subject's roles says which things come into question (none; only
/// oneself; only the apps, tenants or teams that the reach names); each of them is judged by the same decision as alone. Calls, and
/// customers as things of the platform, are in no snapshot: whoever holds them asks <see cref="May(string, CallFacts, DateTimeOffset)"/> or
/// <see cref="MayEveryCustomer"/>.
/// </summary>
/// <remarks>
/// Pure. Things are in the order of their kinds, then of their ids: what comes or goes between two parts moves nothing else. A name stands
/// for the first thing that has it, as it does in a question.
/// </remarks>
public sealed class ResourceSearch
{
    private readonly Actor _actor;
    private readonly Permission _permission;
    private readonly Target _whole;
    private readonly CustomerSnapshot? _customer;
    private readonly PlatformSnapshot _platform;

    private ResourceSearch(Actor actor, Permission permission, in Target whole, PlatformSnapshot platform)
    {
        _actor = actor;
        _permission = permission;
        _whole = whole;
        _customer = whole.Customer;
        _platform = platform;
    }

    /// <summary>Calls, and customers as things of the platform, are behind everything else.</summary>
    public static int LastKind => About.Precedence.Length + 1;

    /// <summary>A search for the resources of a question that names none; null when there can be none.</summary>
    /// <param name="question">The resource's id apart, a whole question.</param>
    /// <param name="customer">The customer of <see cref="Question.CustomerToFind"/>; null when there is none.</param>
    /// <param name="platform">The vendor's people.</param>
    public static ResourceSearch? Of(in Question question, CustomerSnapshot? customer, PlatformSnapshot platform) =>
        Permission.Find(question.Type, question.Action) is { } permission && question.FindSubject(customer, platform) is { } actor
            && question.FindPlace(customer) is { } whole
            ? new(actor, permission, whole, platform)
            : null;

    /// <summary>The things that the subject may, of those in the snapshot.</summary>
    /// <param name="after">The last of the part before; null: from the beginning.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="now">The server's time.</param>
    public IReadOnlyList<FoundThing> Page(FoundThing? after, int most, DateTimeOffset now)
    {
        var found = new List<FoundThing>();
        var reach = _actor.ReachOf(_permission, now);
        if (reach == Reach.None) return found;
        if (after is null && most > 0 && _customer is not null && Allows(new() { Target = _whole }, now))
            found.Add(new(_customer.Facts.Slug, 0, Guid.Empty));
        for (var kind = Math.Max(1, after?.Kind ?? 1); kind < LastKind && found.Count < most; kind++)
        {
            if (!IsAbout(About.Precedence[kind - 1])) continue;
            Guid? last = after is { } end && end.Kind == kind ? end.Id : null;
            foreach (var (id, name) in Candidates(About.Precedence[kind - 1], reach, last))
            {
                if (found.Count == most) break;
                if (Allows(Of(About.Precedence[kind - 1], id), now) && !IsShadowed(name, kind)) found.Add(new(name, kind, id));
            }
        }

        return found;
    }

    /// <summary>Whether calls can be among what the subject may; when not, none need be looked at.</summary>
    public bool MayFindCalls(DateTimeOffset now) => _customer is not null && _permission.MayName(Things.Call)
        && (_actor.ReachOf(_permission, now) != Reach.None || _actor.Kind == ActorKind.Staff && _permission == Permission.CallView);

    /// <summary>Whether the subject may, with this call, and its id means no other thing.</summary>
    /// <param name="name">The call's id in questions.</param>
    /// <param name="call">The call.</param>
    /// <param name="now">The server's time.</param>
    public bool May(string name, CallFacts call, DateTimeOffset now) =>
        Allows(new() { Target = _whole with { Call = call } }, now) && !IsShadowed(name, LastKind);

    /// <summary>
    /// Whether the subject may, with every customer that there is: what a Super User does on the platform as a whole is asked about any.
    /// </summary>
    public bool MayEveryCustomer(DateTimeOffset now) => _customer is null && Allows(About.Platform(staff: null, isCustomer: true), now);

    /// <summary>Whether this customer's slug means a member of staff before it means the customer.</summary>
    public bool IsStaff(string slug) => Question.Find(Things.Staff, slug, null, _platform) is not null;

    private bool Allows(in About about, DateTimeOffset now) =>
        Authorizer.Decide(_actor, _permission, about.For(_actor, _permission), now).Allowed;

    private About Of(Things kind, Guid id) => _customer is null ? About.Platform(id, isCustomer: false) : About.Of(kind, _whole, id);

    /// <summary>Whether an id in the question may name this kind of thing. Outside any customer it names staff, whatever the row.</summary>
    private bool IsAbout(Things kind) => _customer is null ? kind == Things.Staff : _permission.MayName(kind);

    /// <summary>The things of a kind that come into question, in the order of their ids, beyond this one.</summary>
    private IEnumerable<(Guid Id, string Name)> Candidates(Things kind, Reach reach, Guid? after) => kind switch
    {
        Things.User when reach == Reach.Self =>
            Ordered(_actor.User is { } self ? [(self.Id, self.Email)] : [], after),
        Things.User => _customer!.UsersAfter(after).Select(user => (user.Id, user.User!.Email)),
        Things.Staff when !Roles.OnThePlatform.Has(_permission) =>
            Ordered(_actor.StaffMember is { } self ? [(self.Id, self.Email)] : [], after),
        Things.Staff => Ordered(_platform.Staff.Select(member => (member.Id, member.StaffMember!.Email)), after),
        Things.App => Apps(reach, after).Select(app => (app.Id, app.Slug)),
        Things.Role => Ordered(_customer!.Facts.CustomRoles.Select(role => (role.Id, role.Slug)), after),
        Things.IntegrationUser => Ordered(_customer!.Facts.IntegrationUsers.Select(machine => (machine.Id, machine.Name)), after),
        Things.Tenant => Ordered(_customer!.Facts.Tenants
            .Where(tenant => reach != Reach.Assigned || _actor.Tenants.Has(tenant.Id)).Select(tenant => (tenant.Id, tenant.Slug)), after),
        Things.Team => Ordered(_customer!.Facts.Teams
            .Where(team => reach != Reach.Scope || _actor.ScopeTeams is not { } teams || teams.Has(team.Id))
            .Select(team => (team.Id, team.Slug)), after),
        _ => [],
    };

    /// <summary>The apps that the customer sees, or of them those that are picked.</summary>
    private IEnumerable<Named> Apps(Reach reach, Guid? after)
    {
        var apps = _customer!.AppsInOrder;
        return reach == Reach.Picked
            ? _actor.Apps.Ids.ToArray().Where(id => after is not { } last || id.CompareTo(last) > 0)
                .Select(id => Find(apps, id)).Where(at => at >= 0).Select(at => apps[at])
            : apps.Skip(after is { } end ? Beyond(Find(apps, end)) : 0);

        static int Find(Named[] among, Guid id) => among.AsSpan().BinarySearch(new ById(id));
        static int Beyond(int at) => at < 0 ? ~at : at + 1;
    }

    private readonly record struct ById(Guid Id) : IComparable<Named>
    {
        public int CompareTo(Named? other) => Id.CompareTo(other!.Id);
    }

    private static IEnumerable<(Guid Id, string Name)> Ordered(IEnumerable<(Guid Id, string Name)> things, Guid? after) =>
        things.Where(thing => after is not { } last || thing.Id.CompareTo(last) > 0).OrderBy(thing => thing.Id);

    /// <summary>Whether this name means the customer as a whole, or a thing of a kind that is looked up before this one.</summary>
    private bool IsShadowed(string name, int kind)
    {
        if (name == _customer?.Facts.Slug) return true;
        for (var before = 1; before < kind; before++)
            if (IsAbout(About.Precedence[before - 1])
                && Question.Find(About.Precedence[before - 1], name, _customer, _platform) is not null) return true;
        return false;
    }
}
