using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls.Retention;

/// <summary>How long transcripts are kept: the organization's default, and teams that set something else.</summary>
public sealed record ViewRetention : Query<CustomerSnapshot, RetentionView>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.SecurityConfigure;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<RetentionView> Run(Work work, CustomerSnapshot found)
    {
        var row = await work.Db.Set<TranscriptRetention>().FirstOrDefaultAsync();
        var own = await work.Db.Set<TeamRetention>().ToDictionaryAsync(t => t.TeamId, t => t.Days);
        return new(row?.Days,
            [
                .. found.Facts.Teams.OrderBy(team => team.Called, Comparer<string>.Create(work.Order.Compare)).ThenBy(team => team.Id)
                    .Select(team => new TeamRetentionView(team.Id, team.Slug, team.Called, team.Archived, own.ContainsKey(team.Id),
                        own.GetValueOrDefault(team.Id))),
            ],
            RetentionLimit.Notice.Days, row?.Revision ?? 0);
    }
}

/// <summary>How long transcripts are kept.</summary>
/// <param name="Days">Days after a call was stored, where its teams set nothing else; null: kept.</param>
/// <param name="Teams">Every team.</param>
/// <param name="NoticeDays">How many days before the first deletion an owner is notified.</param>
/// <param name="Revision">The revision: who changes it sends it back.</param>
public sealed record RetentionView(int? Days, IReadOnlyList<TeamRetentionView> Teams, int NoticeDays, int Revision) : IRevisedView;

/// <summary>How long transcripts of a team's calls are kept.</summary>
/// <param name="Id">The team's id.</param>
/// <param name="Slug">Its slug.</param>
/// <param name="Name">Its name.</param>
/// <param name="Archived">Whether it is archived; its calls keep to it all the same.</param>
/// <param name="Own">Whether it sets something else than the default.</param>
/// <param name="Days">What it sets; null: kept.</param>
public sealed record TeamRetentionView(Guid Id, string Slug, string Name, bool Archived, bool Own, int? Days);
