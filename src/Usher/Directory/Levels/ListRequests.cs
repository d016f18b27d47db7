using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Lists requests for levels, newest first: all of them for those who may approve, to others those they made or that are about them.</summary>
/// <param name="State">Only those that stand here; null: all.</param>
/// <param name="Cursor">Where the last part ended; null: from the beginning.</param>
public sealed record ListRequests(RequestState? State, string? Cursor) : Query<CustomerSnapshot, Page<RequestView>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AccessRequestCreate;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, CustomerSnapshot found) => Task.FromResult(Platform.Cursor.Fault(Cursor));

    /// <inheritdoc/>
    public override async Task<Page<RequestView>> Run(Work work, CustomerSnapshot found)
    {
        IQueryable<AccessRequest> requests = work.Db.AccessRequests;
        var (me, all) = (work.Actor.Id, May.Ask(work, Permission.AccessLevelApprove, Target.Of(found)).Allowed);
        if (!all) requests = requests.Where(r => r.SubjectId == me || r.RequesterId == me);
        if (State is { } state) requests = requests.Where(r => r.State == state);
        if (Platform.Cursor.Read(Cursor) is { } after) requests = requests.Where(r => r.Id.CompareTo(after) < 0);
        var rows = await requests.OrderByDescending(r => r.Id).Take(Page<RequestView>.Size + 1).ToListAsync();
        return Page<RequestView>.Of([.. rows.Select(r => View(work, found, r))], view => view.Id);
    }

    private static RequestView View(Work work, CustomerSnapshot customer, AccessRequest request)
    {
        var decide = May.Ask(work, Permission.AccessLevelApprove, Target.Of(customer) with { Subject = request.SubjectId });
        if (decide.Allowed && request.State != RequestState.Open) decide = new(false, new RequestDecided().Sentence);
        var approve = decide.Allowed && request.RequesterId == work.Actor.Id ? new(false, new YourOwnRequest().Sentence) : decide;
        return new(
            request.Id, request.At, Who.Of(customer, request.SubjectId), Who.Of(customer, request.RequesterId), request.Level,
            request.Teams is null ? null : Called.Of(customer.Facts.Teams.Where(t => request.Teams.Contains(t.Id.ToString(), StringComparison.Ordinal))),
            request.Until, request.Note, request.State, request.Revision,
            new Dictionary<string, May>(StringComparer.Ordinal) { ["approve"] = approve, ["decline"] = decide });
    }
}

/// <summary>A request for a level, as those who may see it read it.</summary>
public sealed record RequestView(
    Guid Id, DateTimeOffset At, Who Subject, Who Requester, InsightsRole Level, IReadOnlyList<Called>? Teams, DateTimeOffset? Until, string? Note, RequestState State, int Revision,
    IReadOnlyDictionary<string, May> Can);
