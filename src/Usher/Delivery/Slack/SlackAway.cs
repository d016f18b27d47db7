using Usher.Platform.Jobs;

namespace Usher.Delivery.Slack;

/// <summary>What a job does when Slack does not take it now: it comes again.</summary>
internal static class SlackAway
{
    /// <summary>For how long what Slack was asked to post, and did not answer, may still land there; with the time it had to answer.</summary>
    internal static readonly TimeSpan Lands = TimeSpan.FromSeconds(40);

    /// <summary>Waits until what was begun can land no more: only then is it known whether it is there.</summary>
    /// <param name="begun">When it was begun; null: nothing was, or it is known what became of it.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="TryAgain">Not yet.</exception>
    public static void AwaitLate(DateTimeOffset? begun, DateTimeOffset now)
    {
        if (begun is { } at && at + Lands > now) throw new TryAgain(at + Lands - now, null, DeliveryReason.SlackUnreachable);
    }

    /// <summary>Posts; when Slack says that it did not, that is noted, and nothing has to be waited for.</summary>
    public static async Task<T> Knowing<T>(Func<Task<T>> post, Func<Task> refused)
    {
        try
        {
            return await post();
        }
        catch (Exception fault) when (fault is SlackBusy or SlackRefused)
        {
            await refused();
            throw;
        }
    }

    /// <summary>Posts while what it was decided by is young enough; what takes longer may have arrived, or not.</summary>
    /// <param name="time">For how long that is.</param>
    /// <param name="post">Posts.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="SlackUnreachable">It took longer.</exception>
    public static async Task<T> Within<T>(TimeSpan time, Func<CancellationToken, Task<T>> post, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(time);
        try
        {
            return await post(limit.Token);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw new SlackUnreachable("no answer in time", late);
        }
    }

    /// <summary>When to try again, and why.</summary>
    /// <param name="fault">A <see cref="SlackBusy"/> or <see cref="SlackUnreachable"/>.</param>
    /// <param name="atMost">The longest pause, whatever Slack asks for; null: as long as it asks.</param>
    public static TryAgain Later(Exception fault, TimeSpan? atMost = null) => fault switch
    {
        SlackBusy busy => new(atMost < busy.After ? atMost : busy.After, busy, DeliveryReason.SlackBusy),
        _ => new(null, fault, DeliveryReason.SlackUnreachable),
    };
}
