using System.Collections.Concurrent;

namespace Usher.Platform;

/// <summary>
/// Says on this node that something of a customer (the empty id: of the platform) may have changed. It says neither what nor for whom: whoever waits looks again with the
/// eyes of the one they wait for. What other nodes changed of what decides is heard of like here; of the rest nothing is, so whoever waits looks again now and then.
/// </summary>
public sealed class ChangeSignal
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _waiting = new();

    /// <summary>Ends with the next change. To be asked for before looking, so that nothing falls between.</summary>
    public Task Next(Guid customer) => _waiting.GetOrAdd(customer, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    internal void Raise(Guid customer)
    {
        if (_waiting.TryRemove(customer, out var waiting)) waiting.TrySetResult();
    }

    internal void RaiseAll()
    {
        foreach (var customer in _waiting.Keys) Raise(customer);
    }
}
