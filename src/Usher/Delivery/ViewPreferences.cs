using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>One's own preferences.</summary>
public sealed record ViewPreferences : Query<Actor, PreferenceView>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PreferenceEdit;

    /// <inheritdoc/>
    public override Task<Found<Actor>?> Find(Work work) =>
        Task.FromResult<Found<Actor>?>(new(Target.Of(work.Customer) with { Subject = work.Actor.Id }, work.Actor));

    /// <inheritdoc/>
    public override async Task<PreferenceView> Run(Work work, Actor found) =>
        new((await work.Db.Set<Preference>().FirstOrDefaultAsync(p => p.UserId == found.Id))?.SlackMessages ?? true);
}
