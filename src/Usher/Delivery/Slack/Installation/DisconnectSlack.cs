using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery.Slack;

/// <summary>
/// Disconnects an organization from its workspace: nothing is posted any more, and nobody sees a call through a channel. The bot's token is
/// revoked. What was posted stays in Slack, where its members could see it all the time.
/// </summary>
public sealed record DisconnectSlack : Change<SlackConnection, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.OrganizationConfigure;

    /// <inheritdoc/>
    public override async Task<Found<SlackConnection>?> Find(Work work) =>
        await work.Db.Set<SlackConnection>().FirstOrDefaultAsync() is { } found ? new(Target.Of(work.Customer), found) : null;

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, SlackConnection found) => work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, SlackConnection found)
    {
        await RevokeSlackToken.Add(work, found);
        work.Db.Remove(found);
        await SlackMembers.Forget(work);
        DeliveryNotices.TellOfSlack(work, DeliveryNotices.SlackDisconnected,
            $"{work.Speaker} disconnected the organization from the Slack workspace {found.Name}.");
        return Nothing.Value;
    }
}

/// <summary>A bot's token is to be revoked.</summary>
/// <param name="Url">The address of the Web API.</param>
/// <param name="SealedToken">The token, sealed.</param>
/// <param name="Homes">Whose Home tabs are emptied before.</param>
public sealed record RevokeSlackToken(string Url, string SealedToken, IReadOnlyList<string> Homes) : IJob
{
    internal static async Task Add(Work work, SlackConnection connection) => work.Enqueue(new RevokeSlackToken(connection.Url, connection.SealedToken,
        await work.Db.Set<SlackHome>().Select(home => home.Person).ToListAsync()));
}

/// <summary>Revokes a bot's token, until Slack says that it did, or that there is none. It goes on in a closed customer.</summary>
public sealed class RevokeSlackTokenHandler(ISlack slack, SlackConnections connections, SlackSeals seals) : IJobHandler<RevokeSlackToken>, IWhileClosed
{
    /// <inheritdoc/>
    public async Task Do(RevokeSlackToken job, JobRun run, CancellationToken ct)
    {
        try
        {
            if (seals.Token.TryOpen(job.SealedToken) is { } token)
            {
                var access = new SlackAccess(new Uri(job.Url), token);
                foreach (var person in job.Homes) await Empty(access, person, ct);
                await connections.Revoke(run.Customer, access, ct);
            }
        }
        catch (SlackRefused)
        {
            // It is none any more.
        }
        catch (Exception fault) when (fault is SlackBusy or SlackUnreachable)
        {
            throw SlackAway.Later(fault);
        }

        await run.FinishDerived(_ => Task.FromResult(true), ct);
    }

    /// <summary>Empties a Home tab; what Slack does not take is left.</summary>
    private async Task Empty(SlackAccess access, string person, CancellationToken ct)
    {
        try
        {
            await slack.PublishHome(access, person, HomeText.Empty, ct);
        }
        catch (Exception fault) when (fault is SlackRefused or SlackBusy or SlackUnreachable)
        {
            // The token goes first.
        }
    }
}
