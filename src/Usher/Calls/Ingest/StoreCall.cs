using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls.Exclusions;
using Usher.Calls.Recordings;
using Usher.Calls.Transcripts;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls.Ingest;

/// <summary>What became of a call that was sent.</summary>
/// <param name="Call">Its id; null when it was refused and counted.</param>
/// <param name="Again">It had come before: nothing was done.</param>
/// <param name="Because">Why it was refused.</param>
public sealed record IngestAnswer(Guid? Call, bool Again, RefusedBecause? Because)
{
    /// <summary>What was odd in the transcript, and what of it could not be read.</summary>
    public ReadingNotes Notes { get; init; } = ReadingNotes.None;

    /// <summary>The refusal, when there is one.</summary>
    public Refusal? Refusal() => Because switch
    {
        RefusedBecause.NoOwner => new NoOwner(),
        RefusedBecause.TwoOwners => new TwoOwners(),
        RefusedBecause.NoSeat => new NoSeat(),
        RefusedBecause.HostNotVerified => new HostNotVerified(),
        RefusedBecause.Excluded => new CallExcluded(),
        _ => null,
    };
}

/// <summary>Stores a prepared call: the one piece behind both ways in.</summary>
internal static class StoreCall
{
    public static async Task<Refusal?> Check(Work work, PreparedCall prepared)
    {
        if (work.Customer.Facts is { InsightsActive: false } or { Closed: true }) return new InsightsInactive();
        var known = await Known(work, prepared);
        return known is null || known.Digest.Length == 0 || known.Digest.AsSpan().SequenceEqual(prepared.Digest)
            ? null
            : new RecorderIdTaken();
    }

    public static async Task<IngestAnswer> Run(Work work, PreparedCall prepared)
    {
        var (link, leftOut) = await CallRecording.Judge(work, prepared.Recording);
        var notes = leftOut is null ? prepared.Notes : prepared.Notes.And(leftOut);
        if (await Known(work, prepared) is { } known) return new(known.CallId, true, null) { Notes = notes };
        if (await Exclusion.Of(work, prepared) is not null) return await Refuse(work, RefusedBecause.Excluded);
        var (found, refused) = await Owner(work, prepared);
        if (found is not { } owner) return await Refuse(work, refused);
        if (!await work.Db.Users.AnyAsync(u => u.Id == owner && u.HasSeat)) return await Refuse(work, RefusedBecause.NoSeat);

        var call = new Call
        {
            Id = work.NewId(),
            Title = prepared.Title,
            OwnerId = owner,
            Start = prepared.Start,
            Duration = prepared.Duration,
            Account = prepared.Account,
            AccountKey = prepared.Account is { } account ? Folding.Same(account) : null,
            Turns = prepared.Turns,
            Held = prepared.Sensitive is not null,
            Sensitive = prepared.Sensitive,
            Stored = work.Now,
        };
        Guid[] teams = [.. work.Customer.Facts.Teams.Where(t => !t.Archived && t.Members.Contains(owner)).Select(t => t.Id)];
        work.Db.Add(call);
        work.Db.Add(new RecorderCall { Recorder = Recorder(work), RecorderId = prepared.RecorderId, CallId = call.Id,
            Digest = prepared.Digest });
        work.Db.Add(new Transcript { CallId = call.Id, Content = prepared.Content, Reading = Transcript.Packed(prepared.Notes) });
        if (link is not null) work.Db.Add(new CallRecording { CallId = call.Id, Host = link.Host, Url = link.Url });
        work.Db.Add(CallSummary.Of(call.Id, prepared.Summary));
        work.Db.Add(SearchText.Of(call.Id, prepared.Words, work.Customer.User(owner)!.Name));
        work.Db.AddRange(teams.Select(t => new CallTeam { CallId = call.Id, TeamId = t }));
        work.Db.AddRange(prepared.Attendees.Select((a, i) =>
            new CallAttendee { CallId = call.Id, Place = i, Name = a.Name, Email = a.Email is { } address
                ? Inputs.Address(address)
                : null }));
        foreach (var reader in CallVisibility.ReadersOf(new() { Id = call.Id, Owner = owner, Teams = teams, Held = call.Held }))
            work.Db.Add(CallReader.Of(reader, call.Id, call.Start));
        if (call.Held) work.Publish(new CallHeld(call.Id));
        else work.Publish(new CallStored(call.Id));

        return new(call.Id, false, null) { Notes = notes };
    }

    private static Task<RecorderCall?> Known(Work work, PreparedCall prepared)
    {
        var recorder = Recorder(work);
        return work.Db.Set<RecorderCall>().AsNoTracking()
            .FirstOrDefaultAsync(c => c.Recorder == recorder && c.RecorderId == prepared.RecorderId);
    }

    private static Guid Recorder(Work work) => work.Caller.Kind == ActorKind.IntegrationUser ? work.Caller.Id : Guid.Empty;

    /// <summary>
    /// Whose call it is (rule 12): the active user whose verified address is named as host, or who proved that it names them, for calls that
    /// began since. With two, whatever they are known by, it is nobody's.
    /// </summary>
    private static async Task<(Guid? Owner, RefusedBecause Because)> Owner(Work work, PreparedCall prepared)
    {
        var named = prepared.Hosts.Select(h => work.Customer.User(h)).Where(u => u is { User.Active: true }).Select(u => u!.Id).Distinct().ToList();
        var start = prepared.Start;
        var proved = (await work.Db.Set<UserIdentity>().Where(i => i.Kind == IdentityKind.Recorder && prepared.Hosts.Contains(i.External) && i.Since <= start)
                .Select(i => i.UserId).Distinct().ToListAsync())
            .FindAll(id => work.Customer.User(id) is { User.Active: true });
        if (named.Count + proved.Count == 0)
        {
            await UnmatchedHost.Note(work, prepared.Hosts);
            return (null, RefusedBecause.NoOwner);
        }

        return proved.Union(named.Count == 0 ? [] : await Verified(work, named)).ToList() switch
        {
            [var one] => (one, default),
            [] => (null, RefusedBecause.HostNotVerified),
            _ => (null, RefusedBecause.TwoOwners),
        };
    }

    /// <summary>
    /// Those of the users whose address is theirs: they opened a link that was sent to it (rule 12). What somebody typed in for them proves
    /// nothing, and the calls of a stranger would be theirs.
    /// </summary>
    private static Task<List<Guid>> Verified(Work work, IReadOnlyList<Guid> users) =>
        work.Db.Users.Where(u => users.Contains(u.Id) && work.Db.Set<Account>().Any(a => a.Id == u.AccountId && a.EmailConfirmed))
            .Select(u => u.Id).Take(2).ToListAsync();

    private static async Task<IngestAnswer> Refuse(Work work, RefusedBecause because)
    {
        var day = work.Now.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var counted = await work.Db.Set<RefusedCalls>().FirstOrDefaultAsync(r => r.Day == day && r.Because == because);
        if (counted is null) work.Db.Add(counted = new RefusedCalls { Day = day, Because = because });
        counted.Count++;
        return new(null, false, because);
    }
}
