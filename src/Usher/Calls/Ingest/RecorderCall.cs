using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;

namespace Usher.Calls.Ingest;

/// <summary>
/// What a recorder's own id of a call became. It outlives the call, so that one which its owner deleted does not come back when the
/// recorder sends it again.
/// </summary>
public sealed class RecorderCall : ICustomerOwned, IDerived
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The integration user that pushed it, for two recorders count alike; the empty id: files on the host.</summary>
    public required Guid Recorder { get; init; }

    /// <summary>The recorder's id.</summary>
    public required string RecorderId { get; init; }

    /// <summary>The call that was stored.</summary>
    public required Guid CallId { get; init; }

    /// <summary>
    /// SHA-256 of what was sent: the same again is answered, another is refused. Emptied when the call is deleted: then everything under
    /// this id is the same again.
    /// </summary>
    public required byte[] Digest { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<RecorderCall>
    {
        public void Configure(EntityTypeBuilder<RecorderCall> call)
        {
            call.ToTable("recorder_calls").HasKey(c => new { c.CustomerId, c.Recorder, c.RecorderId });
            call.HasIndex(c => new { c.CustomerId, c.CallId });
        }
    }
}
