using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>Whether notices are mailed to one, and when one is not to be disturbed: for everyone, with Insights or without.</summary>
public sealed record ViewNotificationChoices : Query<Nothing, NotificationChoices>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Oneself.Find(work, notificationsOnly: true);

    /// <inheritdoc/>
    public override async Task<NotificationChoices> Run(Work work, Nothing found)
    {
        var said = await OwnPreference.Of(work.Db.Set<Preference>().AsNoTracking(), work);
        return new(said.AccessMail, said.Quiet);
    }
}
