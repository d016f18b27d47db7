using Usher.Access;
using Usher.Delivery.Mail;
using Usher.Delivery.Slack;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery;

/// <summary>
/// Sends one delivery. Decide who would get it, whether they want it and whether now; ask Slack who is there; decide again and note that
/// posting begins; look for the message if it began before; post; note what was posted, and for a channel that its members see the call
/// from now on. Between any two of these the process may end: nothing is lost, and nothing is posted twice.
/// </summary>
public sealed class SendDeliveryHandler(ISlack slack, SlackDirectory directory, SlackConnections connections, PublicAddress console) : IJobHandler<SendDelivery>
{
    private const string Act = nameof(SendDelivery);

    /// <inheritdoc/>
    public async Task Do(SendDelivery job, JobRun run, CancellationToken ct)
    {
        try
        {
            if (await run.Derive(work => DeliverySteps.Plan(work, job.Delivery), ct) is not { } plan)
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

            SlackAway.AwaitLate(plan.Delivery.LastTried, plan.Now);
            var access = connections.Open(plan.Connection!);
            var toChannel = plan.Delivery.To == DeliveryTo.Channel;
            var person = toChannel ? null : await Owner(run, access, plan, ct);
            var roll = toChannel ? await Roll(access, plan, ct) : null;
            // What was begun before may have arrived, whatever is in the way now.
            var posted = plan.Delivery.FirstTried is { } since && (plan.SlackChannel ?? (person is null ? null : await directory.Messages(access, person.Id, ct))) is { } there
                && await slack.Find(access, there, job.Delivery, since, ct) is { } found ? new SlackPosted(there, found) : null;
            if (posted is null)
            {
                // Who is in a channel decides, and is kept under the customer's lock; all else is judged again once it is posted.
                var begun = !toChannel && person is null ? new(null, DeliveryReason.OwnerNotInSlack, default)
                    : roll is not null ? await run.Step(Act, Section.Insights, work => DeliverySteps.Begin(work, job.Delivery, plan, roll, console), ct)
                    : await run.Derive(work => DeliverySteps.Begin(work, job.Delivery, plan, null, console), ct);
                if (begun?.Message is not { } message)
                {
                    await Fail(job, run, begun?.Failed, ct);
                    return;
                }

                posted = await SlackAway.Knowing(
                    () => person is not null ? directory.PostTo(access, person.Id, message, job.Delivery, ct)
                        : SlackAway.Within(begun.Within, stop => slack.Post(access, plan.SlackChannel!, message, job.Delivery, stop), ct),
                    () => run.Derive(work => DeliverySteps.Due(work, job.Delivery, ct, delivery => delivery.LastTried = null), ct));
                roll = null;
            }

            if (await run.Derive(work => DeliverySteps.IsGone(work, job.Delivery), ct))
            {
                // The call was deleted meanwhile, and nothing else knows of the message.
                await slack.Remove(access, posted.Conversation, posted.Message, ct);
                await run.FinishDerived(_ => Task.FromResult(true), ct);
                return;
            }

            // From a channel people see the call from now on: that is told. A message to its owner opens nothing.
            var ended = toChannel
                ? await run.Finish(Act, Section.Insights, work => DeliverySteps.End(work, job.Delivery, posted, roll), ct)
                : await run.FinishDerived(work => DeliverySteps.End(work, job.Delivery, posted, null), ct);
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
        if (!await DeliverySteps.Due(work, job.Delivery, ct, delivery =>
        {
            delivery.State = DeliveryState.Failed;
            delivery.Reason = DeliveryReason.IsKnown(reason) ? reason : DeliveryReason.Fault;
        })) return false;
        Telemetry.Delivered("slack", "failed");
        return true;
    }, ct);

    private Task<SlackPerson?> Owner(JobRun run, SlackAccess access, DeliveryPlan plan, CancellationToken ct)
    {
        var (id, known, email) = plan.Owner!;
        return SlackUsers.Reach(directory, plan.Now, access, run, id, known, email, plan.Connection!.Workspace, ct);
    }

    /// <summary>Who is in the channel, as Slack says; null: that is known well enough.</summary>
    private async Task<ChannelRoll?> Roll(SlackAccess access, DeliveryPlan plan, CancellationToken ct) =>
        plan.MembersFresh ? null : await SlackMembers.Read(directory, plan.Now - SlackMembers.Said, access, plan.Connection!, plan.SlackChannel!, plan.Now, ct);

    private static async Task Fail(SendDelivery job, JobRun run, string? why, CancellationToken ct)
    {
        var failed = await run.FinishDerived(async work => why is not null && await DeliverySteps.Due(work, job.Delivery, ct, delivery =>
        {
            delivery.State = DeliveryState.Failed;
            delivery.Reason = why;
        }), ct);
        if (failed) Telemetry.Delivered("slack", "failed");
    }

    /// <summary>Notes what a delivery waits for: what is due is listed with it.</summary>
    private static Task Wait(SendDelivery job, JobRun run, string why, CancellationToken ct) =>
        run.Derive(work => DeliverySteps.Due(work, job.Delivery, ct, delivery => delivery.Reason = why), ct);
}
