using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Directory;

/// <summary>Something about a person's access changed, or waits for them: they are told (rules 10, 17, 21).</summary>
/// <param name="Subject">The user to tell; on the platform, the member of staff.</param>
/// <param name="What">One of <see cref="AccessNews"/>.</param>
/// <param name="Until">For a role or level that ends: when; told only if it still ends then.</param>
/// <param name="About">The thing it is about, such as a request or an integration user; null: the person themselves.</param>
/// <param name="Words">Who and what, in a sentence of its own; null: the one of <paramref name="What"/>.</param>
public sealed record AccessChanged(Guid Subject, string What, DateTimeOffset? Until = null, Guid? About = null, string? Words = null) : IEvent
{
    /// <summary>When it comes into force; null: now, or when somebody has approved it.</summary>
    public DateTimeOffset? From { get; init; }
}

/// <summary>Somebody joined a team: its people are told who, and who put them there (rule 9).</summary>
/// <param name="Team">The team.</param>
/// <param name="User">Who joined.</param>
/// <param name="By">Who put them there.</param>
public sealed record TeamJoined(Guid Team, Guid User, Guid By) : IEvent;

/// <summary>A person has a new membership, or lost the password to it: they get an e-mail at their own address, with a link that lets them choose a password and accepts the membership.</summary>
/// <param name="Account">Whose membership.</param>
/// <param name="Customer">The customer; the empty id for staff.</param>
/// <param name="Forgotten">They have the membership, and asked for a link to choose a new password.</param>
public sealed record InvitePerson(Guid Account, Guid Customer, bool Forgotten = false) : IEvent;

/// <summary>What people are told about their access, and in which words.</summary>
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

    /// <summary>The vendor proposes a first Organization Admin, whom they may confirm.</summary>
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
        [ConnectRoleEnded] = "Your role in Connect ended on its day: you are User now.",
        [LevelEnded] = "Your level in Insights ended on its day: you are Default User now.",
        [StaffRole] = "Your role as a member of staff changed.",
        [StaffRoleEnded] = "Your role as a member of staff has ended.",
        [Tenants] = "The tenants assigned to you changed.",
        [Teams] = "Your teams changed.",
        [SeatGiven] = "You were given a seat: your calls can be recorded.",
        [SeatTaken] = "Your seat was removed: your calls are no longer recorded.",
        [Deactivated] = "You were deactivated: you cannot sign in any more, and your keys are dead.",
        [Reactivated] = "You are active again.",
        [RequestWaits] = "A request for access waits for your decision.",
        [RequestDeclined] = "A request for access that concerns you was declined.",
        [RequestApproved] = "A request for access that concerns you was approved.",
        [TeamReadByMachine] = "An integration user may read the calls of a team you are in once it is approved.",
        [OwnsIntegrationUser] = "You are accountable for an integration user now.",
        [OrganizationAdminProposed] = "The vendor proposes a first Organization Admin: a Customer Admin has to confirm it.",
        [KeyLeaked] = "A key that you are accountable for was sent in an address, where others can read it, and is revoked. Make a new one.",
        [Password] = "Your password was changed, and your other sessions have ended. Your personal keys still work. If it was not you, ask for a new password at once, and revoke your keys.",
        [AppMoved] = "An app you asked for moved on.",
    };

    /// <summary>The sentence a person reads.</summary>
    public static string Sentence(string what) => Sentences.GetValueOrDefault(what, "Your access changed.");

    /// <summary>Whether whom it is told to has no inbox any more, and hears of it by mail alone.</summary>
    public static bool IsFarewell(string what) => what is Deactivated or StaffRoleEnded;

    /// <summary>Whether it takes more than a preference, or quiet hours, to keep it out of somebody's mail: a role or level may have been taken, a key or password is known to others.</summary>
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

        /// <summary>Tells every active user of whom this is true, the actor apart.</summary>
        internal void TellThose(Func<Actor, bool> whom, string what, Guid? about = null, string? words = null)
        {
            foreach (var user in work.Customer.Users.Where(u => u.User!.Active && u.Id != work.Actor.Id && whom(u)))
                work.Tell(user.Id, what, about, words);
        }

        /// <summary>The refusal when the organization wants a note on grants and takings and there is none (rule 24); null when all is well.</summary>
        public async Task<Refusal?> NoteMissing() =>
            string.IsNullOrWhiteSpace(work.Note) && await work.Db.Customers.AnyAsync(c => c.Id == work.Db.CustomerId && c.NotesRequired) ? new NoteRequired() : null;
    }
}

/// <summary>Rule 24: here grants and takings carry a note.</summary>
public sealed record NoteRequired() : Refusal("Say why: this organization wants a note on every grant, taking and change of configuration.");
