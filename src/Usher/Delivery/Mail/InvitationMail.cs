using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform.Jobs;

namespace Usher.Delivery.Mail;

/// <summary>Where people reach the server, for links in letters.</summary>
/// <param name="set">What the operator said: scheme, host and port, without a slash at the end; null: nothing.</param>
/// <param name="listens">Where the server listens; null, or while it does not yet: on this machine.</param>
public sealed class PublicAddress(string? set, Func<string?>? listens = null)
{
    /// <summary>Scheme, host and port, without a slash at the end.</summary>
    public string Base => set ?? listens?.Invoke()?.TrimEnd('/') ?? "http://127.0.0.1:5070";

    /// <summary>Whether the operator said so; otherwise it is a guess, good for what makes no sense without a link.</summary>
    public bool IsSet => set is not null;
}

/// <summary>Writes to a person at their own address, with a link that lets them choose a password and accepts the place. The link is in the letter and nowhere else.</summary>
public sealed class InvitationMail(IMail mail, PublicAddress address) : IJobHandler<InvitePerson>
{
    /// <inheritdoc/>
    public async Task Do(InvitePerson job, JobRun run, CancellationToken ct)
    {
        var letter = await run.Step("SendInvitation", Section.Connect, async work =>
        {
            if (await work.Db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == job.Account, ct) is not { Email: { } email }) return null;
            var where = await work.Db.Customers.Where(c => c.Id == job.Customer).Select(c => c.Name).FirstOrDefaultAsync(ct);
            work.Concerns(job.Account);
            var link = $"{address.Base}/welcome#{await OneTimeLink.New(work, job.Account, job.Customer, job.Forgotten)}";
            return job.Forgotten
                ? new Letter(run.Lease.Id, email, "A new password for Usher", $"""
                    Hello,

                    somebody, we hope you, asked for a new password{(where is null ? "" : $" at {where}")}. Choose it here; the link works once, for an hour:

                    {link}

                    If it was not you, do nothing: your password stays as it is.
                    """)
                : new Letter(run.Lease.Id, email, where is null ? "Your place in Usher" : $"Your place in Usher: {where}", $"""
                    Hello,

                    you have a place in Usher{(where is null ? "" : $" at {where}")}. Choose a password here; the link works once, for seven days:

                    {link}

                    If you did not expect this, do nothing: without the link nobody can sign in with your address.
                    """);
        }, ct);
        if (letter is not null) await mail.Post(letter, run, ct);
    }
}
