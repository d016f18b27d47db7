namespace Usher.Access;

/// <summary>What kind of actor asks.</summary>
public enum ActorKind
{
    /// <summary>A user of a customer.</summary>
    User,

    /// <summary>One of the vendor's own people.</summary>
    Staff,

    /// <summary>A machine account of a customer.</summary>
    IntegrationUser,

    /// <summary>A platform key.</summary>
    PlatformKey,

    /// <summary>The Platform Team, with a shell on the host.</summary>
    PlatformTeam,

    /// <summary>Usher itself, carrying out what an allowed act set in motion, or a sign-in before it is known whose. No decision ever allows it.</summary>
    System,
}

/// <summary>Who asks, compiled for deciding. Users and integration users come from a <see cref="CustomerSnapshot"/>.</summary>
public sealed class Actor
{
    internal Actor(ActorKind kind, Guid id, string name, CustomerSnapshot? home)
    {
        Kind = kind;
        Id = id;
        Name = name;
        Home = home;
    }

    /// <summary>The Platform Team.</summary>
    public static Actor PlatformTeam { get; } = new(ActorKind.PlatformTeam, Guid.Empty, "Platform Team", null);

    /// <summary>Usher itself; holds no permission.</summary>
    public static Actor System { get; } = new(ActorKind.System, Guid.Empty, "Usher", null);

    /// <summary>The kind.</summary>
    public ActorKind Kind { get; }

    /// <summary>The id of the user, staff account, integration user or platform key.</summary>
    public Guid Id { get; }

    /// <summary>The name that people see.</summary>
    public string Name { get; }

    /// <summary>The own customer; null for staff, platform keys and the Platform Team.</summary>
    public CustomerSnapshot? Home { get; }

    /// <summary>The facts of a user; null for others.</summary>
    public UserFacts? User { get; internal init; }

    /// <summary>The facts of an integration user; null for others.</summary>
    public IntegrationUserFacts? IntegrationUser { get; internal init; }

    /// <summary>The facts of a member of staff; null for others.</summary>
    public StaffFacts? StaffMember { get; private init; }

    /// <summary>What a key narrows its holder to (rules 17 and 25); null: everything the holder may.</summary>
    public PermissionSet? Limit { get; private init; }

    /// <summary>A member of staff.</summary>
    public static Actor Staff(StaffFacts facts) => new(ActorKind.Staff, facts.Id, facts.Name, null) { StaffMember = facts };

    /// <summary>A platform key with its scopes.</summary>
    public static Actor PlatformKey(Guid id, string name, PermissionSet scopes) => new(ActorKind.PlatformKey, id, name, null) { Limit = scopes };

    /// <summary>The same actor asking with a key that carries only these permissions.</summary>
    public Actor With(PermissionSet limit) =>
        new(Kind, Id, Name, Home) { User = User, IntegrationUser = IntegrationUser, StaffMember = StaffMember, Limit = limit };
}
