namespace Usher.Platform.Jobs;

/// <summary>A bell between those who add jobs and those who do them on this node: no polling while there is nothing to do.</summary>
public sealed class JobSignal
{
    private readonly SemaphoreSlim _bell = new(0);

    /// <summary>Wakes one waiter, now or when it next waits.</summary>
    public void Ring()
    {
        if (_bell.CurrentCount == 0) _bell.Release();
    }

    /// <summary>Waits for the bell, at most this long.</summary>
    public Task Wait(TimeSpan most, CancellationToken ct) => _bell.WaitAsync(most, ct);
}
