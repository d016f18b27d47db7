using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Sets one's own picture in place of the one that is there, or removes it.</summary>
/// <param name="Picture">The picture; null: there is to be none.</param>
public sealed record SetMyPicture([property: JsonIgnore] Drawn? Picture) : Change<Nothing, Nothing>
{
    /// <summary>Its bytes, as far as they make one input another.</summary>
    public string? Hash => Picture?.Hash;

    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => MaySetMyPicture.Self(work);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Nothing found) => MaySetMyPicture.Against(work);

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Nothing found)
    {
        await Set(work, await work.Db.Users.FirstAsync(u => u.Id == work.Actor.Id), Picture?.Bytes);
        return Nothing.Value;
    }

    internal static async Task Set(Work work, User user, byte[]? bytes)
    {
        var row = await work.Db.Set<UserPicture>().FirstOrDefaultAsync(p => p.UserId == user.Id);
        user.Picture = bytes is null ? null : RandomNumberGenerator.GetHexString(32, lowercase: true);
        if (bytes is null)
        {
            if (row is not null) work.Db.Remove(row);
        }
        else if (row is null) work.Db.Add(new UserPicture { UserId = user.Id, Key = user.Picture!, Bytes = bytes });
        else (row.Key, row.Bytes) = (user.Picture!, bytes);
    }
}

/// <summary>Whether the caller may set their picture: asked before a file is read.</summary>
public sealed record MaySetMyPicture : Query<Nothing, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Self(work);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Nothing found) => Against(work);

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, Nothing found) => Task.FromResult(Nothing.Value);

    /// <summary>The caller; null for staff inside a customer: what is their own lies on the platform.</summary>
    internal static Task<Found<Nothing>?> Self(Work work) => Task.FromResult<Found<Nothing>?>(work.Actor.Home is null && work.Snapshot is not null
        ? null
        : new(work.Whole with { Subject = work.Actor.Id, NotificationsOnly = true }, Nothing.Value));

    internal static Task<Refusal?> Against(Work work) => Task.FromResult<Refusal?>(work.Actor.Kind == ActorKind.User ? null : new PicturesAreOfUsers());
}

/// <summary>Staff have no picture: a customer's people know them by no name either.</summary>
public sealed record PicturesAreOfUsers() : Refusal("Only a customer's people have pictures.");

/// <summary>Removes somebody's picture: those who keep the directory do, and the person reads who did.</summary>
/// <param name="User">Whose.</param>
public sealed record RemovePicture(Guid User) : Change<Person, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.DirectoryMaintain;

    /// <inheritdoc/>
    public override Task<Found<Person>?> Find(Work work) => Person.Find(work, User);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Person found) => Task.FromResult(work.Stale(found.Row)
        ?? (found.Row.Picture is null ? new NoPictureHere() : null));

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Person found)
    {
        await SetMyPicture.Set(work, found.Row, null);
        if (User != work.Actor.Id) work.Tell(User, DirectoryNotices.PictureRemoved, null, $"{work.Speaker} removed your picture.");
        return Nothing.Value;
    }
}

/// <summary>There is no picture to remove.</summary>
public sealed record NoPictureHere() : Refusal("This person has no picture.");

/// <summary>
/// Somebody's picture by its address, which is read with their name (rule 27). One that was replaced or removed is not found.
/// </summary>
/// <param name="Key">Its address.</param>
public sealed record ViewPicture(string Key) : Query<ReadOnlyMemory<byte>, byte[]>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override async Task<Found<ReadOnlyMemory<byte>>?> Find(Work work) => await MaySetMyPicture.Self(work) is { } self
        ? new(self.Target, await work.Db.Set<UserPicture>().Where(p => p.Key == Key).Select(p => p.Bytes).FirstOrDefaultAsync())
        : null;

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, ReadOnlyMemory<byte> found) => Task.FromResult<Refusal?>(found.IsEmpty ? new NotFound() : null);

    /// <inheritdoc/>
    public override Task<byte[]> Run(Work work, ReadOnlyMemory<byte> found) => Task.FromResult(found.ToArray());
}

/// <summary>
/// Sets people's pictures: decided first, so that nobody else's file is read; drawn again outside the gate; decided again and stored.
/// </summary>
public sealed class UserPictures(Gate gate, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Sets the caller's.</summary>
    public Task<Outcome<Nothing>> Set(Caller caller, byte[] file, CancellationToken ct) => new Steps<Nothing, Drawn, Nothing>
    {
        Decide = ct => gate.Run(caller, new MaySetMyPicture(), ct),
        Call = (_, ct) => Drawing.InTurn(file, UserPicture.Side, ct),
        Store = (_, drawn) => gate.Run(caller, new SetMyPicture(drawn)),
        Undo = null,
        Within = Patience,
        Late = new TookTooLong("Reading the picture"),
    }.Run(clock, ct);
}
