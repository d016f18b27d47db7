using Usher.Platform;

namespace Usher.Identity;

/// <summary>
/// Works out slow hashes one after another on threads of its own, so that whoever floods sign-in keeps no other request from a thread, and
/// no more than one processor in two busy. A small queue: what finds it full is refused, and so is a source that has too many in it
/// already.
/// </summary>
/// <param name="threads">How many at a time.</param>
/// <param name="waiting">How many wait at most.</param>
/// <param name="ofOneSource">How many of one source are in it at most.</param>
internal sealed class Hashing(int threads, int waiting = 64, int ofOneSource = 8)
{
    /// <summary>Why what found no room is not worked out.</summary>
    public static readonly TooManyAttempts NoRoom = new(TimeSpan.FromSeconds(2));

    /// <summary>The whole queue takes less, unless the server has no time at all.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Lock _turn = new();
    private readonly Queue<Action> _queue = new();
    private readonly Dictionary<Source, int> _inside = [];
    private int _running;

    public Hashing()
        : this(Math.Max(1, Environment.ProcessorCount / 2))
    {
    }

    /// <summary>Works something out, unless nobody waits for it any more when its turn comes.</summary>
    /// <returns>What was worked out; <see cref="NoRoom"/>.</returns>
    public Task<Outcome<T>> Try<T>(Source source, Func<T> work, CancellationToken ct)
    {
        var done = new TaskCompletionSource<Outcome<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_turn)
        {
            var mine = _inside.GetValueOrDefault(source);
            if (mine >= ofOneSource || _queue.Count >= waiting)
            {
                Telemetry.Refused(NoRoom.Code, Door.Console);
                return Task.FromResult<Outcome<T>>(NoRoom);
            }

            _inside[source] = mine + 1;
            _queue.Enqueue(() => Do(source, work, done, ct));
            if (_running >= threads) return done.Task;
            _running++;
        }

        // A thread lasts as long as there is work: a server at which nobody signs in has none.
        new Thread(Run) { IsBackground = true, Name = "Usher hashing" }.Start();
        return done.Task;
    }

    private void Run()
    {
        while (true)
        {
            Action next;
            lock (_turn)
            {
                if (!_queue.TryDequeue(out next!))
                {
                    _running--;
                    return;
                }
            }

            next();
        }
    }

    private void Do<T>(Source source, Func<T> work, TaskCompletionSource<Outcome<T>> done, CancellationToken ct)
    {
        try
        {
            if (ct.IsCancellationRequested) done.SetCanceled(ct);
            else done.SetResult(work());
        }
        catch (Exception fault)
        {
            done.SetException(fault);
        }
        finally
        {
            lock (_turn)
            {
                if (--_inside[source] == 0) _inside.Remove(source);
            }
        }
    }
}
