using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Lists requests for levels, newest first: all of them for those who may approve, to others those they made or that are about them.
/// </summary>
/// <param name="State">Only those in this state; null: all.</param>
public sealed record ListRequests(RequestState? State = null) : Listing<CustomerSnapshot, Page<RequestView>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AccessRequestCreate;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Page<RequestView>> Run(Work work, CustomerSnapshot found)
    {
        IQueryable<AccessRequest> requests = work.Db.AccessRequests;
        var (me, all) = (work.Actor.Id, May.Ask(work, Permission.AccessLevelApprove, Target.Of(found)).Allowed);
        if (!all) requests = requests.Where(r => r.SubjectId == me || r.RequesterId == me);
        if (State is { } state) requests = requests.Where(r => r.State == state);
        if (After(work) is { Id: var last }) requests = requests.Where(r => r.Id.CompareTo(last) < 0);
        var rows = await requests.OrderByDescending(r => r.Id).Take(Page<RequestView>.Size + 1).ToListAsync();
        return Part(work, rows, request => new("", request.Id)).Show(request => View(work, found, request));
    }

    private static RequestView View(Work work, CustomerSnapshot customer, AccessRequest request)
    {
        var decide = May.Ask(work, Permission.AccessLevelApprove, Target.Of(customer) with { Subject = request.SubjectId });
        if (decide.Allowed && request.State != RequestState.Open) decide = new(false, new RequestDecided().Sentence);
        var approve = decide.Allowed && request.RequesterId == work.Actor.Id ? new(false, new YourOwnRequest().Sentence) : decide;
        return new(
            request.Id, request.At, PersonView.Of(customer, request.SubjectId), PersonView.Of(customer, request.RequesterId), request.Level,
            request.Teams is null
                ? null
                : ThingView.Of(work, customer.Facts.Teams.Where(t => request.Teams.Contains(t.Id.ToString(), StringComparison.Ordinal))),
            request.Until, request.Note, request.State, request.Revision,
            new Dictionary<string, May>(StringComparer.Ordinal) { ["approve"] = approve, ["decline"] = decide });
    }
}

/// <summary>A request for a level, as those who may see it read it.</summary>
public sealed record RequestView(
    Guid Id, DateTimeOffset At, PersonView Subject, PersonView Requester, InsightsRole Level, IReadOnlyList<ThingView>? Teams,
        DateTimeOffset? Until, string? Note, RequestState State, int Revision,
    IReadOnlyDictionary<string, May> Can);
