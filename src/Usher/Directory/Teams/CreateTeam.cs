using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Creates a team, with nobody in it yet.</summary>
/// <param name="Name">A name for it.</param>
/// <param name="Slug">The short name in scopes and addresses; null: as the name suggests, or made up for it.</param>
public sealed record CreateTeam(string Name, string? Slug = null) : Change<CustomerSnapshot, TeamMade>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.TeamManage;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, CustomerSnapshot found) =>
        Inputs.Unread(("/name", Inputs.Name(Name), Inputs.NameSentence),
            ("/slug", Slug is null ? "" : Inputs.Slug(Slug), Inputs.SlugSentence))
        ?? NameTaken.Among(found.Facts.Teams, Name)
        ?? (Slug is not null && found.Team(Slug) is not null ? new NameTaken("/slug") : null)
        ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override Task<TeamMade> Run(Work work, CustomerSnapshot found)
    {
        var (id, name) = (work.NewId(), Inputs.Name(Name)!);
        var slug = Slug ?? Inputs.FreeSlug(name, "team", id, other => found.Team(other) is not null);
        work.Db.Teams.Add(new Team { Id = id, Slug = slug, Name = name });
        return Task.FromResult(new TeamMade(id, slug));
    }
}

/// <summary>A team that was made.</summary>
public sealed record TeamMade(Guid Id, string Slug);
