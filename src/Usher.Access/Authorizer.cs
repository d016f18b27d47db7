namespace Usher.Access;

/// <summary>The one function that decides. Pure: the same question to the same snapshot at the same time has the same answer.</summary>
public static class Authorizer
{
    /// <summary>Decides whether an actor may.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="permission">What they would do.</param>
    /// <param name="target">To what.</param>
    /// <param name="now">The server's time; access that ends at this instant has ended.</param>
    public static Decision Decide(Actor actor, Permission permission, in Target target, DateTimeOffset now)
    {
        _ = now;
        if (!target.Exists) return new(false, Ground.Missing);
        return actor.Kind == ActorKind.PlatformTeam && Roles.PlatformTeam.Has(permission)
            ? new(true, Ground.Platform)
            : new(false, Ground.NoRole);
    }
}
