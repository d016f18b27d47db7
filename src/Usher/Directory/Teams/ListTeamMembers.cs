using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Lists who is in a team, by name, to those who manage teams (rule 27): a page at a time, for a team may have thousands.</summary>
/// <param name="Team">The team.</param>
/// <param name="Text">Part of a name; null: all.</param>
/// <param name="Cursor">Where the page before ended.</param>
public sealed record ListTeamMembers(Guid Team, string? Text = null, string? Cursor = null) : Query<Team, Page<Who>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.TeamManage;

    /// <inheritdoc/>
    public override Task<Found<Team>?> Find(Work work) => OneTeam.Find(work, Team);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Team found) => Task.FromResult(Usher.Platform.Cursor.Fault(Cursor));

    /// <inheritdoc/>
    public override Task<Page<Who>> Run(Work work, Team found)
    {
        var people = (work.Customer.Facts.Teams.FirstOrDefault(t => t.Id == Team)?.Members ?? []).Select(id => Who.Of(work.Customer, id));
        if (Text?.Trim() is { Length: > 0 } text) people = people.Where(who => who.Name.Contains(text, StringComparison.OrdinalIgnoreCase));
        // Also when the last one of the page before has left meanwhile.
        if (Usher.Platform.Cursor.Read(Cursor) is { } id)
        {
            var last = Who.Of(work.Customer, id);
            people = people.Where(who => Order(who, last) > 0);
        }

        var sorted = people.ToList();
        sorted.Sort(Order);
        return Task.FromResult(Page<Who>.Of(sorted.Take(Page<Who>.Size + 1).ToList(), who => who.Id));
    }

    private static int Order(Who one, Who other) =>
        string.Compare(one.Name, other.Name, StringComparison.OrdinalIgnoreCase) is not 0 and var order ? order : one.Id.CompareTo(other.Id);
}
