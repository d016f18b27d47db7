using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Delivery.Slack;

/// <summary>What is in one's own Home tab: the latest calls that one sees, what waits for one, how one is notified.</summary>
public sealed record ViewHome : Query<Nothing, HomeShown>
{
    private const int MostCalls = 5;

    /// <summary>Among how many of the latest calls those are looked for that are not held: these are in no message.</summary>
    private const int Among = 15;

    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Oneself.Find(work, notificationsOnly: true);

    /// <inheritdoc/>
    public override async Task<HomeShown> Run(Work work, Nothing found)
    {
        var calls = new List<HomeCall>();
        if (May.Ask(work, Permission.CallView, Target.Of(work.Customer)).Allowed)
        {
            var seen = (await VisibleCalls.Page(work, new(), Among)).ConvertAll(call => call.CallId);
            calls.AddRange((await work.Db.Set<Call>().Where(c => seen.Contains(c.Id) && !c.Held).OrderByDescending(c => c.Start).ThenByDescending(c => c.Id)
                .Take(MostCalls).ToListAsync()).Select(c => new HomeCall(c.Id, c.Title, SlackNote.Facts(c, CallItems.Person(work.Customer, c.OwnerId).Name), c.Account)));
        }

        List<Need> needs = [];
        foreach (var room in Contributions.Of<INeeds>().OrderBy(room => room.Order)) needs.AddRange(await room.Of(work));
        return new(calls, needs, await OwnPreference.Of(work.Db.Set<Preference>().AsNoTracking(), work) is { SlackMessages: true });
    }
}

/// <summary>What is in a Home tab.</summary>
/// <param name="Calls">The latest calls that its owner sees.</param>
/// <param name="Needs">What waits for them.</param>
/// <param name="Messages">Whether their own calls come as a direct message.</param>
public sealed record HomeShown(IReadOnlyList<HomeCall> Calls, IReadOnlyList<Need> Needs, bool Messages);

/// <summary>A call in a Home tab.</summary>
/// <param name="Id">The call.</param>
/// <param name="Title">Its title.</param>
/// <param name="Facts">Owner, account, start and length.</param>
/// <param name="Account">Its account; null: it has none.</param>
public sealed record HomeCall(Guid Id, string Title, string Facts, string? Account);
