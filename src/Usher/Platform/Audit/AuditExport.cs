using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;

namespace Usher.Platform.Audit;

/// <summary>
/// A part of a log as JSON Lines: first what it is and the signed head, then each entry with the exact text that was hashed and the proof
/// that it is under that head. Checked with the public key alone, without the database. A part of one section proves what it holds, and
/// leaves the other section's entries out.
/// </summary>
/// <param name="store">The database.</param>
/// <param name="heads">Signs the head.</param>
/// <param name="clock">The time of the head.</param>
public sealed class AuditExport(Store store, TreeHeads heads, TimeProvider clock)
{
    private const int PageSize = 1000;

    /// <summary>What is read is what was written and nothing else: no member twice, none that is not proven, no number as a text.</summary>
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>
    /// Writes the entries that a ticket names. They never change, so no transaction is held open for whoever reads slowly.
    /// </summary>
    /// <param name="ticket">What the gate allowed.</param>
    /// <param name="to">Gets UTF-8; stays open.</param>
    /// <param name="progress">Receives the number of entries written, now and then; null: nobody is.</param>
    /// <param name="leave">Asked again before each further part: whether the leave is still given; null: it does. What was begun then ends,
    /// torn.</param>
    /// <param name="ct">Ends it.</param>
    public async Task Write(ExportTicket ticket, Stream to, IProgress<long>? progress = null, Func<Task<bool>>? leave = null,
        CancellationToken ct = default)
    {
        var (signed, tree, count) = await Begin(ticket, ct);
        var heading =
            new Heading(Format, ticket.Log, ticket.From, ticket.To, signed.ToString()) { Count = count, Section = Named(ticket.Section) };
        await using var writer = new StreamWriter(to, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        await writer.WriteLineAsync(JsonSerializer.Serialize(heading with { Signature = heads.Sign(heading.Signed()) }, Json));
        for (var next = ticket.From; ;)
        {
            await using var db = store.Context(ticket.Log);
            var page = await Entries(db, ticket).Where(e => e.Index >= next).OrderBy(e => e.Index).Take(PageSize)
                .Select(e => new { e.Index, e.Body }).ToListAsync(ct);
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

    /// <summary>The head as it is now, signed, the tree under it, and how many entries the range has.</summary>
    private async Task<(SignedHead Head, MerkleTree Tree, long Count)> Begin(ExportTicket ticket, CancellationToken ct)
    {
        await using var db = store.Context(ticket.Log);
        await using var read = await store.BeginRead(db, ct);
        var head = await db.Set<Head>().AsNoTracking().FirstAsync(h => h.Id == ticket.Log, ct);
        return (heads.Sign(head, clock.GetUtcNow()), await Tree(db, head.LogSize, ct), await Entries(db, ticket).LongCountAsync(ct));
    }

    private static IQueryable<AuditEntry> Entries(UsherDb db, ExportTicket ticket)
    {
        var entries = db.Set<AuditEntry>().AsNoTracking().Where(e => e.Index >= ticket.From && e.Index < ticket.To);
        var insights = ticket.Section == Section.Insights;
        return ticket.Section is null ? entries : entries.Where(e => (e.Section == Section.Insights) == insights);
    }

    /// <summary>The tree over a log's first entries, by the hashes they are stored with.</summary>
    internal static async Task<MerkleTree> Tree(UsherDb db, long size, CancellationToken ct)
    {
        var tree = new MerkleTree();
        await foreach (var leaf in db.Set<AuditEntry>().Where(e => e.Index < size).OrderBy(e => e.Index).Select(e => e.LeafHash)
            .AsAsyncEnumerable().WithCancellation(ct))
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
        try
        {
            return await Verify(reader, key, ct);
        }
        catch (DecoderFallbackException fault)
        {
            throw new InvalidDataException("This is not an export of an audit log: it is not UTF-8.", fault);
        }
    }

    private static async Task<AuditReport> Verify(StreamReader reader, ECDsa key, CancellationToken ct)
    {
        var heading = Parse<Heading>(await reader.ReadLineAsync(ct), out var wrong);
        if (heading is null || heading.Export is not (Format or Unsigned) || SignedHead.Parse(heading.Log, heading.Head) is not { } head)
            throw new InvalidDataException(wrong is null
                ? "This is not an export of an audit log."
                : $"This is not an export of an audit log: its first line has {wrong}.");
        var findings = new Findings();
        if (!head.IsSignedBy(key)) findings.Add("export-head", null, "The head was not signed by this key.");
        if (heading.Export == Unsigned || heading.Signature is null
            || !key.VerifyData(heading.Signed(), heading.Signature, HashAlgorithmName.SHA256))
            findings.Add("export-range", null, "The requested range is not signed by this key: entries may be missing.");
        if (heading.From < 0 || heading.From > heading.To || heading.To > head.Size)
            findings.Add("export-range", null, "The export names entries that its head does not have.");
        if (heading.Section is not (null or "connect" or "insights"))
            findings.Add("export-range", null, "The export names an unknown section.");
        var all = heading.Count ?? heading.To - heading.From;
        var (next, proven) = (heading.From, 0L);
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            var entry = Parse<Proven>(line, out wrong);
            if (entry is null)
            {
                findings.Add("export-line", next, $"This line is not an entry: it has {wrong}.");
            }
            else if (entry.Index < next || entry.Index >= heading.To || (heading.Section is null && entry.Index != next))
            {
                findings.Add("export-order", next, $"The entry in this line is {entry.Index}.");
                next = Math.Max(next, Math.Min(entry.Index, heading.To));
            }
            else if (!IsUnder(head, entry))
            {
                findings.Add("export-proof", entry.Index, "The entry is not the one under the signed head.");
            }
            else if (heading.Section is not null
                && (SectionOf(entry.Body) == StoredNames.Of(Section.Insights)) != (heading.Section == "insights"))
            {
                findings.Add("export-section", entry.Index, "The entry is not of the export's section.");
            }
            else
            {
                proven++;
            }

            next = entry is null || entry.Index < next ? next + 1 : entry.Index + 1;
        }

        if (proven != all) findings.Add("export-count", null, $"The export proves {proven} of the {all} entries of the requested range.");
        return findings.Report(heading.Log, proven, head.Size) with { Section = heading.Section, Range = all };
    }

    private static bool IsUnder(SignedHead head, Proven entry) => entry.Proof.All(p => p is { Length: 32 })
        && MerkleTree.Includes(head.Root, head.Size, Frontier.LeafHash(Encoding.UTF8.GetBytes(entry.Body)), entry.Index, entry.Proof);

    private static string? SectionOf(string body)
    {
        using var parsed = JsonDocument.Parse(body);
        return parsed.RootElement.GetProperty("section").GetString();
    }

    /// <summary>What a section is called outside; with Connect goes what the Platform Team did.</summary>
    private static string? Named(Section? section) => section switch { null => null, Section.Insights => "insights", _ => "connect" };

    /// <summary>What a line says; null: it is none, for what is named.</summary>
    private static T? Parse<T>(string? line, out string? wrong)
        where T : class
    {
        wrong = null;
        try
        {
            if (line is not null && JsonSerializer.Deserialize<T>(line, Json) is { } read) return read;
            wrong = "nothing in it";
        }
        catch (JsonException fault)
        {
            wrong = fault.Message.Contains("Duplicate", StringComparison.OrdinalIgnoreCase)
                ? "a member twice"
                : "a member too many, too few or of another kind";
        }

        return null;
    }

    private const string Format = "usher audit export 2";

    /// <summary>As it was before the range was signed: still read, and said to be so.</summary>
    private const string Unsigned = "usher audit export 1";

    private sealed record Heading(string Export, Guid Log, long From, long To, string Head)
    {
        public long? Count { get; init; }

        public string? Section { get; init; }

        public byte[]? Signature { get; init; }

        /// <summary>What is signed: all but the signature.</summary>
        public byte[] Signed() =>
            Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"{Export}\n{Log:N}\n{From}\n{To}\n{Count}\n{Section}\n{Head}\n"));
    }

    private sealed record Proven(long Index, string Body, byte[][] Proof);
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

    /// <summary>
    /// The section whose entries it is of; null: of all. With those of Connect go those of the Platform Team, as in the trail.
    /// </summary>
    public Section? Section { get; }
}
