using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Lists major changes of seats, newest first: those that wait, and those that were decided (rule 21). One query.</summary>
/// <param name="State">Only those in this state; null: all.</param>
public sealed record ListSeatRequests(RequestState? State = null) : Listing<CustomerSnapshot, Page<SeatRequestView>>
{
    /// <summary>How many people of each list are named.</summary>
    private const int MostNamed = 20;

    /// <inheritdoc/>
    public override Permission Needs => Permission.LicenceView;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Page<SeatRequestView>> Run(Work work, CustomerSnapshot found)
    {
        IQueryable<SeatRequest> requests = work.Db.Set<SeatRequest>();
        if (State is { } state) requests = requests.Where(r => r.State == state);
        if (After(work) is { Id: var last }) requests = requests.Where(r => r.Id.CompareTo(last) < 0);
        var rows = await requests.OrderByDescending(r => r.Id).Take(Page<SeatRequestView>.Size + 1).ToListAsync();
        return Part(work, rows, request => new("", request.Id)).Show(request => View(work, found, request));
    }

    private static SeatRequestView View(Work work, CustomerSnapshot customer, SeatRequest request)
    {
        var (give, remove) = (AccessRequest.Ids(request.Give)!, AccessRequest.Ids(request.Remove)!);
        var decided = request.State == RequestState.Open ? null : new RequestDecided();
        var isMine = request.RequesterId == work.Actor.Id;
        var decide = May.Ask(work, Permission.LicenceApprove, Target.Of(customer));
        return new(
            request.Id, request.At, PersonView.Of(customer, request.RequesterId), Named(give), give.Count, Named(remove), remove.Count,
            request.Note, request.State, request.TakesEffect, request.DecidedBy is { } by ? PersonView.Of(customer, by) : null,
            request.DecidedAt, request.Answer, request.Revision,
            decided is null ? [.. customer.Users.Where(user => user.Id != request.RequesterId
                && Authorizer.Decide(user, Permission.LicenceApprove, Target.Of(customer), work.Now).Allowed).Select(user => new PersonView(user.Id, user.Name))] : [],
            new Dictionary<string, May>(StringComparer.Ordinal)
            {
                ["approve"] = decide.Unless(decided ?? (isMine ? new YourOwnRequest() : (Refusal?)null)),
                ["decline"] = decide.Unless(decided),
                ["withdraw"] = isMine
                    ? May.Ask(work, Permission.LicenceAssign, Target.Of(customer)).Unless(decided)
                    : new(false, "You didn’t make this request."),
            });

        IReadOnlyList<PersonView> Named(IReadOnlyList<Guid> ids) => [.. ids.Select(id => customer.User(id)).OfType<Actor>()
            .OrderBy(user => user.Name, Comparer<string>.Create(work.Order.Compare)).Take(MostNamed).Select(user => new PersonView(user.Id, user.Name))];
    }
}

/// <summary>A major change of seats as those who see seats read it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When it was made.</param>
/// <param name="Requester">Who made it.</param>
/// <param name="Give">Some of those who would get a seat, by name.</param>
/// <param name="Gives">How many they are.</param>
/// <param name="Remove">Some of those whose seat would be removed, by name.</param>
/// <param name="Removes">How many they are.</param>
/// <param name="Note">Why, in the requester's words.</param>
/// <param name="State">Its state.</param>
/// <param name="TakesEffect">When it takes effect by itself; null: when it is approved.</param>
/// <param name="DecidedBy">Who approved, declined or withdrew it; null: nobody.</param>
/// <param name="DecidedAt">When it was decided, or took effect.</param>
/// <param name="Answer">Why it was declined, or could not take effect.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="Deciders">While it waits: who can approve it.</param>
/// <param name="Can">What the caller may do with it.</param>
public sealed record SeatRequestView(
    Guid Id, DateTimeOffset At, PersonView Requester, IReadOnlyList<PersonView> Give, int Gives, IReadOnlyList<PersonView> Remove, int Removes,
    string? Note, RequestState State, DateTimeOffset? TakesEffect, PersonView? DecidedBy, DateTimeOffset? DecidedAt, string? Answer, int Revision,
    IReadOnlyList<PersonView> Deciders, IReadOnlyDictionary<string, May> Can);
