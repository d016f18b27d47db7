using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Declines a request for access, with a reason that its requester reads.</summary>
/// <param name="Request">Which.</param>
/// <param name="Reason">Why.</param>
public abstract record Declining(Guid Request, string Reason) : Change<AskedFor, Nothing>
{
    /// <inheritdoc/>
    public override Task<Found<AskedFor>?> Find(Work work) => AskedFor.Find(work, Request, Needs);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, AskedFor found) => Task.FromResult(
        Inputs.Unread(("/reason", Inputs.Text(Reason), Inputs.TextSentence))
        ?? work.Stale(found.Request)
        ?? (found.Request.State == RequestState.Open ? null : new RequestDecided()));

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, AskedFor found)
    {
        found.Close(work, RequestState.Declined, DirectoryNotices.RequestDeclined, Inputs.Text(Reason));
        return Task.FromResult(Nothing.Value);
    }
}

/// <summary>Declines a request for a level.</summary>
/// <inheritdoc cref="Declining"/>
public sealed record DeclineRequest(Guid Request, string Reason) : Declining(Request, Reason)
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AccessLevelApprove;
}

/// <summary>Declines a request for the role Customer Admin or a custom role.</summary>
/// <inheritdoc cref="Declining"/>
public sealed record DeclineRoleRequest(Guid Request, string Reason) : Declining(Request, Reason)
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.RoleAssign;
}

/// <summary>Declines a request for tenants.</summary>
/// <inheritdoc cref="Declining"/>
public sealed record DeclineTenantRequest(Guid Request, string Reason) : Declining(Request, Reason)
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.TenantAssign;
}

/// <summary>Withdraws a request that one made, or that is about oneself, as long as nobody has decided it.</summary>
/// <param name="Request">Which.</param>
public sealed record WithdrawRequest(Guid Request) : Change<AccessRequest, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AccessRequestCreate;

    /// <inheritdoc/>
    public override async Task<Found<AccessRequest>?> Find(Work work)
    {
        var me = work.Actor.Id;
        var request = await work.Db.AccessRequests.FirstOrDefaultAsync(r => r.Id == Request && (r.RequesterId == me || r.SubjectId == me));
        return request is null ? null : new(Target.Of(work.Customer) with { Subject = work.Actor.Kind == ActorKind.User ? me : request.SubjectId }, request);
    }

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, AccessRequest found) => Task.FromResult(
        work.Stale(found) ?? (found.State == RequestState.Open ? null : new RequestDecided()));

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, AccessRequest found)
    {
        found.Withdraw(work);
        return Task.FromResult(Nothing.Value);
    }
}
