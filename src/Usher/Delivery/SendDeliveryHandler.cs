using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Delivery.Mail;
using Usher.Delivery.Slack;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery;

/// <summary>
/// Sends one delivery. Decide who would get it, whether they want it and whether now; ask Slack who is there; decide again and note that
/// posting begins; look for the message if it began before; post; note what was posted, and for a channel that its members see the call
/// from now on. Between any two of these the process may end: nothing is lost, and nothing is posted twice.
/// </summary>
public sealed class SendDeliveryHandler(ISlack slack, SlackConnections connections, PublicAddress console) : IJobHandler<SendDelivery>
{
    private const string Act = nameof(SendDelivery);

    /// <inheritdoc/>
    public async Task Do(SendDelivery job, JobRun run, CancellationToken ct)
    {
        try
        {
            if (await run.Derive(work => Plan(work, job.Delivery), ct) is not { } plan)
            {
                await run.FinishDerived(_ => Task.FromResult(true), ct);
                return;
            }

            if (plan.Later is { } later)
            {
                await run.Postpone(later, ct);
                return;
            }

            if (plan.Failed is { } why)
            {
                await Fail(job, run, why, ct);
                return;
            }

            var access = connections.Open(plan.Connection!);
            var (conversation, roll, unwell) = plan.Delivery.To == DeliveryTo.Owner
                ? await ToOwner(access, plan, ct)
                : (plan.SlackChannel, await ToChannel(access, plan, ct), null);
            var toChannel = plan.Delivery.To == DeliveryTo.Channel;
            // What was begun before may have arrived, whatever is in the way now.
            var posted = plan.Delivery.FirstTried is { } since && conversation is not null
                ? await slack.Find(access, conversation, job.Delivery, since, ct)
                : null;
            if (posted is null)
            {
                var begun = unwell is not null ? null
                    : toChannel ? await run.Step(Act, Section.Insights, work => Begin(work, job.Delivery, plan, roll), ct)
                    : await run.Derive(work => Begin(work, job.Delivery, plan, roll), ct);
                if (begun?.Message is null)
                {
                    await Fail(job, run, unwell ?? begun?.Failed, ct);
                    return;
                }

                posted = await slack.Post(access, conversation!, begun.Message, job.Delivery, ct);
                roll = null;
            }

            if (await run.Derive(work => IsGone(work, job.Delivery), ct))
            {
                // The call was deleted meanwhile, and nothing else knows of the message.
                await slack.Remove(access, conversation!, posted, ct);
                await run.FinishDerived(_ => Task.FromResult(true), ct);
                return;
            }

            // From a channel people see the call from now on: that is told. A message to its owner opens nothing.
            var ended = toChannel
                ? await run.Finish(Act, Section.Insights, work => End(work, job.Delivery, conversation!, posted, roll), ct)
                : await run.FinishDerived(work => End(work, job.Delivery, conversation!, posted, null), ct);
            if (ended) Telemetry.Delivered("slack", "sent");
        }
        catch (SlackRefused refused)
        {
            await Fail(job, run, DeliveryReason.SlackRefused + refused.Code, ct);
        }
        catch (Exception fault) when (fault is SlackBusy or SlackUnreachable)
        {
            var later = SlackAway.Later(fault);
            await Wait(job, run, later.Reason, ct);
            throw later;
        }
    }

    /// <summary>
    /// Whatever went wrong, Slack or ourselves: the delivery failed, where those who look after deliveries see it and can have it tried
    /// again.
    /// </summary>
    public Task GivenUp(SendDelivery job, JobRun run, string reason, CancellationToken ct) => run.Derive(async work =>
    {
        if (!await Due(work, job.Delivery, ct, delivery =>
        {
            delivery.State = DeliveryState.Failed;
            delivery.Reason = DeliveryReason.IsKnown(reason) ? reason : DeliveryReason.Fault;
        })) return false;
        Telemetry.Delivered("slack", "failed");
        return true;
    }, ct);

