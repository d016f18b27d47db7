using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Usher.Platform.Audit;

/// <summary>Where heads go off the host: what is kept there, nobody on this host can change.</summary>
public interface IHeadReceiver
{
    /// <summary>Where, without secrets.</summary>
    string Where { get; }

    /// <summary>Sends heads, the oldest first; returns when they were received, as far as the way tells.</summary>
    /// <exception cref="IOException">They were not.</exception>
    /// <exception cref="HttpRequestException">They were not.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">They were not.</exception>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The receiver does not prove who it is.</exception>
    Task Send(IReadOnlyList<OutsideHead> heads, CancellationToken ct);
}

/// <summary>
/// Sends heads off the host as they are written. Nothing waits for it: what could not be sent is tried again, and of each log the longest
/// head is enough, since it is over all entries before it.
/// </summary>
/// <param name="heads">Says what was written.</param>
/// <param name="receiver">Takes it; null: nothing is sent.</param>
/// <param name="clock">The server's time.</param>
/// <param name="log">Hears of failures.</param>
public sealed class HeadSender(TreeHeads heads, IHeadReceiver? receiver, TimeProvider clock, ILogger<HeadSender> log)
{
    private const int Most = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, OutsideHead> _unsent = new();
    private readonly SemaphoreSlim _bell = new(0, 1);

    /// <summary>Whether the last attempt failed: heads wait for the receiver.</summary>
    public bool IsBehind { get; private set; }

    /// <summary>Sends until it is stopped; first the last head of each log, as nobody remembers what was sent before.</summary>
    public async Task Run(CancellationToken stop)
    {
        if (receiver is null)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        heads.Written = Take;
        foreach (var known in heads.Logs())
            if (OutsideHeads.Read(heads, known, null)?.Longest is { } last) Take(last);
        for (var pause = TimeSpan.FromSeconds(1); !stop.IsCancellationRequested;)
        {
            await _bell.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (!stop.IsCancellationRequested && !_unsent.IsEmpty)
            {
                if (await Send(stop))
                {
                    pause = TimeSpan.FromSeconds(1);
                    continue;
                }

                await Task.Delay(pause, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 > LongestPause ? LongestPause : pause * 2;
            }
        }
    }

    /// <summary>Sends some of what waits, once.</summary>
    /// <returns>Whether it was received.</returns>
    internal async Task<bool> Send(CancellationToken stop)
    {
        var batch = _unsent.Values.OrderBy(head => head.At).Take(Most).ToList();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            await receiver!.Send(batch, patience.Token);
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            if (!IsBehind)
                log.LogError("Heads of the audit log can't be sent to {Where} ({Fault}): they wait and are retried.", receiver!.Where,
                    fault.GetType().Name);
            IsBehind = true;
            return false;
        }

        // One that was written meanwhile stays.
        foreach (var head in batch) _unsent.TryRemove(KeyValuePair.Create(head.Log, head));
        if (IsBehind) log.LogInformation("Heads of the audit log are sent to {Where} again.", receiver.Where);
        IsBehind = false;
        return true;
    }

    internal void Take(OutsideHead head)
    {
        if (head.IsAnnounced) return;
        _unsent.AddOrUpdate(head.Log, head, (_, other) => other.Size > head.Size ? other : head);
        try
        {
            if (_bell.CurrentCount == 0) _bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // It rings already.
        }
    }
}
