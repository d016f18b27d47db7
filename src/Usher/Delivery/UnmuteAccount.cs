using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>One wants to be told of an account's calls again. What is not muted stays so.</summary>
/// <param name="Id">The muted account.</param>
public sealed record UnmuteAccount(Guid Id) : Change<Actor, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PreferenceEdit;

    /// <inheritdoc/>
    public override Task<Found<Actor>?> Find(Work work) => OwnPreferences.Find(work);

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Actor found)
    {
        if (await work.Db.Set<MutedAccount>().FirstOrDefaultAsync(m => m.Id == Id && m.UserId == found.Id) is { } muted) work.Db.Remove(muted);
        return Nothing.Value;
    }
}
