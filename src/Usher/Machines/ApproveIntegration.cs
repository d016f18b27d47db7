using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Machines;

/// <summary>Approves an integration user as its scopes are now, or withdraws the approval (rule 18).</summary>
/// <param name="IntegrationUser">Which.</param>
/// <param name="Approved">False: withdrawn; its scopes of Insights are inert again.</param>
public sealed record ApproveIntegration(Guid IntegrationUser, bool Approved = true) : Change<Machine, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.IntegrationApprove;

    /// <inheritdoc/>
    public override Task<Found<Machine>?> Find(Work work) => Machine.Find(work, IntegrationUser);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Machine found) => work.Stale(found.Row) ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, Machine found)
    {
        found.Row.Approved = Approved;
        return Task.FromResult(Nothing.Value);
    }
}
