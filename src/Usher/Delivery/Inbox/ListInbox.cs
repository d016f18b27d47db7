using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Delivery.Inbox;

/// <summary>A note as its reader sees it.</summary>
/// <param name="Id">The note's id.</param>
/// <param name="At">When it came.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Call">The call it is about.</param>
/// <param name="Title">The call's title.</param>
/// <param name="Owner">The call's owner, by name.</param>
/// <param name="Account">The call's account.</param>
/// <param name="Text">What it says.</param>
/// <param name="Read">Whether it was read, or is settled by now: a request that was decided is new to nobody.</param>
/// <param name="News">Of a change of access: which.</param>
/// <param name="About">The thing that it is about, such as a request; null: the reader themselves.</param>
public sealed record NoteView(Guid Id, DateTimeOffset At, NoteKind Kind, Guid? Call, string? Title, string? Owner, string? Account,
    string Text, bool Read, string? News, Guid? About)
{
    /// <summary>The call's owner, by id.</summary>
    public Guid? OwnerId { get; init; }
}

/// <summary>One's own notes, latest first. A note about a call that its reader does not see any more is not there.</summary>
public sealed record ListInbox : Listing<Actor, Page<NoteView>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override Task<Found<Actor>?> Find(Work work) => Task.FromResult<Found<Actor>?>(OwnInbox.Of(work));

    /// <inheritdoc/>
    public override async Task<Page<NoteView>> Run(Work work, Actor found)
    {
        var notes = OwnInbox.Notes(work);
        if (After(work) is { Id: var last }) notes = notes.Where(n => n.Id < last);
        var rows = await notes.OrderByDescending(n => n.Id).Take(Page<NoteView>.Size + 1)
            .Select(n =>
                new { Note = n, Call = work.Db.Set<Call>().Where(c => c.Id == n.CallId).Select(c => new { c.Title, c.OwnerId, c.Account })
                    .FirstOrDefault() })
            .ToListAsync();
        var settled = await OwnInbox.Settled(work, rows.ConvertAll(row => row.Note));
        return Part(work, rows, row => new("", row.Note.Id)).Show(row => new NoteView(
            row.Note.Id, row.Note.At, row.Note.Kind, row.Note.CallId, row.Call?.Title,
            row.Call is { } call ? work.Customer.User(call.OwnerId)?.Name : null, row.Call?.Account,
            Sentence(row.Note), row.Note.ReadAt is not null || settled.Contains(row.Note.Id), row.Note.News, row.Note.About)
        { OwnerId = row.Call?.OwnerId });
    }

    private static string Sentence(Note note) => note.Text ?? note.Kind switch
    {
        NoteKind.Call => "New call.",
        NoteKind.Held => "Your call looks sensitive and is held. Only you can see it. Release or delete it; it is deleted after 30 days.",
        NoteKind.Shared => "A colleague shared a call with you.",
        _ => "",
    };
}

/// <summary>One's own notes, as far as one may know of what they are about.</summary>
public static class OwnInbox
{
    internal static Found<Actor> Of(Work work) =>
        new((work.Snapshot is { } customer ? Target.Of(customer) : Target.Platform)
            with { Subject = work.Actor.Id, NotificationsOnly = true }, work.Actor);

    internal static IQueryable<Note> Notes(Work work)
    {
        var (me, now) = (work.Actor.Id, work.Now);
        var principals = CallVisibility.Principals(work.Actor).ToArray();
        // A key that carries no access to calls hears of none (rule 25).
        var calls = work.Snapshot is { } customer && May.Ask(work, Permission.CallView, Target.Of(customer)).Allowed;
        return work.Db.Set<Note>().Where(n => n.UserId == me
            && (n.CallId == null
            || (calls && work.Db.Set<CallReader>().Any(r => r.CallId == n.CallId && principals.Contains(r.PrincipalId) && r.Until > now))));
    }

    /// <summary>Those that are new: not read, and not settled without the reader.</summary>
    internal static IQueryable<Note> New(Work work)
    {
        var notes = Notes(work).Where(n => n.ReadAt == null);
        foreach (var kind in Notices.All.Where(kind => kind.Open is not null))
        {
            var (name, open) = (kind.Name, kind.Open!(work));
            notes = notes.Where(n => n.News != name || open.Any(id => id == n.About));
        }

        return notes;
    }

    /// <summary>Those of these notes that are new to nobody any more: what they are about was decided.</summary>
    internal static async Task<HashSet<Guid>> Settled(Work work, IReadOnlyList<Note> notes)
    {
        var settled = new HashSet<Guid>();
        foreach (var kind in Notices.All.Where(kind => kind.Open is not null))
        {
            var about = notes.Where(n => n.News == kind.Name && n.About is not null).ToList();
            if (about.Count == 0) continue;
            var ids = about.ConvertAll(n => n.About!.Value);
            var open = await kind.Open!(work).Where(id => ids.Contains(id)).ToListAsync();
            settled.UnionWith(about.Where(n => !open.Contains(n.About!.Value)).Select(n => n.Id));
        }

        return settled;
    }

    /// <summary>Those of these people in whose inbox something came or was read since then, whether they may know of it or not.</summary>
    public static async Task<List<Guid>> Moved(Store store, Guid customer, IReadOnlyList<Guid> people, DateTimeOffset since,
        CancellationToken ct)
    {
        var first = Guid.CreateVersion7(since);
        await using var db = store.Context(customer);
        var notes = db.Set<Note>().AsNoTracking().Where(n => people.Contains(n.UserId));
        return await notes.Where(n => n.Id > first).Select(n => n.UserId).Union(notes.Where(n => n.ReadAt > since).Select(n => n.UserId))
            .ToListAsync(ct);
    }
}

/// <summary>How many of one's own notes are not read yet; counts no further than 100.</summary>
public sealed record CountUnread : Query<Actor, int>
{
    private const int Most = 100;

    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override Task<Found<Actor>?> Find(Work work) => Task.FromResult<Found<Actor>?>(OwnInbox.Of(work));

    /// <inheritdoc/>
    public override Task<int> Run(Work work, Actor found) => OwnInbox.New(work).Take(Most).CountAsync();
}
