using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>What people read about their roles, levels, tenants, teams, seats and requests.</summary>
public sealed class DirectoryNotices : INotices
{
    /// <summary>Their role in Connect.</summary>
    public const string ConnectRole = "connect-role";

    /// <summary>Their custom roles.</summary>
    public const string CustomRoles = "custom-roles";

    /// <summary>Their level in Insights.</summary>
    public const string Level = "level";

    /// <summary>Their role in Connect ended, as it was given to.</summary>
    public const string ConnectRoleEnded = "connect-role-ended";

    /// <summary>Their level in Insights ended, as it was given to.</summary>
    public const string LevelEnded = "level-ended";

    /// <summary>A role, level, custom role or tenant of theirs ends in some days.</summary>
    public const string EndsSoon = "access-ends-soon";

    /// <summary>A custom role or tenant of theirs ended, as it was given to.</summary>
    public const string Ended = "access-ended";

    /// <summary>Their role as a member of staff.</summary>
    public const string StaffRole = "staff-role";

    /// <summary>They are no member of staff any more.</summary>
    public const string StaffRoleEnded = "staff-role-ended";

    /// <summary>Their tenants.</summary>
    public const string Tenants = "tenants";

    /// <summary>Their teams.</summary>
    public const string Teams = "teams";

    /// <summary>They were given a seat.</summary>
    public const string SeatGiven = "seat-given";

    /// <summary>Their seat was removed.</summary>
    public const string SeatTaken = "seat-taken";

    /// <summary>Somebody requested or announced a change of their seat, or it won't happen after all.</summary>
    public const string SeatAhead = "seat-ahead";

    /// <summary>A major change of seats waits for them, or was announced.</summary>
    public const string SeatRequestWaits = "seat-request-waits";

    /// <summary>Their major change of seats was decided.</summary>
    public const string SeatRequestDecided = "seat-request-decided";

    /// <summary>They are deactivated.</summary>
    public const string Deactivated = "deactivated";

    /// <summary>They are active again.</summary>
    public const string Reactivated = "reactivated";

    /// <summary>A request waits for them.</summary>
    public const string RequestWaits = "request-waits";

    /// <summary>What they asked for was declined.</summary>
    public const string RequestDeclined = "request-declined";

    /// <summary>What they asked for was given.</summary>
    public const string RequestApproved = "request-approved";

    /// <summary>The vendor proposes a first Organization Admin, which they can confirm.</summary>
    public const string OrganizationAdminProposed = "organization-admin-proposed";

    /// <summary>Somebody is proposed, announced or made Organization Admin, because the last one was lost; or it won't happen.</summary>
    public const string Replacement = "organization-admin-replacement";

    /// <summary>Who keeps the directory removed their picture.</summary>
    public const string PictureRemoved = "picture-removed";

    /// <summary>A Slack or recorder identity was linked to somebody, or is no longer, or is not proposed any more (rule 26).</summary>
    public const string Identity = "identity";

    /// <summary>Somebody who keeps the directory thinks that a Slack or recorder identity is theirs.</summary>
    public const string IdentityProposed = "identity-proposed";

    /// <summary>Their customer, which was closed, is open again.</summary>
    public const string CustomerReopened = "customer-reopened";

    /// <summary>Somebody in a customer asks for tenants, which the vendor's people give.</summary>
    public const string TenantsRequested = "tenants-requested";

    /// <inheritdoc/>
    public IEnumerable<Notice> Kinds =>
    [
        new(ConnectRole, "Your role in Connect changed.") { IsGrave = true },
        new(CustomRoles, "Your custom roles changed.") { IsGrave = true },
        new(Level, "Your level in Insights changed.") { IsGrave = true },
        new(ConnectRoleEnded, "Your role in Connect has expired. You're now a User.")
        {
            IsGrave = true,
            Holds = (work, told) => work.Db.Users.AnyAsync(u => u.Id == told.Subject && u.ConnectUntil == told.Until),
        },
        new(LevelEnded, "Your level in Insights has expired. You're now a Default User.")
        {
            IsGrave = true,
            Holds = (work, told) => work.Db.Users.AnyAsync(u => u.Id == told.Subject && u.InsightsUntil == told.Until),
        },
        new(EndsSoon, "Some of your access ends soon.") { Holds = IsStillSo },
        new(Ended, "Some of your access has expired.") { IsGrave = true, Holds = IsStillSo },
        new(StaffRole, "Your staff role changed.") { IsGrave = true },
        new(StaffRoleEnded, "Your staff role was removed.") { IsGrave = true, IsFarewell = true },
        new(Tenants, "The tenants assigned to you changed."),
        new(Teams, "Your teams changed."),
        new(SeatGiven, "You now have a seat. Your calls can be recorded."),
        new(SeatTaken, "Your seat was removed. Your calls are no longer recorded."),
        new(SeatAhead, "A change of your seat was requested."),
        new(SeatRequestWaits, "A major change of seats is waiting.")
        {
            Topic = MailTopic.Decisions,
            Open = work => work.Db.Set<SeatRequest>().Where(r => r.State == RequestState.Open).Select(r => r.Id),
        },
        new(SeatRequestDecided, "Your major change of seats was decided."),
        new(Deactivated, "Your account was deactivated. You can't sign in, and your keys no longer work.") { IsGrave = true,
            IsFarewell = true },
        new(Reactivated, "Your account is active again."),
        new(CustomerReopened, "Your organization is open again in Usher. You can sign in, and your keys work as before."),
        new(RequestWaits, "An access request is waiting for your decision.")
        {
            Topic = MailTopic.Decisions,
            Open = work => work.Db.AccessRequests.Where(r => r.State == RequestState.Open).Select(r => r.Id),
        },
        new(TenantsRequested, "A request for tenants is waiting for a decision.") { Topic = MailTopic.Decisions, IsGathered = true },
        new(RequestDeclined, "An access request for you was declined."),
        new(RequestApproved, "An access request for you was approved."),
        new(OrganizationAdminProposed, "The vendor proposes a first Organization Admin. A Customer Admin must confirm it."),
        new(PictureRemoved, "Your picture was removed."),
        new(Identity, "A Slack or recorder identity changed.") { IsGrave = true },
        new(IdentityProposed, "A Slack or recorder identity is proposed for you. Prove it in your profile, or decline.")
        {
            Open = work => work.Db.Set<IdentityProposal>().Select(p => p.Id),
        },
        new(Replacement, "A new Organization Admin is proposed, because there is none any more.") { IsGrave = true },
    ];

    /// <summary>Whether something of theirs, the thing named or else a role, still ends at that time.</summary>
    private static async Task<bool> IsStillSo(Work work, AccessChanged told) => told.About is { } of
        ? await work.Db.Set<UserCustomRole>().AnyAsync(r => r.UserId == told.Subject && r.RoleId == of && r.Until == told.Until)
            || await work.Db.Set<UserTenant>().AnyAsync(t => t.UserId == told.Subject && t.TenantId == of && t.Until == told.Until)
        : await work.Db.Users.AnyAsync(u => u.Id == told.Subject && (u.ConnectUntil == told.Until || u.InsightsUntil == told.Until));
}
