using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Identity;

/// <summary>
/// Lists one's own sessions, in every membership of the account, latest first. No key does: of the profile it reaches notification choices
/// only (rule 25).
/// </summary>
public sealed record ListSessions : Listing<Nothing, Page<SessionView>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Oneself.Find(work);

    /// <inheritdoc/>
    public override async Task<Page<SessionView>> Run(Work work, Nothing found)
    {
        var own = OwnSessions.Of(work);
        if (After(work) is { } last)
        {
            var (since, id) = (last.At, last.Id);
            own = own.Where(s => s.Since < since || (s.Since == since && s.Id.CompareTo(id) > 0));
        }

        var sessions = await own.OrderByDescending(s => s.Since).ThenBy(s => s.Id).Take(Page<SessionView>.Size + 1).ToListAsync();
        var places = sessions.ConvertAll(s => s.CustomerId);
        var names = await work.Db.Customers.Where(c => places.Contains(c.Id))
            .ToDictionaryAsync(c => c.Id, c => new ThingView(c.Slug, c.Name));
        return Part(work, sessions, s => new(Position.Of(s.Since), s.Id))
            .Show(s => new SessionView(s.Id, s.Since, s.Expires, s.Id == work.Caller.Session, names.GetValueOrDefault(s.CustomerId)));
    }
}

/// <summary>A session of one's own.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Since">When it began.</param>
/// <param name="Expires">From this instant it is none.</param>
/// <param name="Current">Whether it is the one that asks.</param>
/// <param name="Customer">Where it is; null for staff.</param>
public sealed record SessionView(Guid Id, DateTimeOffset Since, DateTimeOffset Expires, bool Current, ThingView? Customer);

/// <summary>The sessions of the caller's account, as far as they still are.</summary>
internal static class OwnSessions
{
    public static IQueryable<Session> Of(Work work)
    {
        var (me, mine, now) = (work.Actor.Id, work.Caller.Session, work.Now);
        var all = work.Db.Set<Session>().Where(s => s.Expires > now);
        return mine is null
            ? all.Where(s => s.HolderId == me)
            : all.Where(s => work.Db.Set<Session>().Any(here => here.Id == mine && here.AccountId == s.AccountId));
    }
}
