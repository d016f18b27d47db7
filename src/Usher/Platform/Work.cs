using System.Text.Json;
using Usher.Access;
using Usher.Data;
using Usher.Platform.Jobs;

namespace Usher.Platform;

/// <summary>What a use case works with: the customer's context, the snapshot that decides, the actor and the time. One per act.</summary>
public sealed class Work
{
    private readonly Subscriptions _subscriptions;
    private readonly Lazy<Cursors> _cursors;

    internal Work(UsherDb db, CustomerSnapshot? customer, Actor? actor, Caller caller, DateTimeOffset now, Gate gate)
    {
        Db = db;
        Snapshot = customer;
        Actor = actor!;
        Caller = caller;
        Now = now;
        Snapshots = gate.Snapshots;
        Store = gate.Store;
        Heads = gate.Heads;
        Refusals = gate.Refusals;
        _subscriptions = gate.Subscriptions;
        _cursors = gate.Cursors;
    }

    /// <summary>The customer's context; what is changed here is saved by the gate.</summary>
    public UsherDb Db { get; }

    /// <summary>The customer's facts as they decide; null on the platform.</summary>
    public CustomerSnapshot? Snapshot { get; }

    /// <summary>The customer's facts; only for acts in a customer.</summary>
    /// <exception cref="InvalidOperationException">The act is on the platform.</exception>
    public CustomerSnapshot Customer => Snapshot ?? throw new InvalidOperationException("This act belongs to no customer.");

    /// <summary>Who acts.</summary>
    public Actor Actor { get; }

    /// <summary>Who knocked, and how.</summary>
    public Caller Caller { get; }

    /// <summary>The server's time at the beginning of the act: the time of every row it writes.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The order of names in the caller's language.</summary>
    public ReaderOrder Order => Caller.Reads ?? ReaderOrder.OfNoLanguage;

    /// <summary>Snapshots of other customers: staff and platform keys look across.</summary>
    public Snapshots Snapshots { get; }

    /// <summary>The customer the act is in as a whole, or the platform: what an act is about that has no thing of its own.</summary>
    public Target Whole => Snapshot is { } customer ? Target.Of(customer) : Target.Platform;

    /// <summary>Why, as far as the caller said; written to the audit entry.</summary>
    public string? Note { get; set; }

    internal List<Guid> Subjects { get; } = [];

    internal Cursors Cursors => _cursors.Value;

    internal Store Store { get; }

    internal Audit.TreeHeads Heads { get; }

    internal RefusalLog Refusals { get; }

    /// <summary>A new id that grows with time.</summary>
    public Guid NewId() => Guid.CreateVersion7(Now);

    /// <summary>Says that the audit entry speaks of this thing, besides the entities it changes.</summary>
    public void Concerns(Guid subject) => Subjects.Add(subject);

    /// <summary>Adds work to be done when this change is durable.</summary>
    /// <param name="job">What its one handler is to do.</param>
    /// <param name="due">Not before; null: at once.</param>
    public void Enqueue<T>(T job, DateTimeOffset? due = null)
        where T : IJob
    {
        if (!Caller.IsPreview) Add(StoredNames.Of<T>(), JsonSerializer.Serialize(job), due ?? Now);
    }

    /// <summary>Says that something happened: every listener hears of it when this change is durable, each by a job of its own.</summary>
    /// <param name="happened">What.</param>
    /// <param name="due">Not before; null: at once.</param>
    public void Publish<T>(T happened, DateTimeOffset? due = null)
        where T : IEvent
    {
        if (Caller.IsPreview) return;
        foreach (var subscription in _subscriptions.To(typeof(T)))
            Add(subscription.Kind, JsonSerializer.Serialize(happened), (due ?? Now) + subscription.After);
    }

    /// <summary>
    /// Says that something happened that the vendor's people are to hear of: what listens works on the platform, whose facts they are, not
    /// in the customer where it happened.
    /// </summary>
    /// <param name="happened">What.</param>
    internal void PublishOnPlatform<T>(T happened)
        where T : IEvent
    {
        if (Caller.IsPreview) return;
        foreach (var subscription in _subscriptions.To(typeof(T)))
            Add(subscription.Kind, JsonSerializer.Serialize(happened), Now + subscription.After, Guid.Empty);
    }

    internal void Add(string kind, string payload, DateTimeOffset due, Guid? customer = null) => Db.Set<Job>().Add(new Job
    {
        Id = NewId(),
        CustomerId = customer ?? Db.CustomerId,
        Kind = kind,
        Payload = payload,
        Due = due,
        FirstDue = due,
    });

    /// <summary>
    /// Finishes a job in this act's transaction: both are durable, or neither is. Another node that took the job meanwhile undoes both.
    /// </summary>
    /// <param name="lease">The job as it was leased.</param>
    public void Finish(JobLease lease) => Db.Remove(lease.Row());

    /// <summary>Refuses when the caller saw another revision of what they edit; null when it is the same, or they did not say.</summary>
    public Refusal? Stale(IRevised thing) =>
        Caller.IfMatch is { } seen && seen != thing.Revision ? new SomeoneChangedThis() : null;

    /// <summary>
    /// Raises the revision of something whose own row stays as it is, because what belongs to it changed: who saw the former has seen
    /// something old.
    /// </summary>
    public void Revise(IRevised thing) => Db.Entry(thing).Property(nameof(IRevised.Revision)).IsModified = true;
}

/// <summary>The thing was changed since the caller saw it (If-Match).</summary>
public sealed record SomeoneChangedThis() : Refusal("Someone changed this after you opened it. Reload it and try again.");

/// <summary>The note (why) is too long.</summary>
public sealed record NoteTooLong() : Refusal("The note is longer than 2,000 characters.")
{
    /// <summary>How many characters a note may have.</summary>
    public const int Most = 2_000;
}

/// <summary>
/// The note carries characters that nobody sees or that turn the direction of writing: who reads the trail would read something else.
/// </summary>
public sealed record NoteHidesSomething()
    : Refusal("The note has characters that are invisible or change the direction of writing. Type it again.");

/// <summary>The same idempotency key came with another request.</summary>
public sealed record IdempotencyKeyReused() : Refusal("This Idempotency-Key was already used for another request. Use a new one.");

/// <summary>A change met one that is there already.</summary>
public sealed record AlreadyThere() : Refusal("This already exists.");
