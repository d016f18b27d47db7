using System.Text.Json;
using Usher.Access;

namespace Usher.Platform.Jobs;

/// <summary>
/// Does the jobs of one kind. What needs the network is three steps: <see cref="JobRun.Step"/> decides and fixes the input; a port is
/// called, outside any transaction; <see cref="JobRun.Finish"/> decides again and stores. Each may happen again after a crash: look first
/// whether it is done.
/// </summary>
/// <typeparam name="TJob">What <see cref="Work.Enqueue"/> or <see cref="Work.Publish"/> was given.</typeparam>
public interface IJobHandler<in TJob>
{
    /// <summary>Does one. Returning finishes the job; a fault leaves it for later.</summary>
    /// <exception cref="TryAgain">Not before a certain time.</exception>
    /// <exception cref="GiveUp">Never again.</exception>
    Task Do(TJob job, JobRun run, CancellationToken ct);

    /// <summary>
    /// The job is about to be given up: what waits for it says so where people look. A fault here keeps the job: nothing is given up
    /// unseen.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="run">The attempt that was the last.</param>
    /// <param name="reason">Why: a code, never content.</param>
    /// <param name="ct">Ends the wait.</param>
    Task GivenUp(TJob job, JobRun run, string reason, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>
/// A kind of job that comes again for as long as its handler does not finish it (<see cref="JobRun.Finish"/>), whatever goes wrong: it is
/// never given up.
/// </summary>
public interface IRecurring
{
    /// <summary>How long after one time the next is due, and after a fault at most.</summary>
    static abstract TimeSpan Every { get; }
}

/// <summary>
/// A handler whose jobs go on in a closed customer: what was deleted leaves every copy, and people are notified that it is closed. All
/// others wait until it is reopened.
/// </summary>
public interface IWhileClosed;

/// <summary>Which handler does which kind of job.</summary>
/// <param name="Kind">The job's name in store.</param>
/// <param name="Do">Reads the job and hands it over.</param>
/// <param name="GivenUp">Tells the handler that the job is given up, and why.</param>
/// <param name="Every">How long until it comes again (<see cref="IRecurring"/>); null: it does not.</param>
public sealed record JobRoute(string Kind, Func<JobRun, CancellationToken, Task> Do, Func<JobRun, string, Task> GivenUp, TimeSpan? Every)
{
    /// <summary>Names in store that the job had before: of these, too, some may wait.</summary>
    public IReadOnlyList<string> Former { get; init; } = [];

    /// <summary>Whether it goes on in a closed customer (<see cref="IWhileClosed"/>).</summary>
    public bool WhileClosed { get; init; }

    /// <summary>The route to a handler, made again for each job.</summary>
    /// <param name="handler">Makes one.</param>
    /// <param name="type">The handler's type; of an event's listener it names the job. Null: it says nothing more.</param>
    public static JobRoute To<TJob>(Func<IJobHandler<TJob>> handler, Type? type = null)
    {
        var heard = type is not null && typeof(TJob).IsAssignableTo(typeof(IEvent)) ? new Subscription(typeof(TJob), type) : null;
        return new(
            heard?.Kind ?? StoredNames.Of<TJob>(),
            (run, ct) => handler().Do(Read<TJob>(run), run, ct),
            (run, reason) => handler().GivenUp(Read<TJob>(run), run, reason, CancellationToken.None),
            typeof(TJob).IsAssignableTo(typeof(IRecurring))
                ? (TimeSpan)typeof(TJob).GetProperty(nameof(IRecurring.Every))!.GetValue(null)!
                : null)
        {
            Former = heard?.Former ?? StoredNames.Former(typeof(TJob)),
            WhileClosed = type?.IsAssignableTo(typeof(IWhileClosed)) == true,
        };
    }

    private static TJob Read<TJob>(JobRun run) => JsonSerializer.Deserialize<TJob>(run.Lease.Payload)!;
}

/// <summary>One attempt at a job: the ways to write, each undone when another node has taken the job meanwhile.</summary>
public sealed class JobRun
{
    private readonly Gate _gate;
    private readonly bool _whileClosed;

    /// <summary>When the job was last known to be this node's; null: it is not known.</summary>
    private DateTimeOffset? _ours;

    internal JobRun(Gate gate, JobLease lease, bool whileClosed = false)
    {
        _gate = gate;
        _whileClosed = whileClosed;
        _ours = lease.Until - JobRunner.Lease;
        Lease = lease;
    }

    /// <summary>
    /// The job as this node holds it. A request through the gate finishes it when its <see cref="Caller.Finishes"/> is this.
    /// </summary>
    public JobLease Lease { get; }

    /// <summary>The customer it works for; the empty id: the platform.</summary>
    public Guid Customer => Lease.Customer;

    /// <summary>Whether the job is finished already.</summary>
    internal bool Finished { get; private set; }

    /// <summary>Writes something on the way.</summary>
    /// <param name="act">The name in the audit entry.</param>
    /// <param name="section">The section of the law the entry belongs to.</param>
    /// <param name="effect">Awaits the database and nothing else.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>What the effect returned; the default when there is no such customer.</returns>
    public Task<T?> Step<T>(string act, Section section, Func<Work, Task<T>> effect, CancellationToken ct) =>
        _gate.Effect(Customer, act, section, async work =>
    {
        var result = await Do(effect, work);
        Keep(work);
        return result;
    }, ct);

    /// <summary>Writes the last of it; the job is finished in the same transaction.</summary>
    /// <inheritdoc cref="Step"/>
    public async Task<T?> Finish<T>(string act, Section section, Func<Work, Task<T>> effect, CancellationToken ct)
    {
        var result = await _gate.Effect(Customer, act, section, async work =>
        {
            var result = await Do(effect, work);
            work.Finish(Lease);
            Finished = true;
            return result;
        }, ct);
        return result;
    }

    /// <summary>Writes on the way what nobody is notified of and nothing decides by, without the customer's lock.</summary>
    /// <param name="effect">Awaits the database and nothing else; changes rows that are <see cref="Data.IUnlocked"/> alone.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>What the effect returned; the default when there is no such customer.</returns>
    public Task<T?> Derive<T>(Func<Work, Task<T>> effect, CancellationToken ct) => _gate.Derive(Customer, Lease.Kind, async work =>
    {
        var result = await Do(effect, work);
        Keep(work);
        return result;
    }, ct);

    /// <summary>
    /// Writes the last of what nobody is notified of and nothing decides by; the job is finished in the same transaction.
    /// </summary>
    /// <inheritdoc cref="Derive"/>
    public Task<T?> FinishDerived<T>(Func<Work, Task<T>> effect, CancellationToken ct) => _gate.Derive(Customer, Lease.Kind, async work =>
    {
        var result = await Do(effect, work);
        work.Finish(Lease);
        Finished = true;
        return result;
    }, ct);

    /// <summary>Puts the job off as one that has not been tried yet: nothing went wrong, it is only not the time.</summary>
    /// <param name="until">When it is time.</param>
    /// <param name="ct">Ends the wait.</param>
    public Task Postpone(DateTimeOffset until, CancellationToken ct) => FinishDerived(work =>
    {
        work.Add(Lease.Kind, Lease.Payload, until);
        return Task.FromResult(true);
    }, ct);

    /// <summary>
    /// Writes what nobody is notified of and nothing decides by, and puts the job off as one that has not been tried yet, in the same
    /// transaction.
    /// </summary>
    /// <param name="effect">Awaits the database and nothing else; says when the job is due next. Null: never again.</param>
    /// <param name="ct">Ends the wait.</param>
    public Task Renew(Func<Work, Task<DateTimeOffset?>> effect, CancellationToken ct) => FinishDerived(async work =>
    {
        if (await effect(work) is not { } until) return false;
        work.Add(Lease.Kind, Lease.Payload, until);
        return true;
    }, ct);

    /// <summary>Judged in the transaction of the effect: a customer may be closed while a job is under way.</summary>
    private Task<T> Do<T>(Func<Work, Task<T>> effect, Work work) =>
        work.Snapshot is { Facts.Closed: true } && !_whileClosed ? throw new WaitsForReopening() : effect(work);

    /// <summary>
    /// What is written is undone, and what is read leads to nothing, when another node has taken the job meanwhile. Of what is only read, that is
    /// not asked again while no node can have taken it.
    /// </summary>
    private void Keep(Work work)
    {
        if (work.Now < _ours + (JobRunner.Lease / 3) && !work.Db.ChangeTracker.HasChanges()) return;
        _ours = work.Now;
        var row = Lease.Row();
        work.Db.Attach(row).Property(j => j.LeasedUntil).CurrentValue = work.Now + JobRunner.Lease;
    }
}

/// <summary>The other side asks to be left alone for a while (<c>Retry-After</c>), or is better left alone.</summary>
/// <param name="after">How long; null: longer each time.</param>
/// <param name="cause">What went wrong; null: nothing did.</param>
/// <param name="reason">Why the job is given up, should this have been its last attempt: a code, never content; null: the cause's
/// kind.</param>
public sealed class TryAgain(TimeSpan? after, Exception? cause = null, string? reason = null)
    : Exception("Calls to the other side are paused for a while.", cause)
{
    /// <summary>How long; null: longer each time.</summary>
    public TimeSpan? After { get; } = after;

    /// <summary>The code.</summary>
    public string Reason { get; } = reason ?? (cause?.GetType() ?? typeof(TryAgain)).Name;
}

/// <summary>The customer is closed: the job waits, as one that was not tried yet, until it is reopened.</summary>
internal sealed class WaitsForReopening() : Exception("The customer is closed.");

/// <summary>Trying again is of no use.</summary>
/// <param name="reason">A code, never content: people who look after jobs see it.</param>
public sealed class GiveUp(string reason) : Exception(reason)
{
    /// <summary>The code.</summary>
    public string Reason { get; } = reason;
}
