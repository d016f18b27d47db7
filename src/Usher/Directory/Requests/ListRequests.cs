using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Lists requests for access, newest first: those of the kinds that the caller may decide, and those they made or that are about them.
/// </summary>
/// <param name="State">Only those in this state; null: all.</param>
/// <param name="Mine">Only those they made or that are about them.</param>
public sealed record ListRequests(RequestState? State = null, bool Mine = false) : Listing<CustomerSnapshot, Page<RequestView>>
{
    /// <summary>How many of those who may decide are named.</summary>
    private const int MostDeciders = 5;

    /// <inheritdoc/>
    public override Permission Needs => Permission.AccessRequestCreate;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Page<RequestView>> Run(Work work, CustomerSnapshot found)
    {
        IQueryable<AccessRequest> requests = work.Db.AccessRequests;
        var (me, kinds) = (work.Actor.Id, Mine ? [] : Decides(work, found));
        requests = requests.Where(r => r.SubjectId == me || r.RequesterId == me || kinds.Contains(r.Kind));
        if (State is { } state) requests = requests.Where(r => r.State == state);
        if (After(work) is { Id: var last }) requests = requests.Where(r => r.Id.CompareTo(last) < 0);
        var rows = await requests.OrderByDescending(r => r.Id).Take(Page<RequestView>.Size + 1).ToListAsync();
        return Part(work, rows, request => new("", request.Id)).Show(request => View(work, found, request));
    }

    /// <summary>The kinds of request that the caller may decide.</summary>
    internal static List<AskedKind> Decides(Work work, CustomerSnapshot customer) =>
        [.. Enum.GetValues<AskedKind>().Where(kind => May.Ask(work, Wanted.DecidedBy(kind), Target.Of(customer)).Allowed)];

    private static RequestView View(Work work, CustomerSnapshot customer, AccessRequest request)
    {
        var (me, wanted) = (work.Actor.Id, Wanted.Of(request));
        var isOpen = request.State == RequestState.Open;
        var decide = May.Ask(work, Wanted.DecidedBy(request.Kind), Target.Of(customer) with { Subject = request.SubjectId });
        if (decide.Allowed && !isOpen) decide = new(false, new RequestDecided().Sentence);
        var approve = decide.Allowed && AskedFor.IsOwn(request, me, customer) ? new(false, new YourOwnRequest().Sentence) : decide;
        var mine = request.RequesterId == me || request.SubjectId == me;
        return new(
            request.Id, request.At, PersonView.Of(customer, request.SubjectId), Requester(customer, request), request.Kind,
            request.Kind == AskedKind.Level ? request.Level : null,
            wanted.Teams is null ? null : ThingView.Of(work, customer.Facts.Teams.Where(team => wanted.Teams.Contains(team.Id))),
            request.Kind == AskedKind.CustomRole
                ? ThingView.Of(work, customer.Facts.CustomRoles.Where(role => wanted.Things.Contains(role.Id))).FirstOrDefault() : null,
            request.Kind == AskedKind.Tenants
                ? ThingView.Of(work, customer.Facts.Tenants.Where(tenant => wanted.Things.Contains(tenant.Id))) : null,
            wanted.Words(work), request.Until, request.Note, request.State, request.Revision,
            new Dictionary<string, May>(StringComparer.Ordinal)
            {
                ["approve"] = approve,
                ["decline"] = decide,
                ["withdraw"] = mine && isOpen ? May.Yes : new(false, isOpen ? "You didn’t make this request." : new RequestDecided().Sentence),
            })
        {
            Answer = request.Answer,
            DecidedAt = request.DecidedAt,
            DecidedBy = request.DecidedBy is { } by ? PersonView.Of(customer, by) : null,
            Deciders = isOpen ? Deciders(work, customer, request) : [],
            VendorDecides = isOpen && request.Kind == AskedKind.Tenants,
        };
    }

    private static PersonView Requester(CustomerSnapshot customer, AccessRequest request) =>
        customer.IntegrationUser(request.RequesterId) is { } machine ? new(machine.Id, machine.Name) : PersonView.Of(customer, request.RequesterId);

    /// <summary>Those of the own company who can grant it (rule 27), by name.</summary>
    private static IReadOnlyList<PersonView> Deciders(Work work, CustomerSnapshot customer, AccessRequest request)
    {
        var towards = Target.Of(customer) with { Subject = request.SubjectId };
        return [.. customer.Users
            .Where(user => !AskedFor.IsOwn(request, user.Id, customer)
                && Authorizer.Decide(user, Wanted.DecidedBy(request.Kind), towards, work.Now).Allowed)
            .OrderBy(user => user.Name, Comparer<string>.Create(work.Order.Compare)).ThenBy(user => user.Id).Take(MostDeciders)
            .Select(user => new PersonView(user.Id, user.Name))];
    }
}

/// <summary>A request for access, as those who may see it read it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When it was made.</param>
/// <param name="Subject">Who would get it.</param>
/// <param name="Requester">Who made it.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Level">The level; null: of another kind.</param>
/// <param name="Teams">The teams of an Editor; null: the whole organization, or of another kind.</param>
/// <param name="CustomRole">The custom role; null: of another kind, or gone since.</param>
/// <param name="Tenants">The tenants; null: of another kind.</param>
/// <param name="What">All of it in words.</param>
/// <param name="Until">When it would end; null: never.</param>
/// <param name="Note">Why, in the requester's words.</param>
/// <param name="State">Its state.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="Can">What the caller may do with it.</param>
public sealed record RequestView(
    Guid Id, DateTimeOffset At, PersonView Subject, PersonView Requester, AskedKind Kind, InsightsRole? Level, IReadOnlyList<ThingView>? Teams,
    ThingView? CustomRole, IReadOnlyList<ThingView>? Tenants, string What, DateTimeOffset? Until, string? Note, RequestState State, int Revision,
    IReadOnlyDictionary<string, May> Can)
{
    /// <summary>Why it was declined; or what was given, where that is less than was asked for.</summary>
    public string? Answer { get; init; }

    /// <summary>When it was approved, declined or withdrawn; null: not yet.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Who approved, declined or withdrew it.</summary>
    public PersonView? DecidedBy { get; init; }

    /// <summary>While it is open: some of those in the company who can approve it.</summary>
    public IReadOnlyList<PersonView> Deciders { get; init; } = [];

    /// <summary>While it is open: whether the vendor's support decides it.</summary>
    public bool VendorDecides { get; init; }
}
