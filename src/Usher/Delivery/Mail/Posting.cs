using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery.Mail;

/// <summary>Sends the message of a job. While mail is not accepted the job waits, longer each time; after about a day it is given up, where whoever runs the server sees it.</summary>
internal static class Posting
{
    /// <summary>How often it is tried: with the pauses between, which grow to half an hour, about a day.</summary>
    public const int Attempts = 58;

    /// <summary>Sends it, or says when again.</summary>
    public static async Task Post(this IMail mail, MailMessage message, JobRun run, CancellationToken ct)
    {
        try
        {
            await mail.Send(message, ct);
            Telemetry.Delivered("mail", "sent");
        }
        catch (MailUnwell unwell) when (run.Lease.Attempt < Attempts)
        {
            throw new TryAgain(JobRunner.Pause(run.Lease.Attempt), unwell.InnerException ?? unwell);
        }
        catch (Exception fault) when (fault is MailUnwell or FormatException)
        {
            Telemetry.Delivered("mail", "failed");
            throw new GiveUp(fault is MailUnwell unwell ? $"mail:{unwell.Reason}" : "mail:address");
        }
    }
}
