using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls.Engine;
using Usher.Calls.Recordings;
using Usher.Calls.Retention;
using Usher.Calls.Support;
using Usher.Calls.Transcripts;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>Someone, or an integration, who sees a call, and why.</summary>
public sealed record ReaderView(Guid Id, string Name, string Why)
{
    /// <summary>The owner shared it with them, and from this instant they see it no more; null: not by sharing.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>It is no person but an integration.</summary>
    public bool IntegrationUser { get; init; }

    /// <summary>The address of their picture; null: they have none.</summary>
    public string? Picture { get; init; }
}

/// <summary>Someone who was invited to or present in a call.</summary>
public sealed record AttendeeView(string Name, string? Email)
{
    /// <summary>The user whose address it is, for those who may see users; null: nobody here, or not theirs to know.</summary>
    public Guid? User { get; init; }
}

/// <summary>A line of a summary: words of the transcript, and where they are.</summary>
/// <param name="Turn">The number of the turn, from zero.</param>
/// <param name="At">Seconds into the call; null when the transcript has no times.</param>
/// <param name="Speaker">Who said it.</param>
/// <param name="Text">The words.</param>
/// <param name="Who">Next steps: who is to do it.</param>
/// <param name="When">Next steps: by when.</param>
public sealed record SummaryLineView(int Turn, double? At, string Speaker, string Text, string? Who, string? When)
{
    internal static SummaryLineView Of(SummaryLine line) =>
        new(line.Quote.Turn, line.Quote.At?.TotalSeconds, line.Quote.Speaker, line.Quote.Text, line.Who, line.When);
}

/// <summary>A part of a summary.</summary>
public sealed record SummaryPartView(SummaryKind Kind, IReadOnlyList<SummaryLineView> Lines);

/// <summary>A summary.</summary>
/// <param name="Engine">What chose its lines: <c>offline</c>, or a model's name.</param>
/// <param name="Parts">Its parts; one with nothing is absent.</param>
public sealed record SummaryView(string Engine, IReadOnlyList<SummaryPartView> Parts);

/// <summary>That the call was opened to troubleshoot: shown to its owner.</summary>
public sealed record OpeningView(PersonView By, string Reason, DateTimeOffset At, DateTimeOffset Until);

/// <summary>What the viewer may do with a call, as it is now: a held call is released before it is shared.</summary>
public sealed record CallCan(May Transcript, May Ask, May Comment, May Share, May Delete)
{
    /// <summary>Whether the viewer may let one of the vendor's staff look at it.</summary>
    public required May Support { get; init; }
}

/// <summary>A call as its readers see it.</summary>
public sealed record CallView(
    Guid Id, string Title, DateTimeOffset Start, int DurationSeconds, PersonView Owner, string? Account, IReadOnlyList<ThingView> Teams,
    IReadOnlyList<AttendeeView> Attendees, int Turns, bool Read, bool Held, string? Sensitive, SummaryView Summary,
        IReadOnlyList<ReaderView> Readers, CallCan Can)
{
    /// <summary>Who speaks when, as far as the viewer may read.</summary>
    public required TimelineView Timeline { get; init; }

    /// <summary>
    /// What was odd in the transcript that came, and what of it could not be read; null when nothing was, and for everyone but the owner.
    /// </summary>
    public ReadingNotes? Reading { get; init; }

    /// <summary>When its transcript was deleted by the organization's retention; null: it is there.</summary>
    public DateTimeOffset? TranscriptDeleted { get; init; }

    /// <summary>When its transcript will be deleted, as things are now; null: it is kept, or not for the viewer to read.</summary>
    public DateTimeOffset? TranscriptUntil { get; init; }

    /// <summary>Where its recording is; null: no link is kept, or it is not for the viewer to see.</summary>
    public RecordingView? Recording { get; init; }

    /// <summary>Who opened it to troubleshoot; null for everyone but the owner.</summary>
    public IReadOnlyList<OpeningView>? Openings { get; init; }

    /// <summary>Which of the vendor's staff may look at it, or could; null for everyone but the owner (rule 14).</summary>
    public IReadOnlyList<SupportAccessView>? Support { get; init; }

    /// <summary>
    /// The viewer sees it because they opened it to troubleshoot, or as support, and from this instant no more; null: they see it anyway.
    /// </summary>
    public DateTimeOffset? OpenUntil { get; init; }

    /// <summary>Who else will see a held call once it is released; null for a call that is not held.</summary>
    public IReadOnlyList<ReaderView>? WhenReleased { get; init; }
}

