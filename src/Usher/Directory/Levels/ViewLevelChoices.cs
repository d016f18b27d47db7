using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Which levels the caller can give a person, and what becomes a request instead: asked of the rules that judge the grant itself, before it
/// is made.
/// </summary>
/// <param name="User">The user.</param>
public sealed record ViewLevelChoices(Guid User) : Query<Person, LevelChoices>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AccessLevelManage;

    /// <inheritdoc/>
    public override Task<Found<Person>?> Find(Work work) => Person.Find(work, User);

    /// <inheritdoc/>
    public override async Task<LevelChoices> Run(Work work, Person found)
    {
        var asked = await Levels.Asked(work, User);
        List<LevelChoice> choices = [];
        foreach (var level in Levels.FromTheTop)
        {
            var refusal = found.Row.Active
                ? GrantRules.Level(work.Actor, found.Facts, level, null, null, work.Now)
                : new PersonDeactivated();
            var asks = refusal is NeedsApproval;
            if (asks) refusal = asked.Contains(level) ? new AlreadyRequested() : null;
            choices.Add(new(level, Roles.Level(Roles.Column(level))!, refusal is null ? May.Yes : new(false, refusal.Sentence), asks));
        }

        return new(found.Facts.InsightsRole(work.Now), choices, found.Row.Revision);
    }
}

/// <summary>The level a person holds and those that may be given.</summary>
/// <param name="Holds">The level in force now.</param>
/// <param name="Choices">Each level, the highest first.</param>
/// <param name="Revision">The person's revision: who gives a level sends it back, and hears when somebody else was quicker.</param>
public sealed record LevelChoices(InsightsRole Holds, IReadOnlyList<LevelChoice> Choices, int Revision) : IRevisedView;

/// <summary>One level that may be given, or why not.</summary>
/// <param name="Level">The level.</param>
/// <param name="Label">Its label: Limited, Medium, High, Highest.</param>
/// <param name="Give">Whether it may be given or asked for.</param>
/// <param name="Asks">Whether giving it makes a request that an Organization Admin approves (rule 10).</param>
public sealed record LevelChoice(InsightsRole Level, string Label, May Give, bool Asks);
