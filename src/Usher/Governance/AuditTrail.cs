using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Governance;

/// <summary>What of an audit trail somebody wants to see; members that are null narrow nothing.</summary>
public sealed record AuditFilter
{
    /// <summary>Who acted.</summary>
    public Guid? Actor { get; init; }

    /// <summary>What thing the entries speak of.</summary>
    public Guid? Subject { get; init; }

    /// <summary>The use case's name.</summary>
    public string? Act { get; init; }

    /// <summary>Not before this instant.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this instant.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>True: only what was refused; false: only what was done.</summary>
    public bool? Refused { get; init; }

    /// <summary>Only entries before this index: the <see cref="AuditPage.Next"/> of the page before.</summary>
    public long? Before { get; init; }

    /// <summary>How many at most, 1 to <see cref="Most"/>.</summary>
    public int Take { get; init; } = 50;

    /// <summary>How many entries a page may have.</summary>
    public const int Most = 200;
}

/// <summary>An entry as it is shown.</summary>
/// <param name="Index">Its index in the log.</param>
/// <param name="At">When.</param>
/// <param name="Act">What.</param>
/// <param name="Actor">Who.</param>
/// <param name="ActorName">What they are called now.</param>
/// <param name="Refused">The refusal's code; null when done.</param>
/// <param name="Entry">The entry itself.</param>
/// <param name="Names">What the ids in it are called now, as far as they still name something.</param>
public sealed record AuditLine(long Index, DateTimeOffset At, string Act, Guid Actor, string ActorName, string? Refused, JsonElement Entry,
    IReadOnlyDictionary<Guid, string> Names);

/// <summary>A page of an audit trail, newest first.</summary>
/// <param name="Lines">The entries.</param>
/// <param name="Next">What to ask the next page with; null: there is none.</param>
public sealed record AuditPage(IReadOnlyList<AuditLine> Lines, long? Next);

/// <summary>An entry with all that is needed to check it by oneself: RFC 9162, 2.1.3.2.</summary>
/// <param name="Index">Its index in the log.</param>
/// <param name="Entry">The exact text that was hashed.</param>
/// <param name="LeafHash">SHA-256 of 0x00 and the text, in hexadecimal.</param>
/// <param name="Proof">The hashes beside its path to the root, nearest first, in hexadecimal.</param>
/// <param name="Size">How many entries the root is over.</param>
/// <param name="Root">The root, in hexadecimal.</param>
/// <param name="Head">The signed head: size, root, time, signature.</param>
/// <param name="PublicKey">The key that signed it, as PEM.</param>
public sealed record EntryProof(long Index, string Entry, string LeafHash, IReadOnlyList<string> Proof, long Size, string Root, string Head,
    string PublicKey);

/// <summary>Who acted and what was spoken of in a section over a range, and which acts there were.</summary>
/// <param name="Actors">Who acted, by name; who has no name any more is left out.</param>
/// <param name="Subjects">What things the entries speak of, by name.</param>
/// <param name="Acts">The acts, as entries write them.</param>
public sealed record AuditFacets(IReadOnlyList<AuditFacet> Actors, IReadOnlyList<AuditFacet> Subjects, IReadOnlyList<string> Acts)
{
    /// <summary>How many of each there are at most.</summary>
    internal const int Most = 1000;
}

/// <summary>One of them.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called now.</param>
public sealed record AuditFacet(Guid Id, string Name);

/// <summary>How many entries a page may have.</summary>
public sealed record PageTooLong() : Refusal("A page has 1 to 200 entries.");

/// <summary>
/// What the ways to read a trail share. Acts of the Platform Team concern customers and tenants: they are read with the trail of Connect.
/// </summary>
internal static class AuditTrail
{
    /// <summary>No act has a longer name.</summary>
    private const int LongestAct = 100;

    public static Refusal? Check(AuditFilter filter) =>
        filter.Take is < 1 or > AuditFilter.Most ? new PageTooLong()
        : filter.Act is { } act && (act.Length > LongestAct || !act.All(char.IsAsciiLetterOrDigit))
        ? new Invalid("/act", "Enter the name of an act as entries show it, such as AssignTenants.")
        : null;

