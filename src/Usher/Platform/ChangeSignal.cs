using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Usher.Data;

namespace Usher.Platform;

/// <summary>What an open page is notified of at once, besides what they may do.</summary>
[Flags]
public enum Heard
{
    /// <summary>Nothing.</summary>
    Nothing = 0,

    /// <summary>Their inbox is another.</summary>
    Inbox = 1,

    /// <summary>A call that they could read is closed to them, or differently open.</summary>
    Calls = 2,

    /// <summary>A session of theirs has ended.</summary>
    Session = 4,
}

/// <summary>An entity whose change an open page is notified of at once.</summary>
public interface IHeardBy
{
    /// <summary>Who a change of it concerns: a user, a member of staff, or a team or channel for those in it; null when nobody.</summary>
    (Guid Listener, Heard What)? HeardBy(EntityState change);
}

/// <summary>
/// Says on this node what may have changed: the access facts of a customer (the empty id: of the platform), or something of one person. It
/// says nothing of what it was: whoever waits looks again with the eyes of the one they wait for.
/// </summary>
public sealed class ChangeSignal
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _waiting = new();

    /// <summary>Something of one person has changed: who, and what. Called where the change is made, so it must be quick.</summary>
    public event Action<Guid, Heard>? Said;

    /// <summary>
    /// Ends when access facts of the customer change next. To be asked for before looking, so that nothing falls between.
    /// </summary>
    public Task Next(Guid customer) => _waiting.GetOrAdd(customer, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    internal void Raise(Guid customer)
    {
        if (_waiting.TryRemove(customer, out var waiting)) waiting.TrySetResult();
    }

    internal void RaiseAll()
    {
        foreach (var customer in _waiting.Keys) Raise(customer);
    }

    /// <summary>Tells what <see cref="Of"/> found, once it is durable.</summary>
    internal void Say(IReadOnlyCollection<(Guid Listener, Heard What)> heard)
    {
        foreach (var (listener, what) in heard) Said?.Invoke(listener, what);
    }

    /// <summary>Who the changes concern that a context is about to save.</summary>
    internal static IReadOnlyCollection<(Guid Listener, Heard What)> Of(UsherDb db) =>
    [
        .. db.ChangeTracker.Entries<IHeardBy>()
            .Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .Select(entry => entry.Entity.HeardBy(entry.State)).OfType<(Guid, Heard)>().Distinct(),
    ];
}
