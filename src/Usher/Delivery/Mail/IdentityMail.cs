using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery.Mail;

/// <summary>
/// Mails the code that proves an address at a recorder (rule 26) to that address. The code is in the e-mail only; only who asked for it can
/// enter it.
/// </summary>
public sealed class IdentityMail(IMail mail) : IListener<IdentityCodeAsked>
{
    /// <inheritdoc/>
    public async Task Do(IdentityCodeAsked job, JobRun run, CancellationToken ct)
    {
        var message = await run.Step("SendIdentityCode", Section.Insights, async work =>
        {
            if (work.Snapshot is null || await work.Db.Set<IdentityCode>().FirstOrDefaultAsync(c => c.Id == job.Code, ct) is not { UserId: { } user } code
                || work.Now - code.At > IdentityCode.Works || work.Customer.User(user) is not { User: { Active: true } facts })
                return null;
            // Of two that were asked for, the newer one is mailed.
            if (await work.Db.Set<IdentityCode>().AnyAsync(c => c.Kind == code.Kind && c.External == code.External && c.UserId == user && c.At > code.At, ct)) return null;
            var customer = await work.Db.Customers.Where(c => c.Id == work.Db.CustomerId).Select(c => c.Name).FirstAsync(ct);
            return new MailMessage(run.Lease.Id, code.External, $"Your Usher code at {customer}", new MailText()
                .Say("Hello,", $"{facts.Name} ({facts.Email}) wants the calls that a recorder stores for this address to be theirs in Usher at {customer}.")
                .Say($"If this is you, enter this code in Usher within 10 minutes: {code.Write(work)}")
                .Say("If this wasn't you, ignore this e-mail, and give the code to nobody: without it nothing happens."));
        }, ct);
        if (message is not null) await mail.Post(message, ct);
    }

    /// <inheritdoc/>
    public Task GivenUp(IdentityCodeAsked job, JobRun run, string reason, CancellationToken ct) => Posting.GivenUp();
}
