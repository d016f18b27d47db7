using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>Changes which calls the caller is notified about, and how.</summary>
/// <param name="Wanted">All of it.</param>
public sealed record SetPreferences(PreferenceView Wanted) : Change<Nothing, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PreferenceEdit;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Oneself.Find(work, notificationsOnly: true);

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Nothing found)
    {
        var said = await OwnPreference.ToChange(work);
        said.OwnCalls = Wanted.OwnCalls;
        said.TeamCalls = Wanted.TeamCalls;
        said.SharedCalls = Wanted.SharedCalls;
        said.SlackMessages = Wanted.SlackMessages;
        return Nothing.Value;
    }
}

/// <summary>Which calls the caller is notified about, and how.</summary>
public sealed record ViewPreferences : Query<Nothing, PreferenceView>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PreferenceEdit;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Oneself.Find(work, notificationsOnly: true);

    /// <inheritdoc/>
    public override async Task<PreferenceView> Run(Work work, Nothing found)
    {
        var said = await OwnPreference.Of(work.Db.Set<Preference>().AsNoTracking(), work);
        return new(said.OwnCalls, said.TeamCalls, said.SharedCalls, said.SlackMessages);
    }
}

/// <summary>The row that one's choices lie in, whichever permission they are made by.</summary>
internal static class OwnPreference
{
    public static async Task<Preference> Of(IQueryable<Preference> rows, Work work)
    {
        var me = work.Actor.Id;
        return await rows.FirstOrDefaultAsync(p => p.UserId == me) ?? new() { UserId = me };
    }

    /// <summary>The row to be changed; a first choice makes it.</summary>
    public static async Task<Preference> ToChange(Work work)
    {
        var said = await Of(work.Db.Set<Preference>(), work);
        if (work.Db.Entry(said).State == EntityState.Detached) work.Db.Add(said);
        return said;
    }
}
