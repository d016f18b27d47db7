using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery.Mail;

/// <summary>
/// Writes to a person at their own address, with a link that lets them set a password and accepts the invitation. The link is in the e-mail
/// only.
/// </summary>
public sealed class InvitationMail(IMail mail, PublicAddress address) : IListener<InvitePerson>
{
    /// <inheritdoc/>
    public async Task Do(InvitePerson job, JobRun run, CancellationToken ct)
    {
        var message = await run.Step("SendInvitation", Section.Connect, async work =>
        {
            if (await work.Db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == job.Account, ct) is not { Email: { } email })
                return null;
            var where = await work.Db.Customers.Where(c => c.Id == job.Customer).Select(c => c.Name).FirstOrDefaultAsync(ct);
            work.Concerns(job.Account);
            var token = await OneTimeLink.New(work, job.Account, job.Customer, job.Forgotten);
            var link = $"{address.Base}/{(job.Forgotten ? "reset" : "welcome")}#{token}";
            var at = where is null ? "" : $" at {where}";
            return job.Forgotten
                ? new MailMessage(run.Lease.Id, email, "Reset your Usher password", new MailText()
                    .Say("Hello,", $"Someone, hopefully you, asked to reset your Usher password{at}.")
                    .Link("Set a new password. The link works once, within an hour", link)
                    .Say("If this wasn't you, ignore this e-mail. Your password has not changed."))
                : new MailMessage(run.Lease.Id, email, $"Your Usher account{at}", new MailText()
                    .Say("Hello,", $"You now have an Usher account{at}.")
                    .Link("Set your password. The link works once, within seven days", link)
                    .Say("If you did not expect this, ignore this e-mail. Nobody can sign in with your address without the link."));
        }, ct);
        if (message is not null) await mail.Post(message, ct);
    }

    /// <inheritdoc/>
    public Task GivenUp(InvitePerson job, JobRun run, string reason, CancellationToken ct) => Posting.GivenUp();
}
