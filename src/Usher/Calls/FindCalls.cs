using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls.Engine;
using Usher.Calls.Transcripts;
using Usher.Data;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>A call that a machine reads, in a list of them.</summary>
/// <param name="Name">Its id in questions.</param>
/// <param name="Facts">What decides about it; null: it is gone meanwhile.</param>
/// <param name="At">Where it is in the list.</param>
public readonly record struct ReadCall(string Name, CallFacts? Facts, Position At);

/// <summary>Finds calls for use cases, and brings what decides about them.</summary>
public static class FindCalls
{
    /// <summary>
    /// The call, if the actor sees it now. An invisible call and one that does not exist are answered by the same query with the same
    /// nothing: only then is more looked at.
    /// </summary>
    internal static async Task<Found<Call>?> Seen(Work work, Guid id) =>
        await VisibleCalls.Has(work, id) ? await Any(work, id) : null;

    /// <summary>
    /// The call, seen or not; for acts that are decided without access to it. Who lacks the permission altogether makes no query by which
    /// its time would tell.
    /// </summary>
    internal static async Task<Found<Call>?> For(Permission permission, Work work, Guid id) =>
        Authorizer.Decide(work.Actor, permission, Target.Of(work.Customer), work.Now).Allowed ? await Any(work, id) : null;

    /// <summary>
    /// The call, which cannot be deleted before this change ends: for what is written beside the customer's lock and would stay behind
    /// otherwise.
    /// </summary>
    internal static IQueryable<Call> Staying(Work work, Guid id) =>
        work.Db.Set<Call>().FromSql(System.Runtime.CompilerServices.FormattableStringFactory.Create(
            $"SELECT * FROM calls WHERE id = {{0}} {work.Store.KeepRow}", id));

    /// <summary>
    /// Whether the actor may read the call's whole transcript, and not only the moments that its summary quotes: of one that was deleted
    /// there is no more for anybody.
    /// </summary>
    internal static bool MayReadWhole(Work work, CallFacts? call) => call is { TranscriptGone: false }
        && Authorizer.Decide(work.Actor, ReadingWhole(work), Target.Of(work.Customer) with { Call = call }, work.Now).Allowed;

    /// <summary>The permission by which the actor reads whole transcripts: people and machines have each their own.</summary>
    internal static Permission ReadingWhole(Work work) =>
        work.Actor.Kind == ActorKind.IntegrationUser ? Permission.CallRead : Permission.CallTranscript;

    /// <summary>
    /// A call as the engine reads it: the whole of it, or only what its summary quotes; null when its transcript is gone.
    /// </summary>
    internal static async Task<CallTranscript?> Text(UsherDb db, Call call, bool whole, CancellationToken ct = default)
    {
        IReadOnlyList<Turn>? turns;
        IReadOnlyList<int>? places = null;
        if (whole)
        {
            turns = (await db.Set<Transcript>().AsNoTracking().FirstOrDefaultAsync(t => t.CallId == call.Id, ct))?.Turns();
        }
        else
        {
            var summary = await db.Set<CallSummary>().AsNoTracking().FirstOrDefaultAsync(s => s.CallId == call.Id, ct);
            var quotes = summary?.Parts().SelectMany(p => p.Lines).Select(l => l.Quote).DistinctBy(q => (q.Turn, q.Text))
                .OrderBy(q => q.Turn).ToList();
            turns = quotes?.ConvertAll(q => new Turn(q.Speaker, q.At, q.Text));
            places = quotes?.ConvertAll(q => q.Turn);
        }

        return turns is null ? null : new(call.Id, call.Title, turns, call.Start)
        {
            Ours = call.Account is { } account ? [account] : [],
            Account = call.Account,
            OtherSide = await CallSides.Others(db, call, turns, ct),
            Held = call.Held,
            Places = places,
        };
    }

