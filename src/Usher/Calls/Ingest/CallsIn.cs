using System.Security.Cryptography;
using Usher.Access;
using Usher.Calls.Transcripts;
using Usher.Platform;

namespace Usher.Calls.Ingest;

/// <summary>
/// The way of a call into the store. Whether the caller may is decided first; then the transcript is read, summarised and screened outside
/// any transaction, at most one for each processor at a time; then it is decided again, and stored whole.
/// </summary>
public sealed class CallsIn(Gate gate, TimeProvider clock, TranscriptLimits limits)
{
    private readonly SemaphoreSlim _reading = new(Environment.ProcessorCount);

    /// <summary>How long reading, summarising and screening may take, the wait for one's turn included.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Takes a call that a recorder pushes.</summary>
    /// <param name="caller">Whose key it is.</param>
    /// <param name="body">The transcript; read little further than the limit.</param>
    /// <param name="fileName">A name whose ending says what is meant when the content does not.</param>
    /// <param name="header">What is said of the call beside it.</param>
    /// <param name="ct">Ends the work; what is stored stays stored.</param>
    public Task<Outcome<IngestAnswer>> Push(Caller caller, Stream body, string? fileName, CallHeader header, CancellationToken ct) => Take(
        ct => gate.Run(caller, new MayIngest(), ct),
        ct => Prepare(body, fileName, limits with { OnlyKnownMembers = true }, _ => header, ct),
        call => gate.Run(caller, new IngestCall(call)),
        ct);

    /// <summary>
    /// Takes a call from a file on the host. A file that has no id of its own gets one from its content, so that the same file is the same
    /// call.
    /// </summary>
    public Task<Outcome<IngestAnswer>> File(Guid customer, Stream file, string fileName, CallHeader header, CancellationToken ct) => Take(
        ct => gate.Run(Caller.PlatformTeam(customer), new MayIngest(FromHost: true), ct),
        ct => Prepare(file, fileName, limits, bytes => header.RecorderId is null
            ? header with { RecorderId = $"file:{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}" }
            : header, ct),
        call => gate.Run(Caller.PlatformTeam(customer), new IngestCallFile(call)),
        ct);

    private Task<Outcome<IngestAnswer>> Take(
        Func<CancellationToken, Task<Outcome<bool>>> may,
        Func<CancellationToken, Task<Outcome<PreparedCall>>> prepare,
        Func<PreparedCall, Task<Outcome<IngestAnswer>>> store,
        CancellationToken ct) => new Steps<bool, PreparedCall, IngestAnswer>
        {
            Decide = may,
            Call = (_, ct) => prepare(ct),
            Store = (_, call) => store(call),
            Undo = null,
            Within = Patience,
            Late = new TookTooLong("Reading the transcript"),
        }.Run(clock, ct);

    private async Task<Outcome<PreparedCall>> Prepare(Stream stream, string? fileName, TranscriptLimits within,
        Func<byte[], CallHeader> header, CancellationToken ct)
    {
        var bytes = await ReadAll(stream, ct);
        if (bytes is null) return NotTaken(new TranscriptTooLarge(limits.Bytes));
        await _reading.WaitAsync(ct);
        try
        {
            var read = TranscriptReader.Read(bytes, fileName, within);
            return read.File is { } file ? PreparedCall.Of(file, header(bytes), clock.GetUtcNow(), ct) : NotTaken(read.Refusal!);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>The whole stream; null when it is longer than allowed: then little more than the limit was read.</summary>
    private async Task<byte[]?> ReadAll(Stream stream, CancellationToken ct)
    {
        using var read = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (read.Length <= limits.Bytes)
        {
            var count = await stream.ReadAsync(buffer, ct);
            if (count == 0) return read.ToArray();
            read.Write(buffer, 0, count);
        }

        return null;
    }

    private static TranscriptNotTaken NotTaken(TranscriptRefusal refusal) =>
        new(refusal.GetType().Name, refusal.Sentence) { Pointer = refusal is BadJson { Pointer: ['/', ..] at } ? at : null };
}
