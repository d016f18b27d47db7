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

    /// <summary>How long what Slack said of somebody counts while nothing else would be put there.</summary>
    private static readonly TimeSpan Known = TimeSpan.FromMinutes(5);

    private const string Act = nameof(PublishHomes);

    /// <inheritdoc/>
    public async Task Do(FillHome job, JobRun run, CancellationToken ct)
    {
        try
        {
            var (home, connection) = await run.Derive(work => Look(work, job.Person, ct), ct);
            if (home is not null && connection is not null && connections.TryOpen(connection) is { } access)
            {
                home = await AskWho(run, access, connection, home, ct);
                if (!await Publish(run, access, home, await Of(run, home, ct), ct)) throw new TryAgain(SlackAway.Lands);
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
                    var shown = await Publish(run, access, home, isOver ? HomeText.Empty : await Now(run, access, connection, home, now, ct), ct);
                    if (isOver && shown) await Forget(run, home, ct);
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

        // Under the lock, by which tabs are opened: none is without a watch.
        await run.Finish(nameof(WatchHomes), Section.Insights, SlackHome.Watch, ct);
    }

    private async Task<string> Of(JobRun run, SlackHome home, CancellationToken ct)
    {
        if (home.UserId is not { } user) return HomeText.Unknown;
        var shown = await gate.Run(new Caller(ActorKind.User, user, run.Customer, Door.Slack), new ViewHome(), ct);
        return shown.Refused is null ? HomeText.Of(shown.Value!, console) : HomeText.Unknown;
    }

    /// <summary>
    /// What is to be there now. Whoever became a guest gets nothing new: they are asked for again before anything else is put there, and
    /// every few minutes in case Slack's event was lost.
    /// </summary>
    private async Task<string> Now(JobRun run, SlackAccess access, SlackConnection connection, SlackHome home, DateTimeOffset now,
        CancellationToken ct)
    {
        var view = await Of(run, home, ct);
        var age = now - (home.Known ?? DateTimeOffset.MinValue);
        if (home.UserId is null || age <= SlackMembers.Fresh || (age <= Known && home.Shown == Hash(view))) return view;
        return await Of(run, await AskWho(run, access, connection, home, ct), ct);
    }

    /// <summary>Asks Slack whose tab it is: of an active user who is no guest, or nobody's.</summary>
    private async Task<SlackHome> AskWho(JobRun run, SlackAccess access, SlackConnection connection, SlackHome home, CancellationToken ct)
    {
        var person = await slack.Person(access, home.Person, ct);
        return await run.Step(Act, Section.Insights, async work =>
        {
            if (await work.Db.Set<SlackHome>().FirstOrDefaultAsync(h => h.Person == home.Person, ct) is not { } row) return home;
            row.UserId = (await SlackUsers.Of(work, person, connection.Workspace))?.Id;
            row.Known = work.Now;
            return row;
        }, ct) ?? home;
    }

    /// <summary>
    /// Puts it there, unless it is there already. One at a time: what is put there last is what we know to be there. False when something
    /// else is being put there.
    /// </summary>
    private async Task<bool> Publish(JobRun run, SlackAccess access, SlackHome home, string view, CancellationToken ct)
    {
        var hash = Hash(view);
        if (home.Shown == hash && home.Publishing is null) return true;
        var turn = await run.Step(Act, Section.Insights, async work =>
        {
            if (await Row(work, home, ct) is not { } row) return new Turn(true, null);
            if (row.Publishing > work.Now) return new Turn(false, null);
            row.Publishing = null;
            if (row.Shown == hash) return new Turn(true, null);
            (row.Publishing, row.Shown) = (work.Now + SlackAway.Lands, null);
            return new Turn(false, row.Publishing);
        }, ct);
        if (turn?.Mine is not { } mine) return turn?.IsThere != false;
        try
        {
            await slack.PublishHome(access, home.Person, view, ct);
        }
        catch (Exception fault) when (fault is SlackRefused or SlackBusy)
        {
            await End(null);
            throw;
        }

        await End(hash);
        return true;

        Task End(string? shown) => run.Step(Act, Section.Insights, async work =>
        {
            if (await Row(work, home, ct) is not { } row) return false;
            // Whoever took longer than it may has put it there after another, perhaps.
            row.Shown = row.Publishing == mine ? shown : null;
            if (row.Publishing == mine) row.Publishing = null;
            return true;
        }, ct);
    }

    private static Task Forget(JobRun run, SlackHome home, CancellationToken ct) => run.Step(Act, Section.Insights, async work =>
    {
        // It may have been opened again meanwhile.
        if (await Row(work, home, ct) is { } row && row.Opened == home.Opened) work.Db.Remove(row);
        return true;
    }, ct);

    private static string Hash(string view) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(view)));

    private static Task<SlackHome?> Row(Work work, SlackHome home, CancellationToken ct) =>
        work.Db.Set<SlackHome>().FirstOrDefaultAsync(h => h.Person == home.Person, ct);

    private static async Task<(SlackHome?, SlackConnection?)> Look(Work work, string person, CancellationToken ct) =>
        (await work.Db.Set<SlackHome>().AsNoTracking().FirstOrDefaultAsync(h => h.Person == person, ct),
            await work.Db.Set<SlackConnection>().AsNoTracking().FirstOrDefaultAsync(ct));

    /// <param name="IsThere">Whether it is there already.</param>
    /// <param name="Mine">Until when it may be put there; null: it may not now, or need not be.</param>
    private sealed record Turn(bool IsThere, DateTimeOffset? Mine);
}
