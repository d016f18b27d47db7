using Microsoft.EntityFrameworkCore;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery.Mail;

/// <summary>Somebody is to be notified that their customer was closed.</summary>
/// <param name="User">Who.</param>
public sealed record ClosingLetter(Guid User) : IJob;

/// <summary>A customer was closed: everyone whose access ended with it gets an e-mail.</summary>
public sealed class TellOfClosing : IListener<CustomerClosed>, IWhileClosed
{
    /// <inheritdoc/>
    public Task Do(CustomerClosed job, JobRun run, CancellationToken ct) => run.FinishDerived(work =>
    {
        foreach (var user in work.Customer.Users.Where(u => u.User!.Active)) work.Enqueue(new ClosingLetter(user.Id));
        return Task.FromResult(true);
    }, ct);
}

/// <summary>
/// Mails somebody that their customer is closed, while it is: they have no inbox to read it in. It says nothing of why; that is between
/// the vendor and the customer.
/// </summary>
public sealed class ClosingMail(IMail mail) : IJobHandler<ClosingLetter>, IWhileClosed
{
    /// <inheritdoc/>
    public async Task Do(ClosingLetter job, JobRun run, CancellationToken ct)
    {
        var message = await run.Derive(async work =>
        {
            if (!work.Customer.Facts.Closed || work.Customer.User(job.User) is not { User: { Active: true } user }) return null;
            var customer = await work.Db.Customers.Where(c => c.Id == work.Db.CustomerId).Select(c => c.Name).FirstAsync(ct);
            return new MailMessage(run.Lease.Id, user.Email, $"Usher at {customer} is closed", new MailText().Say(
                "Hello,",
                $"{customer} was closed in Usher. You can't sign in there, and your keys don't work until it is reopened. "
                    + "Nothing was deleted.",
                $"If you have questions, ask whoever administers Usher at {customer}, or your vendor's support.",
                "Notices like this one are always sent by e-mail."));
        }, ct);
        if (message is not null) await mail.Post(message, ct);
    }

    /// <inheritdoc/>
    public Task GivenUp(ClosingLetter job, JobRun run, string reason, CancellationToken ct) => Posting.GivenUp();
}
