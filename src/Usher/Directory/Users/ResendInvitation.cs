using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Sends somebody who was invited and has not signed in yet their invitation again; the link of the one before stops working.
/// </summary>
/// <param name="User">The user.</param>
public sealed record ResendInvitation(Guid User) : Change<Person, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.DirectoryMaintain;

    /// <inheritdoc/>
    public override Permission? Or => Permission.UserAdd;

    /// <inheritdoc/>
    public override Task<Found<Person>?> Find(Work work) => Person.Find(work, User);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Person found) => Task.FromResult<Refusal?>(
        !found.Row.Active ? new PersonDeactivated() : found.Row.SignedIn is not null ? new SignedInAlready() : null);

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Person found)
    {
        work.Concerns(User);
        await OneTimeLink.ForgetInvitation(work, found.Row.AccountId);
        work.Publish(new InvitePerson(found.Row.AccountId, work.Db.CustomerId));
        return Nothing.Value;
    }
}

/// <summary>Who has signed in needs no invitation any more.</summary>
public sealed record SignedInAlready()
    : Refusal("They have already signed in. If they forgot their password, they can request a reset link on the sign-in page.");
