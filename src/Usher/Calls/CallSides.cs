using Microsoft.EntityFrameworkCore;
using Usher.Calls.Transcripts;
using Usher.Data;
using Usher.Directory;

namespace Usher.Calls;

/// <summary>
/// Who of those who speak in a call is not of the company whose call it is: their e-mail address has another domain than the owner's.
/// </summary>
internal static class CallSides
{
    /// <summary>The speakers of the other side, as the turns write them. Whom the recorder gave no address is on no side.</summary>
    public static async Task<IReadOnlySet<string>> Others(UsherDb db, Call call, IReadOnlyList<Turn> turns, CancellationToken ct)
    {
        var owner = await db.Set<User>().AsNoTracking().Where(u => u.Id == call.OwnerId).Select(u => u.Email).FirstOrDefaultAsync(ct);
        var attendees = await db.Set<CallAttendee>().AsNoTracking().Where(a => a.CallId == call.Id && a.Email != null)
            .Select(a => new Attendee(a.Name, a.Email)).ToListAsync(ct);
        return owner is null ? new HashSet<string>() : Others(owner, attendees, turns.Select(t => t.Speaker));
    }

    /// <summary>The same, of the owner's address and the recorder's list.</summary>
    public static IReadOnlySet<string> Others(string owner, IReadOnlyList<Attendee> attendees, IEnumerable<string> speakers)
    {
        var ours = Domain(owner);
        var others = attendees.Where(a => a.Email is { } email && !string.Equals(Domain(email), ours, StringComparison.OrdinalIgnoreCase))
            .Select(a => a.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return speakers.Where(others.Contains).ToHashSet(StringComparer.Ordinal);
    }

    private static string Domain(string email) => email[(email.LastIndexOf('@') + 1)..];
}
