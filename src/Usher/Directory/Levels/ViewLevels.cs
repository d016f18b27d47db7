using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>The whole organization by level: how many active people hold each, and who.</summary>
public sealed record ViewLevels : Query<CustomerSnapshot, LevelsView>
{
    /// <summary>How many holders of a level are named; the others are in the list of users.</summary>
    private const int Named = 50;

    /// <inheritdoc/>
    public override Permission Needs => Permission.AccessLevelManage;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override Task<LevelsView> Run(Work work, CustomerSnapshot found)
    {
        var holders = found.Users.Where(user => user.User!.Active).ToLookup(user => user.InsightsRole(work.Now));
        return Task.FromResult(new LevelsView(
            found.Facts.OrganizationAdminLimit,
            [.. Levels.FromTheTop.Select(level => new LevelHolders(
                level, Roles.Level(Roles.Column(level))!, holders[level].Count(),
                [.. holders[level].OrderBy(user => user.Name, Comparer<string>.Create(work.Order.Compare)).ThenBy(user => user.Id)
                    .Take(Named).Select(user => Holder(work, user, level))]))],
            ThingView.Of(work, found.Facts.Teams)));
    }

    private static LevelHolder Holder(Work work, Actor user, InsightsRole level) => new(
        user.Id, user.Name, user.User!.Email,
        level == InsightsRole.DefaultUser ? null : user.User.InsightsUntil,
        level != InsightsRole.Editor || user.User.EditorOf is not { } teams
            ? null
            : ThingView.Of(work, work.Customer.Facts.Teams.Where(team => teams.Contains(team.Id))));
}

/// <summary>The organization by level.</summary>
/// <param name="OrganizationAdminLimit">How many Organization Admins there may be (rule 11).</param>
/// <param name="Levels">Each level, the highest first.</param>
/// <param name="Teams">The teams that an Editor's grant may name.</param>
public sealed record LevelsView(int OrganizationAdminLimit, IReadOnlyList<LevelHolders> Levels, IReadOnlyList<ThingView> Teams);

/// <summary>A level and who holds it.</summary>
/// <param name="Level">The level.</param>
/// <param name="Label">Its label: Limited, Medium, High, Highest.</param>
/// <param name="Count">How many active people hold it now.</param>
/// <param name="Holders">The first of them by name.</param>
public sealed record LevelHolders(InsightsRole Level, string Label, int Count, IReadOnlyList<LevelHolder> Holders);

/// <summary>Somebody who holds a level.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Name">Their name.</param>
/// <param name="Email">Their address.</param>
/// <param name="Until">When it ends; null: it does not.</param>
/// <param name="EditorOf">The teams an Editor's grant names; null: the whole organization, or no Editor.</param>
public sealed record LevelHolder(Guid Id, string Name, string Email, DateTimeOffset? Until, IReadOnlyList<ThingView>? EditorOf);
