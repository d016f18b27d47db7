using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Directory;

/// <summary>
/// Closes a customer, with a note: from then on everything is refused to its people and machines, whatever way they come in. Their
/// sessions end; nothing else is removed, and what was under way waits until the customer is reopened.
/// </summary>
public sealed record CloseCustomer : Change<Customer, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CustomerClose;

    /// <inheritdoc/>
    public override Task<Found<Customer>?> Find(Work work) => OneCustomer.Find(work);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Customer found) => Task.FromResult(
        found.Closed ? new CustomerIsClosed()
        : work.Stale(found) ?? (string.IsNullOrWhiteSpace(work.Note) ? new ClosingNeedsNote() : null));

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Customer found)
    {
        found.Closed = true;
        work.Db.RemoveRange(await work.Db.Set<Session>().Where(s => s.CustomerId == found.Id).ToListAsync());
        work.Publish(new CustomerClosed());
        return Nothing.Value;
    }
}

/// <summary>Reopens a closed customer: everyone in it holds what they held, keys work again, and what waited goes on.</summary>
public sealed record ReopenCustomer : Change<Customer, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CustomerClose;

    /// <inheritdoc/>
    public override Task<Found<Customer>?> Find(Work work) => OneCustomer.Find(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Customer found) =>
        found.Closed ? work.Stale(found) ?? await work.NoteMissing() : new CustomerIsOpen();

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Customer found)
    {
        var now = work.Now;
        found.Closed = false;
        // They were not tried meanwhile: their time begins again.
        foreach (var job in await work.Db.Set<Job>().Where(j => j.CustomerId == found.Id && j.Failed == null && j.LeasedBy == null
            && j.FirstDue < now).ToListAsync()) job.FirstDue = now;
        work.Publish(new CustomerReopened());
        return Nothing.Value;
    }
}

/// <summary>A customer was closed: its people are notified by e-mail, as they cannot sign in.</summary>
public sealed record CustomerClosed : IEvent;

/// <summary>A customer was reopened: its people are notified.</summary>
public sealed record CustomerReopened : IEvent;

/// <summary>A customer was reopened: everyone who has access again is notified, in their inbox and by e-mail.</summary>
public sealed class TellOfReopening : IListener<CustomerReopened>
{
    /// <inheritdoc/>
    public Task Do(CustomerReopened job, JobRun run, CancellationToken ct) => run.FinishDerived(work =>
    {
        work.TellThose(_ => true, DirectoryNotices.CustomerReopened);
        return Task.FromResult(true);
    }, ct);
}

/// <summary>Only an open customer is closed.</summary>
public sealed record CustomerIsClosed() : Refusal("This customer is already closed.");

/// <summary>Only a closed customer is reopened.</summary>
public sealed record CustomerIsOpen() : Refusal("This customer isn't closed.");

/// <summary>Whoever reads the trail must find why nobody could work any more.</summary>
public sealed record ClosingNeedsNote() : Refusal("Write a note: say why the customer is closed.");
