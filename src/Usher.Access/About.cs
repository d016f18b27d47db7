namespace Usher.Access;

/// <summary>
/// What a question is about, looked up once for whoever asks; <see cref="For"/> then says what it is for one of them. The default value is
/// a thing that does not exist.
/// </summary>
internal readonly record struct About
{
    /// <summary>
    /// The kinds of things that an id may name, in the order in which a name is looked up; calls are last, and elsewhere.
    /// </summary>
    public static readonly Things[] Precedence =
        [Things.App, Things.Role, Things.IntegrationUser, Things.User, Things.Staff, Things.Tenant, Things.Team];

    /// <summary>The thing, as it is for most; of what lies outside any customer: whether the id names a customer.</summary>
    public Target Target { get; init; }

    /// <summary>The member of staff that the id names: a thing only to some.</summary>
    public Guid? Staff { get; init; }

    /// <summary>The tenant of the properties, when the id names one too.</summary>
    public Guid? AlsoTenant { get; init; }

    /// <summary>The team of the properties, when the id names one too.</summary>
    public Guid? AlsoTeam { get; init; }

    /// <summary>It lies outside any customer.</summary>
    public bool OnThePlatform { get; init; }

    /// <summary>The id can only name a call: whoever holds the calls looks for it and brings it by <see cref="With"/>.</summary>
    public bool NeedsCall { get; init; }

    /// <summary>A thing of this kind in a customer.</summary>
    /// <param name="kind">The kind; one of <see cref="Precedence"/>.</param>
    /// <param name="whole">The customer as a whole, with the tenant and the team of the properties.</param>
    /// <param name="id">The thing's id.</param>
    public static About Of(Things kind, in Target whole, Guid id) => kind switch
    {
        Things.App => new() { Target = whole with { App = id } },
        Things.IntegrationUser => new() { Target = whole with { IntegrationUser = id } },
        Things.User => new() { Target = whole with { Subject = id } },
        Things.Staff => new() { Target = whole with { Exists = false }, Staff = id },
        Things.Tenant => new() { Target = whole with { Tenant = id }, AlsoTenant = whole.Tenant },
        Things.Team => new() { Target = whole with { Team = id }, AlsoTeam = whole.Team },
        _ => new() { Target = whole },
    };

    /// <summary>What lies outside any customer: a member of staff, a customer as a thing of the platform.</summary>
    public static About Platform(Guid? staff, bool isCustomer) =>
        new() { OnThePlatform = true, Staff = staff, Target = Target.Platform with { Exists = isCustomer } };

    /// <summary>The same about this call; null: there is no such call in that customer.</summary>
    public About With(CallFacts? call) =>
        NeedsCall ? new() { Target = Target with { Call = call, Exists = call is not null } } : this;

    /// <summary>What it is for one who asks.</summary>
    public Target For(Actor actor, Permission permission)
    {
        if (OnThePlatform) return ForStaff(actor, permission);

        // Oneself, or for what is done to staff and on the platform anyone of them.
        if (Staff is { } member)
            return member == actor.Id || Roles.OnThePlatform.Has(permission) ? Target with { Exists = true, Subject = member } : Target;

        // An id and a property that name two tenants, or two teams, ask for both: the one not reached decides.
        if (AlsoTenant is { } tenant && actor.Tenants.Has(Target.Tenant.GetValueOrDefault()) && !IsLeftSooner(actor, than: tenant))
            return Target with { Tenant = tenant };
        if (AlsoTeam is { } team && (actor.ScopeTeams is not { } teams || teams.Has(Target.Team.GetValueOrDefault())))
            return Target with { Team = team };
        return Target;
    }

    /// <summary>Whether the actor loses the target's tenant before this one, which they reach too: then it decides for both.</summary>
    private bool IsLeftSooner(Actor actor, Guid than) =>
        actor.User?.EndOf(Target.Tenant.GetValueOrDefault()) is { } end && actor.Tenants.Has(than)
            && (actor.User.EndOf(than) is not { } other || end < other);

    /// <summary>
    /// Without a customer: staff about themselves, and what a Super User does on the platform as a whole, asked about an existing customer
    /// or member of staff.
    /// </summary>
    private Target ForStaff(Actor actor, Permission permission)
    {
        if (actor.Kind != ActorKind.Staff) return Target.Missing;
        if (Roles.Of(Role.SuperUser, permission) == Reach.Self)
            return Staff is { } self && self == actor.Id ? Target.Platform with { Subject = self } : Target.Missing;
        if (!Roles.OnThePlatform.Has(permission)) return Target.Missing;
        if (permission == Permission.SupportUserGrant && Staff is { } member) return Target.Platform with { Subject = member };
        return Target.Exists || Staff is not null ? Target.Platform : Target.Missing;
    }
}
