using System.Text.Json;
using System.Text.Json.Serialization;
using Usher.Access;

namespace Usher.Platform;

/// <summary>
/// An act that reads a list part by part. Its cursors carry the values it is ordered by, so that nothing is lost or shown twice however
/// things are renamed, added or removed meanwhile: who is renamed while somebody reads the list keeps their position in it. A cursor
/// belongs to this list, in this customer, with these filters.
/// </summary>
/// <inheritdoc/>
public abstract record Listing<TFound, TResult> : Query<TFound, TResult>
{
    /// <summary>Where the last part ended; null: from the beginning.</summary>
    [JsonIgnore]
    public string? Cursor { get; init; }

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, TFound found) => Task.FromResult<Refusal?>(
        Cursor is null || work.Cursors.Read(Of(work), Cursor) is not null
            ? null
            : new Invalid("/cursor", "This cursor doesn't belong to this list. Start again without a cursor."));

    /// <summary>Where the last part ended; null: this is the first.</summary>
    protected Position? After(Work work) => Cursor is null ? null : work.Cursors.Read(Of(work), Cursor)!.Value;

    /// <summary>The part that was read from the database, one item more than fits so as to know whether there are others.</summary>
    protected Page<T> Part<T>(Work work, IReadOnlyList<T> read, Func<T, Position> at) =>
        read.Count <= Page<T>.Size ? new(read, null) : new([.. read.Take(Page<T>.Size)], Next(work, at(read[Page<T>.Size - 1])));

    /// <summary>The cursor of the part that follows.</summary>
    protected string Next(Work work, Position end) => work.Cursors.Write(Of(work), end);

    /// <summary>The part of things in memory that comes next.</summary>
    /// <param name="work">The request.</param>
    /// <param name="things">All of them, in any order.</param>
    /// <param name="at">Where each is.</param>
    /// <param name="order">Which position is first.</param>
    protected Page<T> Part<T>(Work work, IEnumerable<T> things, Func<T, Position> at, Comparison<Position> order)
    {
        var after = After(work);
        // The last of those kept is at the front: one that is before it takes its place.
        var kept = new PriorityQueue<T, Position>(Page<T>.Size + 2, Comparer<Position>.Create((one, other) => order(other, one)));
        foreach (var thing in things)
        {
            var here = at(thing);
            if (after is { } end && order(here, end) <= 0) continue;
            if (kept.Count <= Page<T>.Size) kept.Enqueue(thing, here);
            else kept.EnqueueDequeue(thing, here);
        }

        var read = new List<(T Thing, Position At)>(kept.Count);
        while (kept.TryDequeue(out var thing, out var here)) read.Add((thing, here));
        read.Reverse();
        return Part(work, read, one => one.At).Show(one => one.Thing);
    }

    /// <summary>The part that comes next by name, in the reader's order; names are read as they were when the list was begun.</summary>
    /// <param name="work">The request.</param>
    /// <param name="things">All of them, in any order.</param>
    /// <param name="id">A thing's id.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="version">The version of the facts that say so; null: the customer's.</param>
    protected async Task<Page<T>> ByName<T>(Work work, IEnumerable<T> things, Func<T, Guid> id, Func<T, string> name, long? version = null)
    {
        var after = After(work);
        var begun = after?.Begun ?? version ?? work.Customer.Version;
        var former = after is null ? [] : await Renaming.Since(work, begun);
        return Part(work, things, thing => new(former.GetValueOrDefault(id(thing)) ?? name(thing), id(thing), begun), work.Order.Compare);
    }

    /// <summary>The part that comes next, latest first: ids grow with time.</summary>
    protected Page<T> Latest<T>(Work work, IEnumerable<T> things, Func<T, Guid> id) =>
        Part(work, things, thing => new("", id(thing)), (one, other) => other.Id.CompareTo(one.Id));

    /// <summary>What says which list this is.</summary>
    private string Of(Work work) =>
        $"{GetType().Name}\n{work.Db.CustomerId:N}\n{work.Order.Language}\n{JsonSerializer.Serialize(this, GetType())}";
}
