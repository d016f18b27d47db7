using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls.Ingest;
using Usher.Data;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Governance;

/// <summary>Tells who gained and lost which access by acts of Connect.</summary>
/// <param name="From">From this instant on; null: in the last seven days.</param>
/// <param name="Until">Before this instant; null: up to now.</param>
public sealed record ReadConnectAccess(DateTimeOffset? From, DateTimeOffset? Until = null) : Query<bool, AccessChanges>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AuditView;

    /// <inheritdoc/>
    public override Task<Found<bool>?> Find(Work work) => Task.FromResult<Found<bool>?>(new(work.Whole, true));

    /// <inheritdoc/>
    public override Task<AccessChanges> Run(Work work, bool found) => AccessTrail.Read(work, From, Until, insights: false);
}

/// <summary>Tells who gained and lost which access by acts of Insights.</summary>
/// <param name="From">From this instant on; null: in the last seven days.</param>
/// <param name="Until">Before this instant; null: up to now.</param>
public sealed record ReadInsightsAccess(DateTimeOffset? From, DateTimeOffset? Until = null) : Query<bool, AccessChanges>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.InsightsAuditView;

    /// <inheritdoc/>
    public override Task<Found<bool>?> Find(Work work) => Task.FromResult<Found<bool>?>(new(work.Whole, true));

    /// <inheritdoc/>
    public override Task<AccessChanges> Run(Work work, bool found) => AccessTrail.Read(work, From, Until, insights: true);
}

/// <summary>
/// Who gained and lost what, worked out from the audit log's own entries, in four queries at most however much there is: the head, the
/// entries, the instant before which nothing was read, the holders of keys.
/// </summary>
internal static class AccessTrail
{
    /// <summary>How many entries are read at most.</summary>
    private const int Most = 5_000;

    /// <summary>How many of the log's newest entries are looked at.</summary>
    private const int Reach = 200_000;

    /// <summary>
    /// What comes with every call and every sign-in and changes nobody's access: left out, or it would crowd out what does.
    /// </summary>
    private static readonly string[] Quiet =
        [.. FormerNames.Known.OfAct(StoredNames.Of<IngestCall>()), "SignIn", "SignOut", "SendInvitation", "SendLink"];

    public static async Task<AccessChanges> Read(Work work, DateTimeOffset? from, DateTimeOffset? until, bool insights)
    {
        var since = from ?? work.Now.AddDays(-7);
        var (entries, onlySince) = await Entries(work, since, until, insights);
        var told = entries.SelectMany(entry => AccessFacet.In(entry.Body).Select(facet => (Facet: facet, Entry: entry))).ToList();
        var keys = await Keys(work, told.Select(one => one.Facet));
        var names = await AuditNames.Of(work);
        var items = told.Select(one => one with { Facet = Held(one.Facet, keys) })
            .GroupBy(one => (one.Facet.HolderKind, one.Facet.Holder, one.Facet.Kind, one.Facet.Thing))
            .Select(changes =>
            {
                // Newest first: the last of them is what there was before.
                var (first, last) = (changes.Last().Facet, changes.First().Facet);
                return new AccessChange(
                    new(last.HolderKind!, last.Holder, names.Of(last.Holder)), last.Kind, last.Thing,
                    last.Thing is { } thing ? keys.GetValueOrDefault(thing)?.Name ?? names.Of(thing) : null,
                    Named(first.Before), Named(last.After), last.Since(first.Before), [.. changes.Select(one => one.Entry.Act(names))]);

                string? Named(string? text) => Guid.TryParse(text, out var id) ? names.Of(id) : text;
            });
        return new([.. items], since, onlySince);
    }

    private static async Task<(List<Told> Entries, DateTimeOffset? OnlySince)> Entries(Work work, DateTimeOffset since,
        DateTimeOffset? until, bool insights)
    {
        var log = work.Db.Set<AuditEntry>().AsNoTracking();
        var size = await work.Db.Set<Head>().Where(h => h.Id == work.Db.CustomerId).Select(h => h.LogSize).FirstAsync();
        var first = Math.Max(0, size - Reach);
        var wanted = log.Where(e => e.Index >= first && e.At >= since && e.Refusal == null && (e.Section == Section.Insights) == insights
            && !Quiet.Contains(e.Act));
        var found = await (until is { } end ? wanted.Where(e => e.At < end) : wanted)
            .OrderByDescending(e => e.Index).Take(Most + 1).ToListAsync();
        var reached = found.Count > Most
            ? found[Most - 1].At
            : first == 0 ? since : await log.Where(e => e.Index == first).Select(e => e.At).FirstOrDefaultAsync();
        return ([.. found.Take(Most).Select(entry => new Told(entry, FormerNames.Known.Renew(JsonElement.Parse(entry.Body))))],
            reached > since ? reached : null);
    }

    /// <summary>The keys that entries speak of: that one was revoked does not say whose it was.</summary>
    private static async Task<Dictionary<Guid, ApiKey>> Keys(Work work, IEnumerable<AccessFacet> told)
    {
        var ids = told.Where(facet => facet.Kind is AccessKind.Key or AccessKind.KeyEnd).Select(facet => facet.Thing!.Value).Distinct()
            .ToList();
        return ids.Count == 0 ? [] : await work.Db.ApiKeys.Where(key => ids.Contains(key.Id)).ToDictionaryAsync(key => key.Id);
    }

    private static AccessFacet Held(AccessFacet facet, Dictionary<Guid, ApiKey> keys) =>
        facet.HolderKind is not null ? facet
        : keys.TryGetValue(facet.Thing!.Value, out var key)
        ? facet with { HolderKind = AccessFacet.HolderOf(key.HolderKind), Holder = key.HolderId }
        : facet with { HolderKind = "key", Holder = facet.Thing.Value };

    private sealed record Told(AuditEntry Entry, JsonElement Body)
    {
        public AccessAct Act(AuditNames names) => new(
            Entry.Index, Entry.At, FormerNames.Known.Act(Entry.Act),
                names.Actor(Body.GetProperty("actor").GetProperty("kind").GetString()!, Entry.ActorId),
            Body.TryGetProperty("note", out var note) ? note.GetString() : null);
    }
}
