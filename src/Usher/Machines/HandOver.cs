using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Machines;

/// <summary>Hands an integration user over to another owner. Its keys stop working: the new owner needs new ones (rule 17).</summary>
/// <param name="IntegrationUser">Which.</param>
/// <param name="Owner">The active user accountable for it from now on.</param>
public sealed record HandOver(Guid IntegrationUser, Guid Owner) : Change<Machine, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.IntegrationUserManage;

    /// <inheritdoc/>
    public override Task<Found<Machine>?> Find(Work work) => Machine.Find(work, IntegrationUser);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Machine found) =>
        work.Stale(found.Row) ?? GrantRules.Machine(work.Customer, Owner, []) ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Machine found)
    {
        if (found.Row.OwnerId == Owner) return Nothing.Value;
        found.Row.OwnerId = Owner;
        // Who approved what it reads does not own it (rule 18): somebody else approves it then.
        if (Owner == found.Row.ApprovedBy && Machine.ReadsCalls(found.Scopes)) Machine.Withdraw(found.Row);
        await ApiKey.RevokeAll(work, IntegrationUser);
        work.Tell(Owner, MachineNotices.OwnsIntegrationUser, IntegrationUser,
            $"{work.Speaker} made you the owner of the integration user {found.Row.Name}.");
        return Nothing.Value;
    }
}
