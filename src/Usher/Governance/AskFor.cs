using Usher.Access;

namespace Usher.Governance;

/// <summary>A level of Insights to ask for.</summary>
/// <param name="Level">The lowest one that holds what was refused.</param>
public sealed record AskFor(InsightsRole Level)
{
    /// <summary>What a user who was refused may ask for: of Insights the levels are asked for (rule 10), roles of Connect are not; null: nothing.</summary>
    /// <param name="permission">What.</param>
    /// <param name="ground">What decided.</param>
    public static AskFor? Of(Permission permission, Ground ground)
    {
        if (ground != Ground.NoRole || permission.Section != Section.Insights) return null;
        foreach (var level in Enum.GetValues<InsightsRole>())
            if (Roles.Of(Roles.Column(level), permission) != Reach.None) return new(level);
        return null;
    }
}
