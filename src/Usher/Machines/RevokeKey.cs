using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Machines;

/// <summary>Revokes a key of an integration user for good. Organization Admins may even while Insights is not active.</summary>
/// <param name="IntegrationUser">Who acted by it.</param>
/// <param name="Key">The key.</param>
public sealed record RevokeKey(Guid IntegrationUser, Guid Key) : Change<MachineKey, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.IntegrationUserManage;

    /// <inheritdoc/>
    public override Task<Found<MachineKey>?> Find(Work work) => MachineKey.Find(work, IntegrationUser, Key, revokes: true);

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, MachineKey found)
    {
        found.Key.Revoked = true;
        return Task.FromResult(Nothing.Value);
    }
}
