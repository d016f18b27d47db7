using Microsoft.EntityFrameworkCore;
using Usher.Calls.Engine;
using Usher.Calls.Transcripts;
using Usher.Platform;

namespace Usher.Calls.Search;

/// <summary>
/// What the searcher may read of a call that they see: title, account, people and summary, and the turns only where its whole transcript is
/// open to them (rule 12). What is not in here is not searched, not quoted and not suggested.
/// </summary>
internal sealed record ReadableCall(
    Guid Id, string Title, string? Account, string Owner, IReadOnlyList<string> People, IReadOnlyList<SummaryPart> Summary,
    IReadOnlyList<Turn> Turns)
{
    /// <summary>How many queries it takes to read some calls, however many.</summary>
    public const int Queries = 7;

    /// <summary>Each text of it by itself: words of two of them do not follow one another.</summary>
    public IEnumerable<string> Texts()
    {
        yield return Title;
        if (Account is not null) yield return Account;
        yield return Owner;
        foreach (var name in People) yield return name;
        foreach (var line in Summary.SelectMany(p => p.Lines))
        {
            yield return line.Quote.Text;
            yield return line.Quote.Speaker;
            if (line.Who is not null) yield return line.Who;
            if (line.When is not null) yield return line.When;
        }

        foreach (var turn in Turns)
        {
            yield return turn.Text;
            yield return turn.Speaker;
        }
    }

    /// <summary>The texts of a field; all of them for null.</summary>
    public IEnumerable<string> Texts(char? field) => field switch
    {
        SearchFields.From => Summary.SelectMany(p => p.Lines).Select(l => l.Quote.Speaker).Concat(Turns.Select(t => t.Speaker)).Prepend(Owner)
            .Distinct(StringComparer.Ordinal),
        SearchFields.About => Account is null ? [] : [Account],
        _ => Texts(),
    };

    /// <summary>Whether the call has all phrases that are searched for, and none that it is to be without.</summary>
    public bool Says(AskedSearch search)
    {
        Phrase[] all = [.. search.Phrases, .. search.WithoutPhrases];
        var said = new bool[all.Length];
        foreach (var text in Texts())
        {
            var here = Phrase.Among(all, text);
            for (var i = 0; i < all.Length; i++) said[i] |= here[i];
            if (said.AsSpan(search.Phrases.Count).Contains(true)) return false;
        }

        return !said.AsSpan(0, search.Phrases.Count).Contains(false);
    }

    /// <summary>Reads calls that the searcher sees. They come in no order.</summary>
    public static async Task<IReadOnlyList<ReadableCall>> Of(Work work, IReadOnlyList<Guid> seen)
    {
        if (seen.Count == 0) return [];
        var facts = await FindCalls.FactsOf(work.Db, seen);
        var whole = seen.Where(id => FindCalls.MayReadWhole(work, facts.GetValueOrDefault(id))).ToList();
        var calls = await work.Db.Set<Call>().AsNoTracking().Where(c => seen.Contains(c.Id))
            .Select(c => new { c.Id, c.Title, c.Account, c.OwnerId }).ToListAsync();
        var people = (await work.Db.Set<CallAttendee>().AsNoTracking().Where(a => seen.Contains(a.CallId)).OrderBy(a => a.Place)
            .Select(a => new { a.CallId, a.Name }).ToListAsync()).ToLookup(a => a.CallId, a => a.Name);
        var summaries = await work.Db.Set<CallSummary>().AsNoTracking().Where(s => seen.Contains(s.CallId)).ToDictionaryAsync(s => s.CallId);
        var transcripts = await work.Db.Set<Transcript>().AsNoTracking().Where(t => whole.Contains(t.CallId)).ToDictionaryAsync(t => t.CallId);
        return calls.ConvertAll(call => new ReadableCall(
            call.Id, call.Title, call.Account, CallItems.Person(work.Customer, call.OwnerId).Name, [.. people[call.Id]],
            summaries.GetValueOrDefault(call.Id)?.Parts() ?? [], transcripts.GetValueOrDefault(call.Id)?.Turns() ?? []));
    }
}
