using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls.Search;
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

    /// <summary>When its transcript was deleted by the organization's retention; null: it is there.</summary>
    public DateTimeOffset? TranscriptDeleted { get; init; }

    /// <summary>Where the searched words are; null without a search.</summary>
    public IReadOnlyList<Highlight>? Highlights { get; init; }
}

/// <summary>A page of calls.</summary>
/// <param name="Items">The calls, latest first.</param>
/// <param name="Next">Where the next page begins; null: there is none.</param>
/// <param name="Count">
/// How many there are, exact up to 1,000, then <c>1,000+</c>; null on later pages. Where phrases are searched for, it counts no further than
/// the page: <c>25+</c>.
/// </param>
public sealed record CallPage(IReadOnlyList<CallItem> Items, string? Next, string? Count)
{
    /// <summary>What to search for instead of a text that finds nothing; null: nothing near finds anything.</summary>
    public string? Suggestion { get; init; }

    /// <summary>
    /// How many calls were read for a phrase before the search stopped, so as to go on with the next page; null: all that could have it.
    /// </summary>
    public int? ReadSoFar { get; init; }
}

/// <summary>The calls that one sees, latest first. Every filter, the search and the count ask about visible calls only.</summary>
public sealed record ListCalls : Listing<CustomerSnapshot, CallPage>
{
    /// <summary>Beyond this the count says “1,000+”.</summary>
    private const int CountedExactly = 1_000;

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
    /// Only calls that have all this where the viewer may read: in the transcript, or in title, account, people and summary. Words;
    /// <c>"word for word"</c>; <c>-without</c>; <c>begin*</c>; <c>from:</c> the owner or a speaker, an address or <c>me</c>;
    /// <c>about:</c> the account; <c>in:</c> the team.
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
        var search = SearchSyntax.Read(Text ?? "");
        if (!string.IsNullOrWhiteSpace(Text) && !search.IsAnything) return new([], null, "0");
        if (Filter(work, search, After(work)) is not { } filter) return new([], null, "0");
        var (page, readTo) = await Read(work, search, filter, Limit);
        var more = page.Count > Limit;
        var next = more ? Next(work, new(Position.Of(page[Limit - 1].At), page[Limit - 1].CallId))
            : readTo is { } to ? Next(work, new(Position.Of(to.At), to.CallId)) : null;
        return new(await CallItems.Of(work, [.. page.Take(Limit).Select(v => v.CallId)], search), next, await Counted(work, search, filter, page, next))
        {
            Suggestion = page.Count == 0 && next is null && Cursor is null ? await Suggested(work, search) : null,
            ReadSoFar = readTo is null ? null : ReadThroughCalls.Most,
        };
    }

    /// <summary>Whether this call is among them, whatever page it would be on.</summary>
    internal async Task<bool> Finds(Work work, OneCall call)
    {
        var search = SearchSyntax.Read(Text ?? "");
        if (!string.IsNullOrWhiteSpace(Text) && !search.IsAnything) return false;
        return Filter(work, search, null) is { } filter && (await Read(work, search, filter with { One = call }, 1)).Calls.Count > 0;
    }

    private static async Task<ReadThroughCalls> Read(Work work, AskedSearch search, CallFilter filter, int limit) => search.IsReadInCalls
        ? await ReadThroughCalls.Of(work, filter, search, limit)
        : new(await VisibleCalls.Page(work, filter, limit + 1), null);

    private async Task<string?> Counted(Work work, AskedSearch search, CallFilter filter, IReadOnlyList<VisibleCall> page, string? next)
    {
        if (Cursor is not null) return null;
        if (next is null) return $"{page.Count}";
        if (search.IsReadInCalls) return page.Count == 0 ? null : $"{Math.Min(page.Count, Limit)}+";
        var count = await VisibleCalls.Count(work, filter, CountedExactly + 1);
        return count > CountedExactly ? "1,000+" : $"{count}";
    }

    /// <summary>What may have been meant. An integration is not told: what it is shown is written on the call it is of.</summary>
    private async Task<string?> Suggested(Work work, AskedSearch search)
    {
        if (Text is not { } text || work.Actor.Kind != ActorKind.User) return null;
        var among = Filter(work, search with { Words = [], Phrases = [], Without = [] }, null);
        return among is null ? null : await SuggestSearch.For(work, text, search.Spelled, among, async other =>
        {
            var meant = SearchSyntax.Read(other);
            return Filter(work, meant, null) is { } filter && (await Read(work, meant, filter, 1)).Calls.Count > 0;
        });
    }

    /// <summary>The filter asked for; null when it names a team or person that is not there, and so has no calls.</summary>
    private CallFilter? Filter(Work work, AskedSearch search, Position? after)
    {
        List<IReadOnlyList<Guid>> teams = [.. search.Teams.Select(Teams)];
        if (!string.IsNullOrEmpty(Team)) teams.Add(work.Customer.Team(Team) is { } team ? [team] : []);
        if (teams.Exists(none => none.Count == 0)) return null;
        List<string> people = [.. search.People];
        if (!string.IsNullOrEmpty(Person)) people.Add(Person);
        return new CallFilter
        {
            Mine = Mine,
            AccountKey = string.IsNullOrWhiteSpace(Account) ? null : Folding.Same(Account),
            From = From,
            To = To,
            Words = search.InIndex,
            Without = search.Without,
            Teams = teams,
            WithoutTeams = [.. search.WithoutTeams.SelectMany(Teams)],
            People = people.ConvertAll(Someone),
            WithoutPeople = [.. search.WithoutPeople.Select(Someone)],
            After = after is { } last ? (last.At, last.Id) : null,
        };

        IReadOnlyList<Guid> Teams(string name) => [.. work.Customer.Facts.Teams
            .Where(t => Folding.Same(t.Slug) == Folding.Same(name) || Folding.Same(t.Name ?? "") == Folding.Same(name)).Select(t => t.Id)];

        (Guid, string) Someone(string named)
        {
            var address = Inputs.Address(named);
            var person = named.Equals(SearchSyntax.Me, StringComparison.OrdinalIgnoreCase) ? work.Customer.User(work.Actor.Id)
                : Guid.TryParse(address, out var id) ? work.Customer.User(id) : work.Customer.User(address);
            return (person?.Id ?? Guid.Empty, person?.User?.Email ?? address);
        }
    }
}
