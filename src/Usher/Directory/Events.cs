using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Directory;

/// <summary>Somebody joined a team: its members are notified of who joined and who added them (rule 9).</summary>
/// <param name="Team">The team.</param>
/// <param name="User">Who joined.</param>
/// <param name="By">Who put them there.</param>
public sealed record TeamJoined(Guid Team, Guid User, Guid By) : IEvent;

/// <summary>
/// A person has a new membership, or lost the password to it: they get an e-mail at their own address, with a link that lets them choose a
/// password and accepts the membership.
/// </summary>
/// <param name="Account">Whose membership.</param>
/// <param name="Customer">The customer; the empty id for staff.</param>
/// <param name="Forgotten">They have the membership, and asked for a link to choose a new password.</param>
public sealed record InvitePerson(Guid Account, Guid Customer, bool Forgotten = false) : IEvent;

/// <summary>A user is deactivated: whoever keeps something for them elsewhere ends it.</summary>
/// <param name="User">Who.</param>
public sealed record UserDeactivated(Guid User) : IEvent;

/// <summary>A request for access was approved, declined or withdrawn: it waits for nobody any more.</summary>
/// <param name="Request">Which.</param>
public sealed record RequestClosed(Guid Request) : IEvent;

/// <summary>Notes on what is done.</summary>
public static class NoteRule
{
    extension(Work work)
    {
        /// <summary>
        /// The refusal when the organization wants a note on grants and removals and there is none (rule 24); null when all is well. What is
        /// only previewed needs none yet.
        /// </summary>
        public async Task<Refusal?> NoteMissing() =>
            !work.Caller.IsPreview && string.IsNullOrWhiteSpace(work.Note) && await work.Db.Customers.AnyAsync(c => c.Id == work.Db.CustomerId && c.NotesRequired)
                ? new NoteRequired()
                : null;
    }
}

/// <summary>Rule 24: here grants and removals carry a note.</summary>
public sealed record NoteRequired()
    : Refusal("Write a note: this organization requires one for every grant, removal and change of configuration.");
