using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Who has the seats, by team and by department: of active people, in one query.</summary>
public sealed record ViewSeatAllocation : Query<CustomerSnapshot, SeatAllocation>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.LicenceView;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<SeatAllocation> Run(Work work, CustomerSnapshot found)
    {
        var people = await work.Db.Users.Where(user => user.Active).Select(user => new { user.Id, user.Department, user.HasSeat }).ToListAsync();
        var holders = people.Where(user => user.HasSeat).Select(user => user.Id).ToHashSet();
        var active = people.Select(user => user.Id).ToHashSet();
        var teams = found.Facts.Teams.Where(team => !team.Archived).ToList();
        var inTeams = teams.SelectMany(team => team.Members).ToHashSet();
        var order = Comparer<string?>.Create((one, other) => work.Order.Compare(one ?? "", other ?? ""));
        return new(
            [
                .. teams.OrderBy(team => team.Called, order)
                    .Select(team => new SeatShare(team.Called, team.Slug, team.Members.Count(active.Contains), team.Members.Count(holders.Contains))),
                new(null, null, active.Count(id => !inTeams.Contains(id)), holders.Count(id => !inTeams.Contains(id))),
            ],
            [
                .. people.GroupBy(user => string.IsNullOrWhiteSpace(user.Department) ? null : user.Department).OrderBy(group => group.Key is null)
                    .ThenBy(group => group.Key, order)
                    .Select(group => new SeatShare(group.Key, null, group.Count(), group.Count(user => user.HasSeat))),
            ]);
    }
}

/// <summary>Who has the seats.</summary>
/// <param name="Teams">Each team by name; last, without a name, those in no team. Who is in two teams counts in both.</param>
/// <param name="Departments">Each department by name; last, without a name, those without one.</param>
public sealed record SeatAllocation(IReadOnlyList<SeatShare> Teams, IReadOnlyList<SeatShare> Departments);

/// <summary>The seats of a team or department.</summary>
/// <param name="Name">Its name; null: those in none.</param>
/// <param name="Slug">A team's slug.</param>
/// <param name="People">How many active people it has.</param>
/// <param name="Seats">How many of them have a seat.</param>
public sealed record SeatShare(string? Name, string? Slug, int People, int Seats);
