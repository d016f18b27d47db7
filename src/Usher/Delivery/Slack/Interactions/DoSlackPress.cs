using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery.Slack;

/// <summary>What was pressed in Slack is to be carried out.</summary>
/// <param name="Press">The press.</param>
public sealed record DoSlackPress(Guid Press) : IJob;

/// <summary>
/// Carries out what somebody pressed, as the user whose identity or confirmed address it is (rule 26), through the gate as everywhere else. A refusal
/// is shown to who pressed, and to nobody else. What was carried out is not again: the press is its name.
/// </summary>
public sealed class DoSlackPressHandler(ISlack slack, SlackConnections connections, Gate gate) : IJobHandler<DoSlackPress>
{
    /// <summary>Nobody expects what they pressed longer ago to happen.</summary>
    private static readonly TimeSpan StillMeant = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public async Task Do(DoSlackPress job, JobRun run, CancellationToken ct)
    {
        try
        {
            if (await run.Derive(work => Plan(work, job.Press), ct) is { } plan && connections.TryOpen(plan.Connection) is { } access)
            {
                var person = await slack.Person(access, plan.Press.Person, ct);
                var user = await run.Derive(async work => (await SlackUsers.Of(work, person, plan.Connection.Workspace))?.Id, ct);
                if ((user is { } id ? await CarryOut(run, plan, id, ct) : new NoUserInSlack()) is { } refusal)
                    await slack.Whisper(access, plan.Press.Conversation, plan.Press.Person, null, SlackText.Plain(refusal.Sentence), ct);
            }
        }
        catch (SlackRefused)
        {
            // Slack does not know who pressed, or there is nowhere to say so.
        }
        catch (Exception fault) when (fault is SlackBusy or SlackUnreachable)
        {
            throw SlackAway.Later(fault, atMost: StillMeant);
        }

        await run.FinishDerived(work => Close(work, job.Press), ct);
    }

    /// <inheritdoc/>
    public Task GivenUp(DoSlackPress job, JobRun run, string reason, CancellationToken ct) =>
        run.Derive(work => Close(work, job.Press), ct);

    private async Task<Refusal?> CarryOut(JobRun run, Planned plan, Guid user, CancellationToken ct)
    {
        var (press, caller) = (plan.Press, new Caller(ActorKind.User, user, run.Customer, Door.Slack) { IdempotencyKey = $"slack {plan.Press.Id}" });
        if (plan.Asked is { } kind && !await run.Derive(work => SlackApp.Decides(work, kind), ct)) return new DecideInConsole();
        return press.What switch
        {
            SlackPressed.NotUseful => (await gate.Run(caller, new MarkNotUseful(press.About), ct)).Refused,
            SlackPressed.Approve => (plan.Asked switch
            {
                null => new NotFound(),
                AskedKind.Level => await gate.Run(caller, new ApproveRequest(press.About), ct),
                AskedKind.Tenants => await gate.Run(caller, new ApproveTenantRequest(press.About), ct),
                _ => await gate.Run(caller, new ApproveRoleRequest(press.About), ct),
            }).Refused,
            _ => (plan.Asked switch
            {
                null => new NotFound(),
                AskedKind.Level => await gate.Run(caller, new DeclineRequest(press.About, press.Text ?? ""), ct),
                AskedKind.Tenants => await gate.Run(caller, new DeclineTenantRequest(press.About, press.Text ?? ""), ct),
                _ => await gate.Run(caller, new DeclineRoleRequest(press.About, press.Text ?? ""), ct),
            }).Refused,
        };
    }

    private static async Task<Planned?> Plan(Work work, Guid id)
    {
        var press = await work.Db.Set<SlackPress>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == id && p.IsOpen);
        var connection = await work.Db.Set<SlackConnection>().AsNoTracking().FirstOrDefaultAsync();
        if (press is null || connection is null || work.Now - press.At > StillMeant) return null;
        return new(press, connection, press.What == SlackPressed.NotUseful ? null
            : await work.Db.AccessRequests.Where(r => r.Id == press.About).Select(r => (AskedKind?)r.Kind).FirstOrDefaultAsync());
    }

    /// <summary>The row stays, so that the same press is not carried out again; what was written does not.</summary>
    private static async Task<bool> Close(Work work, Guid id)
    {
        if (await work.Db.Set<SlackPress>().FirstOrDefaultAsync(p => p.Id == id) is not { } press) return false;
        (press.IsOpen, press.Text) = (false, null);
        return true;
    }

    private sealed record Planned(SlackPress Press, SlackConnection Connection, AskedKind? Asked);
}

/// <summary>The organization made its app itself, and the request is not one that its Organization Admins decide.</summary>
public sealed record DecideInConsole() : Refusal("Decide this request in Usher: open it from the message.");

/// <summary>Who acts in Slack is no active user here by a confirmed address.</summary>
public sealed record NoUserInSlack()
    : Refusal("Your confirmed e-mail address in Slack is not that of an active user here. Enter /usher link to link your Slack account to your " +
    "user in Usher, or ask an administrator to add you.");
