using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Asks for access for a person who was refused in another product, by the product's key: for what that person may ask for themselves, and
/// for nothing else. The person need not be signed in here.
/// </summary>
/// <param name="User">The person.</param>
/// <param name="Request">What is asked for; its user is not looked at.</param>
public sealed record FileRequest(Guid User, RequestAccess Request) : Change<Person, Guid>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.DecisionAsk;

    /// <inheritdoc/>
    public override Section Section => Request.Level is null ? Section.Connect : Section.Insights;

    /// <inheritdoc/>
    public override async Task<Found<Person>?> Find(Work work) =>
        await Person.Find(work, User) is { } found ? found with { Target = Target.Of(work.Customer) } : null;

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Person found) =>
        Authorizer.Decide(found.Facts, Permission.AccessRequestCreate, Target.Of(work.Customer) with { Subject = User }, work.Now).Allowed
            ? await Request.Fault(work, found)
            : new NotFound();

    /// <inheritdoc/>
    public override Task<Guid> Run(Work work, Person found) => Task.FromResult(Asking.Ask(work, User, Request.Looked(work.Customer)!).Id);
}

/// <summary>Where a request stands that the caller's key made.</summary>
/// <param name="Request">Which.</param>
public sealed record ViewFiledRequest(Guid Request) : Query<AccessRequest, FiledRequest>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.DecisionAsk;

    /// <inheritdoc/>
    public override Task<Found<AccessRequest>?> Find(Work work) => Filed(work, Request);

    /// <inheritdoc/>
    public override Task<FiledRequest> Run(Work work, AccessRequest found) =>
        Task.FromResult(new FiledRequest(found.Id, found.State, found.At, found.DecidedAt, found.GivenUntil));

    /// <summary>A request that the caller made: every other is like one that does not exist.</summary>
    internal static async Task<Found<AccessRequest>?> Filed(Work work, Guid id)
    {
        var me = work.Actor.Id;
        return await work.Db.AccessRequests.FirstOrDefaultAsync(r => r.Id == id && r.RequesterId == me) is { } request
            ? new(Target.Of(work.Customer), request) : null;
    }
}

/// <summary>A request that a product made.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">Its state.</param>
/// <param name="At">When it was made.</param>
/// <param name="DecidedAt">When it was decided or withdrawn.</param>
/// <param name="Until">When what was given ends.</param>
public sealed record FiledRequest(Guid Id, RequestState State, DateTimeOffset At, DateTimeOffset? DecidedAt, DateTimeOffset? Until);

/// <summary>Withdraws a request that the caller's key made, as long as nobody has decided it.</summary>
/// <param name="Request">Which.</param>
public sealed record WithdrawFiledRequest(Guid Request) : Change<AccessRequest, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.DecisionAsk;

    /// <inheritdoc/>
    public override Section Section => Section.Connect;

    /// <inheritdoc/>
    public override Task<Found<AccessRequest>?> Find(Work work) => ViewFiledRequest.Filed(work, Request);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, AccessRequest found) =>
        Task.FromResult<Refusal?>(found.State == RequestState.Open ? null : new RequestDecided());

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, AccessRequest found)
    {
        found.Withdraw(work);
        return Task.FromResult(Nothing.Value);
    }
}
