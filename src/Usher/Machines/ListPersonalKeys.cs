using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Machines;

/// <summary>Lists one's own living keys.</summary>
public sealed record ListPersonalKeys : Query<Nothing, Page<KeyView>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PersonalKeyManage;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Oneself.Find(work);

    /// <inheritdoc/>
    public override async Task<Page<KeyView>> Run(Work work, Nothing found)
    {
        var me = work.Actor.Id;
        return new([.. (await KeyView.Of(work, work.Db.ApiKeys.Where(k => k.HolderId == me)))[me]], null);
    }
}
