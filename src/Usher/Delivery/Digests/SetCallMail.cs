using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Delivery.Digests;

/// <summary>Whether calls are mailed to one, which, and when: all of it, as one sees and as one sets it.</summary>
/// <param name="Mailed">Whether calls are mailed at all.</param>
/// <param name="OwnCalls">One's own.</param>
/// <param name="TeamCalls">Those of one's teams.</param>
/// <param name="SharedCalls">Those that colleagues share.</param>
/// <param name="Digest">When they come together; null: each at once.</param>
public sealed record CallMailChoices(
    [property: JsonRequired] bool Mailed,
    [property: JsonRequired] bool OwnCalls,
    [property: JsonRequired] bool TeamCalls,
    [property: JsonRequired] bool SharedCalls,
    DigestSchedule? Digest = null);

/// <summary>What one chose, what the organization allows, and what comes of it.</summary>
/// <param name="Choices">What one chose.</param>
/// <param name="Content">What e-mails say of calls in this organization; off: none is sent.</param>
/// <param name="NextDigest">When the next digest is sent if anything waits for it then, quiet hours considered; null: there is none.</param>
public sealed record CallMailView(CallMailChoices Choices, CallMailContent Content, DateTimeOffset? NextDigest);

/// <summary>Changes whether calls are mailed to the caller, which, and when. What waits for a digest that ends is sent at once.</summary>
/// <param name="Wanted">All of it.</param>
public sealed record SetCallMail(CallMailChoices Wanted) : Change<Nothing, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PreferenceEdit;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Oneself.Find(work, notificationsOnly: true);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Nothing found) => Task.FromResult(Wanted.Digest?.Fault("/digest"));

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Nothing found)
    {
        var said = await OwnPreference.ToChange(work);
        (said.CallMail, said.MailOwnCalls) = (Wanted.Mailed, Wanted.OwnCalls);
        (said.MailTeamCalls, said.MailSharedCalls) = (Wanted.TeamCalls, Wanted.SharedCalls);
        var before = (said.DigestAt, said.DigestDays, said.DigestZone);
        said.DigestAt = QuietHours.Time(Wanted.Digest?.At);
        said.DigestDays = Wanted.Digest?.Bits ?? 0;
        said.DigestZone = Wanted.Digest?.TimeZone;
        if (before == (said.DigestAt, said.DigestDays, said.DigestZone)) return Nothing.Value;
        said.DigestVersion++;
        work.Enqueue(new DigestClock(said.UserId, said.DigestVersion), said.NextDigest(work.Now) ?? work.Now + DigestClock.Margin);
        return Nothing.Value;
    }
}

/// <summary>Whether calls are mailed to the caller, which, and when.</summary>
public sealed record ViewCallMail : Query<Nothing, CallMailView>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PreferenceEdit;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Oneself.Find(work, notificationsOnly: true);

    /// <inheritdoc/>
    public override async Task<CallMailView> Run(Work work, Nothing found)
    {
        var said = await OwnPreference.Of(work.Db.Set<Preference>().AsNoTracking(), work);
        var content = await CallMails.Content(work);
        var next = said.CallMail && content != CallMailContent.Off ? said.NextDigest(work.Now) : null;
        return new(new(said.CallMail, said.MailOwnCalls, said.MailTeamCalls, said.MailSharedCalls, said.Digest), content,
            next is { } due ? said.QuietUntil(due) ?? due : null);
    }
}
