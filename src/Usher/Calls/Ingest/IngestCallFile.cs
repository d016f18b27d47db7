using System.Text.Json.Serialization;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls.Ingest;

/// <summary>The Platform Team ingests a call from a file on the host.</summary>
public sealed record IngestCallFile([property: JsonIgnore] PreparedCall Prepared) : Change<CustomerSnapshot, IngestAnswer>
{
    /// <inheritdoc cref="IngestCall.Digest"/>
    public byte[] Digest => Prepared.Digest;

    /// <inheritdoc/>
    public override Permission Needs => Permission.CallIngestFiles;

    /// <inheritdoc/>
    public override Section Section => Section.Insights;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, CustomerSnapshot found) => StoreCall.Check(work, Prepared);

    /// <inheritdoc/>
    public override Task<IngestAnswer> Run(Work work, CustomerSnapshot found) => StoreCall.Run(work, Prepared);
}
