using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery.Slack;

/// <summary>A message about a request is to be as the request is now: posted while it waits, without buttons once it is closed.</summary>
/// <param name="Message">The message.</param>
public sealed record SendRequestMessage(Guid Message) : IJob;

/// <summary>
/// Posts the message to who can decide the request at this moment, and nobody else, outside their quiet hours; once the request is closed
/// it says so. Whatever was begun before is looked for first: it is never there twice, and never left with buttons.
/// </summary>
public sealed class SendRequestMessageHandler(ISlack slack, SlackDirectory directory, SlackConnections connections, PublicAddress console)
    : IJobHandler<SendRequestMessage>
{
    /// <inheritdoc/>
    public async Task Do(SendRequestMessage job, JobRun run, CancellationToken ct)
    {
        try
        {
            var plan = await run.Derive(work => Plan(work, job.Message), ct);
            if (plan?.Later is { } later)
            {
                await run.Postpone(later, ct);
                return;
            }

            if (plan is not null && connections.TryOpen(plan.Connection) is { } access) await Send(run, access, plan, ct);
            await run.FinishDerived(_ => Task.FromResult(true), ct);
        }
        catch (SlackRefused)
        {
            // Slack knows them no more, or takes no message: the inbox and the e-mail say the same.
            await run.FinishDerived(_ => Task.FromResult(true), ct);
        }
        catch (Exception fault) when (fault is SlackBusy or SlackUnreachable)
        {
            throw SlackAway.Later(fault);
        }
    }

    private async Task<Planned?> Plan(Work work, Guid id)
    {
        var message = await work.Db.Set<RequestMessage>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == id);
        var connection = await work.Db.Set<SlackConnection>().AsNoTracking().FirstOrDefaultAsync();
        if (message is null || connection is null || work.Customer.User(message.UserId) is not { User: { } facts } user) return null;
        var request = await work.Db.AccessRequests.AsNoTracking().FirstOrDefaultAsync(r => r.Id == message.RequestId);
        var waits = request is { State: RequestState.Open } && MayDecide(work, user, request);
        if (!waits && message.FirstTried is null)
        {
            work.Db.Remove(message);
            return null;
        }

        var wishes = await Wishes.Of(work, [user.Id]);
        if (waits && message.FirstTried is null && !wishes.WantRequests(user.Id)) return null;
        return new(message, connection, facts.Email, await SlackUsers.IdOf(work, user.Id, connection.Workspace), waits ? RequestText.Waiting(work, request!, console, await SlackApp.Decides(work, request!.Kind)) : null, Outcome(work, user.Id, request),
            request is { State: not RequestState.Open } or null, waits ? wishes.QuietUntil(user.Id, work.Now) : null, work.Now);
    }

    private async Task Send(JobRun run, SlackAccess access, Planned plan, CancellationToken ct)
    {
        var message = plan.Message;
        var posted = message is { Conversation: { } known, Message: { } there } ? new SlackPosted(known, there) : null;
        if (posted is null)
        {
            SlackAway.AwaitLate(message.LastTried, plan.Now);
            if (await SlackUsers.Reach(directory, plan.Now, access, run, message.UserId, plan.SlackId, plan.Email, plan.Connection.Workspace, ct) is not { } person)
                return;
            if (message.FirstTried is { } since)
            {
                var conversation = await directory.Messages(access, person.Id, ct);
                if (await slack.Find(access, conversation, message.Id, since, ct) is { } found) posted = new(conversation, found);
            }

            if (posted is null && plan.Waiting is { } waiting)
            {
                await run.Derive(async work =>
                {
                    var row = (await Row(work, message.Id, ct))!;
                    row.FirstTried ??= work.Now.AddMinutes(-1);
                    return row.LastTried = work.Now;
                }, ct);
                posted = await SlackAway.Knowing(() => directory.PostTo(access, person.Id, waiting, message.Id, ct),
                    () => run.Derive(async work => (await Row(work, message.Id, ct))!.LastTried = null, ct));
            }

            if (posted is not null)
            {
                await run.Derive(async work =>
                {
                    if (await Row(work, message.Id, ct) is not { } row) return false;
                    (row.Conversation, row.Message, row.LastTried) = (posted.Conversation, posted.Message, null);
                    return true;
                }, ct);
            }
        }

        // It may have been decided while this was on its way. Looked at once the message is noted: whoever closes it later finds it.
        var closed = plan.IsClosed ? plan.Closed : await run.Derive(async work =>
            await work.Db.AccessRequests.AsNoTracking().FirstOrDefaultAsync(r => r.Id == message.RequestId, ct) is { State: not RequestState.Open } now
                ? Outcome(work, message.UserId, now)
                : null, ct);
        if (closed is null) return;
        if (posted is not null) await slack.Replace(access, posted.Conversation, posted.Message, closed, ct);
        await run.Derive(async work => await Row(work, message.Id, ct) is { } row && work.Db.Remove(row) is not null, ct);
    }

    /// <summary>What stands there once it is closed: who could not decide it any more reads neither who asked nor what came of it.</summary>
    private static SlackMessage Outcome(Work work, Guid reader, AccessRequest? request) =>
        RequestText.Closed(work, request is not null && work.Customer.User(reader) is { } user && MayDecide(work, user, request) ? request : null);

    private static bool MayDecide(Work work, Actor user, AccessRequest request) => user.User!.Active && !AskedFor.IsOwn(request, user.Id, work.Customer)
        && Authorizer.Decide(user, Wanted.DecidedBy(request.Kind), Target.Of(work.Customer) with { Subject = request.SubjectId }, work.Now).Allowed;

    private static Task<RequestMessage?> Row(Work work, Guid id, CancellationToken ct) =>
        work.Db.Set<RequestMessage>().FirstOrDefaultAsync(m => m.Id == id, ct);

    /// <param name="Message">The message as it was found.</param>
    /// <param name="Connection">The connection.</param>
    /// <param name="Email">The address of who can decide.</param>
    /// <param name="SlackId">The id by which they are known in Slack; null: by their address.</param>
    /// <param name="Waiting">What is posted; null: they cannot decide it.</param>
    /// <param name="Closed">What stands there once it is closed.</param>
    /// <param name="IsClosed">Whether it is.</param>
    /// <param name="Later">When it is to be posted; null: now.</param>
    /// <param name="Now">The time of all this.</param>
    private sealed record Planned(RequestMessage Message, SlackConnection Connection, string Email, string? SlackId, SlackMessage? Waiting, SlackMessage Closed,
        bool IsClosed, DateTimeOffset? Later, DateTimeOffset Now);
}
