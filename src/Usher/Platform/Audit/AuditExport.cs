using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;

namespace Usher.Platform.Audit;

/// <summary>
/// A part of a log as JSON Lines: first what it is and the signed head, then each entry with the exact text that was hashed and the proof that it is under that head.
/// Checked with the public key alone, without the database. A part of one section proves what it holds, and leaves the other section's places out.
/// </summary>
/// <param name="store">The database.</param>
/// <param name="heads">Signs the head.</param>
/// <param name="clock">The time of the head.</param>
public sealed class AuditExport(Store store, TreeHeads heads, TimeProvider clock)
{
    private const int PageSize = 1000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the entries that a ticket names. They never change, so no transaction is held open for whoever reads slowly.</summary>
    /// <param name="ticket">What the gate allowed.</param>
    /// <param name="to">Gets UTF-8; stays open.</param>
    /// <param name="progress">Told the number of entries written, now and then; null: nobody is.</param>
    /// <param name="leave">Asked again before each further part: whether the leave still stands; null: it does. What was begun then ends, torn.</param>
    /// <param name="ct">Ends it.</param>
    public async Task Write(ExportTicket ticket, Stream to, IProgress<long>? progress = null, Func<Task<bool>>? leave = null, CancellationToken ct = default)
    {
        var (signed, tree) = await Begin(ticket.Log, ct);
        var insights = ticket.Section == Section.Insights;
        await using var writer = new StreamWriter(to, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        await writer.WriteLineAsync(JsonSerializer.Serialize(new Heading("usher audit export 1", ticket.Log, ticket.From, ticket.To, signed.ToString(), Named(ticket.Section)), Json));
        for (var next = ticket.From; ;)
        {
            await using var db = store.Context(ticket.Log);
            var entries = db.Set<AuditEntry>().AsNoTracking().Where(e => e.Index >= next && e.Index < ticket.To);
            if (ticket.Section is not null) entries = entries.Where(e => (e.Section == Section.Insights) == insights);
            var page = await entries.OrderBy(e => e.Index).Take(PageSize).Select(e => new { e.Index, e.Body }).ToListAsync(ct);
            foreach (var entry in page)
            {
                var proven = new Proven(entry.Index, Encoding.UTF8.GetString(entry.Body), tree.Inclusion(entry.Index, signed.Size));
                await writer.WriteLineAsync(JsonSerializer.Serialize(proven, Json));
            }

            if (page.Count < PageSize || leave is not null && !await leave()) break;
            next = page[^1].Index + 1;
            progress?.Report(next - ticket.From);
        }
    }

    /// <summary>The head as it is now, signed, and the tree under it.</summary>
    private async Task<(SignedHead Head, MerkleTree Tree)> Begin(Guid log, CancellationToken ct)
    {
        await using var db = store.Context(log);
        await using var read = await store.BeginRead(db, ct);
        var head = await db.Set<Head>().AsNoTracking().FirstAsync(h => h.Id == log, ct);
        return (heads.Sign(head, clock.GetUtcNow()), await Tree(db, head.LogSize, ct));
    }

    /// <summary>The tree over a log's first entries, by the hashes they are stored with.</summary>
    internal static async Task<MerkleTree> Tree(UsherDb db, long size, CancellationToken ct)
    {
        var tree = new MerkleTree();
        await foreach (var leaf in db.Set<AuditEntry>().Where(e => e.Index < size).OrderBy(e => e.Index).Select(e => e.LeafHash).AsAsyncEnumerable().WithCancellation(ct))
            tree.Append(leaf);
        return tree;
    }

    /// <summary>Checks an export with nothing but the public key.</summary>
    /// <param name="from">The export, UTF-8.</param>
    /// <param name="publicKey">The key, as PEM (SubjectPublicKeyInfo).</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="InvalidDataException">The input is no export.</exception>
    public static async Task<AuditReport> Verify(Stream from, string publicKey, CancellationToken ct = default)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(publicKey);
        using var reader = new StreamReader(from, new UTF8Encoding(false, throwOnInvalidBytes: true), leaveOpen: true);
        var heading = Parse<Heading>(await reader.ReadLineAsync(ct));
        if (heading is not { Export: "usher audit export 1", Head: not null } || SignedHead.Parse(heading.Log, heading.Head) is not { } head)
            throw new InvalidDataException("This is not an export of an audit log.");
        var findings = new Findings();
        if (!head.IsSignedBy(key)) findings.Add(null, "The head was not signed by this key.");
        if (heading.From < 0 || heading.From > heading.To || heading.To > head.Size) findings.Add(null, "The export names entries that its head does not have.");
        if (heading.Section is not (null or "connect" or "insights")) findings.Add(null, "The export names a section that there is not.");
        var (next, count) = (heading.From, 0L);
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            var entry = Parse<Proven>(line);
            if (entry is not { Body: not null, Proof: not null })
            {
                findings.Add(next, "This line is no entry.");
            }
            else if (heading.Section is null ? entry.Index != next : entry.Index < next || entry.Index >= heading.To)
            {
                findings.Add(next, $"Here stands entry {entry.Index}.");
                next = entry.Index;
            }
            else if (entry.Proof.Any(p => p is not { Length: 32 }) || !MerkleTree.Includes(head.Root, head.Size, Frontier.LeafHash(Encoding.UTF8.GetBytes(entry.Body)), entry.Index, entry.Proof))
            {
                findings.Add(entry.Index, "The entry is not the one under the signed head.");
            }
            else if (heading.Section is not null && Parse<Placed>(entry.Body)?.Section is var section && (section == nameof(Section.Insights)) != (heading.Section == "insights"))
            {
                findings.Add(entry.Index, "The entry is not of the section that the export is of.");
            }

            next = (entry?.Index ?? next) + 1;
            count++;
        }

        if (heading.Section is null && next != heading.To) findings.Add(next, $"The export ends here; it says that it goes to {heading.To}.");
        return findings.Report(heading.Log, count, head.Size) with { Section = heading.Section };
    }

    /// <summary>What a section is called outside; with Connect goes what the Platform Team did.</summary>
    private static string? Named(Section? section) => section switch { null => null, Section.Insights => "insights", _ => "connect" };

    private static T? Parse<T>(string? line)
        where T : class
    {
        try
        {
            return line is null ? null : JsonSerializer.Deserialize<T>(line, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Heading(string Export, Guid Log, long From, long To, string Head, string? Section);

    private sealed record Proven(long Index, string Body, byte[][] Proof);

    private sealed record Placed(string? Section);
}

/// <summary>The gate's leave to write a part of a log out.</summary>
public sealed record ExportTicket
{
    internal ExportTicket(Guid log, long from, long to, Section? section = null) => (Log, From, To, Section) = (log, from, to, section);

    /// <summary>The customer's id; the empty id: the platform's log.</summary>
    public Guid Log { get; }

    /// <summary>The first entry.</summary>
    public long From { get; }

    /// <summary>The entry after the last.</summary>
    public long To { get; }

    /// <summary>The section whose entries it is of; null: of all. With those of Connect go those of the Platform Team, as in the trail.</summary>
    public Section? Section { get; }
}
