using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Gives a user a level in Insights: directly where rule 10 allows it, otherwise as a request that an Organization Admin approves.
/// </summary>
/// <param name="User">Who gets it.</param>
/// <param name="Level">The level.</param>
/// <param name="Until">From then on the level is Default User; null: it does not end.</param>
/// <param name="Teams">For an Editor the teams, by slug; null: the whole organization.</param>
public sealed record SetLevel(Guid User, InsightsRole Level, DateTimeOffset? Until, IReadOnlyList<string>? Teams)
    : Change<Person, LevelSet>, IChangesAccess
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AccessLevelManage;

    /// <inheritdoc/>
    public override Task<Found<Person>?> Find(Work work) => Person.Find(work, User);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Person found)
    {
        if (work.Stale(found.Row) is { } stale) return stale;
        if (!found.Row.Active) return new PersonDeactivated();
        if (Levels.Fault(work.Customer, Level, Teams, Until, work.Now) is { } fault) return fault;
        var refusal = Grant(work, found);
        if (refusal is NeedsApproval) refusal = await Levels.IsAsked(work, User, Level, Levels.TeamsOf(work.Customer, Teams)) ? new AlreadyRequested() : null;
        return refusal ?? await work.NoteMissing();
    }

    /// <inheritdoc/>
    public override async Task<LevelSet> Run(Work work, Person found)
    {
        var teams = Levels.TeamsOf(work.Customer, Teams);
        if (Grant(work, found) is NeedsApproval) return new(false, Levels.Ask(work, User, Level, teams, Until).Id);
        await Levels.Set(work, found, Level, teams, Until);
        return new(true, null);
    }

    private Refusal? Grant(Work work, Person found) =>
        GrantRules.Level(work.Actor, found.Facts, Level, Levels.TeamsOf(work.Customer, Teams), Until, work.Now);
}

/// <summary>What giving a level came to.</summary>
/// <param name="Done">Whether the person has it now.</param>
/// <param name="Request">When not: the request that waits for an Organization Admin.</param>
public sealed record LevelSet(bool Done, Guid? Request);
