using Usher.Access;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Identity;

/// <summary>
/// What waits for the caller now, and for nobody's word before it is done: each room says what waits in it, and asks only where the caller
/// may see what it finds.
/// </summary>
public sealed record ListWhatNeedsMe : Query<Nothing, WhatNeedsMe>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Oneself.Find(work, notificationsOnly: true);

    /// <inheritdoc/>
    public override async Task<WhatNeedsMe> Run(Work work, Nothing found)
    {
        List<Need> needs = [];
        foreach (var room in Contributions.Of<INeeds>().OrderBy(room => room.Order)) needs.AddRange(await room.Of(work));
        return new(needs);
    }
}

/// <summary>What waits for somebody.</summary>
/// <param name="Items">What is most urgent for others first.</param>
public sealed record WhatNeedsMe(IReadOnlyList<Need> Items);
