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
/// more, and come back once all may see them. Those who look after the team's destination, and the owners of the calls, are told why.
/// </summary>
public sealed class ChannelWatch(ISlack slack, SlackConnections connections)
{
    /// <summary>How long after it was made a withdrawn note is still worth posting again.</summary>
    public static readonly TimeSpan ComesBack = TimeSpan.FromDays(7);

    private const string Act = nameof(ReadChannel);
    private const int AtOnce = 100;

    /// <summary>Reads the channel, keeps who is in it, and withdraws or brings back what follows from that.</summary>
    /// <exception cref="SlackBusy">Slack asks to wait; what is kept so far stays.</exception>
    /// <exception cref="SlackUnreachable">Slack does not answer.</exception>
    internal async Task Look(JobRun run, SlackConnection connection, Channel channel, CancellationToken ct)
    {
        var access = connections.Open(connection);
        var roll = await SlackMembers.Read(slack, access, connection, channel.SlackId, ct);
        Guid? after = Guid.Empty;
        for (var first = true; after is not null; first = false)
        {
            var isFirst = first;
            after = await run.Step(Act, Section.Insights, async work =>
            {
                if (await work.Db.Channels.FirstOrDefaultAsync(c => c.Id == channel.Id, ct) is not { } kept) return null;
                if (isFirst && await SlackMembers.Keep(work, kept, roll)) TellThoseWhoConfigure(work, kept);
                return await Judge(work, kept, after.Value, ct);
            }, ct);
        }

        await TakeBack(run, access, channel.Id, ct);
        await SlackAnswers.TakeBack(slack, access, run, channel.Id, ct);
    }

    /// <summary>Judges some of what was posted there: where to go on, null at the end.</summary>
    private static async Task<Guid?> Judge(Work work, Channel channel, Guid after, CancellationToken ct)
    {
        var configurers = await ChannelReaders.Configurers(work, channel);
        var judged = work.Db.Set<CallDelivery>().Where(d => d.DestinationId == channel.Id && d.To == DeliveryTo.Channel && d.Id > after
            && (d.State == DeliveryState.Sent || d.State == DeliveryState.Withdrawn
                || (d.State == DeliveryState.Failed && DeliveryReason.OfChannels.Contains(d.Reason!))));
        // Where all who are there may see whatever is posted, only what is not there is of interest.
        if (channel is { Problem: null, Guests: 0 } && configurers.Count == 0) judged = judged.Where(d => d.State != DeliveryState.Sent);
        var deliveries = await judged.OrderBy(d => d.Id).Take(AtOnce).ToListAsync(ct);
        if (deliveries.Count == 0) return null;
        var calls = deliveries.ConvertAll(d => d.CallId);
        var facts = await FindCalls.FactsOf(work.Db, calls);
        var owners = new HashSet<Guid>();
        foreach (var delivery in deliveries)
        {
            var problem = await ChannelReaders.Against(work, channel, facts.GetValueOrDefault(delivery.CallId));
            if (problem is null) await BringBack(work, channel, delivery, facts.GetValueOrDefault(delivery.CallId), ct);
            else if (delivery.State == DeliveryState.Sent)
            {
                delivery.State = DeliveryState.Withdrawn;
                delivery.Reason = DeliveryReason.Of(problem.Value);
                work.Concerns(delivery.Id);
                work.Db.RemoveRange(await work.Db.Set<CallReader>()
                    .Where(r => r.CallId == delivery.CallId && r.PrincipalId == channel.Id).ToListAsync(ct));
                if (facts.GetValueOrDefault(delivery.CallId) is { } call) owners.Add(call.Owner);
            }
        }

        foreach (var owner in owners)
            work.Tell(owner, DeliveryNotices.Withdrawn, channel.Id,
                $"Notifications about your calls were withdrawn from #{channel.Name}. {(channel.Problem ?? ChannelProblem.HasConfigurer).Sentence}");
        return deliveries[^1].Id;
    }

    /// <summary>What is still in the channel stays there; what was deleted, or never came there, is posted while it is news.</summary>
    private static async Task BringBack(Work work, Channel channel, CallDelivery delivery, CallFacts? call, CancellationToken ct)
    {
        if (delivery.State == DeliveryState.Sent || call is null) return;
        if (delivery.SlackMessage is not null)
        {
            delivery.State = DeliveryState.Sent;
            delivery.Reason = null;
            work.Concerns(delivery.Id);
            var start = await work.Db.Set<Call>().Where(c => c.Id == delivery.CallId).Select(c => c.Start).FirstAsync(ct);
            work.Db.Add(CallReader.Of(new(channel.Id, Ground.Channel, null), delivery.CallId, start));
        }
        else if (work.Now - delivery.At < ComesBack)
        {
            delivery.State = DeliveryState.Due;
            delivery.Reason = null;
            delivery.FirstTried = null;
            work.Enqueue(new SendDelivery(delivery.Id));
        }
    }

    /// <summary>Takes what is withdrawn back from Slack; what Slack does not let be taken back is tried at the next reading.</summary>
    private async Task TakeBack(JobRun run, SlackAccess access, Guid channel, CancellationToken ct)
    {
        var withdrawn = await run.Derive(work => work.Db.Set<CallDelivery>().AsNoTracking()
            .Where(d => d.DestinationId == channel && d.State == DeliveryState.Withdrawn && d.SlackMessage != null)
            .OrderByDescending(d => d.Id).ToListAsync(ct), ct);
        foreach (var delivery in withdrawn ?? [])
        {
            if (!await slack.Remove(access, delivery.SlackConversation!, delivery.SlackMessage!, ct)) continue;
            await run.Derive(async work =>
            {
                if (await work.Db.Set<CallDelivery>().FirstOrDefaultAsync(d => d.Id == delivery.Id
                    && d.State == DeliveryState.Withdrawn && d.SlackMessage == delivery.SlackMessage, ct) is not { } row) return false;
                row.SlackConversation = null;
                row.SlackMessage = null;
                return true;
            }, ct);
        }
    }

    private static void TellThoseWhoConfigure(Work work, Channel channel)
    {
        if (channel.TeamId is not { } team) return;
        var target = Target.Of(work.Customer) with { Team = team };
        work.TellThose(user => Authorizer.Decide(user, Permission.DestinationConfigure, target, work.Now).Allowed,
            channel.Problem is null ? DeliveryNotices.Resumed : DeliveryNotices.Stopped, team, channel.Problem is { } problem
                ? $"Nothing is posted to #{channel.Name} for now. {problem.Sentence}"
                : $"Notifications are posted to #{channel.Name} again.");
    }
}
