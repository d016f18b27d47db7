using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Approves a request for access, as it was asked for or narrower: who could give exactly that does, and is neither its subject nor who
/// made it (rules 9, 10).
/// </summary>
/// <param name="Request">Which.</param>
/// <param name="Narrower">What to give instead; null: what was asked for.</param>
public abstract record Approval(Guid Request, Narrower? Narrower) : Change<AskedFor, Nothing>, IChangesAccess
{
    /// <inheritdoc/>
    public override Task<Found<AskedFor>?> Find(Work work) => AskedFor.Find(work, Request, Needs);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, AskedFor found)
    {
        if (work.Stale(found.Request) is { } stale) return stale;
        if (found.Request.State != RequestState.Open) return new RequestDecided();
        if (found.IsOwnOf(work.Actor)) return new YourOwnRequest();
        if (!found.Person.Row.Active) return new PersonDeactivated();
        var (left, wider) = Left(work, found);
        return wider ?? left!.Fault(work, found.Person) ?? await work.NoteMissing();
    }

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, AskedFor found)
    {
        var (asked, given) = (Wanted.Of(found.Request), Left(work, found).Left!);
        await given.Give(work, found.Person);
        found.Request.GivenUntil = given.Until;
        var words = given.Words(work);
        found.Close(work, RequestState.Approved, DirectoryNotices.RequestApproved, words == asked.Words(work) ? null : words);
        return Nothing.Value;
    }

    private (Wanted? Left, Refusal? Refused) Left(Work work, AskedFor found) =>
        (Narrower ?? new()).Of(work.Customer, Wanted.Of(found.Request));
}

/// <summary>Approves a request for a level: an Organization Admin does (rule 10).</summary>
/// <inheritdoc cref="Approval"/>
public sealed record ApproveRequest(Guid Request, Narrower? Narrower = null) : Approval(Request, Narrower)
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AccessLevelApprove;
}

/// <summary>Approves a request for the role Customer Admin or a custom role: whoever gives roles does.</summary>
/// <inheritdoc cref="Approval"/>
public sealed record ApproveRoleRequest(Guid Request, Narrower? Narrower = null) : Approval(Request, Narrower)
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.RoleAssign;
}

/// <summary>Approves a request for tenants: the vendor's people do.</summary>
/// <inheritdoc cref="Approval"/>
public sealed record ApproveTenantRequest(Guid Request, Narrower? Narrower = null) : Approval(Request, Narrower)
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.TenantAssign;
}
