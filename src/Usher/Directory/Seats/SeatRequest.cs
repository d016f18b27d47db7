using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// A major change of seats that waits (rule 21): for another Organization Admin, or, announced by the only one there is, for its time.
/// </summary>
public sealed class SeatRequest : ICustomerOwned, IRevised
{
    /// <summary>The request's id.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>Who made it.</summary>
    [Audited]
    public required Guid RequesterId { get; init; }

    /// <summary>Who would get a seat, by id, separated by spaces.</summary>
    [Audited]
    public required string Give { get; init; }

    /// <summary>Whose seat would be removed, by id, separated by spaces.</summary>
    [Audited]
    public required string Remove { get; init; }

    /// <summary>Why, in the requester's words.</summary>
    [Audited]
    public string? Note { get; init; }

    /// <summary>When it takes effect by itself; null: when another Organization Admin approves it.</summary>
    [Audited]
    public DateTimeOffset? TakesEffect { get; set; }

    /// <summary>Its state.</summary>
    [Audited]
    public RequestState State { get; set; }

    /// <summary>Who approved, declined or withdrew it; null: nobody yet, or it took effect or lapsed by itself.</summary>
    [Audited]
    public Guid? DecidedBy { get; set; }

    /// <summary>When it was approved, declined or withdrawn, or took effect.</summary>
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Why it was declined, or why it could not take effect.</summary>
    [Audited]
    public string? Answer { get; set; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <inheritdoc/>
    public int Revision { get; private set; }

    /// <summary>Whose seat it changes.</summary>
    internal IReadOnlyList<Guid> People => [.. Ids(Give), .. Ids(Remove)];

    /// <summary>Judges it as the customer is now: who can't get a seat any more is left out, and seats bought stay a ceiling.</summary>
    internal Task<SeatPlan> Plan(Work work) => SeatPlan.Of(work, Ids(Give), Ids(Remove));

    /// <summary>Whether all of a change waits already in one request.</summary>
    internal static async Task<bool> IsOpen(Work work, SeatPlan plan)
    {
        var wanted = plan.Changed.Select(user => user.Id).ToHashSet();
        var open = await work.Db.Set<SeatRequest>().AsNoTracking().Where(r => r.State == RequestState.Open).ToListAsync();
        return open.Exists(request => wanted.IsSubsetOf(request.People));
    }

    /// <summary>
    /// Makes a change a request, and notifies whose seat it is about and who approves it; a sole Organization Admin's is announced to all
    /// who see seats.
    /// </summary>
    internal static SeatRequest Ask(Work work, SeatPlan plan)
    {
        var isSole = GrantRules.IsSoleOrganizationAdmin(work.Actor, work.Now);
        var request = new SeatRequest
        {
            Id = work.NewId(),
            RequesterId = work.Actor.Id,
            Give = Listed(plan, given: true),
            Remove = Listed(plan, given: false),
            Note = work.Note,
            TakesEffect = isSole ? work.Now + NoticeWords.Ahead : null,
            At = work.Now,
        };
        work.Db.Add(request);
        foreach (var user in plan.Changed) work.Concerns(user.Id);
        if (request.TakesEffect is { } at) work.Enqueue(new CarryOutSeatRequest(request.Id), at);
        request.TellOf(work, $"{work.Speaker} {(isSole ? "announced" : "requested")} a major change of seats, {request.Words()}",
            isSole ? Permission.LicenceView : Permission.LicenceApprove);
        foreach (var user in plan.Changed)
            work.Tell(user.Id, DirectoryNotices.SeatAhead, request.Id, Ahead(work.Speaker, user.HasSeat, request.TakesEffect));
        return request;
    }

    /// <summary>Notifies those who hold a permission, requester and affected people apart.</summary>
    internal void TellOf(Work work, string words, Permission permission) => work.TellThose(user => user.Id != RequesterId
        && Authorizer.Decide(user, permission, Target.Of(work.Customer), work.Now).Allowed, DirectoryNotices.SeatRequestWaits, Id, words);

    /// <summary>Ends it, and notifies requester and, where nothing changes for them after all, the people it was about.</summary>
    internal void Close(Work work, RequestState state, string? answer, string words)
    {
        (State, DecidedAt, Answer) = (state, work.Now, answer);
        if (work.Actor.Kind != ActorKind.System) DecidedBy = work.Actor.Id;
        if (RequesterId != work.Actor.Id) work.Tell(RequesterId, DirectoryNotices.SeatRequestDecided, Id, words);
        if (state == RequestState.Approved) return;
        foreach (var user in People.Where(id => id != RequesterId && work.Customer.User(id) is { User.Active: true }))
            work.Tell(user, DirectoryNotices.SeatAhead, Id, "The change of your seat that was requested won't happen. Nothing changes for you.");
    }

    /// <summary>How many people it is about and when it comes, at the end of a sentence.</summary>
    private string Words() => $"for {(People.Count == 1 ? "1 person" : $"{People.Count} people")}"
        + (TakesEffect is { } at ? $". It takes effect on {NoticeWords.At(at)} unless it is withdrawn." : ".");

    private static string Ahead(string speaker, bool held, DateTimeOffset? at) => (held, at) switch
    {
        (true, { } when) => $"{speaker} announced that your seat will be removed on {NoticeWords.At(when)}.",
        (false, { } when) => $"{speaker} announced that you will get a seat on {NoticeWords.At(when)}.",
        (true, null) => $"{speaker} requested to remove your seat. An Organization Admin decides.",
        (false, null) => $"{speaker} requested a seat for you. An Organization Admin decides.",
    };

    private static string Listed(SeatPlan plan, bool given) => string.Join(' ', plan.Changed.Where(user => user.HasSeat != given).Select(user => user.Id).Order());

    private static IReadOnlyList<Guid> Ids(string list) => AccessRequest.Ids(list)!;

    internal sealed class Configuration : IEntityTypeConfiguration<SeatRequest>
    {
        public void Configure(EntityTypeBuilder<SeatRequest> request)
        {
            request.ToTable("seat_requests").HasKey(r => r.Id);
            request.Ignore(r => r.People);
            request.HasIndex(r => new { r.CustomerId, r.State, r.Id });
        }
    }
}
