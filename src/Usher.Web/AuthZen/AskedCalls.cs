using Usher.Access;
using Usher.Calls;
using Usher.Data;
using Usher.Platform;

namespace Usher.Web.AuthZen;

/// <summary>Brings the facts of a call that a question names; null when the asker reads no such call in that customer.</summary>
/// <param name="asker">The integration user that asks: it has a <c>call/read</c>.</param>
/// <param name="customer">The customer's id.</param>
/// <param name="id">The resource's id, as sent.</param>
/// <param name="now">The time.</param>
/// <param name="ct">Ends the wait.</param>
public delegate Task<CallFacts?> FindCall(Actor asker, Guid customer, string id, DateTimeOffset now, CancellationToken ct);

/// <summary>Brings the calls that the asker reads in that customer, latest first.</summary>
/// <param name="asker">The integration user that asks: it has a <c>call/read</c>.</param>
/// <param name="customer">The customer's id.</param>
/// <param name="after">The last of the part before; null: from the beginning.</param>
/// <param name="most">At most so many.</param>
/// <param name="now">The time.</param>
/// <param name="ct">Ends the wait.</param>
public delegate Task<IReadOnlyList<ReadCall>> ListReadCalls(Actor asker, Guid customer, Position? after, int most, DateTimeOffset now,
    CancellationToken ct);

/// <summary>
/// Calls as one who asks knows them (section 3 of the law): those that its own <c>call/read</c> reads. Every other is like one that does
/// not exist, to look for as well; to a key of the platform every call is.
/// </summary>
/// <param name="find">Looks for one.</param>
/// <param name="list">Looks for all.</param>
public sealed class AskedCalls(FindCall find, ListReadCalls list)
{
    /// <summary>Looks for one in the store; an id that can be none is looked for like any other, and takes as long.</summary>
    /// <exception cref="StoreUnavailable">The database cannot take it now.</exception>
    public static FindCall FindIn(Store store) => (asker, customer, id, now, ct) => Asking(store, async () =>
    {
        await using var db = store.Context(customer);
        return await FindCalls.FactsReadBy(db, asker, Guid.TryParse(id, out var call) ? call : Guid.Empty, now, ct);
    });

    /// <summary>Looks for all in the store.</summary>
    /// <exception cref="StoreUnavailable">The database cannot take it now.</exception>
    public static ListReadCalls ListIn(Store store) => (asker, customer, after, most, now, ct) =>
        Asking(store, () => FindCalls.AllReadBy(store, customer, asker, after, most, now, ct));

    /// <summary>The call of this id, if the asker reads it.</summary>
    internal async Task<CallFacts?> Find(Asker asker, CustomerSnapshot customer, string id, DateTimeOffset now) =>
        MayRead(asker, customer, now) && await find(asker.Actor!, customer.Id, id, now, CancellationToken.None) is { } call
            && Reads(asker, customer, call, now) ? call : null;

    /// <summary>The calls that the asker reads, latest first; each with its position, and no facts where it is none after all.</summary>
    internal async Task<IReadOnlyList<ReadCall>> List(Asker asker, CustomerSnapshot customer, Position? after, int most, DateTimeOffset now)
    {
        if (!MayRead(asker, customer, now)) return [];
        var part = await list(asker.Actor!, customer.Id, after, most, now, CancellationToken.None);
        return [.. part.Select(call => call.Facts is { } facts && Reads(asker, customer, facts, now) ? call : call with { Facts = null })];
    }

    private static bool MayRead(Asker asker, CustomerSnapshot customer, DateTimeOffset now) => Reads(asker, customer, null, now);

    private static bool Reads(Asker asker, CustomerSnapshot customer, CallFacts? call, DateTimeOffset now) => asker.Actor is { } actor
        && Authorizer.Decide(actor, Permission.CallRead, Target.Of(customer) with { Call = call }, now).Allowed;

    internal static async Task<T> Asking<T>(Store store, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception fault) when (store.IsUnavailable(fault))
        {
            throw new StoreUnavailable(fault);
        }
    }
}
