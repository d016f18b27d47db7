using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Directory;

/// <summary>Something about a person's access changed, or waits for them: they are notified (rules 10, 17, 21).</summary>
/// <param name="Subject">The user to tell; on the platform, the member of staff.</param>
/// <param name="What">One of <see cref="AccessNews"/>.</param>
/// <param name="Until">For a role or level that ends: when; sent only if it still ends then.</param>
/// <param name="About">The thing it is about, such as a request or an integration user; null: the person themselves.</param>
/// <param name="Words">Who and what, in a sentence of its own; null: the one of <paramref name="What"/>.</param>
public sealed record AccessChanged(Guid Subject, string What, DateTimeOffset? Until = null, Guid? About = null, string? Words = null) : IEvent
{
    /// <summary>When it comes into force; null: now, or when somebody has approved it.</summary>
    public DateTimeOffset? From { get; init; }
}

/// <summary>Somebody joined a team: its members are notified of who joined and who added them (rule 9).</summary>
/// <param name="Team">The team.</param>
/// <param name="User">Who joined.</param>
/// <param name="By">Who put them there.</param>
public sealed record TeamJoined(Guid Team, Guid User, Guid By) : IEvent;

/// <summary>A person has a new membership, or lost the password to it: they get an e-mail at their own address, with a link that lets them choose a password and accepts the membership.</summary>
/// <param name="Account">Whose membership.</param>
/// <param name="Customer">The customer; the empty id for staff.</param>
/// <param name="Forgotten">They have the membership, and asked for a link to choose a new password.</param>
public sealed record InvitePerson(Guid Account, Guid Customer, bool Forgotten = false) : IEvent;

/// <summary>What people are notified about, and in which words.</summary>
public static class AccessNews
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

    /// <summary>Their seat was taken.</summary>
    public const string SeatTaken = "seat-taken";

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

    /// <summary>An integration may read the calls of a team of theirs.</summary>
    public const string TeamReadByMachine = "team-read-by-machine";

    /// <summary>They are accountable for an integration user.</summary>
    public const string OwnsIntegrationUser = "owns-integration-user";

    /// <summary>The vendor proposes a first Organization Admin, which they can confirm.</summary>
    public const string OrganizationAdminProposed = "organization-admin-proposed";

    /// <summary>An app they asked for moved on.</summary>
    public const string AppMoved = "app-moved";

    /// <summary>A key of theirs, or of an integration user they are accountable for, was seen where others can read it.</summary>
    public const string KeyLeaked = "key-leaked";

    /// <summary>Their password.</summary>
    public const string Password = "password";

    private static readonly Dictionary<string, string> Sentences = new(StringComparer.Ordinal)
    {
        [ConnectRole] = "Your role in Connect changed.",
        [CustomRoles] = "Your custom roles changed.",
        [Level] = "Your level in Insights changed.",
        [ConnectRoleEnded] = "Your role in Connect has expired. You're now a User.",
        [LevelEnded] = "Your level in Insights has expired. You're now a Default User.",
        [StaffRole] = "Your staff role changed.",
        [StaffRoleEnded] = "Your staff role was removed.",
        [Tenants] = "The tenants assigned to you changed.",
        [Teams] = "Your teams changed.",
        [SeatGiven] = "You now have a seat. Your calls can be recorded.",
        [SeatTaken] = "Your seat was removed. Your calls are no longer recorded.",
        [Deactivated] = "Your account was deactivated. You can't sign in, and your keys no longer work.",
        [Reactivated] = "Your account is active again.",
        [RequestWaits] = "An access request is waiting for your decision.",
        [RequestDeclined] = "An access request for you was declined.",
        [RequestApproved] = "An access request for you was approved.",
        [TeamReadByMachine] = "An integration user will be able to read the calls of one of your teams once it is approved.",
        [OwnsIntegrationUser] = "You now own an integration user.",
        [OrganizationAdminProposed] = "The vendor proposes a first Organization Admin. A Customer Admin must confirm it.",
        [KeyLeaked] = "One of your keys was sent in a URL, where others can read it, and was revoked. Make a new one.",
        [Password] = "Your password was changed, and your other sessions have ended. Your personal keys still work. If this wasn't you, reset your password now and revoke your keys.",
        [AppMoved] = "Your request for an app was updated.",
    };

    /// <summary>The sentence a person reads.</summary>
    public static string Sentence(string what) => Sentences.GetValueOrDefault(what, "Your access changed.");

    /// <summary>Whether the person notified no longer has an inbox, and is notified by e-mail only.</summary>
    public static bool IsFarewell(string what) => what is Deactivated or StaffRoleEnded;

    /// <summary>Whether it takes more than a preference, or quiet hours, to keep it out of somebody's mail: a role or level may have been removed, a key or password is known to others.</summary>
    public static bool IsGrave(string what) => what is ConnectRole or CustomRoles or Level or ConnectRoleEnded or LevelEnded or StaffRole or StaffRoleEnded or Deactivated or KeyLeaked or Password;

    extension(Work work)
    {
        /// <summary>Tells a user, once the change is durable: what, and where it helps about which thing and in which words.</summary>
        internal void Tell(Guid user, string what, Guid? about = null, string? words = null) => work.Publish(new AccessChanged(user, what, null, about, words));

        /// <summary>Tells a user when what they were given ends, if it ends then after all; nothing of what does not end.</summary>
        internal void TellOfEnd(Guid user, string what, DateTimeOffset? until)
        {
            if (until is { } then) work.Publish(new AccessChanged(user, what, then), then);
        }

        /// <summary>Notifies every active user for which this is true, except the actor.</summary>
        internal void TellThose(Func<Actor, bool> whom, string what, Guid? about = null, string? words = null)
        {
            foreach (var user in work.Customer.Users.Where(u => u.User!.Active && u.Id != work.Actor.Id && whom(u)))
                work.Tell(user.Id, what, about, words);
        }

        /// <summary>The refusal when the organization wants a note on grants and removals and there is none (rule 24); null when all is well.</summary>
        public async Task<Refusal?> NoteMissing() =>
            string.IsNullOrWhiteSpace(work.Note) && await work.Db.Customers.AnyAsync(c => c.Id == work.Db.CustomerId && c.NotesRequired) ? new NoteRequired() : null;
    }
}

/// <summary>Rule 24: here grants and removals carry a note.</summary>
public sealed record NoteRequired() : Refusal("Write a note: this organization requires one for every grant, removal and change of configuration.");
