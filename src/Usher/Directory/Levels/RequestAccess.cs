using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Asks for a level in Insights, for oneself or for someone one manages (rule 10).</summary>
/// <param name="User">The user it is for; null: the caller.</param>
/// <param name="Level">The level.</param>
/// <param name="Until">When it would end; null: never.</param>
/// <param name="Teams">For an Editor the teams, by slug; null: the whole organization.</param>
public sealed record RequestAccess(Guid? User, InsightsRole Level, DateTimeOffset? Until, IReadOnlyList<string>? Teams)
    : Change<Person?, Guid>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AccessRequestCreate;

    /// <inheritdoc/>
    /// <remarks>Who may ask only for themselves hears the same of somebody else, whether there is such a person or not.</remarks>
    public override async Task<Found<Person?>?> Find(Work work)
    {
        var subject = User ?? work.Actor.Id;
        var person = await Person.Find(work, subject);
        return new(Target.Of(work.Customer) with { Subject = subject }, person?.Thing);
    }

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Person? found)
    {
        if (found is null) return new NotFound();
        if (!work.Customer.Facts.InsightsActive) return new InsightsNotActive();
        if (!found.Row.Active) return new PersonDeactivated();
        if (Levels.Fault(work.Customer, Level, Teams, Until, work.Now) is { } fault) return fault;
        if ((await Levels.Asked(work, found.Row.Id)).Contains(Level)) return new AlreadyRequested();
        var same = found.Facts.InsightsRole(work.Now) == Level && Until is null && found.Row.InsightsUntil is null && Teams is null
            && !found.Row.EditorOfTeams;
        return same ? new NothingToAsk() : null;
    }

    /// <inheritdoc/>
    public override Task<Guid> Run(Work work, Person? found) =>
        Task.FromResult(Levels.Ask(work, found!.Row.Id, Level, Levels.TeamsOf(work.Customer, Teams), Until).Id);
}

/// <summary>The person has what is asked for.</summary>
public sealed record NothingToAsk() : Refusal("This person already has that level.");
