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
        var about = FindThing(permission, customer, platform);
        asked = new(actor, permission, about.For(actor, permission), about.NeedsCall);
        return true;
    }

    /// <summary>Who asks; null when there is no such subject.</summary>
    internal Actor? FindSubject(CustomerSnapshot? customer, PlatformSnapshot platform) => SubjectType switch
    {
        "user" => IsGiven(Customer) ? customer?.User(Lower(SubjectId, stackalloc char[LongestName])) : null,
        "staff" => platform.StaffMember(Lower(SubjectId, stackalloc char[LongestName])),
        "integration-user" => IsGiven(Customer) && SubjectCustomer.SequenceEqual(Customer) ? customer?.IntegrationUser(SubjectId) : null,
        _ => null,
    };

    /// <summary>What it is about, for whoever asks.</summary>
    internal About FindThing(Permission permission, CustomerSnapshot? customer, PlatformSnapshot platform)
    {
        if (!IsGiven(Customer))
            return FindPlace(null) is null ? default : About.Platform(Find(Things.Staff, Id, null, platform), customer is not null);
        if (FindPlace(customer) is not { } whole) return default;
        if (Id.SequenceEqual(customer!.Facts.Slug)) return new() { Target = whole };
        foreach (var kind in About.Precedence)
            if (permission.MayName(kind) && Find(kind, Id, customer, platform) is { } thing) return About.Of(kind, whole, thing);
        return new() { Target = whole with { Exists = false }, NeedsCall = permission.MayName(Things.Call) };
    }

    /// <summary>
    /// The customer as a whole with the tenant and the team that the properties name, or the platform; null when there is none of these.
    /// </summary>
    internal Target? FindPlace(CustomerSnapshot? customer)
    {
        if (!IsGiven(Customer)) return IsGiven(Tenant) || IsGiven(Team) ? null : Target.Platform;
        if (customer is null) return null;
        Guid? tenant = null, team = null;
        if (IsGiven(Tenant) && (tenant = customer.Tenant(Tenant)) is null) return null;
        if (IsGiven(Team) && (team = customer.Team(Team)) is null) return null;
        return Target.Of(customer) with { Tenant = tenant, Team = team };
    }

    /// <summary>The thing of this kind that has this name; null when none has.</summary>
    internal static Guid? Find(Things kind, ReadOnlySpan<char> name, CustomerSnapshot? customer, PlatformSnapshot platform) => kind switch
    {
        Things.App => customer?.App(name),
        Things.Role => customer?.CustomRole(name),
        Things.IntegrationUser => customer?.IntegrationUser(name)?.Id,
        Things.User => customer?.User(Lower(name, stackalloc char[LongestName]))?.Id,
        Things.Staff => platform.StaffMember(Lower(name, stackalloc char[LongestName]))?.Id,
        Things.Tenant => customer?.Tenant(name),
        Things.Team => customer?.Team(name),
        _ => null,
    };

    /// <summary>Whether a member was given; a default span was not.</summary>
    internal static bool IsGiven(ReadOnlySpan<char> member) => !Unsafe.IsNullRef(ref MemoryMarshal.GetReference(member));

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
