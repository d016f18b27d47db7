using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>Turns one kind of e-mail off, or on again; every other choice stays as it is.</summary>
/// <param name="Topic">Which.</param>
/// <param name="Wanted">Whether one wants them.</param>
public sealed record SetMailTopic(MailTopic Topic, bool Wanted) : Change<Nothing, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Oneself.Find(work, notificationsOnly: true);

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Nothing found)
    {
        (await OwnPreference.ToChange(work)).WantMail(Topic, Wanted);
        return Nothing.Value;
    }
}

/// <summary>Whether one wants one kind of e-mail.</summary>
/// <param name="Topic">Which.</param>
public sealed record ViewMailTopic(MailTopic Topic) : Query<Nothing, MailTopicView>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Oneself.Find(work, notificationsOnly: true);

    /// <inheritdoc/>
    public override async Task<MailTopicView> Run(Work work, Nothing found) =>
        new(Topic, (await OwnPreference.Of(work.Db.Set<Preference>().AsNoTracking(), work)).WantsMail(Topic));
}

/// <summary>One kind of e-mail.</summary>
/// <param name="Topic">What it is about.</param>
/// <param name="Wanted">Whether one gets it.</param>
public sealed record MailTopicView(MailTopic Topic, bool Wanted);
