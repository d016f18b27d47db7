using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Sets one's own picture in place of the one that is there, or removes it.</summary>
/// <param name="Picture">The picture; null: there is to be none.</param>
public sealed record SetMyPicture([property: JsonIgnore] Drawn? Picture) : Change<User, Nothing>
{
    /// <summary>Its bytes, as far as they make one input another.</summary>
    public string? Hash => Picture?.Hash;

    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override Task<Found<User>?> Find(Work work) => MaySetMyPicture.Self(work);

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, User found)
    {
        await Set(work, found, Picture?.Bytes);
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
public sealed record MaySetMyPicture : Query<User, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override Task<Found<User>?> Find(Work work) => Self(work);

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, User found) => Task.FromResult(Nothing.Value);

    /// <summary>The caller as a user; null: they are none.</summary>
    internal static async Task<Found<User>?> Self(Work work) =>
        work.Actor.Kind == ActorKind.User && await work.Db.Users.FirstOrDefaultAsync(u => u.Id == work.Actor.Id) is { } me
            ? new(Target.Of(work.Customer) with { Subject = me.Id, NotificationsOnly = true }, me)
            : null;
}

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
public sealed record ViewPicture(string Key) : Query<byte[], byte[]>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override async Task<Found<byte[]>?> Find(Work work) =>
        work.Actor.Kind == ActorKind.User && await work.Db.Set<UserPicture>().Where(p => p.Key == Key).Select(p => p.Bytes).FirstOrDefaultAsync() is { } bytes
            ? new(Target.Of(work.Customer) with { Subject = work.Actor.Id, NotificationsOnly = true }, bytes)
            : null;

    /// <inheritdoc/>
    public override Task<byte[]> Run(Work work, byte[] found) => Task.FromResult(found);
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
