using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Calls.Transcripts;
using Usher.Data;
using Usher.Platform;

namespace Usher.Calls.Recordings;

/// <summary>
/// The link to a call's recording at its recorder: kept where its host was allowed when the call came, deleted with the transcript, and
/// shown to whoever may read the whole of that. Nothing here opens it.
/// </summary>
public sealed class CallRecording : ICustomerOwned, IDerived
{
    /// <summary>The call.</summary>
    public required Guid CallId { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The host, in its form for machines.</summary>
    public required string Host { get; init; }

    /// <summary>The link.</summary>
    public required string Url { get; init; }

    /// <summary>The link of a call that is shown to the actor now; null: there is none, or it is not theirs to see.</summary>
    /// <param name="work">Whose act it is.</param>
    /// <param name="call">What decides about the call.</param>
    internal static async Task<RecordingView?> Of(Work work, CallFacts call)
    {
        if (!FindCalls.MayReadWhole(work, call)
            || await work.Db.Set<CallRecording>().FirstOrDefaultAsync(one => one.CallId == call.Id) is not { } found) return null;
        return RecorderHosts.Allows(await RecorderHosts.Allowed(work.Db), found.Host) ? new(found.Host, found.Url) : null;
    }

    /// <summary>What becomes of the link that a call came with.</summary>
    /// <param name="work">Where the organization's hosts are.</param>
    /// <param name="sent">What the recorder sent; null: no link.</param>
    /// <returns>The link to be kept, and what the recorder is told of one that is left out.</returns>
    internal static async Task<(RecordingLink? Link, TranscriptWarning? LeftOut)> Judge(Work work, string? sent)
    {
        if (sent is null) return (null, null);
        if (RecordingLink.Read(sent) is not { } link)
            return (null, new("/recording", $"left out: an https link of at most {RecordingLink.Longest:N0} characters to a host by name is expected, without user or port"));
        return RecorderHosts.Allows(await RecorderHosts.Allowed(work.Db), link.Host)
            ? (link, null)
            : (null, new("/recording", "left out: the organization does not allow links to this host"));
    }

    internal sealed class Configuration : IEntityTypeConfiguration<CallRecording>
    {
        public void Configure(EntityTypeBuilder<CallRecording> recording)
        {
            recording.ToTable("call_recordings").HasKey(r => r.CallId);
            recording.HasIndex(r => new { r.CustomerId, r.Host });
        }
    }
}

/// <summary>Where the recording of a call is.</summary>
/// <param name="Host">The recorder's host, in its form for machines (<c>xn--</c>).</param>
/// <param name="Url">The link: always <c>https</c>.</param>
public sealed record RecordingView(string Host, string Url);
