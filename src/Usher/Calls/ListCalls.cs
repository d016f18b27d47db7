using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls.Words;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>A call in a list.</summary>
public sealed record CallItem(
    Guid Id, string Title, DateTimeOffset Start, int DurationSeconds, PersonView Owner, string? Account, IReadOnlyList<ThingView> Teams,
        bool Read, string? About)
{
    /// <summary>Held: only its owner sees it, and is to release or delete it.</summary>
    public bool Held { get; init; }

    /// <summary>Where the searched words are; null without a search.</summary>
    public IReadOnlyList<Highlight>? Highlights { get; init; }
}

/// <summary>A page of calls.</summary>
/// <param name="Items">The calls, latest first.</param>
/// <param name="Next">Where the next page begins; null: there is none.</param>
/// <param name="Count">How many there are, exact up to 1,000, then <c>1,000+</c>; null on later pages.</param>
public sealed record CallPage(IReadOnlyList<CallItem> Items, string? Next, string? Count);

/// <summary>The calls that one sees, latest first. Every filter, the search and the count ask about visible calls only.</summary>
public sealed record ListCalls : Listing<CustomerSnapshot, CallPage>
{
    /// <summary>Beyond this the count says “1,000+”.</summary>
    private const int CountedExactly = 1_000;

    private const int MostWords = 30;

    /// <summary>Only calls that one owns.</summary>
    public bool Mine { get; init; }

    /// <summary>Only calls of the team of this slug.</summary>
    public string? Team { get; init; }

    /// <summary>Only calls that the person of this id or e-mail address owns or attended.</summary>
    public string? Person { get; init; }

    /// <summary>Only calls of this account, in whatever case.</summary>
    public string? Account { get; init; }

    /// <summary>Only calls that began then or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only calls that began before.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>
    /// Only calls that have all these words where the viewer may read: in the transcript, or in title, account, people and summary.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>How many calls, 1 to 100.</summary>
    [JsonIgnore]
    public int Limit { get; init; } = 25;

    /// <inheritdoc/>
    public override Permission Needs => Permission.CallView;

    /// <inheritdoc/>
    public override Permission? Or => Permission.CallRead;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, CustomerSnapshot found) =>
        Limit is < 1 or > 100 ? new Invalid("/limit", "From 1 to 100.")
        : Text?.Length > 500 ? new Invalid("/text", "At most 500 characters.")
        : await base.Check(work, found);

    /// <inheritdoc/>
    public override async Task<CallPage> Run(Work work, CustomerSnapshot found)
    {
        if (Filter(work.Customer, After(work)) is not { } filter) return new([], null, "0");
        var page = await VisibleCalls.Page(work, filter, Limit + 1);
        var next = page.Count > Limit ? Next(work, new(Position.Of(page[Limit - 1].At), page[Limit - 1].CallId)) : null;
        var count = Cursor is not null
            ? (int?)null
            : next is null ? page.Count : await VisibleCalls.Count(work, filter, CountedExactly + 1);
        var items = await CallItems.Of(work, [.. page.Take(Limit).Select(v => v.CallId)], filter.Words);
        return new(items, next, count is null ? null : count > CountedExactly ? "1,000+" : $"{count}");
    }

    /// <summary>The filter asked for; null when it names a team or person that is not there, and so has no calls.</summary>
    private CallFilter? Filter(CustomerSnapshot customer, Position? after)
    {
        var filter = new CallFilter
        {
            Mine = Mine,
            AccountKey = string.IsNullOrWhiteSpace(Account) ? null : Folding.Same(Account),
            From = From,
            To = To,
            Words = [.. SearchWords.Asked(Text ?? "").Take(MostWords)],
            After = after is { } last ? (last.At, last.Id) : null,
        };
        if (!string.IsNullOrEmpty(Text) && filter.Words.Count == 0) return null;
        if (!string.IsNullOrEmpty(Team))
        {
            if (customer.Team(Team) is not { } team) return null;
            filter = filter with { Team = team };
        }

        if (!string.IsNullOrEmpty(Person))
        {
            var address = Inputs.Address(Person);
            var person = Guid.TryParse(address, out var id) ? customer.User(id) : customer.User(address);
            filter = filter with { Person = (person?.Id ?? Guid.Empty, person?.User?.Email ?? address) };
        }

        return filter;
    }
}
