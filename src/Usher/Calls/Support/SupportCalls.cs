using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls.Support;

/// <summary>A call that a member of staff may look at, as they see it in their list: nothing of what it is about.</summary>
/// <param name="Id">The access, by which the call is opened.</param>
/// <param name="Customer">The customer's slug.</param>
/// <param name="Name">The customer's name.</param>
/// <param name="Reason">Why they were given it.</param>
/// <param name="Until">When it ends.</param>
public sealed record SupportCallLine(Guid Id, string Customer, string Name, string Reason, DateTimeOffset Until);

/// <summary>
/// Every call, of any customer, that the caller as a member of staff may look at now; the latest given first. Nobody else has any.
/// </summary>
public sealed record ListSupportCalls : Listing<Nothing, Page<SupportCallLine>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CustomerView;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Task.FromResult<Found<Nothing>?>(new(work.Whole, Nothing.Value));

    /// <inheritdoc/>
    public override async Task<Page<SupportCallLine>> Run(Work work, Nothing found)
    {
        var (me, now) = (work.Actor.Id, work.Now);
        if (work.Actor.Kind != ActorKind.Staff) return new([], null);
        var open = work.Db.Set<SupportAccess>().IgnoreQueryFilters().Where(access => access.StaffId == me && access.Until > now);
        if (After(work) is { Id: var last }) open = open.Where(access => access.Id < last);
        var lines = await work.Db.Everywhere(Across.SupportAccess, () => open
            .Join(work.Db.Customers.IgnoreQueryFilters().Where(c => !c.Closed), access => access.CustomerId, customer => customer.Id,
                (access, customer) => new { access, customer })
            .OrderByDescending(one => one.access.Id).Take(Page<SupportCallLine>.Size + 1)
            .Select(one => new SupportCallLine(one.access.Id, one.customer.Slug, one.customer.Name, one.access.Reason, one.access.Until))
            .ToListAsync());
        return Part(work, lines, line => new("", line.Id)).Show(line => line);
    }
}

/// <summary>
/// The way of a call to the member of staff who may look at it. That they look is written down before it is shown; when it cannot be, nothing is.
/// </summary>
public sealed class SupportCalls(Gate gate)
{
    /// <summary>The call's summary with the moments it quotes; its whole transcript is not theirs to read.</summary>
    /// <param name="caller">A member of staff, in the call's customer.</param>
    /// <param name="access">What they were given.</param>
    /// <param name="ct">Ends the reading.</param>
    public async Task<Outcome<CallView>> View(Caller caller, Guid access, CancellationToken ct)
    {
        var answer = await gate.Run(caller, new ViewSupportCall(access), ct);
        if (answer.Refused is { } refusal) return refusal;
        if (!answer.Value!.Looked
            && (await gate.Run(caller with { IdempotencyKey = null, IfMatch = null }, new LookAtSupportCall(access), ct)).Refused is { } since)
            return since;
        return answer.Value.Call;
    }

    /// <summary>The call that the access opens to the actor, with what decides; null: there is none that is open.</summary>
    internal static async Task<Found<(Call Call, SupportAccess Access)>?> Find(Work work, Guid id)
    {
        if (await work.Db.Set<SupportAccess>().FirstOrDefaultAsync(a => a.Id == id && a.StaffId == work.Actor.Id) is not { } access
            || await work.Db.Set<Call>().FirstOrDefaultAsync(c => c.Id == access.CallId) is not { } call
            || await FindCalls.Facts(work.Db, call.Id) is not { } facts)
            return null;
        return new(Target.Of(work.Customer) with { Call = facts with { SupportAccess = [access.Opening] } }, (call, access));
    }
}

/// <summary>Writes down that the member of staff looks at the call, the first time they do.</summary>
/// <param name="Id">What they were given.</param>
public sealed record LookAtSupportCall(Guid Id) : Change<(Call Call, SupportAccess Access), Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CallView;

    /// <inheritdoc/>
    public override Task<Found<(Call Call, SupportAccess Access)>?> Find(Work work) => SupportCalls.Find(work, Id);

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, (Call Call, SupportAccess Access) found)
    {
        if (found.Access.LookedAt is null)
        {
            found.Access.LookedAt = work.Now;
            work.Concerns(found.Call.Id);
        }

        return Task.FromResult(Nothing.Value);
    }
}

/// <summary>A call as a member of staff sees it.</summary>
/// <param name="Call">What its readers see without the whole transcript, and not who they are.</param>
/// <param name="Looked">Whether it is written down already that they look.</param>
public sealed record SupportCall(CallView Call, bool Looked);

/// <summary>The call that a member of staff may look at.</summary>
/// <param name="Id">What they were given.</param>
public sealed record ViewSupportCall(Guid Id) : Query<(Call Call, SupportAccess Access), SupportCall>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CallView;

    /// <inheritdoc/>
    public override Task<Found<(Call Call, SupportAccess Access)>?> Find(Work work) => SupportCalls.Find(work, Id);

    /// <inheritdoc/>
    public override async Task<SupportCall> Run(Work work, (Call Call, SupportAccess Access) found) =>
        new(await new ViewCall(found.Call.Id).Run(work, found.Call) with { OpenUntil = found.Access.Until }, found.Access.LookedAt is not null);
}
