using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Takes a seat back. Taking it again changes nothing.</summary>
/// <param name="User">Who loses it.</param>
public sealed record TakeSeat(Guid User) : Change<Person, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.LicenceAssign;

    /// <inheritdoc/>
    public override Task<Found<Person>?> Find(Work work) => Person.Find(work, User);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Person found)
    {
        if (!found.Row.HasSeat) return null;
        if (await work.NoteMissing() is { } missing) return missing;
        var fromOrganizationAdmin = found.Row.Active && found.Facts.InsightsRole(work.Now) == InsightsRole.OrganizationAdmin;
        return GrantRules.Seats(int.MaxValue, 0, await ChangedWithinADay(work) + 1, fromOrganizationAdmin);
    }

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, Person found)
    {
        if (found.Row.HasSeat) Set(work, found, held: false);
        return Task.FromResult(Nothing.Value);
    }

    /// <summary>seats given or removed within the last 24 hours, counted together (rule 21).</summary>
    internal static Task<int> ChangedWithinADay(Work work)
    {
        var since = work.Now.AddDays(-1);
        return work.Db.Set<SeatChange>().CountAsync(c => c.At > since);
    }

    internal static void Set(Work work, Person person, bool held)
    {
        person.Row.HasSeat = held;
        person.Row.SeatSince = held ? work.Now : null;
        work.Db.Add(new SeatChange { Id = work.NewId(), At = work.Now });
        work.Tell(person.Row.Id, held ? DirectoryNotices.SeatGiven : DirectoryNotices.SeatTaken, null, held
            ? $"{work.Speaker} gave you a seat. Your calls can be recorded."
            : $"{work.Speaker} removed your seat. Your calls are no longer recorded.");
    }
}
