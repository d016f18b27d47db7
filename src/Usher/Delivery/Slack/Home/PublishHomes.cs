using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery.Slack;

/// <summary>
/// Keeps Home tabs as they should be: what is in one is made for its owner at that moment, through the gate, and published again when it
/// would be another. Publishing twice puts the same there. In a closed customer it goes on: what is in them goes then.
/// </summary>
public sealed class PublishHomes(ISlack slack, SlackConnections connections, Gate gate, PublicAddress console)
    : IJobHandler<FillHome>, IJobHandler<WatchHomes>, IWhileClosed
{
    /// <summary>Who opened it longer ago opens it again.</summary>
    private static readonly TimeSpan StillOfUse = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public async Task Do(FillHome job, JobRun run, CancellationToken ct)
    {
        try
        {
            var (home, connection) = await run.Derive(work => Look(work, job.Person, ct), ct);
            if (home is not null && connection is not null && connections.TryOpen(connection) is { } access)
            {
                var person = await slack.Person(access, job.Person, ct);
                await run.Derive(async work =>
                {
                    if (await work.Db.Set<SlackHome>().FirstOrDefaultAsync(h => h.Person == job.Person, ct) is not { } row) return false;
                    row.UserId = person.UserIn(work.Customer, connection.Workspace)?.Id;
                    home = row;
                    return true;
                }, ct);
                await Publish(run, access, home, await Of(run, home, ct), ct);
            }

            await run.FinishDerived(_ => Task.FromResult(true), ct);
        }
        catch (SlackRefused)
        {
            // There is no such person, or no Home tab: the manifest is an older one.
            await run.FinishDerived(_ => Task.FromResult(true), ct);
        }
        catch (Exception fault) when (fault is SlackBusy or SlackUnreachable)
        {
            throw SlackAway.Later(fault, atMost: StillOfUse);
        }
    }

    /// <inheritdoc/>
    public async Task Do(WatchHomes job, JobRun run, CancellationToken ct)
    {
        var (homes, connection, now) = await run.Derive(async work => (await work.Db.Set<SlackHome>().AsNoTracking().ToListAsync(ct),
            await work.Db.Set<SlackConnection>().AsNoTracking().FirstOrDefaultAsync(ct), work.Now), ct);
        if (connection is not null && connections.TryOpen(connection) is { } access)
        {
            foreach (var home in homes ?? [])
            {
                try
                {
                    var isOver = now - home.Opened > SlackHome.Watched;
                    await Publish(run, access, home, isOver ? HomeText.Empty : await Of(run, home, ct), ct);
                    if (isOver) await Forget(run, home, ct);
                }
                catch (SlackRefused refused)
                {
                    // Of a token that is no longer good nothing can be removed: once there is another, it is.
                    if (refused.Code is "user_not_found" or "users_not_found" or "not_enabled") await Forget(run, home, ct);
                }
                catch (Exception fault) when (fault is SlackBusy or SlackUnreachable)
                {
                    // The rest comes next time.
                    break;
                }
            }
        }

        await run.Renew(async work => await work.Db.Set<SlackHome>().AnyAsync(ct) ? work.Now + WatchHomes.Every : null, ct);
    }

    private async Task<string> Of(JobRun run, SlackHome home, CancellationToken ct)
    {
        if (home.UserId is not { } user) return HomeText.Unknown;
        var shown = await gate.Run(new Caller(ActorKind.User, user, run.Customer, Door.Slack), new ViewHome(), ct);
        return shown.Refused is null ? HomeText.Of(shown.Value!, console) : HomeText.Unknown;
    }

    /// <summary>Puts it there, unless it is there already.</summary>
    private async Task Publish(JobRun run, SlackAccess access, SlackHome home, string view, CancellationToken ct)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(view)));
        if (home.Shown == hash) return;
        await slack.PublishHome(access, home.Person, view, ct);
        await run.Derive(async work =>
        {
            if (await work.Db.Set<SlackHome>().FirstOrDefaultAsync(h => h.Person == home.Person, ct) is { } row) row.Shown = hash;
            return true;
        }, ct);
    }

    private static Task Forget(JobRun run, SlackHome home, CancellationToken ct) => run.Derive(async work =>
    {
        // It may have been opened again meanwhile.
        if (await work.Db.Set<SlackHome>().FirstOrDefaultAsync(h => h.Person == home.Person && h.Opened == home.Opened, ct) is { } row)
            work.Db.Remove(row);
        return true;
    }, ct);

    private static async Task<(SlackHome?, SlackConnection?)> Look(Work work, string person, CancellationToken ct) =>
        (await work.Db.Set<SlackHome>().AsNoTracking().FirstOrDefaultAsync(h => h.Person == person, ct),
            await work.Db.Set<SlackConnection>().AsNoTracking().FirstOrDefaultAsync(ct));
}
