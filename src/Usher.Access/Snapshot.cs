namespace Usher.Access;

/// <summary>One customer's people, roles, tenants, teams and channels, compiled for deciding. Immutable; safe to share among threads.</summary>
public sealed partial class CustomerSnapshot
{
    private readonly Dictionary<Guid, Actor> _users = [];
    private readonly Dictionary<string, Actor> _usersByEmail = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, Actor> _integrationUsers = [];
    private readonly Dictionary<string, Actor> _integrationUsersByName = new(StringComparer.Ordinal);

    /// <summary>Compiles the facts of one customer.</summary>
    public CustomerSnapshot(CustomerFacts facts)
    {
        Facts = facts;
        foreach (var user in facts.Users)
            _usersByEmail[user.Email] = _users[user.Id] = new Actor(ActorKind.User, user.Id, user.Name, this) { User = user };
        foreach (var machine in facts.IntegrationUsers)
            _integrationUsersByName[machine.Name] = _integrationUsers[machine.Id] = new Actor(ActorKind.IntegrationUser, machine.Id, machine.Name, this) { IntegrationUser = machine };
    }

    /// <summary>The facts it was compiled from.</summary>
    public CustomerFacts Facts { get; }

    /// <summary>The customer's id.</summary>
    public Guid Id => Facts.Id;

    /// <summary>The version of the facts.</summary>
    public long Version => Facts.Version;

    /// <summary>The user with this id; null when there is none here.</summary>
    public Actor? User(Guid id) => _users.GetValueOrDefault(id);

    /// <summary>The user with this e-mail (lower case); null when there is none here.</summary>
    public Actor? User(string email) => _usersByEmail.GetValueOrDefault(email);

    /// <summary>The integration user with this id; null when there is none here.</summary>
    public Actor? IntegrationUser(Guid id) => _integrationUsers.GetValueOrDefault(id);

    /// <summary>The integration user of this name; null when there is none here.</summary>
    public Actor? IntegrationUser(string name) => _integrationUsersByName.GetValueOrDefault(name);
}
