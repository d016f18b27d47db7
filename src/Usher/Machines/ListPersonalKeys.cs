using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Machines;

/// <summary>Lists one's own active keys, oldest first: there are few at most.</summary>
public sealed record ListPersonalKeys : Listing<Nothing, Page<KeyView>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PersonalKeyManage;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Oneself.Find(work);

    /// <inheritdoc/>
    public override async Task<Page<KeyView>> Run(Work work, Nothing found)
    {
        var me = work.Actor.Id;
        var keys = (await KeyView.Of(work, work.Db.ApiKeys.Where(k => k.HolderId == me)))[me];
        return Part(work, keys, key => new(Position.Of(key.Since), key.Id),
            (one, other) => string.CompareOrdinal(one.Key, other.Key) is not 0 and var order ? order : one.Id.CompareTo(other.Id));
    }
}
