using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>One's own preferences.</summary>
public sealed record ViewPreferences : Query<Actor, PreferenceView>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PreferenceEdit;

    /// <inheritdoc/>
    public override Task<Found<Actor>?> Find(Work work) => OwnPreferences.Find(work);

    /// <inheritdoc/>
    public override async Task<PreferenceView> Run(Work work, Actor found)
    {
        var said = await work.Db.Set<Preference>().FirstOrDefaultAsync(p => p.UserId == found.Id) ?? new() { UserId = found.Id };
        return new(said.OwnCalls, said.TeamCalls, said.SharedCalls, said.SlackMessages, said.AccessMail, said.Quiet);
    }
}

/// <summary>What every act on one's own preferences is about.</summary>
internal static class OwnPreferences
{
    public static Task<Found<Actor>?> Find(Work work) =>
        Task.FromResult<Found<Actor>?>(new(Target.Of(work.Customer) with { Subject = work.Actor.Id }, work.Actor));
}
