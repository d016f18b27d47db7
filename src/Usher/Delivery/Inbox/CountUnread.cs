using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Platform;

namespace Usher.Delivery.Inbox;

/// <summary>How many of one's own notes are not read yet; counts no further than 100.</summary>
public sealed record CountUnread : Query<Actor, int>
{
    private const int Most = 100;

    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override Task<Found<Actor>?> Find(Work work) => Task.FromResult<Found<Actor>?>(OwnInbox.Of(work));

    /// <inheritdoc/>
    public override Task<int> Run(Work work, Actor found) => OwnInbox.New(work).Take(Most).CountAsync();
}
