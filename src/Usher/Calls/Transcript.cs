using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Calls.Engine;
using Usher.Calls.Transcripts;
using Usher.Data;

namespace Usher.Calls;

/// <summary>
/// What was said in a call. Never in the audit trail but as a salted hash, which proves what was stored until the row is deleted.
/// </summary>
public sealed class Transcript : ICustomerOwned
{
    /// <summary>The call.</summary>
    public required Guid CallId { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The turns as JSON, compressed with Brotli.</summary>
    public required byte[] Content { get; init; }

    /// <summary>
    /// What was odd in what the recorder sent, and what could not be read, packed likewise; null: nothing. It tells lines and reasons, no
    /// word of the content.
    /// </summary>
    public byte[]? Reading { get; init; }

    /// <summary>The turns.</summary>
    public IReadOnlyList<Turn> Turns() => Calls.Packed.Read<List<Turn>>(Content);

    internal static byte[]? Packed(ReadingNotes notes) => notes.Warned == 0 ? null : Calls.Packed.Write(notes);

    internal sealed class Configuration : IEntityTypeConfiguration<Transcript>
    {
        public void Configure(EntityTypeBuilder<Transcript> transcript) => transcript.ToTable("transcripts").HasKey(t => t.CallId);
    }
}

/// <summary>The summary of a call, made of quotations.</summary>
public sealed class CallSummary : ICustomerOwned, IDerived
{
    /// <summary>The call.</summary>
    public required Guid CallId { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The parts as JSON, compressed with Brotli.</summary>
    public required byte[] Content { get; set; }

    /// <summary>The model that chose the quotations; null: the offline engine.</summary>
    public string? Model { get; set; }

    /// <summary>What the call was about, in one line of it; null when nothing tells.</summary>
    public string? About { get; set; }

    /// <summary>The parts.</summary>
    public IReadOnlyList<SummaryPart> Parts() => Packed.Read<List<SummaryPart>>(Content);

    /// <summary>Replaces the summary.</summary>
    public void Rewrite(Summary summary)
    {
        Content = Packed.Write(summary.Parts);
        Model = summary.By.Model;
        About = AboutOf(summary);
    }

    internal static CallSummary Of(Guid call, Summary summary) => new()
    {
        CallId = call,
        Content = Packed.Write(summary.Parts),
        Model = summary.By.Model,
        About = AboutOf(summary),
    };

    private static string? AboutOf(Summary summary) =>
        summary.Parts.FirstOrDefault(p => p.Kind == SummaryKind.About)?.Lines[0].Quote.Text
            ?? (summary.Parts.Count > 0 ? summary.Parts[0].Lines[0].Quote.Text : null);

    internal sealed class Configuration : IEntityTypeConfiguration<CallSummary>
    {
        public void Configure(EntityTypeBuilder<CallSummary> summary) => summary.ToTable("call_summaries").HasKey(s => s.CallId);
    }
}

/// <summary>JSON, compressed with Brotli: a transcript takes about a quarter of its size.</summary>
internal static class Packed
{
    public static byte[] Write<T>(T value)
    {
        using var bytes = new MemoryStream();
        using (var brotli = new BrotliStream(bytes, new BrotliCompressionOptions { Quality = 4 }))
            JsonSerializer.Serialize(brotli, value);
        return bytes.ToArray();
    }

    public static T Read<T>(byte[] content)
    {
        using var brotli = new BrotliStream(new MemoryStream(content), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<T>(brotli)!;
    }
}
