using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls.Support;

/// <summary>No active member of the vendor's staff has this address.</summary>
public sealed record NoSuchStaff() : Refusal(
    "No active member of your vendor's support has this e-mail address. Ask them for the address that they sign in with.");

/// <summary>
/// Lets one member of the vendor's staff read one call's summary for a while (rule 14). The call is one that the giver sees, because it is
/// theirs to see or because they opened it to troubleshoot. Given again to the same person, the new end and reason count.
/// </summary>
/// <param name="Id">The call.</param>
/// <param name="Staff">The e-mail address of the member of staff.</param>
/// <param name="Until">From this instant the call is closed to them again; at most a week away.</param>
/// <param name="Reason">Why, in 10 to 500 characters: the call's owner and the member of staff read it.</param>
public sealed record GiveSupportAccess(Guid Id, string Staff, DateTimeOffset Until, string Reason) : Change<Call, Guid>
{
    private const int MostDays = 7;

    /// <inheritdoc/>
    public override Permission Needs => Permission.SupportAccessGrant;

    /// <inheritdoc/>
    public override Task<Found<Call>?> Find(Work work) => FindCalls.Seen(work, Id);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Call found) =>
        Inputs.Text(Reason)?.Length is not >= 10
            ? new Invalid("/reason", "Write your reason in 10 to 500 characters. The call's owner can read it.")
        : Until <= work.Now || Until > work.Now.AddDays(MostDays)
            ? new Invalid("/until", $"Choose a time in the future, at most {MostDays} days from now.")
        : found.Held ? new HeldFromSupport()
        : await Named(work) is null ? new NoSuchStaff()
        : null;

    /// <inheritdoc/>
    public override async Task<Guid> Run(Work work, Call found)
    {
        var staff = (await Named(work))!;
        var reason = Inputs.Text(Reason)!;
        var access = await work.Db.Set<SupportAccess>()
            .FirstOrDefaultAsync(a => a.CallId == Id && a.StaffId == staff.Id && a.Until > work.Now);
        if (access is null)
        {
            access = new()
            {
                Id = work.NewId(), CallId = Id, StaffId = staff.Id, GivenBy = work.Actor.Id, Reason = reason, At = work.Now, Until = Until,
            };
            work.Db.Add(access);
        }
        else
        {
            (access.GivenBy, access.Reason, access.Until) = (work.Actor.Id, reason, Until);
        }

        work.Note = reason;
        work.Concerns(Id);
        work.Publish(new SupportAccessGiven(Id, access.Id));
        var words = $"{await CustomerName(work)}: {work.Actor.Name} gave you access to one call until {access.Ends}. Reason: {reason}";
        work.PublishOnPlatform(new AccessChanged(staff.Id, SupportNotices.Given, null, access.Id, words));
        return access.Id;
    }

    /// <summary>What the customer is called, for people who know several.</summary>
    internal static Task<string> CustomerName(Work work) =>
        work.Db.Customers.Where(c => c.Id == work.Customer.Id).Select(c => c.Name).FirstAsync();

    private async Task<Actor?> Named(Work work) =>
        (await work.Snapshots.Platform(default)).StaffMember(Inputs.Address(Staff ?? "")) is { StaffMember.Active: true } staff ? staff : null;
}

/// <summary>A held call is for its owner alone.</summary>
public sealed record HeldFromSupport() : Refusal("This call is held because it looks sensitive. Its owner can release it; until then nobody else opens it.");

/// <summary>Ends a member of staff's access to a call before its time.</summary>
/// <param name="Id">The access given.</param>
public sealed record EndSupportAccess(Guid Id) : Change<SupportAccess, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.SupportAccessGrant;

    /// <inheritdoc/>
    public override async Task<Found<SupportAccess>?> Find(Work work) =>
        await work.Db.Set<SupportAccess>().FirstOrDefaultAsync(a => a.Id == Id && a.Until > work.Now) is { } access
            ? new(Target.Of(work.Customer), access)
            : null;

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, SupportAccess found)
    {
        found.Until = work.Now;
        work.Concerns(found.CallId);
        work.PublishOnPlatform(new AccessChanged(found.StaffId, SupportNotices.Ended, null, found.Id,
            $"{await GiveSupportAccess.CustomerName(work)} ended your access to one of its calls."));
        return Nothing.Value;
    }
}
