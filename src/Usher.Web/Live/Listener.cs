using Usher.Access;
using Usher.Platform;

namespace Usher.Web.Live;

/// <summary>What an open stream is to look at again.</summary>
[Flags]
internal enum Again
{
    Nothing = 0,
    Inbox = 1,
    Calls = 2,
    Session = 4,
    Access = 8,
    Everything = Inbox | Session | Access,
}

/// <summary>One open stream, as those see it who wake it: it sleeps until something of its own caller has changed.</summary>
/// <param name="caller">Whose it is.</param>
internal sealed class Listener(Caller caller)
{
    private TaskCompletionSource _bell = New();
    private int _again;

    public Caller Caller => caller;

    /// <summary>The digest of the access that was looked at last.</summary>
    public string? Access { get; set; }

    /// <summary>The caller as the newest facts have them; what calls they read by.</summary>
    public Actor? Actor { get; set; }

    /// <summary>The state of the inbox that was looked at last on behalf of this stream.</summary>
    public object? Inbox { get; set; }

    public void Wake(Again what)
    {
        Interlocked.Or(ref _again, (int)what);
        Volatile.Read(ref _bell).TrySetResult();
    }

    /// <summary>What it was woken for; nothing when the time is over first.</summary>
    public async Task<Again> Next(TimeSpan most, TimeProvider clock, CancellationToken ct)
    {
        await _bell.Task.WaitAsync(most, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // The bell first: what rings between the two is taken now, and rings once more for nothing.
        if (_bell.Task.IsCompleted) Volatile.Write(ref _bell, New());
        return (Again)Interlocked.Exchange(ref _again, 0);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
