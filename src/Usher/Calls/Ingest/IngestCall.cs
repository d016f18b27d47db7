using System.Text.Json.Serialization;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls.Ingest;

/// <summary>A recorder pushes a call by key.</summary>
public sealed record IngestCall([property: JsonIgnore] PreparedCall Prepared) : Change<CustomerSnapshot, IngestAnswer>
{
    /// <summary>What was sent, for telling the same request from another: the content itself is kept in no answer.</summary>
    public byte[] Digest => Prepared.Digest;

    /// <inheritdoc/>
    public override Permission Needs => Permission.CallIngest;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, CustomerSnapshot found) => StoreCall.Check(work, Prepared);

    /// <inheritdoc/>
    public override Task<IngestAnswer> Run(Work work, CustomerSnapshot found) => StoreCall.Run(work, Prepared);
}
