using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>Changes one's own preferences.</summary>
public sealed record SetPreferences(bool SlackMessages) : Change<Actor, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PreferenceEdit;

    /// <inheritdoc/>
    public override Task<Found<Actor>?> Find(Work work) =>
        Task.FromResult<Found<Actor>?>(new(Target.Of(work.Customer) with { Subject = work.Actor.Id }, work.Actor));

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Actor found)
    {
        var preference = await work.Db.Set<Preference>().FirstOrDefaultAsync(p => p.UserId == found.Id);
        if (preference is null) work.Db.Add(preference = new Preference { UserId = found.Id });
        preference.SlackMessages = SlackMessages;
        return Nothing.Value;
    }
}
