using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>Changes whether notices are mailed to one, and when one is not to be disturbed.</summary>
/// <param name="Wanted">All of it.</param>
public sealed record SetNotificationChoices(NotificationChoices Wanted) : Change<Nothing, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Oneself.Find(work, notificationsOnly: true);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Nothing found) => Task.FromResult(Wanted.Quiet?.Fault("/quiet"));

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Nothing found)
    {
        var said = await OwnPreference.ToChange(work);
        (said.AccessMail, said.AppRequestMail) = (Wanted.AccessMail, Wanted.AppRequestMail);
        (said.AppProblemMail, said.DecisionMail, said.CommentMail) = (Wanted.AppProblemMail, Wanted.DecisionMail, Wanted.CommentMail);
        (said.DecisionMessages, said.ReportMail) = (Wanted.DecisionMessages, Wanted.ReportMail);
        said.QuietFrom = QuietHours.Time(Wanted.Quiet?.From);
        said.QuietTo = QuietHours.Time(Wanted.Quiet?.To);
        said.QuietZone = Wanted.Quiet?.TimeZone;
        return Nothing.Value;
    }
}

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
        return new(said.AccessMail, said.AppRequestMail, said.AppProblemMail, said.DecisionMail, said.CommentMail, said.Quiet,
            said.DecisionMessages, said.ReportMail);
    }
}
