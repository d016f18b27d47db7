using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Changes what people call a team. Its short name stays: scopes and addresses name it by that.</summary>
/// <param name="Team">The team.</param>
/// <param name="Name">A name for it from now on.</param>
public sealed record RenameTeam(Guid Team, string Name) : Change<Team, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.TeamManage;

    /// <inheritdoc/>
    public override Task<Found<Team>?> Find(Work work) => OneTeam.Find(work, Team);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Team found) =>
        Inputs.Unread(("/name", Inputs.Name(Name), Inputs.NameSentence))
        ?? work.Stale(found)
        ?? NameTaken.Among(work.Customer.Facts.Teams.Where(other => other.Id != Team), Name)
        ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, Team found)
    {
        found.Name = Inputs.Name(Name)!;
        return Task.FromResult(Nothing.Value);
    }
}
