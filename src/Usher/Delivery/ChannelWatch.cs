using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Delivery.Slack;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery;

/// <summary>
/// Holds what was posted to a channel against who is in it now: notes that somebody there may not see are withdrawn and give no sight any
/// more, and come back once all may see them. Those who look after the team's destination, and the owners of the calls, are told.
/// </summary>
public sealed class ChannelWatch(ISlack slack, SlackDirectory directory, SlackConnections connections)
{
    /// <summary>How long after it was made a withdrawn note is still worth posting again.</summary>
    public static readonly TimeSpan ComesBack = TimeSpan.FromDays(7);

    /// <summary>How long after it was made it is still tried to take a withdrawn note back that Slack does not let go.</summary>
    private static readonly TimeSpan TakenBack = TimeSpan.FromDays(30);

    private const string Act = nameof(ReadChannel);
    private const int AtOnce = 100;

    /// <summary>Reads the channel, keeps who is in it, and withdraws or brings back what follows from that.</summary>
    /// <param name="run">The job.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="at">The time now, or a little before.</param>
    /// <param name="since">What Slack said of people and of the channel itself after this is not asked again.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="SlackBusy">Slack asks to wait; what is kept so far stays.</exception>
    /// <exception cref="SlackUnreachable">Slack does not answer.</exception>
    internal async Task Look(JobRun run, SlackConnection connection, Channel channel, DateTimeOffset at, DateTimeOffset since, CancellationToken ct)
    {
        var access = connections.TryOpen(connection);
        var roll = await SlackMembers.Read(directory, since, access, connection, channel.SlackId, at, ct);
        await run.Step(Act, Section.Insights, async work =>
        {
            if (await work.Db.Channels.FirstOrDefaultAsync(c => c.Id == channel.Id, ct) is { } kept) await SlackMembers.Keep(work, kept, roll);
            return true;
        }, ct);
        var owners = new HashSet<Guid>();
        for (Guid? after = Guid.Empty; after is { } last;)
        {
            after = await run.Step(Act, Section.Insights, async work =>
                await work.Db.Channels.FirstOrDefaultAsync(c => c.Id == channel.Id, ct) is { } kept
                    ? await Judge(work, kept, last, owners, ct)
                    : null, ct);
        }

        // Where we are not, nothing can be taken back; it is when we are there again.
        if (access is null || roll.Unreadable is ChannelProblem.Refused or ChannelProblem.NotFound) return;
        // What was answered is judged by Slack's limits as notes are: fewer, so first.
        await SlackAnswers.TakeBack(slack, access, run, channel.Id, ct);
        await TakeBack(run, access, channel.Id, ct);
    }

    /// <summary>Judges some of what was posted there: where to go on, null at the end.</summary>
    private static async Task<Guid?> Judge(Work work, Channel channel, Guid after, HashSet<Guid> told, CancellationToken ct)
    {
        var news = work.Now - ComesBack;
        var judged = work.Db.Set<CallDelivery>().Where(d => d.DestinationId == channel.Id && d.To == DeliveryTo.Channel && d.Id > after
            && (d.State == DeliveryState.Sent || (d.State == DeliveryState.Withdrawn && (d.SlackMessage != null || d.At > news))
                || (d.State == DeliveryState.Failed && d.At > news && DeliveryReason.OfChannels.Contains(d.Reason!))));
        // Where all who are there may see whatever is posted, only what is not there is of interest.
        if (channel is { Problem: null, Guests: 0 }) judged = judged.Where(d => d.State != DeliveryState.Sent);
        var deliveries = await judged.OrderBy(d => d.Id).Take(AtOnce).ToListAsync(ct);
        if (deliveries.Count == 0) return null;
        var readers = await ChannelReaders.Of(work, channel);
        var calls = deliveries.ConvertAll(d => d.CallId);
        var facts = await FindCalls.FactsOf(work.Db, calls);
        var starts = await work.Db.Set<Call>().Where(c => calls.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Start, ct);
        var seen = await work.Db.Set<CallReader>().Where(r => calls.Contains(r.CallId) && r.PrincipalId == channel.Id)
            .ToDictionaryAsync(r => r.CallId, ct);
        foreach (var delivery in deliveries)
        {
            var call = facts.GetValueOrDefault(delivery.CallId);
            if (readers.Against(work, call) is not { } problem) BringBack(work, channel, delivery, starts);
            else if (delivery.State == DeliveryState.Sent)
            {
                delivery.State = DeliveryState.Withdrawn;
                delivery.Reason = DeliveryReason.Of(problem);
                work.Concerns(delivery.Id);
                if (seen.TryGetValue(delivery.CallId, out var reader)) work.Db.Remove(reader);
                if (call is not null && told.Add(call.Owner)) DeliveryNotices.TellOwner(work, call.Owner, channel);
            }
        }

        return deliveries[^1].Id;
    }