    /// <summary>What is to be sent where; null when nothing is to be sent any more.</summary>
    private static async Task<DeliveryPlan?> Plan(Work work, Guid id)
    {
        var delivery = await work.Db.Set<CallDelivery>().AsNoTracking()
            .FirstOrDefaultAsync(d => d.Id == id && d.State == DeliveryState.Due);
        if (delivery is null) return null;
        var call = await work.Db.Set<Call>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == delivery.CallId && !c.Held);
        if (call is null || !work.Customer.Facts.InsightsActive) return null;
        DateTimeOffset? later = null;
        if (delivery.To == DeliveryTo.Owner)
        {
            var wishes = await Wishes.Of(work, [call.OwnerId], call.AccountKey);
            if (!wishes.WantMessage(call.OwnerId))
            {
                work.Db.Remove(delivery);
                return null;
            }

            later = wishes.QuietUntil(call.OwnerId, work.Now);
        }

        var connection = await work.Db.Set<SlackConnection>().AsNoTracking().FirstOrDefaultAsync();
        var owner = work.Customer.User(call.OwnerId);
        var channel = delivery.To == DeliveryTo.Channel ? await Bound(work, delivery) : null;
        var why = connection is null ? DeliveryReason.NotConnected
            : delivery.To == DeliveryTo.Owner && owner is not { User.Active: true } ? DeliveryReason.OwnerNotInSlack
            : delivery.To == DeliveryTo.Channel && channel is null ? DeliveryReason.ChannelNotBound
            : null;
        return new(delivery, connection, owner?.User?.Email, channel?.SlackId,
            channel is { Guests: 0, Problem: null or ChannelProblem.HasConfigurer }
                && work.Now - channel.MembersReadAt <= SlackMembers.Fresh, why, later, work.Now);
    }

    private async Task<(string? Conversation, ChannelRoll? Roll, string? Unwell)> ToOwner(SlackAccess access, DeliveryPlan plan,
        CancellationToken ct)
    {
        var person = await slack.PersonByEmail(access, plan.OwnerEmail!, ct);
        var same = person?.IsColleague(plan.Connection!.Workspace) == true && person.Email == plan.OwnerEmail;
        return same ? (await slack.OpenMessages(access, person!.Id, ct), null, null) : (null, null, DeliveryReason.OwnerNotInSlack);
    }

    /// <summary>Who is in the channel, as Slack says; null: that is known well enough.</summary>
    private async Task<ChannelRoll?> ToChannel(SlackAccess access, DeliveryPlan plan, CancellationToken ct) =>
        plan.MembersFresh ? null : await SlackMembers.Read(slack, access, plan.Connection!, plan.SlackChannel!, plan.Now, ct);

    private static async Task<bool> IsGone(Work work, Guid id) =>
        await work.Db.Set<CallDelivery>().AsNoTracking().FirstOrDefaultAsync(d => d.Id == id) is not { } delivery
        || !await work.Db.Set<Call>().AnyAsync(c => c.Id == delivery.CallId && !c.Held);

    /// <summary>Decides again with what Slack said, and notes that posting begins.</summary>
    private async Task<DeliveryBegun?> Begin(Work work, Guid id, DeliveryPlan plan, ChannelRoll? roll)
    {
        var delivery = await work.Db.Set<CallDelivery>().FirstOrDefaultAsync(d => d.Id == id && d.State == DeliveryState.Due);
        var call = delivery is null
            ? null
            : await work.Db.Set<Call>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == delivery.CallId && !c.Held);
        if (delivery is null || call is null) return null;
        if (delivery.To == DeliveryTo.Channel)
        {
            if (await Bound(work, delivery) is not { } channel || channel.SlackId != plan.SlackChannel)
                return new(null, DeliveryReason.ChannelNotBound);
            if (roll is not null) await SlackMembers.Keep(work, channel, roll);
            var readers = await ChannelReaders.Of(work, channel);
            if (readers.Against(work, await FindCalls.Facts(work.Db, call.Id)) is { } problem) return new(null, DeliveryReason.Of(problem));
        }
        else if (work.Customer.User(call.OwnerId) is not { User.Active: true })
        {
            return new(null, DeliveryReason.OwnerNotInSlack);
        }

        delivery.Attempts++;
        delivery.FirstTried ??= work.Now.AddMinutes(-1);
        var summary = await work.Db.Set<CallSummary>().AsNoTracking().FirstOrDefaultAsync(s => s.CallId == call.Id);
        var link = new Uri($"{console.Base}/calls/{call.Id}");
        return new(SlackText.Of(call, CallItems.Person(work.Customer, call.OwnerId).Name, summary, link), null);
    }

    /// <summary>Notes what was posted; from now on the channel's members see the call. False when the call has gone meanwhile.</summary>
    private static async Task<bool> End(Work work, Guid id, string conversation, string message, ChannelRoll? roll)
    {
        var delivery = await work.Db.Set<CallDelivery>().FirstOrDefaultAsync(d => d.Id == id);
        var call = delivery is null ? null : await work.Db.Set<Call>().FirstOrDefaultAsync(c => c.Id == delivery.CallId && !c.Held);
        if (delivery is null || call is null) return false;
        delivery.State = DeliveryState.Sent;
        delivery.Reason = null;
        delivery.SlackConversation = conversation;
        delivery.SlackMessage = message;
        if (delivery.To != DeliveryTo.Channel) return true;
        work.Concerns(id);
        // Somebody came while it was posted, and the channel was judged before the note was in it.
        if (await work.Db.Channels.FirstOrDefaultAsync(c => c.Id == delivery.DestinationId) is { } channel)
        {
            if (roll is not null) await SlackMembers.Keep(work, channel, roll);
            if ((await ChannelReaders.Of(work, channel)).Against(work, await FindCalls.Facts(work.Db, call.Id)) is { } problem)
            {
                delivery.State = DeliveryState.Withdrawn;
                delivery.Reason = DeliveryReason.Of(problem);
                await ReadChannel.Soon(work, [channel.Id]);
                return true;
            }
        }

        work.Concerns(call.Id);
        work.Concerns(delivery.DestinationId);
        if (!await work.Db.Set<CallReader>().AnyAsync(r => r.CallId == call.Id && r.PrincipalId == delivery.DestinationId))
            work.Db.Add(CallReader.Of(new(delivery.DestinationId, Ground.Channel, null), call.Id, call.Start));
        return true;
    }

    private static async Task Fail(SendDelivery job, JobRun run, string? why, CancellationToken ct)
    {
        var failed = await run.FinishDerived(async work => why is not null && await Due(work, job.Delivery, ct, delivery =>
        {
            delivery.State = DeliveryState.Failed;
            delivery.Reason = why;
        }), ct);
        if (failed) Telemetry.Delivered("slack", "failed");
    }

    /// <summary>Notes what a delivery waits for: what is due is listed with it.</summary>
    private static Task Wait(SendDelivery job, JobRun run, string why, CancellationToken ct) =>
        run.Derive(work => Due(work, job.Delivery, ct, delivery => delivery.Reason = why), ct);

    /// <summary>Changes a delivery that is still due.</summary>
    private static async Task<bool> Due(Work work, Guid id, CancellationToken ct, Action<CallDelivery> change)
    {
        if (await work.Db.Set<CallDelivery>().FirstOrDefaultAsync(d => d.Id == id && d.State == DeliveryState.Due, ct) is not { } delivery)
            return false;
        change(delivery);
        return true;
    }

    /// <summary>The channel, while it is connected to the delivery's team: content is posted only there (rule 12).</summary>
    private static async Task<Channel?> Bound(Work work, CallDelivery delivery) =>
        await work.Db.Channels.FirstOrDefaultAsync(c => c.Id == delivery.DestinationId && c.TeamId != null && c.TeamId == delivery.TeamId);

    private sealed record DeliveryPlan(CallDelivery Delivery, SlackConnection? Connection, string? OwnerEmail, string? SlackChannel,
        bool MembersFresh, string? Failed, DateTimeOffset? Later, DateTimeOffset Now);

    private sealed record DeliveryBegun(SlackMessage? Message, string? Failed);
}
