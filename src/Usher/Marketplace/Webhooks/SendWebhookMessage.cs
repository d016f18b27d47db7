using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Marketplace;

/// <summary>A message is to be sent to an app.</summary>
/// <param name="Message">Which.</param>
public sealed record SendWebhookMessage(Guid Message) : IJob;

/// <summary>
/// Sends one message to an app, again and later each time until its server has it; then it is given up, where the webhook's owner sees it
/// and can have it sent once more.
/// </summary>
public sealed class WebhookMessageSender(AppWebhooks webhooks) : IJobHandler<SendWebhookMessage>
{
    private const string Act = "EndAppWebhook";

    /// <inheritdoc/>
    public async Task Do(SendWebhookMessage job, JobRun run, CancellationToken ct)
    {
        var plan = await run.Derive(work => Plan(work, job.Message), ct);
        if (plan is null)
        {
            await run.FinishDerived(_ => Task.FromResult(true), ct);
            return;
        }

        var sent = await webhooks.Send(plan.Webhook, plan.Message, plan.Customer, ct);
        if (sent.Gone)
        {
            await run.Finish(Act, Section.Connect, work => End(work, job.Message, sent.Reason!), ct);
            return;
        }

        if (sent.Reason is null)
        {
            await run.FinishDerived(work => Note(work, job.Message, message => (message.State, message.Reason, message.SentAt)
                = (MessageState.Sent, null, work.Now)), ct);
            Telemetry.Delivered("webhook", "sent");
            return;
        }

        await run.Derive(work => Note(work, job.Message, message => message.Reason = sent.Reason), ct);
        throw new TryAgain(sent.After, null, sent.Reason);
    }

    /// <inheritdoc/>
    public Task GivenUp(SendWebhookMessage job, JobRun run, string reason, CancellationToken ct) => run.Derive(async work =>
    {
        if (!await Note(work, job.Message, message => message.State = MessageState.Failed)) return false;
        Telemetry.Delivered("webhook", "failed");
        await TellOwner(work, job.Message, MarketplaceNotices.MessageFailed);
        return true;
    }, ct);

    /// <summary>What is sent where; null: nothing any more. One attempt is counted.</summary>
    private static async Task<Planned?> Plan(Work work, Guid id)
    {
        var message = await work.Db.Set<WebhookMessage>().FirstOrDefaultAsync(m => m.Id == id && m.State == MessageState.Due);
        if (message is null) return null;
        var webhook = await work.Db.Set<AppWebhook>().AsNoTracking()
            .FirstOrDefaultAsync(w => w.IntegrationUserId == message.IntegrationUserId && w.Gone == null);
        if (webhook is null)
        {
            (message.State, message.Reason) = (MessageState.Failed, MessageReason.None);
            return null;
        }

        message.Attempts++;
        return new(webhook, message, work.Customer.Facts.Slug);
    }

    private static async Task<bool> Note(Work work, Guid id, Action<WebhookMessage> change)
    {
        if (await work.Db.Set<WebhookMessage>().FirstOrDefaultAsync(m => m.Id == id && m.State == MessageState.Due) is not { } message)
            return false;
        change(message);
        return true;
    }

    /// <summary>The app's server wants no messages any more (410): none is sent until the webhook is set again.</summary>
    private static async Task<bool> End(Work work, Guid id, string reason)
    {
        await Note(work, id, message => (message.State, message.Reason) = (MessageState.Failed, reason));
        var machine = await work.Db.Set<WebhookMessage>().Where(m => m.Id == id).Select(m => m.IntegrationUserId).FirstOrDefaultAsync();
        if (await work.Db.Set<AppWebhook>().FirstOrDefaultAsync(w => w.IntegrationUserId == machine) is not { } webhook) return false;
        webhook.Gone = work.Now;
        work.Concerns(webhook.AppId);
        await TellOwner(work, id, MarketplaceNotices.WebhookGone);
        return true;
    }

    private static async Task TellOwner(Work work, Guid id, string what)
    {
        var owned = await work.Db.Set<WebhookMessage>().Where(m => m.Id == id)
            .Join(work.Db.IntegrationUsers, m => m.IntegrationUserId, machine => machine.Id, (m, machine) => machine)
            .Join(work.Db.Apps, machine => machine.OfAppId, app => app.Id, (machine, app) => new { machine.OwnerId, app.Id, app.Name })
            .FirstOrDefaultAsync();
        if (owned?.OwnerId is { } owner && work.Customer.User(owner) is { User.Active: true })
            work.Tell(owner, what, owned.Id, MarketplaceNotices.Words(what, owned.Name));
    }

    private sealed record Planned(AppWebhook Webhook, WebhookMessage Message, string Customer);
}