    /// <summary>What decides about a call; null when there is none of that id in the context's customer.</summary>
    public static async Task<CallFacts?> Facts(UsherDb db, Guid id, CancellationToken ct = default) =>
        Facts(
            await db.Set<Call>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct),
            await db.Set<CallReader>().AsNoTracking().Where(r => r.CallId == id).ToListAsync(ct),
            await db.Set<CallOpening>().AsNoTracking().Where(o => o.CallId == id).ToListAsync(ct));

    /// <summary>
    /// What decides about a call that a machine's scope reads; null for every other call, which costs what one costs that is not there.
    /// </summary>
    public static async Task<CallFacts?> FactsReadBy(UsherDb db, Actor machine, Guid id, DateTimeOffset now, CancellationToken ct = default)
    {
        var teams = CallVisibility.Principals(machine).ToArray();
        return teams.Length > 0 && await VisibleCalls.IsOpenTo(db, teams, id, now, ct) ? await Facts(db, id, ct) : null;
    }

    /// <summary>
    /// The calls that a machine's scope reads, latest first, with what decides about each. Only rows of its own teams are read: what it
    /// does not read costs nothing, and is in no position.
    /// </summary>
    public static async Task<IReadOnlyList<ReadCall>> AllReadBy(Store store, Guid customer, Actor machine, Position? after, int most,
        DateTimeOffset now, CancellationToken ct = default)
    {
        var teams = CallVisibility.Principals(machine).ToArray();
        if (teams.Length == 0) return [];
        var part = await VisibleCalls.OpenTo(store, customer, teams, after is { } end ? (end.At, end.Id) : null, most, now, ct);
        if (part.Count == 0) return [];
        await using var db = store.Context(customer);
        var facts = await FactsOf(db, part.ConvertAll(call => call.CallId));
        return part.ConvertAll(call =>
            new ReadCall(call.CallId.ToString(), facts.GetValueOrDefault(call.CallId), new(Position.Of(call.At), call.CallId)));
    }

    /// <summary>What decides about several calls at once.</summary>
    internal static async Task<Dictionary<Guid, CallFacts>> FactsOf(UsherDb db, IReadOnlyList<Guid> ids)
    {
        var readers = (await db.Set<CallReader>().AsNoTracking().Where(r => ids.Contains(r.CallId)).ToListAsync()).ToLookup(r => r.CallId);
        var openings = (await db.Set<CallOpening>().AsNoTracking().Where(o => ids.Contains(o.CallId)).ToListAsync())
            .ToLookup(o => o.CallId);
        return (await db.Set<Call>().AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync())
            .ToDictionary(c => c.Id, c => Facts(c, readers[c.Id], openings[c.Id])!);
    }

    /// <summary>The call's facts from its rows. Of a held call the readers have the owner alone: nothing else would decide.</summary>
    internal static CallFacts? Facts(Call? call, IEnumerable<CallReader> readers, IEnumerable<CallOpening> openings)
    {
        if (call is null) return null;
        var by = readers.ToLookup(r => r.Ground);
        return new CallFacts
        {
            Id = call.Id,
            Owner = call.OwnerId,
            Held = call.Held,
            TranscriptGone = call.TranscriptDeleted is not null,
            Teams = [.. by[Ground.Team].Select(r => r.PrincipalId)],
            Channels = [.. by[Ground.Channel].Select(r => r.PrincipalId)],
            SharedWith = [.. by[Ground.Shared].Select(r => new Opening(r.PrincipalId, r.Until))],
            OpenedBy = [.. openings.Select(o => new Opening(o.UserId, o.Until))],
        };
    }

    private static async Task<Found<Call>?> Any(Work work, Guid id)
    {
        // Tracked in a change; a query tracks nothing anyway.
        var call = await work.Db.Set<Call>().FirstOrDefaultAsync(c => c.Id == id);
        var facts = Facts(
            call,
            await work.Db.Set<CallReader>().AsNoTracking().Where(r => r.CallId == id).ToListAsync(),
            await work.Db.Set<CallOpening>().AsNoTracking().Where(o => o.CallId == id).ToListAsync());
        return facts is null ? null : new(Target.Of(work.Customer) with { Call = facts }, call!);
    }
}
