using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery.Mail;

/// <summary>
/// Sends the message of a job. While mail is not accepted the job waits, longer each time, for <see cref="JobRunner.Patience"/>; then it is
/// given up, where whoever runs the server sees it.
/// </summary>
internal static class Posting
{
    /// <summary>Sends it, or says when again.</summary>
    public static async Task Post(this IMail mail, MailMessage message, CancellationToken ct)
    {
        try
        {
            await mail.Send(message, ct);
            Telemetry.Delivered("mail", "sent");
        }
        catch (MailUnwell unwell)
        {
            throw new TryAgain(null, unwell.InnerException ?? unwell, $"mail:{unwell.Reason}");
        }
        catch (FormatException)
        {
            throw new GiveUp("mail:address");
        }
    }

    /// <summary>Counts a message that was given up.</summary>
    public static Task GivenUp()
    {
        Telemetry.Delivered("mail", "failed");
        return Task.CompletedTask;
    }
}
