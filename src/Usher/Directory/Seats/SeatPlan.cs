using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>What becomes of somebody's seat in a change of several.</summary>
public enum SeatFate
{
    /// <summary>They get one.</summary>
    Give,

    /// <summary>Theirs is removed.</summary>
    Remove,

    /// <summary>It is so already: nothing changes.</summary>
    Same,

    /// <summary>It can't be done.</summary>
    Refuse,
}

/// <summary>A person and what becomes of their seat.</summary>
/// <param name="User">Who.</param>
/// <param name="Name">Their name; null: the customer has no such user.</param>
/// <param name="Fate">What becomes of it.</param>
/// <param name="Why">Why it can't be done; null: it can.</param>
public sealed record SeatLine(Guid User, string? Name, SeatFate Fate, string? Why);

/// <summary>
/// Who gets a seat and who loses theirs, judged line by line and on the final state (rules 16, 21, 23): two queries, whatever the number of people.
/// </summary>
internal sealed class SeatPlan
{
    /// <summary>How many people one change may name.</summary>
    public const int Most = 500;

    private readonly List<(SeatLine Line, User? Row)> _lines = [];

    /// <summary>Every line.</summary>
    public IReadOnlyList<SeatLine> Lines => [.. _lines.Select(one => one.Line)];

    /// <summary>How many lines can't be done.</summary>
    public int Refused => _lines.Count(one => one.Line.Fate == SeatFate.Refuse);

    /// <summary>Whose seat changes.</summary>
    public IReadOnlyList<User> Changed => [.. Of(SeatFate.Give), .. Of(SeatFate.Remove)];

    /// <summary>Seats bought.</summary>
    public int Bought { get; private set; }

    /// <summary>Seats in use after the change.</summary>
    public int Used { get; private set; }

    /// <summary>What the final state breaks; <see cref="MajorSeatChange"/>: it becomes a request. Null: nothing, or nothing changes.</summary>
    public Refusal? Fault { get; private set; }

    /// <summary>Judges a change as the customer is now.</summary>
    /// <param name="work">The act.</param>
    /// <param name="give">Who is to get a seat.</param>
    /// <param name="remove">Whose seat is to be removed.</param>
    /// <param name="byRow">Whether people who would find no seat are left out, rather than all.</param>
    public static async Task<SeatPlan> Of(Work work, IReadOnlyCollection<Guid> give, IReadOnlyCollection<Guid> remove, bool byRow = false)
    {
        var ids = give.Concat(remove).ToHashSet();
        var rows = await work.Db.Users.Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id);
        var since = SeatChange.CountedSince(work);
        var counts = await work.Db.Customers.Where(c => c.Id == work.Db.CustomerId).Select(c => new
        {
            c.Seats,
            Used = work.Db.Set<User>().Count(user => user.HasSeat),
            Changed = work.Db.Set<SeatChange>().Count(change => change.At > since),
        }).FirstAsync();
        var plan = new SeatPlan { Bought = counts.Seats };
        foreach (var id in remove.Distinct()) plan.Add(id, rows.GetValueOrDefault(id), held: false);
        var left = byRow ? counts.Seats - counts.Used + plan.Of(SeatFate.Remove).Count : int.MaxValue;
        foreach (var id in give.Distinct())
            if (plan.Add(id, rows.GetValueOrDefault(id), held: true, left)) left--;
        var (given, removed) = (plan.Of(SeatFate.Give), plan.Of(SeatFate.Remove));
        plan.Used = counts.Used + given.Count - removed.Count;
        plan.Fault = given.Count + removed.Count == 0 ? null : GrantRules.Seats(given.Count == 0 ? int.MaxValue : counts.Seats, plan.Used,
            counts.Changed + given.Count + removed.Count, work.Customer.Facts.MajorSeats, removed.Any(user => IsOrganizationAdmin(work, user)));
        return plan;
    }

    /// <summary>Gives and removes the seats, and notifies whose they are.</summary>
    /// <param name="work">The act.</param>
    /// <param name="speaker">Who gives and removes them, as those people read it.</param>
    public void Do(Work work, string speaker)
    {
        foreach (var user in Changed)
        {
            user.HasSeat = !user.HasSeat;
            user.SeatSince = user.HasSeat ? work.Now : null;
            work.Db.Add(new SeatChange { Id = work.NewId(), At = work.Now, Given = user.HasSeat });
            work.Tell(user.Id, user.HasSeat ? DirectoryNotices.SeatGiven : DirectoryNotices.SeatTaken, null, user.HasSeat
                ? $"{speaker} gave you a seat. Your calls can be recorded."
                : $"{speaker} removed your seat. Your calls are no longer recorded.");
        }
    }

    /// <summary>What it comes to.</summary>
    public SeatsChanged Shown(bool done, SeatRequest? request = null) =>
        new(done, Fault is MajorSeatChange, request?.Id, request?.TakesEffect, Bought, Used, Lines);

    private List<User> Of(SeatFate fate) => [.. _lines.Where(one => one.Line.Fate == fate && one.Row is not null).Select(one => one.Row!)];

    /// <returns>Whether they get a seat.</returns>
    private bool Add(Guid id, User? row, bool held, int left = 0)
    {
        Refusal? against = row is null ? new NotOfThisCustomer("person")
            : row.HasSeat == held ? null
            : held && !row.Active ? new PersonDeactivated()
            : held && left <= 0 ? new NoSeatLeft(Bought) : null;
        var fate = against is not null ? SeatFate.Refuse : row!.HasSeat == held ? SeatFate.Same : held ? SeatFate.Give : SeatFate.Remove;
        _lines.Add((new(id, row?.Name, fate, against?.Sentence), row));
        return fate == SeatFate.Give;
    }

    private static bool IsOrganizationAdmin(Work work, User user) =>
        user.Active && work.Customer.User(user.Id)?.InsightsRole(work.Now) == InsightsRole.OrganizationAdmin;
}

/// <summary>What a change of seats came to, or would come to.</summary>
/// <param name="Done">Whether the seats are given and removed.</param>
/// <param name="Major">Whether it is a major change (rule 21).</param>
/// <param name="Request">The request that a major change became; null: none.</param>
/// <param name="TakesEffect">When the request of a sole Organization Admin takes effect; null: another one approves it.</param>
/// <param name="Bought">Seats bought.</param>
/// <param name="Used">Seats in use after the change.</param>
/// <param name="Lines">What becomes of each person.</param>
public sealed record SeatsChanged(
    bool Done, bool Major, Guid? Request, DateTimeOffset? TakesEffect, int Bought, int Used, IReadOnlyList<SeatLine> Lines)
{
    /// <summary>Of a preview: what would prevent the whole; null: nothing.</summary>
    public string? Prevented { get; init; }
}
