using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>One wants to be told of an account's calls again. What is not muted stays so.</summary>
/// <param name="Id">The muted account.</param>
public sealed record UnmuteAccount(Guid Id) : Change<Nothing, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PreferenceEdit;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Oneself.Find(work, notificationsOnly: true);

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Nothing found)
    {
        if (await work.Db.Set<MutedAccount>().FirstOrDefaultAsync(m => m.Id == Id && m.UserId == work.Actor.Id) is { } muted) work.Db.Remove(muted);
        return Nothing.Value;
    }
}
