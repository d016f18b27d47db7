using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Web.AuthZen;

/// <summary>Brings customers, in the order of their ids.</summary>
/// <param name="after">The last of the part before; null: from the beginning.</param>
/// <param name="most">At most so many.</param>
/// <param name="ct">Ends the wait.</param>
public delegate Task<IReadOnlyList<(Guid Id, string Slug)>> ListEveryCustomer(Guid? after, int most, CancellationToken ct);

/// <summary>
/// Searches (AuthZEN 1.0, 8): of all that an evaluation can name, what it would answer yes to. People and things are found in the snapshots
/// that decide; calls among those that the asker reads.
/// </summary>
/// <remarks>
/// A token is a sealed position in one search of one asker: whoever comes or goes between two parts moves nobody else. A part has at
/// most <see cref="Most"/> results. When so many calls were looked at that waiting for another result would take long, the part ends
/// there: its token is where to go on, and it may have fewer results than wished for, or none.
/// </remarks>
public sealed class Searcher(Snapshots snapshots, AskedCalls calls, ListEveryCustomer customers, TreeHeads heads, TimeProvider clock)
{
    /// <summary>How many results a part has when nothing is said.</summary>
    internal const int Usual = 1_000;

    /// <summary>How many results a part has at most.</summary>
    internal const int Most = 5_000;

    private const int CustomersAtOnce = 1_000;
    private const int CallsAtOnce = 500;
    private const int CallsLookedAt = 5_000;

    private static readonly string[] Kinds =
        [.. Enumerable.Range(0, ResourceSearch.LastKind + 1).Select(kind => kind.ToString(CultureInfo.InvariantCulture))];

    private readonly Lazy<Cursors> _tokens = new(() => new(heads.Secret("searches")));

    /// <summary>Lists the customers of the store.</summary>
    /// <exception cref="StoreUnavailable">The database cannot take it now.</exception>
    public static ListEveryCustomer CustomersIn(Store store) => (after, most, ct) =>
        AskedCalls.Asking<IReadOnlyList<(Guid, string)>>(store, async () =>
        {
            await using var db = store.Context(Guid.Empty);
            var all = db.Customers.AsNoTracking();
            if (after is { } last) all = all.Where(customer => customer.Id.CompareTo(last) > 0);
            return [.. (await all.OrderBy(customer => customer.Id).Take(most).Select(customer => new { customer.Id, customer.Slug })
                .ToListAsync(ct)).Select(customer => (customer.Id, customer.Slug))];
        });

    /// <summary>The part that is wanted; null when the token is none of this search.</summary>
    internal async Task<SearchPart?> Search(Asker asker, SearchFor sought, Evaluation query, Paging paging, char[] characters)
    {
        var list = ListOf(asker, sought, query, characters);
        var token = paging.Token.In(characters).ToString();
        var after = token.Length == 0 ? SearchPart.Start : _tokens.Value.Read(list, token);
        if (after is not { } start) return null;

        var part = new SearchPart(Math.Min(paging.Limit ?? Usual, Most), start);
        var platform = asker.Known(await snapshots.Platform(CancellationToken.None));
        var slug = query.Question(characters).CustomerToFind.ToString();
        var customer = slug.Length == 0 || asker.Hides(slug) ? null : await snapshots.Customer(slug, CancellationToken.None);
        // To a customer's own key another customer, and what lies outside any, is like a missing one.
        if (customer is null && asker.Customer is not null) return part;

        var now = clock.GetUtcNow();
        switch (sought)
        {
            case SearchFor.Subject when SubjectSearch.Of(query.Question(characters), customer, platform) is { } search:
                if (search.NeedsCall) search = search.With(await Call(asker, query, customer!, characters, now));
                foreach (var subject in search.Page(part.IsFirst ? null : start.Id, part.Wanted, now))
                    if (!part.Add(subject.Name, new("s", subject.Id))) break;
                break;
            case SearchFor.Action when ActionSearch.Of(query.Question(characters), customer, platform) is { } search:
                if (search.NeedsCall) search = search.With(await Call(asker, query, customer!, characters, now));
                foreach (var permission in search.Page(part.IsFirst ? null : start.Key[1..], part.Wanted, now))
                    if (!part.Add(permission.Action, new($"a{permission.Action}", Guid.Empty))) break;
                break;
            case SearchFor.Resource when ResourceSearch.Of(query.Question(characters), customer, platform) is { } search:
                await Resources(asker, search, customer, part, start, now);
                break;
        }

        if (part.Next is { } next) part.Token = _tokens.Value.Write(list, next);
        return part;
    }

    private Task<CallFacts?> Call(Asker asker, in Evaluation query, CustomerSnapshot customer, char[] characters, DateTimeOffset now) =>
        calls.Find(asker, customer, query.Resource.Id.In(characters).ToString(), now);

    /// <summary>What is in the snapshot, then what is in none.</summary>
    private async Task Resources(Asker asker, ResourceSearch search, CustomerSnapshot? customer, SearchPart part, Position start,
        DateTimeOffset now)
    {
        var kind = part.IsFirst ? 0 : start.Key[0] - '0';
        if (kind < ResourceSearch.LastKind)
        {
            FoundThing? last = part.IsFirst ? null : new("", kind, start.Id);
            foreach (var thing in search.Page(last, part.Wanted, now))
                if (!part.Add(thing.Name, new(Kinds[thing.Kind], thing.Id))) return;
        }

        Position? after = kind < ResourceSearch.LastKind ? null : start with { Key = start.Key[1..] };
        if (customer is not null) await Calls(asker, search, customer, part, after, now);
        else if (search.MayEveryCustomer(now)) await Customers(search, part, after?.Id);
    }

    private async Task Calls(Asker asker, ResourceSearch search, CustomerSnapshot customer, SearchPart part, Position? after,
        DateTimeOffset now)
    {
        if (!search.MayFindCalls(now)) return;
        for (var looked = 0; looked < CallsLookedAt; looked += CallsAtOnce)
        {
            var read = await calls.List(asker, customer, after, CallsAtOnce, now);
            foreach (var call in read)
            {
                if (call.Facts is { } facts && search.May(call.Name, facts, now) && !part.Add(call.Name, Last(call.At))) return;
                after = call.At;
            }

            if (read.Count < CallsAtOnce) return;
        }

        part.EndAt(Last(after!.Value));
    }

    private async Task Customers(ResourceSearch search, SearchPart part, Guid? after)
    {
        while (true)
        {
            var some = await customers(after, CustomersAtOnce, CancellationToken.None);
            foreach (var (id, slug) in some)
            {
                if (!search.IsStaff(slug) && !part.Add(slug, Last(new("", id)))) return;
                after = id;
            }

            if (some.Count < CustomersAtOnce) return;
        }
    }

    private static Position Last(Position at) => at with { Key = Kinds[^1] + at.Key };

    /// <summary>What says which search it is, and whose: every text that has a part in it, each with its length.</summary>
    private static string ListOf(Asker asker, SearchFor sought, in Evaluation query, char[] characters)
    {
        var of = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{sought} {asker.Id:N}");
        foreach (var text in (ReadOnlySpan<Text>)
            [
                query.Subject.Type, query.Subject.Id, query.Subject.Customer, query.Action.Id, query.Resource.Type, query.Resource.Id,
                query.Resource.Customer, query.Resource.Tenant, query.Resource.Team,
            ])
            of.Append(CultureInfo.InvariantCulture, $" {Math.Max(-1, text.Length)} ").Append(text.In(characters));
        return of.ToString();
    }
}
