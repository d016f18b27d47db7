using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Creates a team, with nobody in it yet.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Slug">The short name in scopes and addresses; null: as the name suggests.</param>
public sealed record CreateTeam(string Name, string? Slug = null) : Change<CustomerSnapshot, TeamMade>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.TeamManage;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, CustomerSnapshot found) =>
        Inputs.Unread(("/name", Inputs.Name(Name), Inputs.NameSentence), ("/slug", Short, Inputs.SlugSentence))
        ?? (found.Team(Short) is null ? null : new NameTaken())
        ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override Task<TeamMade> Run(Work work, CustomerSnapshot found)
    {
        var team = new Team { Id = work.NewId(), Slug = Short!, Name = Inputs.Name(Name)! };
        work.Db.Teams.Add(team);
        return Task.FromResult(new TeamMade(team.Id, team.Slug));
    }

    private string? Short => Slug is null ? Inputs.SlugOf(Name) : Inputs.Slug(Slug);
}

/// <summary>A team that was made.</summary>
public sealed record TeamMade(Guid Id, string Slug);
