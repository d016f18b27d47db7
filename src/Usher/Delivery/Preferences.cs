using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Delivery.Digests;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>
/// Which notifications a user or member of staff wants, and how. Without a row: everything, at any time. Notes of held calls, openings and
/// access always come.
/// </summary>
public sealed class Preference : ICustomerOwned
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The user; in no customer, the member of staff.</summary>
    public required Guid UserId { get; init; }

    /// <summary>Whether the inbox tells of one's own calls.</summary>
    [Audited]
    public bool OwnCalls { get; set; } = true;

    /// <summary>Whether the inbox tells of calls of one's teams and channels.</summary>
    [Audited]
    public bool TeamCalls { get; set; } = true;

    /// <summary>Whether the inbox tells of calls that colleagues share.</summary>
    [Audited]
    public bool SharedCalls { get; set; } = true;

    /// <summary>Whether their own calls are announced to them by direct message in Slack, where the team wants it.</summary>
    [Audited]
    public bool SlackMessages { get; set; } = true;

    /// <summary>Whether notices about access are mailed that need not be.</summary>
    [Audited]
    public bool AccessMail { get; set; } = true;

    /// <summary>Whether steps of the apps that they requested are mailed.</summary>
    [Audited]
    public bool AppRequestMail { get; set; } = true;

    /// <summary>Whether problems of apps are mailed.</summary>
    [Audited]
    public bool AppProblemMail { get; set; } = true;

    /// <summary>Whether requests that wait for their decision are mailed.</summary>
    [Audited]
    public bool DecisionMail { get; set; } = true;

    /// <summary>Whether requests that wait for their decision come as a direct message in Slack, with buttons.</summary>
    [Audited]
    public bool DecisionMessages { get; set; } = true;

    /// <summary>Whether comments on their calls, and those that mention them, are mailed.</summary>
    [Audited]
    public bool CommentMail { get; set; } = true;

    /// <summary>Whether reports that somebody scheduled to them are mailed.</summary>
    [Audited]
    public bool ReportMail { get; set; } = true;

    /// <summary>Whether calls are mailed. What is mailed leaves Usher for good, so it begins with the reader's own choice.</summary>
    [Audited]
    public bool CallMail { get; set; }

    /// <summary>Of calls that are mailed: whether one's own are.</summary>
    [Audited]
    public bool MailOwnCalls { get; set; } = true;

    /// <summary>Of calls that are mailed: whether those of one's teams are.</summary>
    [Audited]
    public bool MailTeamCalls { get; set; } = true;

    /// <summary>Of calls that are mailed: whether those that colleagues share are.</summary>
    [Audited]
    public bool MailSharedCalls { get; set; } = true;

    /// <summary>At what time of day they come together; null: each at once.</summary>
    public TimeOnly? DigestAt { get; set; }

    /// <summary>On which days of the week, a bit for each, Sunday the lowest.</summary>
    public int DigestDays { get; set; }

    /// <summary>In which time zone, by its IANA name.</summary>
    public string? DigestZone { get; set; }

    /// <summary>Goes up with each change of when: what was begun for an earlier time ends.</summary>
    public int DigestVersion { get; set; }

    /// <summary>From when nothing is sent by Slack or mail; null: at any time.</summary>
    public TimeOnly? QuietFrom { get; set; }

    /// <summary>Until when.</summary>
    public TimeOnly? QuietTo { get; set; }

    /// <summary>In which time zone, by its IANA name.</summary>
    public string? QuietZone { get; set; }

    /// <summary>Whether e-mails on a topic are wanted.</summary>
    internal bool WantsMail(MailTopic topic) => topic switch
    {
        MailTopic.AppRequests => AppRequestMail,
        MailTopic.AppProblems => AppProblemMail,
        MailTopic.Decisions => DecisionMail,
        MailTopic.Comments => CommentMail,
        MailTopic.Calls => CallMail,
        MailTopic.Reports => ReportMail,
        _ => AccessMail,
    };

    /// <summary>Says whether e-mails on a topic are wanted.</summary>
    internal void WantMail(MailTopic topic, bool wanted) => _ = topic switch
    {
        MailTopic.AppRequests => AppRequestMail = wanted,
        MailTopic.AppProblems => AppProblemMail = wanted,
        MailTopic.Decisions => DecisionMail = wanted,
        MailTopic.Comments => CommentMail = wanted,
        MailTopic.Calls => CallMail = wanted,
        MailTopic.Reports => ReportMail = wanted,
        _ => AccessMail = wanted,
    };

    internal QuietHours? Quiet =>
        this is { QuietFrom: { } from, QuietTo: { } to, QuietZone: { } zone } ? QuietHours.Of(from, to, zone) : null;

    internal DigestSchedule? Digest => this is { DigestAt: { } at, DigestZone: { } zone } ? DigestSchedule.Of(at, DigestDays, zone) : null;

    /// <summary>When the first digest after an instant is due; null: there is none.</summary>
    internal DateTimeOffset? NextDigest(DateTimeOffset after) =>
        this is { DigestAt: { } at, DigestZone: { } zone } ? DigestSchedule.Next(at, DigestDays, zone, after) : null;

    /// <summary>Until when they are not to be disturbed; null: that is a good time.</summary>
    internal DateTimeOffset? QuietUntil(DateTimeOffset now) =>
        this is { QuietFrom: { } from, QuietTo: { } to, QuietZone: { } zone } ? QuietHours.Until(from, to, zone, now) : null;

    internal sealed class Configuration : IEntityTypeConfiguration<Preference>
    {
        public void Configure(EntityTypeBuilder<Preference> preference)
        {
            preference.ToTable("preferences").HasKey(p => new { p.CustomerId, p.UserId });
            preference.Property(p => p.QuietZone).HasMaxLength(64);
            preference.Property(p => p.DigestZone).HasMaxLength(64);
            preference.Ignore(p => p.Quiet).Ignore(p => p.Digest);
        }
    }
}

