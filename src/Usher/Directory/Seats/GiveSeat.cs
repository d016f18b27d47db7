using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Gives one user a seat, or removes theirs; a major change becomes a request (rules 16, 21).</summary>
/// <param name="User">Whose.</param>
public abstract record SeatOfOne(Guid User) : Change<Person, SeatsChanged>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.LicenceAssign;

    /// <summary>Who gets one, of at most one.</summary>
    protected abstract IReadOnlyList<Guid> Gets { get; }

    /// <summary>Who loses theirs, of at most one.</summary>
    protected abstract IReadOnlyList<Guid> Loses { get; }

    /// <inheritdoc/>
    public override Task<Found<Person>?> Find(Work work) => Person.Find(work, User);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Person found)
    {
        if (Gets.Count > 0 && !found.Row.Active) return new PersonDeactivated();
        return await ChangeSeats.Against(work, await SeatPlan.Of(work, Gets, Loses));
    }

    /// <inheritdoc/>
    public override async Task<SeatsChanged> Run(Work work, Person found) => ChangeSeats.Do(work, await SeatPlan.Of(work, Gets, Loses));
}

/// <summary>Gives a user a seat: their calls are recorded and stored (rule 16). Giving it again changes nothing.</summary>
/// <param name="User">Who gets it.</param>
public sealed record GiveSeat(Guid User) : SeatOfOne(User)
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Guid> Gets => [User];

    /// <inheritdoc/>
    protected override IReadOnlyList<Guid> Loses => [];
}

/// <summary>Removes a user's seat. Removing it again changes nothing.</summary>
/// <param name="User">Who loses it.</param>
public sealed record TakeSeat(Guid User) : SeatOfOne(User)
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Guid> Gets => [];

    /// <inheritdoc/>
    protected override IReadOnlyList<Guid> Loses => [User];
}
