using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Calls.Support;
using Usher.Delivery.Digests;
using Usher.Delivery.Inbox;
using Usher.Delivery.Mail;
using Usher.Delivery.Slack;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery;

/// <summary>One delivery is to be sent.</summary>
public sealed record SendDelivery(Guid Delivery) : IJob;

/// <summary>
/// A call was stored or released: a note for each who sees it at this moment and wants one, and a delivery for each destination.
/// </summary>
public sealed class TellReaders : IListener<CallStored>
{
    /// <summary>A call of longer ago is no news by e-mail: it comes with a recorder's history.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromDays(7);

    /// <inheritdoc/>
    public Task Do(CallStored job, JobRun run, CancellationToken ct) => run.FinishDerived(async work =>
    {
        var call = await work.Db.Set<Call>().FirstOrDefaultAsync(c => c.Id == job.Call);
        var facts = await FindCalls.Facts(work.Db, job.Call, ct);
        if (call is null || facts is null || call.Held) return false;
        // With whom it is shared already, they hear that.
        var readers = CallVisibility.Viewers(work.Customer, facts, work.Now).Where(reader => reader.Why != Ground.Shared).ToList();
        var wishes = await Wishes.Of(work, readers.ConvertAll(reader => reader.Viewer.Id), call.AccountKey);
        foreach (var (viewer, why) in readers)
            if (wishes.WantNote(viewer.Id, why)) Notes.Add(work, viewer.Id, NoteKind.Call, call.Id);
        if (call.Start > work.Now - Recent) await CallMails.Begin(work, call.Id, readers.ConvertAll(reader => (reader.Viewer.Id, reader.Why)), wishes);
        work.Db.RemoveRange(await work.Db.Set<CallDelivery>().Where(d => d.CallId == call.Id && d.State == DeliveryState.Held)
            .ToListAsync(ct));
        if (await work.Db.Set<SlackConnection>().AnyAsync(ct)) await Deliver(work, call, facts.Teams);
        return true;
    }, ct);

    /// <summary>
    /// The owner by direct message where one of the call's teams wants it (a call of no team: always), and each team's bound channel.
    /// </summary>
    private static async Task Deliver(Work work, Call call, IReadOnlyList<Guid> of)
    {
        var teams = await work.Db.Teams.Where(t => of.Contains(t.Id)).ToListAsync();
        if (teams.Count == 0 || teams.Any(t => t.MessageOwner))
            Add(DeliveryTo.Owner, call.OwnerId, teams.FirstOrDefault(t => t.MessageOwner)?.Id);

        foreach (var team in teams)
            if (team.DestinationChannelId is { } channel) Add(DeliveryTo.Channel, channel, team.Id);

        void Add(DeliveryTo to, Guid destination, Guid? team)
        {
            var delivery = new CallDelivery { Id = work.NewId(), CallId = call.Id, TeamId = team, To = to, DestinationId = destination,
                State = DeliveryState.Due, At = work.Now };
            work.Db.Add(delivery);
            work.Enqueue(new SendDelivery(delivery.Id));
        }
    }
}

/// <summary>
/// A call is held: its owner is notified, and those who look after deliveries see that a call is held, by opaque id and class of reason.
/// </summary>
public sealed class TellOwnerOfHeldCall : IListener<CallHeld>
{
    /// <inheritdoc/>
    public Task Do(CallHeld job, JobRun run, CancellationToken ct) => run.FinishDerived(async work =>
    {
        var call = await FindCalls.Staying(work, job.Call).FirstOrDefaultAsync(c => c.Held, ct);
        if (call is null) return false;
        Notes.Add(work, call.OwnerId, NoteKind.Held, call.Id);
        var teams = await work.Db.Set<CallTeam>().Where(t => t.CallId == call.Id).Select(t => (Guid?)t.TeamId).ToListAsync(ct);
        foreach (var team in teams.DefaultIfEmpty(null))
        {
            work.Db.Add(new CallDelivery
            {
                Id = work.NewId(),
                CallId = call.Id,
                TeamId = team,
                To = DeliveryTo.Nobody,
                DestinationId = team ?? Guid.Empty,
                State = DeliveryState.Held,
                Reason = call.Sensitive,
                At = work.Now,
            });
        }

        return true;
    }, ct);
}

/// <summary>A call was shared: the colleague is notified, if they still see it and want to be.</summary>
public sealed class TellColleague : IListener<CallShared>
{
    /// <inheritdoc/>
    public Task Do(CallShared job, JobRun run, CancellationToken ct) => run.FinishDerived(async work =>
    {
        if (await FindCalls.Facts(work.Db, job.Call, ct) is not { } facts || work.Customer.User(job.With) is not { } colleague)
            return false;
        if (!CallVisibility.IsVisible(colleague, facts, work.Now)) return false;
        var account = await FindCalls.Staying(work, job.Call).Select(c => c.AccountKey).FirstOrDefaultAsync(ct);
        var wishes = await Wishes.Of(work, [colleague.Id], account);
        if (wishes.WantNote(colleague.Id, Ground.Shared)) Notes.Add(work, colleague.Id, NoteKind.Shared, job.Call);
        // Who sees it anyway was told when it came.
        if (CallVisibility.Viewers(work.Customer, facts, work.Now).Any(viewer => viewer.Viewer.Id == colleague.Id && viewer.Why == Ground.Shared))
            await CallMails.Begin(work, job.Call, [(colleague.Id, Ground.Shared)], wishes);
        return true;
    }, ct);
}

