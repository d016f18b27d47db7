using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Usher.Access;

/// <summary>
/// A question in the names of section 3 of the law: AuthZEN's words, not yet looked up. One reader for every entry point for software.
/// A default span is a member that was not given; an empty one is a name that nothing has.
/// </summary>
public readonly ref struct Question
{
    /// <summary>The longest name looked up: nothing in the store is longer, an e-mail address included.</summary>
    private const int LongestName = 254;

    /// <summary><c>subject.type</c>: user, staff or integration-user.</summary>
    public ReadOnlySpan<char> SubjectType { get; init; }

    /// <summary><c>subject.id</c>: an e-mail address; an integration user's name.</summary>
    public ReadOnlySpan<char> SubjectId { get; init; }

    /// <summary><c>subject.properties.customer</c>: an integration user's customer.</summary>
    public ReadOnlySpan<char> SubjectCustomer { get; init; }

    /// <summary><c>action.name</c>.</summary>
    public ReadOnlySpan<char> Action { get; init; }

    /// <summary><c>resource.type</c>.</summary>
    public ReadOnlySpan<char> Type { get; init; }

    /// <summary><c>resource.id</c>: the thing's own id, or the customer's slug for the permission there at all.</summary>
    public ReadOnlySpan<char> Id { get; init; }

    /// <summary><c>resource.properties.customer</c>.</summary>
    public ReadOnlySpan<char> Customer { get; init; }

    /// <summary><c>resource.properties.tenant</c>.</summary>
    public ReadOnlySpan<char> Tenant { get; init; }

    /// <summary><c>resource.properties.team</c>.</summary>
    public ReadOnlySpan<char> Team { get; init; }

    /// <summary>
    /// The slug of the customer whose snapshot <see cref="TryResolve"/> needs: the one named; for staff who named none, the resource's id,
    /// for what is done on the platform.
    /// </summary>
    public ReadOnlySpan<char> CustomerToFind => IsGiven(Customer) ? Customer : SubjectType is "staff" ? Id : default;

    /// <summary>Looks the names up.</summary>
    /// <param name="customer">The customer of <see cref="CustomerToFind"/>; null when there is none.</param>
    /// <param name="platform">The vendor's people.</param>
    /// <param name="asked">Who asks, what, and about what: which may be a thing that does not exist, or a call that must still be
    /// brought.</param>
    /// <returns>False when there is no such subject or permission: the answer is no.</returns>
    public bool TryResolve(CustomerSnapshot? customer, PlatformSnapshot platform, out Asked asked)
    {
        asked = default;
        if (Permission.Find(Type, Action) is not { } permission || FindSubject(customer, platform) is not { } actor) return false;
        asked = new(actor, permission, FindTarget(actor, permission, customer, platform, out var needsCall), needsCall);
        return true;
    }

    private Actor? FindSubject(CustomerSnapshot? customer, PlatformSnapshot platform) => SubjectType switch
    {
        "user" => IsGiven(Customer) ? customer?.User(Lower(SubjectId, stackalloc char[LongestName])) : null,
        "staff" => platform.StaffMember(Lower(SubjectId, stackalloc char[LongestName])),
        "integration-user" => IsGiven(Customer) && SubjectCustomer.SequenceEqual(Customer) ? customer?.IntegrationUser(SubjectId) : null,
        _ => null,
    };

    private Target FindTarget(Actor actor, Permission permission, CustomerSnapshot? customer, PlatformSnapshot platform, out bool needsCall)
    {
        needsCall = false;
        if (!IsGiven(Customer)) return OnThePlatform(actor, permission, customer, platform);
        if (customer is null) return Target.Missing;

        Guid? tenant = null, team = null;
        if (IsGiven(Tenant) && (tenant = customer.Tenant(Tenant)) is null) return Target.Missing;
        if (IsGiven(Team) && (team = customer.Team(Team)) is null) return Target.Missing;

        var whole = Target.Of(customer) with { Tenant = tenant, Team = team };
        if (Id.SequenceEqual(customer.Facts.Slug)) return whole;

        if (permission.MayName(Things.App) && customer.App(Id) is { } app) return whole with { App = app };
        if (permission.MayName(Things.Role) && customer.CustomRole(Id) is not null) return whole;
        if (permission.MayName(Things.IntegrationUser) && customer.IntegrationUser(Id) is { } machine)
            return whole with { IntegrationUser = machine.Id };
        if (permission.MayName(Things.User) && customer.User(Lower(Id, stackalloc char[LongestName])) is { } user)
            return whole with { Subject = user.Id };
        if (permission.MayName(Things.Staff) && FindStaff(actor, permission, platform) is { } member)
            return whole with { Subject = member };

        // An id and a property that name two tenants, or two teams, ask for both: the one not reached decides.
        if (permission.MayName(Things.Tenant) && customer.Tenant(Id) is { } named)
            return whole with { Tenant = tenant is { } also && actor.Tenants.Has(named) ? also : named };
        if (permission.MayName(Things.Team) && customer.Team(Id) is { } called)
            return whole with { Team = team is { } besides && (actor.ScopeTeams is not { } teams || teams.Has(called)) ? besides : called };

        needsCall = permission.MayName(Things.Call);
        return whole with { Exists = false };
    }

    /// <summary>
    /// Without a customer: staff about themselves, and what a Super User does on the platform as a whole, asked about an existing customer
    /// or member of staff.
    /// </summary>
    private Target OnThePlatform(Actor actor, Permission permission, CustomerSnapshot? customer, PlatformSnapshot platform)
    {
        if (actor.Kind != ActorKind.Staff || IsGiven(Tenant) || IsGiven(Team)) return Target.Missing;
        var member = FindStaff(actor, permission, platform);
        if (Roles.Of(Role.SuperUser, permission) == Reach.Self)
            return member is { } self ? Target.Platform with { Subject = self } : Target.Missing;
        if (!Roles.OnThePlatform.Has(permission)) return Target.Missing;
        if (permission == Permission.SupportUserGrant && member is { } other) return Target.Platform with { Subject = other };
        return customer is not null || member is not null ? Target.Platform : Target.Missing;
    }

    /// <summary>The member of staff the id names: oneself, or for what is done to staff and on the platform anyone of them.</summary>
    private Guid? FindStaff(Actor actor, Permission permission, PlatformSnapshot platform) =>
        platform.StaffMember(Lower(Id, stackalloc char[LongestName])) is { } member
            && (member.Id == actor.Id || Roles.OnThePlatform.Has(permission)) ? member.Id : null;

    private static bool IsGiven(ReadOnlySpan<char> member) => !Unsafe.IsNullRef(ref MemoryMarshal.GetReference(member));

    /// <summary>E-mail addresses compare in lower case; letters beyond ASCII only as they are, so that none passes for another.</summary>
    private static ReadOnlySpan<char> Lower(ReadOnlySpan<char> name, Span<char> buffer)
    {
        foreach (var letter in name)
            if (char.IsAsciiLetterUpper(letter))
                return Ascii.ToLower(name, buffer, out var length) == OperationStatus.Done ? buffer[..length] : name;
        return name;
    }
}

/// <summary>A question whose names are looked up.</summary>
/// <param name="Actor">Who asks.</param>
/// <param name="Permission">What they would do.</param>
/// <param name="Target">To what.</param>
/// <param name="NeedsCall">The resource's id can only name a call: whoever holds the calls looks for it in the target's customer and brings
/// it by <see cref="With"/>.</param>
public readonly record struct Asked(Actor Actor, Permission Permission, Target Target, bool NeedsCall)
{
    /// <summary>The same question about this call; null: there is no such call in that customer.</summary>
    public Asked With(CallFacts? call) => this with { NeedsCall = false, Target = Target with { Call = call, Exists = call is not null } };
}
