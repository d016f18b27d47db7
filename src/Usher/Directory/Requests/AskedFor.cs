using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>A request for access and who it is for.</summary>
/// <param name="Request">The request.</param>
/// <param name="Person">Its subject.</param>
public sealed record AskedFor(AccessRequest Request, Person Person)
{
    /// <summary>Finds it among those that are decided by this permission: the others are no requests to who decides these.</summary>
    internal static async Task<Found<AskedFor>?> Find(Work work, Guid id, Permission decides) =>
        await work.Db.AccessRequests.FirstOrDefaultAsync(r => r.Id == id) is { } request && Wanted.DecidedBy(request.Kind) == decides
            && await Person.Find(work, request.SubjectId) is { } person
            ? new(person.Target, new(request, person.Thing))
            : null;

    /// <summary>
    /// Whether somebody made it, is its subject, or answers for the integration user that made it: by whichever session or key they come.
    /// </summary>
    internal bool IsOwnOf(Actor actor) => IsOwn(Request, actor.Id, Person.Facts.Home!);

    /// <inheritdoc cref="IsOwnOf"/>
    internal static bool IsOwn(AccessRequest request, Guid actor, CustomerSnapshot customer) =>
        actor == request.RequesterId || actor == request.SubjectId || actor == request.AccountableId
        || customer.IntegrationUser(request.RequesterId)?.IntegrationUser?.Owner == actor;

    /// <summary>Closes it, and tells subject and requester; a subject who gets what was asked for is notified of that already.</summary>
    internal void Close(Work work, RequestState state, string news, string? answer)
    {
        Request.State = state;
        Request.DecidedBy = work.Actor.Id;
        Request.DecidedAt = work.Now;
        Request.Answer = answer;
        work.Publish(new RequestClosed(Request.Id));
        var wanted = Wanted.Of(Request);
        var how = answer is null ? "." : state == RequestState.Approved ? $", as {answer}." : $": {answer}";
        work.TellThose(user => user.Id == Request.SubjectId
            ? state == RequestState.Declined
            : user.Id == Request.RequesterId || user.Id == Request.AccountableId, news, Request.Id,
            $"{work.Speaker} {(state == RequestState.Approved ? "approved" : "declined")} the request for " +
                $"{wanted.Words(work, withEnd: false)} for {Person.Facts.Name}{how}");
    }
}

/// <summary>The request was decided before.</summary>
public sealed record RequestDecided() : Refusal("This request was already decided.");