/// <summary>One call: its summary with the moments it quotes, and for people who sees it and why.</summary>
public sealed record ViewCall(Guid Id) : Query<Call, CallView>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CallView;

    /// <inheritdoc/>
    public override Permission? Or => Permission.CallRead;

    /// <inheritdoc/>
    public override Task<Found<Call>?> Find(Work work) => FindCalls.Seen(work, Id);

    /// <inheritdoc/>
    public override async Task<CallView> Run(Work work, Call found)
    {
        var facts = (await FindCalls.Facts(work.Db, Id))!;
        var target = Target.Of(work.Customer) with { Call = facts };
        var summary = await work.Db.Set<CallSummary>().FirstOrDefaultAsync(s => s.CallId == Id);
        var attendees = await work.Db.Set<CallAttendee>().Where(a => a.CallId == Id).OrderBy(a => a.Place).ToListAsync();
        var whole = FindCalls.MayReadWhole(work, facts) ? await work.Db.Set<Transcript>().FirstOrDefaultAsync(t => t.CallId == Id) : null;
        var parts = summary?.Parts() ?? [];
        var me = work.Actor.Id;
        var readers = work.Actor.Kind == ActorKind.User ? await Readers(work, facts) : [];
        var share = May.Ask(work, Permission.CallShare, target);
        var transcript = May.Ask(work, FindCalls.ReadingWhole(work), target);
        var seesUsers = May.Ask(work, Permission.UserView, target).Allowed || May.Ask(work, Permission.DirectoryView, target).Allowed;
        return new(
            Id, found.Title, found.Start, (int)found.Duration.TotalSeconds, CallItems.Person(work.Customer, found.OwnerId), found.Account,
            [.. (await CallItems.TeamsOf(work, [Id]))[Id]], [.. attendees.Select(a => Attendee(work, a, seesUsers))], found.Turns,
            await work.Db.Set<CallRead>().AnyAsync(r => r.CallId == Id && r.UserId == me), found.Held, found.Sensitive,
            new(summary?.Model ?? "offline", [.. parts.Select(View)]),
            readers,
            new(
                transcript.Allowed && found.TranscriptDeleted is { } gone ? new(false, new TranscriptDeleted(gone).Sentence) : transcript,
                May.Ask(work, Permission.CallAsk, target),
                May.Ask(work, Permission.CallComment, target),
                share.Allowed && found.Held ? new(false, new CallIsHeld().Sentence) : share, May.Ask(work, Permission.CallDelete, target))
            {
                Support = found.Held ? new(false, new HeldFromSupport().Sentence) : May.Ask(work, Permission.SupportAccessGrant, target),
            })
        {
            Timeline = CallTimeline.Of(work, found, parts, attendees, whole?.Turns()),
            Openings = found.OwnerId == me ? await Openings(work) : null,
            Support = found.OwnerId == me ? await Support(work) : null,
            TranscriptDeleted = found.TranscriptDeleted,
            TranscriptUntil = transcript.Allowed ? await RetentionLimits.Until(work.Db, found, work.Now) : null,
            Recording = await CallRecording.Of(work, facts),
            Reading = found.OwnerId == me ? await Reading(work) : null,
            OpenUntil = Authorizer.Decide(work.Actor, Permission.CallView, target, work.Now).Ground == Ground.Opened
                ? facts.OpenedBy.Where(o => o.User == me).Max(o => o.Until)
                : null,
            WhenReleased = found.Held ? await WhenReleased(work, facts, readers) : null,
        };
    }

    private static AttendeeView Attendee(Work work, CallAttendee attendee, bool seesUsers) => new(attendee.Name, attendee.Email)
    {
        User = seesUsers && attendee.Email is { } email ? work.Customer.User(email)?.Id : null,
    };

    /// <summary>Those who can see the call once it is released: the teams its owner was in when it came.</summary>
    private static async Task<IReadOnlyList<ReaderView>> WhenReleased(Work work, CallFacts held, IReadOnlyList<ReaderView> now)
    {
        var teams = await work.Db.Set<CallTeam>().Where(t => t.CallId == held.Id).Select(t => t.TeamId).ToListAsync();
        var then = await Readers(work, new() { Id = held.Id, Owner = held.Owner, Teams = teams });
        return [.. then.ExceptBy(now.Select(r => r.Id), r => r.Id)];
    }

    private static SummaryPartView View(SummaryPart part) =>
        new(part.Kind, [.. part.Lines.Select(SummaryLineView.Of)]);

    /// <summary>Rule 27: a user who sees a call may learn who else does, people first, then integrations.</summary>
    private static async Task<IReadOnlyList<ReaderView>> Readers(Work work, CallFacts call) =>
        [.. await People(work, call), .. await MachineReaders.Of(work, call)];

    private static async Task<IReadOnlyList<ReaderView>> People(Work work, CallFacts call)
    {
        var teams = await work.Db.Teams.Where(t => call.Teams.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Name);
        var channels = await work.Db.Channels.Where(c => call.Channels.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name);
        return [.. CallVisibility.Viewers(work.Customer, call, work.Now)
            .OrderBy(v => v.Why).ThenBy(v => v.Viewer.Name, StringComparer.Ordinal)
            .Select(v => new ReaderView(v.Viewer.Id, v.Viewer.Name, Why(v.Viewer, v.Why))
            {
                Picture = v.Viewer.User?.Picture,
                Until = v.Why == Ground.Shared ? call.SharedWith.First(s => s.User == v.Viewer.Id).Until : null,
            })];

        string Why(Actor viewer, Ground why) => why switch
        {
            Ground.Owner => "owner",
            Ground.Team => Named("team", [.. Through(viewer, call.Teams, teams)]),
            Ground.Channel => Named("channel", [.. Through(viewer, call.Channels, channels).Select(name => $"#{name}")]),
            _ => "shared by the owner",
        };
    }

    /// <summary>“Sales team”, “#deals and #renewals channels”.</summary>
    private static string Named(string kind, IReadOnlyList<string> names) =>
        $"{string.Join(" and ", names)} {kind}{(names.Count == 1 ? "" : "s")}";

    private static IEnumerable<string> Through(Actor viewer, IReadOnlyList<Guid> principals, Dictionary<Guid, string> names)
    {
        var own = CallVisibility.Principals(viewer).ToArray();
        return principals.Where(own.Contains).Select(p => names.GetValueOrDefault(p, "former"));
    }

    private async Task<ReadingNotes?> Reading(Work work) =>
        await work.Db.Set<Transcript>().Where(t => t.CallId == Id).Select(t => t.Reading).FirstOrDefaultAsync() is { } packed
            ? Packed.Read<ReadingNotes>(packed)
            : null;

    private async Task<IReadOnlyList<OpeningView>> Openings(Work work) =>
        [.. (await work.Db.Set<CallOpening>().Where(o => o.CallId == Id).OrderByDescending(o => o.At).Take(50).ToListAsync())
            .Select(o => new OpeningView(CallItems.Person(work.Customer, o.UserId), o.Reason, o.At, o.Until))];

    private async Task<IReadOnlyList<SupportAccessView>> Support(Work work) => await SupportAccessView.Of(work,
        await work.Db.Set<SupportAccess>().Where(a => a.CallId == Id).OrderByDescending(a => a.Id).Take(50).ToListAsync());
}
