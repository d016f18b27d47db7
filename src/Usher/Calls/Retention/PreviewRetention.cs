using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls.Retention;

/// <summary>Says of a change of retention which teams' transcripts are deleted sooner, and how many; changes nothing.</summary>
/// <param name="Days">The organization's default; null: kept.</param>
/// <param name="ByTeam">The teams that set something else; all others keep to the default.</param>
public sealed record PreviewRetention(int? Days, IReadOnlyList<TeamDays> ByTeam) : Query<CustomerSnapshot, RetentionPreview>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.SecurityConfigure;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, CustomerSnapshot found) => Task.FromResult(EditRetention.Unreadable(found, Days, ByTeam));

    /// <inheritdoc/>
    public override Task<RetentionPreview> Run(Work work, CustomerSnapshot found) => RetentionPreview.Of(work, Days, ByTeam);
}

/// <summary>
/// Which transcripts a change deletes sooner. Call counts for fewer than five people are withheld (rule 12): each number is shown only
/// where it is made of calls of at least five owners, in steps of five, and there is no total from which another could be worked out.
/// </summary>
/// <param name="Confirms">What the change is confirmed with; null: nothing is deleted sooner, and nothing needs to be confirmed.</param>
/// <param name="Lines">What becomes shorter, by team.</param>
/// <param name="NoticeDays">How many days before the first deletion an owner is notified.</param>
public sealed record RetentionPreview(string? Confirms, IReadOnlyList<RetentionLine> Lines, int NoticeDays)
{
    /// <summary>Of fewer people, nothing is counted.</summary>
    internal const int FewestPeople = 5;

    private const int Step = 5;
    private const int AheadDays = 30;

    /// <summary>What a change would do now. A few queries, and one for each different limit that becomes shorter.</summary>
    internal static async Task<RetentionPreview> Of(Work work, int? days, IReadOnlyList<TeamDays> teams)
    {
        var before = await RetentionLimits.Read(work.Db);
        var after = new RetentionLimits(days, teams.ToDictionary(t => t.Team, t => t.Days));
        var shorter = work.Customer.Facts.Teams.Where(t => RetentionLimits.IsShorter(after.Of(t.Id), before.Of(t.Id)))
            .OrderBy(t => t.Called, Comparer<string>.Create(work.Order.Compare)).ThenBy(t => t.Id).ToList();
        var counts = new Dictionary<(Guid Team, bool Now), int>();
        foreach (var alike in shorter.GroupBy(t => after.Of(t.Id)!.Value))
            await Count(alike.Key, [.. alike.Select(t => t.Id)]);
        List<RetentionLine> lines = [.. shorter.Select(t => Line(new ThingView(t.Slug, t.Called), t.Id))];
        if (RetentionLimits.IsShorter(days, before.Days))
        {
            await CountOfNoTeam(days!.Value);
            lines.Add(Line(null, Guid.Empty));
        }

        var revision = await work.Db.Set<TranscriptRetention>().Select(r => r.Revision).FirstOrDefaultAsync();
        return new(lines.Count == 0 ? null : Digest(work, revision, days, teams, lines), lines, RetentionLimit.Notice.Days);

        RetentionLine Line(ThingView? name, Guid team)
        {
            var of = team == Guid.Empty ? (Guid?)null : team;
            return new(name, before.Of(of), after.Of(of)!.Value, Shown(team, true), Shown(team, false));
        }

        int? Shown(Guid team, bool now) => counts.TryGetValue((team, now), out var count) ? count : null;

        async Task Count(int limit, List<Guid> of)
        {
            var (due, soon) = (work.Now.AddDays(-limit), work.Now.AddDays(AheadDays - limit));
            var rows = await (from team in work.Db.Set<CallTeam>()
                              join call in work.Db.Set<Call>() on team.CallId equals call.Id
                              where of.Contains(team.TeamId) && call.TranscriptDeleted == null && call.Stored <= soon
                              group call by new { team.TeamId, Now = call.Stored <= due, call.OwnerId } into one
                              select new { one.Key.TeamId, one.Key.Now, Calls = one.Count() }).ToListAsync();
            foreach (var some in rows.GroupBy(r => (r.TeamId, r.Now))) Keep(some.Key, [.. some.Select(r => r.Calls)]);
        }

        async Task CountOfNoTeam(int limit)
        {
            var (due, soon) = (work.Now.AddDays(-limit), work.Now.AddDays(AheadDays - limit));
            var rows = await work.Db.Set<Call>()
                .Where(c => c.TranscriptDeleted == null && c.Stored <= soon && !work.Db.Set<CallTeam>().Any(t => t.CallId == c.Id))
                .GroupBy(c => new { Now = c.Stored <= due, c.OwnerId }).Select(one => new { one.Key.Now, Calls = one.Count() }).ToListAsync();
            foreach (var some in rows.GroupBy(r => r.Now)) Keep((Guid.Empty, some.Key), [.. some.Select(r => r.Calls)]);
        }

        void Keep((Guid, bool) of, IReadOnlyList<int> byOwner)
        {
            if (byOwner.Count >= FewestPeople) counts[of] = byOwner.Sum() / Step * Step;
        }
    }

    /// <summary>Of the caller, what is set now, what they ask for, and all that they are shown: nothing that is withheld has a part in it.</summary>
    private static string Digest(Work work, int revision, int? days, IReadOnlyList<TeamDays> teams, IReadOnlyList<RetentionLine> lines)
    {
        var said = JsonSerializer.SerializeToUtf8Bytes(new { work.Caller.Customer, work.Caller.Id, revision, days,
            Teams = teams.OrderBy(t => t.Team), lines });
        return Base64Url.EncodeToString(HMACSHA256.HashData(work.Heads.Secret("retention"), said).AsSpan(0, 24));
    }
}

/// <summary>What becomes shorter.</summary>
/// <param name="Team">The team; null: calls of no team.</param>
/// <param name="From">Days until now; null: kept.</param>
/// <param name="To">Days from then on.</param>
/// <param name="Now">
/// About how many calls lose their transcript once their owners were notified; null: none, or calls of fewer than five people.
/// </param>
/// <param name="Soon">About how many more within the next 30 days; null: none, or calls of fewer than five people.</param>
public sealed record RetentionLine(ThingView? Team, int? From, int To, int? Now, int? Soon);
