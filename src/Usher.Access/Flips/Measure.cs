namespace Usher.Access;

/// <summary>By what the reach of a permission is measured: the things a question can name so that its answer is another.</summary>
public enum Measure
{
    /// <summary>By nothing: whatever a question names, the answer is that of the permission there at all.</summary>
    Whole,

    /// <summary>By tenants.</summary>
    Tenants,

    /// <summary>By tenants, and in each by apps.</summary>
    TenantsAndApps,

    /// <summary>By the teams that a level or a scope names.</summary>
    Teams,

    /// <summary>By the person acted on.</summary>
    People,

    /// <summary>By the teams and channels whose calls one sees (rule 12).</summary>
    Calls,
}

/// <summary>The measure of each permission, as the table of roles has it.</summary>
public static class Measures
{
    private static readonly Measure[] All = [.. Permission.Catalogue.Select(Find)];

    extension(Permission permission)
    {
        /// <summary>By what its reach is measured.</summary>
        public Measure Measure => All[permission.Index];
    }

    private static Measure Find(Permission permission)
    {
        var cells = Enum.GetValues<Role>().Select(role => Roles.Of(role, permission)).ToHashSet();
        if (cells.Contains(Reach.Visible)) return Measure.Calls;
        if (permission.MayName(Things.App)) return Measure.TenantsAndApps;
        if (permission.MayName(Things.Tenant)) return Measure.Tenants;
        if (permission.MayName(Things.Team)) return Measure.Teams;
        // Oneself alone, or anyone; and rule 10: a User Admin changes only people of the two lower levels.
        var byPerson = cells.Contains(Reach.Self) && cells.Contains(Reach.Own) || permission == Permission.AccessLevelManage;
        return permission.MayName(Things.User) && byPerson ? Measure.People : Measure.Whole;
    }
}

/// <summary>Things of one kind that decisions are about.</summary>
public readonly record struct Extent
{
    internal Extent(bool unnamed, IdSet things) => (Unnamed, Set) = (unnamed, things);

    /// <summary>Whether the question that names no such thing is among them: any at all.</summary>
    public bool Unnamed { get; }

    /// <summary>The things, in the order of their ids.</summary>
    public IReadOnlyList<Guid> Ids => Set.List;

    internal IdSet Set { get; }

    internal bool IsEmpty => !Unnamed && Set.IsEmpty;

    /// <summary>The question that names nothing, and no other.</summary>
    public static Extent OfNone => new(true, default);

    internal Extent Except(Extent other) => new(Unnamed && !other.Unnamed, Set.Except(other.Set));

    internal Extent And(Extent other) => new(Unnamed && other.Unnamed, Set.And(other.Set));
}

/// <summary>
/// Decisions about one permission that are alike: about each of some things, and with each of some apps where the measure has both.
/// </summary>
/// <param name="Permission">What may be done.</param>
/// <param name="Things">Tenants, teams, people, or teams and channels whose calls are seen, as the measure says. Where they are people,
/// whoever may do it is not among them, though the set may name them: oneself goes with the question that names nobody.</param>
/// <param name="Apps">The apps; only the question that names none where the measure has no apps.</param>
public sealed record Flip(Permission Permission, Extent Things, Extent Apps);
