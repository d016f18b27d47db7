using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Directory;

/// <summary>Something in a customer waits for the vendor's people: each of them who may decide is notified, except who asked.</summary>
/// <param name="Customer">Where.</param>
/// <param name="What">The name of a <see cref="Notice"/>.</param>
/// <param name="Permission">What deciding takes, as the law writes it.</param>
/// <param name="Except">Who is not notified: who asked.</param>
/// <param name="About">The thing that waits.</param>
/// <param name="Words">Who asked, and for what.</param>
public sealed record StaffAsked(Guid Customer, string What, string Permission, IReadOnlyList<Guid> Except, Guid About, string Words) : IEvent
{
    /// <summary>That something waits for them in the customer that the act is in.</summary>
    internal static StaffAsked Of(Work work, string what, Permission decides, Guid requester, Guid about, string words) =>
        new(work.Customer.Id, what, decides.Name, [requester, work.Actor.Id], about, words);
}

/// <summary>
/// Notifies those of the staff who may decide. Who asked is left out, unless nobody else could do it: then they may decide their own.
/// </summary>
public sealed class TellStaff : IListener<StaffAsked>
{
    /// <inheritdoc/>
    public Task Do(StaffAsked job, JobRun run, CancellationToken ct) => run.FinishDerived(async work =>
    {
        if (await work.Db.Customers.Where(c => c.Id == job.Customer && !c.Closed).Select(c => c.Name).FirstOrDefaultAsync(ct) is not { } customer)
            return false;
        var staff = (await work.Snapshots.Platform(ct)).Staff;
        var able = staff.Where(one => Permission.Find(job.Permission) is { } needed
            && Authorizer.Decide(one, needed, Target.Platform, work.Now).Allowed).Select(one => one.Id).ToList();
        var others = able.Except(job.Except).ToList();
        foreach (var one in others.Count == 0 ? able : others) work.Tell(one, job.What, job.About, $"{customer}: {job.Words}");
        return true;
    }, ct);
}