/// <summary>An account in the CRM whose calls someone is not notified about. Its name is content.</summary>
public sealed class MutedAccount : ICustomerOwned
{
    /// <summary>By which it is unmuted.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The user.</summary>
    public required Guid UserId { get; init; }

    /// <summary>The account as it was written.</summary>
    public required string Account { get; init; }

    /// <summary>In lower case, as calls have it.</summary>
    public required string AccountKey { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<MutedAccount>
    {
        public void Configure(EntityTypeBuilder<MutedAccount> muted)
        {
            muted.ToTable("muted_accounts").HasKey(m => m.Id);
            muted.HasIndex(m => new { m.CustomerId, m.UserId, m.AccountKey }).IsUnique();
        }
    }
}

/// <summary>Which calls the caller is notified about, and how; read and replaced as a whole.</summary>
/// <param name="OwnCalls">Whether the inbox tells of one's own calls.</param>
/// <param name="TeamCalls">Whether the inbox tells of calls of one's teams.</param>
/// <param name="SharedCalls">Whether the inbox tells of calls that colleagues share.</param>
/// <param name="SlackMessages">Whether one's own calls are announced by direct message in Slack.</param>
public sealed record PreferenceView(
    [property: JsonRequired] bool OwnCalls,
    [property: JsonRequired] bool TeamCalls,
    [property: JsonRequired] bool SharedCalls,
    [property: JsonRequired] bool SlackMessages);

/// <summary>Whether notices are mailed, and when nothing is sent: all of it, as one sees and as one sets it.</summary>
/// <param name="AccessMail">Whether notices about access are mailed; of roles, levels and leaked keys they are anyway.</param>
/// <param name="AppRequestMail">Whether steps of the apps that one requested are mailed.</param>
/// <param name="AppProblemMail">Whether problems of apps that one configures or answers for are mailed.</param>
/// <param name="DecisionMail">Whether requests that wait for one's decision are mailed.</param>
/// <param name="CommentMail">Whether comments on one's calls, and those that mention one, are mailed.</param>
/// <param name="Quiet">When nothing is sent by Slack or mail; null: never.</param>
/// <param name="DecisionMessages">Whether requests that wait for one's decision come as a direct message in Slack, with buttons.</param>
/// <param name="ReportMail">Whether reports that somebody scheduled to one are mailed.</param>
public sealed record NotificationChoices(
    [property: JsonRequired] bool AccessMail,
    [property: JsonRequired] bool AppRequestMail,
    [property: JsonRequired] bool AppProblemMail,
    [property: JsonRequired] bool DecisionMail,
    [property: JsonRequired] bool CommentMail,
    QuietHours? Quiet = null,
    bool DecisionMessages = true,
    bool ReportMail = true);

/// <summary>
/// Which notifications people want, read when something is about to be sent to them: one query, and one more for a call that names an
/// account, for however many people.
/// </summary>
internal sealed class Wishes
{
    private readonly Dictionary<Guid, Preference> _said;
    private readonly HashSet<Guid> _muted;

