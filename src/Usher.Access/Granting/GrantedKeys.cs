namespace Usher.Access;

public static partial class GrantRules
{
    /// <summary>How long a personal key lasts at most (rule 25).</summary>
    public const int PersonalKeyDays = 90;

    /// <summary>
    /// Owner and scopes of an integration user, as an Organization Admin sets them (rule 17). Those of an app's own are set by the app's
    /// approval alone.
    /// </summary>
    public static Refusal? IntegrationUser(CustomerSnapshot customer, Guid owner, IReadOnlyList<string> scopes)
    {
        if (customer.User(owner)?.User is not { Active: true }) return new OwnerNotActive();
        foreach (var text in scopes)
        {
            if (KeyScope.Parse(text) is not { } scope || scope.Permission == Permission.AppReadConfiguration) return new NoSuchScope(text);
            if (scope.Permission == Permission.CallRead && scope.Names.Any(name => customer.Team(name) is null))
                return new NotOfThisCustomer("team");
        }

        return null;
    }

    /// <summary>
    /// The scopes of a key of an integration user: none that the integration user lacks (rule 17), nor its app's configuration, whose key
    /// a Customer Admin makes.
    /// </summary>
    public static Refusal? IntegrationUserKey(IntegrationUserFacts machine, IReadOnlyList<string> scopes)
    {
        foreach (var text in scopes)
        {
            if (KeyScope.Parse(text) is not { } scope) return new NoSuchScope(text);
            if (scope.Permission == Permission.AppReadConfiguration) return new KeyOfItsApp();
            if (!Covers(machine.Scopes, scope)) return new ScopeBeyondItsHolder(text);
        }

        return null;
    }

    /// <summary>Whether an approval stays when the scopes change: widening starts it again (rule 18).</summary>
    public static bool KeepsApproval(IReadOnlyList<KeyScope> before, IReadOnlyList<KeyScope> after) =>
        after.All(scope => Covers(before, scope));

    /// <summary>What a personal key may carry, and how long (rule 25).</summary>
    public static Refusal? PersonalKey(Actor person, IReadOnlyList<Permission> permissions, DateTimeOffset expires, DateTimeOffset now)
    {
        if (!Actor.Lasts(expires, now)) return new EndsInThePast();
        if (expires > now.AddDays(PersonalKeyDays)) return new KeyLastsTooLong(PersonalKeyDays);
        var beyond = permissions.FirstOrDefault(one => !MayCarry(person, one, now));
        return beyond is null ? null : new KeyBeyondItsHolder(beyond.Name);
    }

    /// <summary>Whether a personal key may carry the permission: its person holds it, and it makes no keys (rule 25).</summary>
    public static bool MayCarry(Actor person, Permission permission, DateTimeOffset now) =>
        permission != Permission.PersonalKeyManage && person.ReachOf(permission, now) != Reach.None;

    /// <summary>
    /// Whether some of the scopes hold all that this one names; a scope that names nothing holds everything of its permission, calls apart.
    /// </summary>
    private static bool Covers(IReadOnlyList<KeyScope> scopes, KeyScope wanted)
    {
        var same = scopes.Where(scope => scope.Permission == wanted.Permission).ToList();
        if (same.Exists(scope => scope.Names.Count == 0)) return true;
        return wanted.Names.Count > 0 && wanted.Names.All(name => same.Exists(scope => scope.Names.Contains(name)));
    }
}