/// <summary>A call was opened to troubleshoot: its owner is notified of who opened it, until when and why (rule 13).</summary>
public sealed class TellOwnerOfOpening : IListener<CallOpened>
{
    /// <inheritdoc/>
    public Task Do(CallOpened job, JobRun run, CancellationToken ct) => run.FinishDerived(async work =>
    {
        var opening = await work.Db.Set<CallOpening>().FirstOrDefaultAsync(o => o.Id == job.Opening, ct);
        var owner = await FindCalls.Staying(work, job.Call).Select(c => (Guid?)c.OwnerId).FirstOrDefaultAsync(ct);
        if (opening is null || owner is null) return false;
        var name = work.Customer.User(opening.UserId)?.Name ?? "An Organization Admin";
        Notes.Add(work, owner.Value, NoteKind.Opened, job.Call,
            $"{name} opened this call to troubleshoot until {opening.Until:HH:mm} UTC: {opening.Reason}");
        return true;
    }, ct);
}

/// <summary>A member of the vendor's staff may look at a call: its owner is notified of who, until when and why (rule 14).</summary>
public sealed class TellOwnerOfSupport : IListener<SupportAccessGiven>
{
    /// <inheritdoc/>
    public Task Do(SupportAccessGiven job, JobRun run, CancellationToken ct) => run.FinishDerived(async work =>
    {
        var access = await work.Db.Set<SupportAccess>().FirstOrDefaultAsync(a => a.Id == job.Access, ct);
        var owner = await FindCalls.Staying(work, job.Call).Select(c => (Guid?)c.OwnerId).FirstOrDefaultAsync(ct);
        if (access is null || owner is null) return false;
        var staff = (await work.Snapshots.Platform(ct)).StaffMember(access.StaffId)?.Name ?? "A member of its staff";
        Notes.Add(work, owner.Value, NoteKind.Opened, job.Call,
            $"{PersonView.Of(work.Customer, access.GivenBy).Name} gave {staff} of your vendor's support access to this call until {access.Ends}: "
            + access.Reason);
        return true;
    }, ct);
}

/// <summary>Somebody's access changed: they are notified, in their inbox and by mail.</summary>
public sealed class TellOfAccess : IListener<AccessChanged>
{
    /// <inheritdoc/>
    public Task Do(AccessChanged job, JobRun run, CancellationToken ct) => Notices.Of(job.What).IsGathered
        // Under the lock, so that one e-mail is begun for one reader.
        ? run.Finish(nameof(TellOfAccess), Section.Connect, work => Tell(work, job, ct), ct)
        : run.FinishDerived(work => Tell(work, job, ct), ct);

    private static async Task<bool> Tell(Work work, AccessChanged job, CancellationToken ct)
    {
        var reader = work.Snapshot?.User(job.Subject);
        var there = reader is not null || (work.Snapshot is null && await work.Db.Staff.AnyAsync(s => s.Id == job.Subject, ct));
        var kind = Notices.Of(job.What);
        if (!there || (kind.Holds is { } holds && !await holds(work, job))) return false;
        var text = job.Words ?? kind.Says?.Invoke(work, job) ?? kind.Sentence;
        var note = Notes.Add(work, job.Subject, NoteKind.Access, null, text, job);
        if (kind.IsGathered) await GatheredLetter.Begin(work, job.Subject, ct);
        else work.Enqueue(new AccessLetter(note, job.What));
        return true;
    }
}

/// <summary>Somebody joined a team: its members are notified of who joined and who added them.</summary>
public sealed class TellTeam : IListener<TeamJoined>
{
    /// <inheritdoc/>
    public Task Do(TeamJoined job, JobRun run, CancellationToken ct) => run.FinishDerived(work =>
    {
        var team = work.Customer.Facts.Teams.FirstOrDefault(t => t.Id == job.Team);
        if (team is null || !team.Members.Contains(job.User) || work.Customer.User(job.User) is not { } who) return Task.FromResult(false);
        var text = $"{who.Name} joined {team.Name ?? team.Slug}, added by {PersonView.Of(work.Customer, job.By).Name}.";
        foreach (var member in team.Members.Where(id => id != job.User && id != job.By && work.Customer.User(id)?.User!.Active == true))
            Notes.Add(work, member, NoteKind.Access, null, text);
        return Task.FromResult(true);
    }, ct);
}

internal static class Notes
{
    public static Guid Add(Work work, Guid user, NoteKind kind, Guid? call, string? text = null, AccessChanged? news = null) =>
        work.Db.Add(new Note { Id = work.NewId(), UserId = user, Kind = kind, CallId = call, Text = text, News = news?.What,
            About = news?.About, At = work.Now }).Entity.Id;
}
