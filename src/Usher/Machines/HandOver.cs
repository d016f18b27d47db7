using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Machines;

/// <summary>Hands an integration user over to another owner. Its keys stop working: the new owner needs new ones (rule 17).</summary>
/// <param name="IntegrationUser">Which.</param>
/// <param name="Owner">The active user accountable for it from now on.</param>
public sealed record HandOver(Guid IntegrationUser, Guid Owner) : Change<OneIntegrationUser, Nothing>, IChangesAccess
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.IntegrationUserManage;

    /// <inheritdoc/>
    public override Task<Found<OneIntegrationUser>?> Find(Work work) => OneIntegrationUser.Find(work, IntegrationUser);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, OneIntegrationUser found) =>
        work.Stale(found.Row) ?? GrantRules.IntegrationUser(work.Customer, Owner, []) ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, OneIntegrationUser found)
    {
        if (found.Row.OwnerId == Owner) return Nothing.Value;
        found.Row.OwnerId = Owner;
        // Who approved what it reads does not own it (rule 18): somebody else approves it then.
        if (Owner == found.Row.ApprovedBy && OneIntegrationUser.ReadsCalls(found.Scopes)) OneIntegrationUser.Withdraw(found.Row);
        await ApiKey.RevokeAll(work, IntegrationUser);
        work.Tell(Owner, MachineNotices.OwnsIntegrationUser, IntegrationUser,
            $"{work.Speaker} made you the owner of the integration user {found.Row.Name}.");
        return Nothing.Value;
    }
}
