using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Delivery.Slack;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery;

/// <summary>What is to be sent, as decided before Slack is asked anything.</summary>
internal sealed record DeliveryPlan(CallDelivery Delivery, SlackConnection? Connection, DeliveryOwner? Owner, string? SlackChannel,
    bool MembersFresh, string? Failed, DateTimeOffset? Later, DateTimeOffset Now);

/// <summary>Whom a message about a call goes to.</summary>
/// <param name="Id">The user.</param>
/// <param name="SlackId">The id by which they are known in the workspace; null: by their address.</param>
/// <param name="Email">Their address.</param>
internal sealed record DeliveryOwner(Guid Id, string? SlackId, string Email);

/// <summary>What is posted; or why nothing is.</summary>
/// <param name="Message">The message.</param>
/// <param name="Failed">Why there is none.</param>
/// <param name="Within">To a channel only: for how long what is known of its members is young enough (rule 15).</param>
internal sealed record DeliveryBegun(SlackMessage? Message, string? Failed, TimeSpan Within);

/// <summary>What <see cref="SendDeliveryHandler"/> decides and writes between its calls to Slack.</summary>
internal static class DeliverySteps
{
    /// <summary>What is to be sent where; null when nothing is to be sent any more.</summary>
    public static async Task<DeliveryPlan?> Plan(Work work, Guid id)
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

        var fresh = work.Now - SlackMembers.Ages;
        var connection = await work.Db.Set<SlackConnection>().AsNoTracking().FirstOrDefaultAsync();
        var owner = work.Customer.User(call.OwnerId);
        var channel = delivery.To == DeliveryTo.Channel ? await Bound(work, delivery) : null;
        var why = connection is null ? DeliveryReason.NotConnected
            : delivery.To == DeliveryTo.Owner && owner is not { User.Active: true } ? DeliveryReason.OwnerNotInSlack
            : delivery.To == DeliveryTo.Channel && channel is null ? DeliveryReason.ChannelNotBound
            : null;
        var to = connection is null || owner?.User is not { } facts ? null
            : new DeliveryOwner(owner.Id, await SlackUsers.IdOf(work, owner.Id, connection.Workspace), facts.Email);
        return new(delivery, connection, to, channel?.SlackId,
            channel is { Guests: 0, Problem: null or ChannelProblem.HasConfigurer }
                && await work.Db.Set<ChannelReading>().AnyAsync(r => r.ChannelId == channel.Id && r.At >= fresh), why, later, work.Now);
    }

    /// <summary>Whether the call was deleted or held meanwhile, or its delivery is no more.</summary>
    public static async Task<bool> IsGone(Work work, Guid id) =>
        await work.Db.Set<CallDelivery>().AsNoTracking().FirstOrDefaultAsync(d => d.Id == id) is not { } delivery
        || !await work.Db.Set<Call>().AnyAsync(c => c.Id == delivery.CallId && !c.Held);

    /// <summary>Decides again with what Slack said, and notes that posting begins.</summary>
    public static async Task<DeliveryBegun?> Begin(Work work, Guid id, DeliveryPlan plan, ChannelRoll? roll, PublicAddress console)
    {
        var delivery = await work.Db.Set<CallDelivery>().FirstOrDefaultAsync(d => d.Id == id && d.State == DeliveryState.Due);
        var call = delivery is null
            ? null
            : await work.Db.Set<Call>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == delivery.CallId && !c.Held);
        if (delivery is null || call is null) return null;
        var within = TimeSpan.Zero;
        if (delivery.To == DeliveryTo.Channel)
        {
            // Without the lock, how old the reading is comes first: what is read after it is no older.
            var read = roll is null ? (await work.Db.Set<ChannelReading>().AsNoTracking().FirstOrDefaultAsync(r => r.ChannelId == delivery.DestinationId))?.At : null;
            if (await Bound(work, delivery) is not { } channel || channel.SlackId != plan.SlackChannel)
                return new(null, DeliveryReason.ChannelNotBound, within);
            if (roll is not null) read = await SlackMembers.Keep(work, channel, roll);
            if (read is not { } at || at <= work.Now - SlackMembers.Ages)
                throw new TryAgain(TimeSpan.Zero, null, DeliveryReason.SlackBusy);
            within = at + SlackMembers.Fresh - work.Now;
            var readers = await ChannelReaders.Of(work, channel);
            if (readers.Against(work, await FindCalls.Facts(work.Db, call.Id)) is { } problem) return new(null, DeliveryReason.Of(problem), within);
        }
        else if (work.Customer.User(call.OwnerId) is not { User.Active: true })
        {
            return new(null, DeliveryReason.OwnerNotInSlack, within);
        }

        delivery.Attempts++;
        delivery.FirstTried ??= work.Now.AddMinutes(-1);
        delivery.LastTried = work.Now;
        if (plan.Connection!.NamelessCards) return new(SlackNote.Nameless(delivery, console), null, within);
        var summary = await work.Db.Set<CallSummary>().AsNoTracking().FirstOrDefaultAsync(s => s.CallId == call.Id);
        return new(SlackNote.Of(delivery, call, CallItems.Person(work.Customer, call.OwnerId).Name, summary, console), null, within);
    }

    /// <summary>Notes what was posted; from now on the channel's members see the call. False when the call has gone meanwhile.</summary>
    public static async Task<bool> End(Work work, Guid id, SlackPosted posted, ChannelRoll? roll)
    {
        var delivery = await work.Db.Set<CallDelivery>().FirstOrDefaultAsync(d => d.Id == id);
        var call = delivery is null ? null : await work.Db.Set<Call>().FirstOrDefaultAsync(c => c.Id == delivery.CallId && !c.Held);
        if (delivery is null || call is null) return false;
        delivery.State = DeliveryState.Sent;
        delivery.Reason = null;
        (delivery.SlackConversation, delivery.SlackMessage) = (posted.Conversation, posted.Message);
        delivery.LastTried = null;
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

    /// <summary>Changes a delivery that is still due.</summary>
    public static async Task<bool> Due(Work work, Guid id, CancellationToken ct, Action<CallDelivery> change)
    {
        if (await work.Db.Set<CallDelivery>().FirstOrDefaultAsync(d => d.Id == id && d.State == DeliveryState.Due, ct) is not { } delivery)
            return false;
        change(delivery);
        return true;
    }

    /// <summary>The channel, while it is connected to the delivery's team: content is posted only there (rule 12).</summary>
    private static async Task<Channel?> Bound(Work work, CallDelivery delivery) =>
        await work.Db.Channels.FirstOrDefaultAsync(c => c.Id == delivery.DestinationId && c.TeamId != null && c.TeamId == delivery.TeamId);
}