    private Wishes(Dictionary<Guid, Preference> said, HashSet<Guid> muted) => (_said, _muted) = (said, muted);

    /// <summary>Reads them.</summary>
    /// <param name="work">The act.</param>
    /// <param name="users">Which users.</param>
    /// <param name="account">The account that the call names, in lower case; null: none.</param>
    public static async Task<Wishes> Of(Work work, IReadOnlyList<Guid> users, string? account = null) => new(
        await work.Db.Set<Preference>().AsNoTracking().Where(p => users.Contains(p.UserId)).ToDictionaryAsync(p => p.UserId),
        account is null
            ? []
            : await work.Db.Set<MutedAccount>().Where(m => m.AccountKey == account && users.Contains(m.UserId)).Select(m => m.UserId)
            .ToHashSetAsync());

    /// <summary>Whether somebody muted the call's account.</summary>
    public bool Mutes(Guid user) => _muted.Contains(user);

    /// <summary>Whether somebody is to have a note of the call, which they see on this ground.</summary>
    public bool WantNote(Guid user, Ground why) => !_muted.Contains(user) && (!_said.TryGetValue(user, out var said) || why switch
    {
        Ground.Owner => said.OwnCalls,
        Ground.Shared => said.SharedCalls,
        _ => said.TeamCalls,
    });

    /// <summary>Whether somebody is to have a direct message of their call.</summary>
    public bool WantMessage(Guid user) => !_muted.Contains(user) && (!_said.TryGetValue(user, out var said) || said.SlackMessages);

    /// <summary>Whether somebody is to have requests that wait for their decision as a direct message.</summary>
    public bool WantRequests(Guid user) => !_said.TryGetValue(user, out var said) || said.DecisionMessages;

    /// <summary>Whether somebody is to have this notice by mail.</summary>
    public bool WantMail(Guid user, string what) => Notices.Of(what) is var kind
        && (kind.IsGrave || !_said.TryGetValue(user, out var said) || said.WantsMail(kind.Topic));

    /// <summary>Whether somebody is to have an e-mail of the call, which they see on this ground.</summary>
    public bool WantCallMail(Guid user, Ground why) => !_muted.Contains(user) && _said.TryGetValue(user, out var said) && said.CallMail
        && why switch
        {
            Ground.Owner => said.MailOwnCalls,
            Ground.Shared => said.MailSharedCalls,
            _ => said.MailTeamCalls,
        };

    /// <summary>Whether somebody is to have reports that were scheduled to them.</summary>
    public bool WantReports(Guid user) => !_said.TryGetValue(user, out var said) || said.ReportMail;

    /// <summary>Whether calls that are mailed to somebody come together.</summary>
    public bool WantDigest(Guid user) => _said.TryGetValue(user, out var said) && said.DigestAt is not null;

    /// <summary>Until when somebody is not to be disturbed; null: now is a good time.</summary>
    public DateTimeOffset? QuietUntil(Guid user, DateTimeOffset now) => _said.GetValueOrDefault(user)?.QuietUntil(now);
}
