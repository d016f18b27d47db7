using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Approves a request for a level: an Organization Admin does, who is neither its subject nor who made it (rule 10).</summary>
/// <param name="Request">Which.</param>
public sealed record ApproveRequest(Guid Request) : Change<AskedFor, Nothing>, IChangesAccess
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AccessLevelApprove;

    /// <inheritdoc/>
    public override Task<Found<AskedFor>?> Find(Work work) => AskedFor.Find(work, Request);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, AskedFor found) =>
        work.Stale(found.Request)
        ?? (found.Request.State == RequestState.Open ? null : new RequestDecided())
        ?? GrantRules.Approve(work.Actor, found.Request.RequesterId, found.Person.Facts, found.Request.Level, found.Teams,
            found.Request.Until, work.Now)
        ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, AskedFor found)
    {
        await Levels.Set(work, found.Person, found.Request.Level, found.Teams, found.Request.Until);
        found.Close(work, RequestState.Approved, DirectoryNotices.RequestApproved);
        return Nothing.Value;
    }
}

/// <summary>A request for a level and who it is for.</summary>
/// <param name="Request">The request.</param>
/// <param name="Person">Its subject.</param>
public sealed record AskedFor(AccessRequest Request, Person Person)
{
    /// <summary>The teams an Editor's grant would name; null: the whole organization.</summary>
    internal IReadOnlyList<Guid>? Teams => Request.Teams?.Split(' ').Select(Guid.Parse).ToList();

    internal static async Task<Found<AskedFor>?> Find(Work work, Guid id) =>
        await work.Db.AccessRequests.FirstOrDefaultAsync(r => r.Id == id) is { } request
            && await Person.Find(work, request.SubjectId) is { } person
            ? new(person.Target, new(request, person.Thing))
            : null;

    /// <summary>Closes it, and tells subject and requester; a subject who gets the level is notified of that already.</summary>
    internal void Close(Work work, RequestState state, string news)
    {
        Request.State = state;
        Request.DecidedBy = work.Actor.Id;
        work.TellThose(user => user.Id == Request.SubjectId
            ? state == RequestState.Declined
            : user.Id == Request.RequesterId, news, Request.Id,
            $"{work.Speaker} {(state == RequestState.Approved ? "approved" : "declined")} the request for " +
                $"{Roles.Name(Roles.Column(Request.Level))} for {Person.Facts.Name}.");
    }
}

/// <summary>The request was decided before.</summary>
public sealed record RequestDecided() : Refusal("This request was already decided.");
