using System.Text.Json.Serialization;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls.Ingest;

/// <summary>Whether the caller may push calls at all: asked before a transcript is read for them.</summary>
public sealed record MayIngest : Query<CustomerSnapshot, bool>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CallIngest;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override Task<bool> Run(Work work, CustomerSnapshot found) => Task.FromResult(true);
}
