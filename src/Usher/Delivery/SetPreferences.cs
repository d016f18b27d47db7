using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>Changes one's own preferences.</summary>
/// <param name="Wanted">All of them.</param>
public sealed record SetPreferences(PreferenceView Wanted) : Change<Actor, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PreferenceEdit;

    /// <inheritdoc/>
    public override Task<Found<Actor>?> Find(Work work) => OwnPreferences.Find(work);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Actor found) => Task.FromResult(Wanted.Quiet?.Fault("/quiet"));

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Actor found)
    {
        var said = await work.Db.Set<Preference>().FirstOrDefaultAsync(p => p.UserId == found.Id);
        if (said is null) work.Db.Add(said = new Preference { UserId = found.Id });
        said.OwnCalls = Wanted.OwnCalls;
        said.TeamCalls = Wanted.TeamCalls;
        said.SharedCalls = Wanted.SharedCalls;
        said.SlackMessages = Wanted.SlackMessages;
        said.AccessMail = Wanted.AccessMail;
        said.QuietFrom = QuietHours.Time(Wanted.Quiet?.From);
        said.QuietTo = QuietHours.Time(Wanted.Quiet?.To);
        said.QuietZone = Wanted.Quiet?.TimeZone;
        return Nothing.Value;
    }
}
