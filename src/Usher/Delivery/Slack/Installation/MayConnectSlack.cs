using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Delivery.Slack;

/// <summary>Whether the caller may connect the organization to a workspace at all: asked before Slack is.</summary>
public sealed record MayConnectSlack : Query<CustomerSnapshot, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.SlackConnect;

    /// <inheritdoc/>
    public override Section Section => Section.Insights;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, CustomerSnapshot found) => Task.FromResult(Nothing.Value);
}
