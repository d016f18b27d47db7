using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Lists who is in a team, by name, to those who manage teams (rule 27): a page at a time, for a team may have thousands.
/// </summary>
/// <param name="Team">The team.</param>
/// <param name="Text">Words of a name, in any order; null: all.</param>
public sealed record ListTeamMembers(Guid Team, string? Text = null) : Listing<Team, Page<PersonView>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.TeamManage;

    /// <inheritdoc/>
    public override Task<Found<Team>?> Find(Work work) => OneTeam.Find(work, Team);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Team found) => Sought.Fault(Text) ?? await base.Check(work, found);

    /// <inheritdoc/>
    public override Task<Page<PersonView>> Run(Work work, Team found)
    {
        var words = Folding.Sought(Text);
        var people = (work.Customer.Facts.Teams.FirstOrDefault(t => t.Id == Team)?.Members ?? [])
            .Select(id => PersonView.Of(work.Customer, id));
        return ByName(work, people.Where(who => Folding.Finds(words, who.Name)), who => who.Id, who => who.Name);
    }
}
