using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls.Search;
using Usher.Calls.Transcripts;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>Turns ids of visible calls into what a list shows of them: a fixed number of queries, however many calls.</summary>
internal static class CallItems
{
    public static async Task<IReadOnlyList<CallItem>> Of(Work work, IReadOnlyList<Guid> ids, AskedSearch search)
    {
        if (ids.Count == 0) return [];
        var me = work.Actor.Id;
        var rows = await work.Db.Set<Call>().Where(c => ids.Contains(c.Id))
            .Select(c => new
            {
                Call = c,
                work.Db.Set<CallSummary>().FirstOrDefault(s => s.CallId == c.Id)!.About,
                Read = work.Db.Set<CallRead>().Any(r => r.CallId == c.Id && r.UserId == me),
            })
            .ToDictionaryAsync(r => r.Call.Id);
        var teams = await TeamsOf(work, ids);
        var highlights = search.Words.Count + search.Phrases.Count > 0 ? await Highlights(work, ids, search) : null;
        return [.. ids.Where(rows.ContainsKey).Select(id =>
        {
            var call = rows[id].Call;
            return new CallItem(
                id, call.Title, call.Start, (int)call.Duration.TotalSeconds, Person(work.Customer, call.OwnerId), call.Account,
                    [.. teams[id]], rows[id].Read, rows[id].About)
            {
                Held = call.Held,
                TranscriptDeleted = call.TranscriptDeleted,
                Highlights = highlights?[id].ToList(),
            };
        })];
    }

    public static PersonView Person(CustomerSnapshot customer, Guid id) =>
        customer.User(id) is { } user ? PersonView.Of(user) : new(id, "Someone who left");

    public static async Task<ILookup<Guid, ThingView>> TeamsOf(Work work, IReadOnlyList<Guid> calls) =>
        (await (from of in work.Db.Set<CallTeam>()
                join team in work.Db.Set<Team>() on of.TeamId equals team.Id
                where calls.Contains(of.CallId)
                orderby team.Slug
                select new { of.CallId, team.Slug, team.Name }).ToListAsync())
        .ToLookup(t => t.CallId, t => new ThingView(t.Slug, t.Name));

    /// <summary>
    /// Words are shown where they are: anywhere in the transcript for those who may read it, else in the moments that the summary quotes.
    /// </summary>
    private static async Task<ILookup<Guid, Highlight>> Highlights(Work work, IReadOnlyList<Guid> ids, AskedSearch search)
    {
        var facts = await FindCalls.FactsOf(work.Db, ids);
        var whole = ids.Where(id => FindCalls.MayReadWhole(work, facts.GetValueOrDefault(id))).ToList();
        var quoted = ids.Except(whole).ToList();
        var transcripts = await work.Db.Set<Transcript>().Where(t => whole.Contains(t.CallId)).ToListAsync();
        var summaries = await work.Db.Set<CallSummary>().Where(s => quoted.Contains(s.CallId)).ToListAsync();
        return transcripts.Select(t => (t.CallId, Turns: t.Turns().Select((turn, i) => (i, turn))))
            .Concat(summaries.Select(s =>
                (s.CallId, Turns: s.Parts().SelectMany(p => p.Lines)
                    .Select(l => (l.Quote.Turn, new Turn(l.Quote.Speaker, l.Quote.At, l.Quote.Text))))))
            .SelectMany(c => Highlight.Best(c.Turns, search).Select(h => (c.CallId, h)))
            .ToLookup(c => c.CallId, c => c.h);
    }
}