    /// <summary>What is still in the channel stays there; what was deleted, or never came there, is posted while it is news.</summary>
    private static void BringBack(Work work, Channel channel, CallDelivery delivery, Dictionary<Guid, DateTimeOffset> starts)
    {
        if (delivery.State == DeliveryState.Sent || !work.Customer.Facts.InsightsActive) return;
        if (delivery.SlackMessage is not null)
        {
            delivery.State = DeliveryState.Sent;
            delivery.Reason = null;
            work.Concerns(delivery.Id);
            work.Db.Add(CallReader.Of(new(channel.Id, Ground.Channel, null), delivery.CallId, starts[delivery.CallId]));
        }
        else if (work.Now - delivery.At < ComesBack)
        {
            // One that failed may have arrived all the same: it is looked for.
            if (delivery.State == DeliveryState.Withdrawn) delivery.FirstTried = null;
            PostAgain(work, delivery);
        }
    }

    private static void PostAgain(Work work, CallDelivery delivery)
    {
        delivery.State = DeliveryState.Due;
        delivery.Reason = null;
        work.Enqueue(new SendDelivery(delivery.Id));
    }

    /// <summary>Takes what is withdrawn back from Slack; what Slack does not let be taken back is tried at the next reading.</summary>
    private async Task TakeBack(JobRun run, SlackAccess access, Guid channel, CancellationToken ct)
    {
        for (var before = (Guid?)Guid.AllBitsSet; before is { } first;)
        {
            var withdrawn = await run.Derive(work =>
            {
                var since = work.Now - TakenBack;
                return work.Db.Set<CallDelivery>().AsNoTracking()
                    .Where(d => d.DestinationId == channel && d.State == DeliveryState.Withdrawn && d.SlackMessage != null && d.At > since
                        && d.Id < first)
                    .OrderByDescending(d => d.Id).Take(AtOnce).ToListAsync(ct);
            }, ct) ?? [];
            foreach (var delivery in withdrawn) await TakeBack(run, access, delivery, ct);
            before = withdrawn.Count == AtOnce ? withdrawn[^1].Id : null;
        }
    }

    private async Task TakeBack(JobRun run, SlackAccess access, CallDelivery delivery, CancellationToken ct)
    {
        var (id, message) = (delivery.Id, delivery.SlackMessage);
        // The channel may be right again by now, as another reading found.
        if (!await run.Derive(work => work.Db.Set<CallDelivery>()
                .AnyAsync(d => d.Id == id && d.State == DeliveryState.Withdrawn && d.SlackMessage == message, ct), ct)
            || !await slack.Remove(access, delivery.SlackConversation!, message!, ct))
            return;
        await run.Derive(async work =>
        {
            if (await work.Db.Set<CallDelivery>().FirstOrDefaultAsync(d => d.Id == id && d.SlackMessage == message, ct) is not { } row)
                return false;
            row.SlackConversation = null;
            row.SlackMessage = null;
            if (row.State != DeliveryState.Sent) return true;
            // It was right again a moment before it went.
            row.FirstTried = null;
            PostAgain(work, row);
            return true;
        }, ct);
    }
}
