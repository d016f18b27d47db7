using Microsoft.EntityFrameworkCore;
using Usher.Data;
using Usher.Directory;

namespace Usher.Calls.Retention;

/// <summary>One limit on how long transcripts are kept.</summary>
/// <param name="Team">The team whose calls it is about; null: those of teams without one of their own, and of no team.</param>
/// <param name="Days">Days after a call was stored.</param>
/// <param name="Since">When it became so short: owners who were not notified since then lose nothing by it yet.</param>
internal sealed record RetentionLimit(Guid? Team, int Days, DateTimeOffset Since)
{
    /// <summary>How long before the first deletion an owner is notified.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromDays(7);

    /// <summary>When the transcript of a call is due by it.</summary>
    public DateTimeOffset Due(DateTimeOffset stored) => stored.AddDays(Days);
}

/// <summary>
/// Every limit that an organization and its teams set. A call of several teams keeps to the shortest of theirs, so that what each team
/// promises holds; the default is that of a team that sets nothing.
/// </summary>
/// <param name="Days">The organization's default; null: kept.</param>
/// <param name="Teams">The teams that set something else; null: kept.</param>
internal sealed record RetentionLimits(int? Days, IReadOnlyDictionary<Guid, int?> Teams)
{
    /// <summary>Those that delete something, with when each became so short.</summary>
    public IReadOnlyList<RetentionLimit> All { get; init; } = [];

    /// <summary>How long the calls of a team are kept, as far as it goes; of no team for null.</summary>
    public int? Of(Guid? team) => team is { } id && Teams.TryGetValue(id, out var own) ? own : Days;

    /// <summary>Whether one deletes sooner than another.</summary>
    public static bool IsShorter(int? days, int? than) => days is { } some && (than is not { } others || some < others);

    /// <summary>What is set now. Two queries.</summary>
    public static async Task<RetentionLimits> Read(UsherDb db, CancellationToken ct = default)
    {
        var all = await db.Set<TranscriptRetention>().AsNoTracking().FirstOrDefaultAsync(ct);
        var teams = await db.Set<TeamRetention>().AsNoTracking().ToListAsync(ct);
        return new(all?.Days, teams.ToDictionary(t => t.TeamId, t => t.Days))
        {
            All =
            [
                .. teams.Where(t => t.Days is not null).Select(t => new RetentionLimit(t.TeamId, t.Days!.Value, t.Since)),
                .. all?.Days is { } days ? [new RetentionLimit(null, days, all.Since)] : Array.Empty<RetentionLimit>(),
            ],
        };
    }

    /// <summary>The calls that a limit is about and that still have their transcript.</summary>
    /// <param name="db">The organization's context.</param>
    /// <param name="team">The team; null: teams without a limit of their own, and no team.</param>
    public IQueryable<Call> Under(UsherDb db, Guid? team)
    {
        var calls = db.Set<Call>().Where(c => c.TranscriptDeleted == null);
        if (team is { } id) return calls.Where(c => db.Set<CallTeam>().Any(t => t.CallId == c.Id && t.TeamId == id));
        var own = Teams.Keys.ToList();
        return calls.Where(c => db.Set<CallTeam>().Any(t => t.CallId == c.Id && !own.Contains(t.TeamId))
            || !db.Set<CallTeam>().Any(t => t.CallId == c.Id));
    }

    /// <summary>Those of them that lose it now: the limit is over, and their owner, if active, was notified a week ago.</summary>
    public IQueryable<Call> Due(UsherDb db, RetentionLimit limit, DateTimeOffset now)
    {
        var (stored, since, noted) = (now.AddDays(-limit.Days), limit.Since, now - RetentionLimit.Notice);
        return Under(db, limit.Team).Where(c => c.Stored <= stored
            && (!db.Set<User>().Any(u => u.Id == c.OwnerId && u.Active)
                || db.Set<RetentionNote>().Any(n => n.UserId == c.OwnerId && n.At >= since && n.At <= noted)));
    }

    /// <summary>The active owners whose first transcript goes within a week, and who were not notified yet.</summary>
    public IQueryable<Guid> ToNotify(UsherDb db, RetentionLimit limit, DateTimeOffset now)
    {
        var (stored, since) = (now.AddDays(-limit.Days) + RetentionLimit.Notice, limit.Since);
        return Under(db, limit.Team).Where(c => c.Stored <= stored && db.Set<User>().Any(u => u.Id == c.OwnerId && u.Active)
            && !db.Set<RetentionNote>().Any(n => n.UserId == c.OwnerId && n.At >= since)).Select(c => c.OwnerId).Distinct();
    }

    /// <summary>When the transcript of a call goes, as things are now; null: it is kept. At most three queries.</summary>
    /// <param name="db">The organization's context.</param>
    /// <param name="call">The call.</param>
    /// <param name="now">The server's time.</param>
    public static async Task<DateTimeOffset?> Until(UsherDb db, Call call, DateTimeOffset now)
    {
        if (call.TranscriptDeleted is not null || await Read(db) is not { All.Count: > 0 } limits) return null;
        var teams = await db.Set<CallTeam>().Where(t => t.CallId == call.Id).Select(t => t.TeamId).ToListAsync();
        var noted = await db.Set<RetentionNote>().Where(n => n.UserId == call.OwnerId).Select(n => (DateTimeOffset?)n.At).FirstOrDefaultAsync();
        var whole = teams.Count == 0 || teams.Exists(team => !limits.Teams.ContainsKey(team));
        return limits.All.Where(limit => limit.Team is { } team ? teams.Contains(team) : whole).Select(limit =>
        {
            var first = (noted >= limit.Since ? noted.Value : now) + RetentionLimit.Notice;
            return limit.Due(call.Stored) > first ? limit.Due(call.Stored) : first;
        }).Cast<DateTimeOffset?>().Min();
    }
}
