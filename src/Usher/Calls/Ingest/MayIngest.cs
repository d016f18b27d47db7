using System.Text.Json.Serialization;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls.Ingest;

/// <summary>Whether the caller may bring calls in at all: asked before a transcript is read for them.</summary>
/// <param name="FromHost">From a file on the host; otherwise by key.</param>
public sealed record MayIngest(bool FromHost = false) : Query<CustomerSnapshot, bool>
{
    /// <inheritdoc/>
    public override Permission Needs => FromHost ? Permission.CallIngestFiles : Permission.CallIngest;

    /// <inheritdoc/>
    public override Section Section => Section.Insights;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override Task<bool> Run(Work work, CustomerSnapshot found) => Task.FromResult(true);
}
