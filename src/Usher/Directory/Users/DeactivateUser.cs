using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Deactivates a user: refused everywhere, at once (rule 6). Their sessions end and their personal keys stop working.</summary>
/// <param name="User">Who.</param>
public sealed record DeactivateUser(Guid User) : Change<Person, Nothing>, IChangesAccess
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.UserDeactivate;

    /// <inheritdoc/>
    public override Task<Found<Person>?> Find(Work work) => Person.Find(work, User);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Person found) =>
        work.Stale(found.Row) ?? GrantRules.Deactivate(work.Actor, found.Facts, work.Now) ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Person found)
    {
        found.Row.Active = false;
        await Membership.Close(work, User, found.Row.AccountId);
        work.Tell(User, DirectoryNotices.Deactivated, null,
            $"{work.Speaker} deactivated your account. You can't sign in, and your API keys no longer work.");
        return Nothing.Value;
    }
}
