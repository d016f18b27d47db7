using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Ends somebody else's identity: it stops counting at once, and its calls stay whose they are. The person and the Organization Admins are
/// notified (rule 26).
/// </summary>
/// <param name="Id">The identity; never one of the caller's own.</param>
public sealed record ClearIdentity(Guid Id) : Change<UserIdentity, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.DirectoryMaintain;

    /// <inheritdoc/>
    public override async Task<Found<UserIdentity>?> Find(Work work) =>
        await work.Db.Set<UserIdentity>().FirstOrDefaultAsync(i => i.Id == Id) is { } identity
            ? new(Target.Of(work.Customer) with { Subject = identity.UserId }, identity)
            : null;

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, UserIdentity found) =>
        found.UserId == work.Actor.Id ? new RemoveItInYourProfile() : await work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, UserIdentity found)
    {
        await UserIdentity.Remove(work, found);
        found.TellOf(work, $"{work.Speaker} cleared {found.Words}: it is no longer linked to you.",
            $"{work.Speaker} cleared {found.Words}: it is no longer linked to {PersonView.Of(work.Customer, found.UserId).Name}.");
        return Nothing.Value;
    }
}

/// <summary>Rule 26: nobody clears their own by keeping the directory.</summary>
public sealed record RemoveItInYourProfile() : Refusal("This is your own identity. Remove it in your profile.");

/// <summary>Ends an identity that one proved oneself.</summary>
/// <param name="Id">The identity.</param>
public sealed record RemoveMyIdentity(Guid Id) : Change<UserIdentity, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override Section Section => Section.Insights;

    /// <inheritdoc/>
    public override async Task<Found<UserIdentity>?> Find(Work work) =>
        work.Snapshot is not null && await work.Db.Set<UserIdentity>().FirstOrDefaultAsync(i => i.Id == Id && i.UserId == work.Actor.Id) is { } identity
            ? new(Target.Of(work.Customer) with { Subject = work.Actor.Id }, identity)
            : null;

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, UserIdentity found)
    {
        await UserIdentity.Remove(work, found);
        found.TellOf(work, $"{found.Words} is no longer linked to you.", $"{work.Speaker} removed {found.Words} from their user.");
        return Nothing.Value;
    }
}