    public static async Task<AuditPage> Read(Work work, AuditFilter filter, bool insights)
    {
        // What was refused a moment ago belongs to the trail too.
        await work.Refusals.Flush(work.Db.CustomerId, CancellationToken.None);
        var entries = Of(work, insights);
        if (filter.Actor is { } actor) entries = entries.Where(e => e.ActorId == actor);
        if (filter.Subject is { } subject)
            entries = entries.Where(e => work.Db.Set<AuditSubject>().Any(s => s.SubjectId == subject && s.Index == e.Index));
        if (filter.Act is { } act)
        {
            var acts = FormerNames.Known.OfAct(act);
            entries = entries.Where(e => acts.Contains(e.Act));
        }

        if (filter.From is { } from) entries = entries.Where(e => e.At >= from);
        if (filter.Until is { } until) entries = entries.Where(e => e.At < until);
        if (filter.Refused is { } refused) entries = entries.Where(e => (e.Refusal != null) == refused);
        if (filter.Before is { } before) entries = entries.Where(e => e.Index < before);
        var found = await entries.OrderByDescending(e => e.Index).Take(filter.Take + 1).ToListAsync();
        var names = await AuditNames.Of(work);
        var lines = found.Take(filter.Take).Select(e =>
        {
            var entry = FormerNames.Known.Renew(JsonElement.Parse(e.Body));
            return new AuditLine(e.Index, e.At, FormerNames.Known.Act(e.Act), e.ActorId,
                names.Actor(entry.GetProperty("actor").GetProperty("kind").GetString()!, e.ActorId), FormerNames.Known.Refusal(e.Refusal),
                entry, names.In(entry));
        }).ToList();
        return new(lines, found.Count > filter.Take ? lines[^1].Index : null);
    }

    /// <summary>Who and what is in a section over a range: all of it, so that one can narrow to what is on no page yet.</summary>
    public static async Task<AuditFacets> Facets(Work work, DateTimeOffset? from, DateTimeOffset? until, bool insights)
    {
        var entries = Of(work, insights);
        if (from is { } begin) entries = entries.Where(e => e.At >= begin);
        if (until is { } end) entries = entries.Where(e => e.At < end);
        var actors = await entries.Select(e => e.ActorId).Distinct().Take(AuditFacets.Most).ToListAsync();
        var acts = await entries.Select(e => e.Act).Distinct().Take(AuditFacets.Most).ToListAsync();
        var subjects = await work.Db.Set<AuditSubject>().Where(s => entries.Any(e => e.Index == s.Index)).Select(s => s.SubjectId)
            .Distinct().Take(AuditFacets.Most).ToListAsync();
        var names = await AuditNames.Of(work);
        return new(Named(actors), Named(subjects), [.. acts.Select(FormerNames.Known.Act).Distinct().Order(StringComparer.Ordinal)]);

        IReadOnlyList<AuditFacet> Named(IEnumerable<Guid> ids) =>
            [.. ids.Select(id => new AuditFacet(id, names.Of(id)!)).Where(one => one.Name is not null)
                .OrderBy(one => Folding.Find(one.Name), StringComparer.Ordinal)];
    }

    public static async Task<AuditEntry?> Find(Work work, long index, bool insights) =>
        await Of(work, insights).FirstOrDefaultAsync(e => e.Index == index);

    public static async Task<EntryProof> Prove(Work work, AuditEntry entry)
    {
        var head = await work.Db.Set<Head>().FirstAsync(h => h.Id == work.Db.CustomerId);
        var tree = await AuditExport.Tree(work.Db, head.LogSize, CancellationToken.None);
        var signed = work.Heads.Sign(head, work.Now);
        return new(
            entry.Index,
            System.Text.Encoding.UTF8.GetString(entry.Body),
            Convert.ToHexStringLower(entry.LeafHash),
            tree.Inclusion(entry.Index, head.LogSize).Select(Convert.ToHexStringLower).ToList(),
            head.LogSize,
            Convert.ToHexStringLower(signed.Root),
            signed.ToString(),
            work.Heads.PublicKey);
    }

    private static IQueryable<AuditEntry> Of(Work work, bool insights) =>
        work.Db.Set<AuditEntry>().AsNoTracking().Where(e => (e.Section == Section.Insights) == insights);
}
