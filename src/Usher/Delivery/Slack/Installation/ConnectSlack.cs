using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery.Slack;

/// <summary>Connects an organization to its Slack workspace, or to another one.</summary>
/// <param name="Url">The address of the Web API.</param>
/// <param name="Identity">The workspace, and the bot in it.</param>
/// <param name="SealedToken">The bot's token, sealed.</param>
/// <param name="SealedSigningSecret">What Slack signs its requests with, sealed; null: what is kept stays.</param>
public sealed record ConnectSlack(string Url, SlackIdentity Identity, string SealedToken, string? SealedSigningSecret = null)
    : Change<SlackConnection?, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.SlackConnect;

    /// <inheritdoc/>
    public override Section Section => Section.Insights;

    /// <inheritdoc/>
    public override async Task<Found<SlackConnection?>?> Find(Work work) =>
        new(Target.Of(work.Customer), await work.Db.Set<SlackConnection>().FirstOrDefaultAsync());

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, SlackConnection? found)
    {
        await Put(work, Url, Identity, SealedToken);
        if (SealedSigningSecret is null) return Nothing.Value;
        if (await work.Db.Set<SlackApp>().FirstOrDefaultAsync() is not { } app)
            work.Db.Add(app = new SlackApp { CustomerId = work.Db.CustomerId });
        app.SealedSigningSecret = SealedSigningSecret;
        return Nothing.Value;
    }

    /// <summary>Connects an organization to a workspace; the token for another one is revoked.</summary>
    internal static async Task Put(Work work, string url, SlackIdentity identity, string sealedToken)
    {
        // The channels are read at once, one after the other: what is known of people serves for all of them.
        if (await work.Db.Set<Job>().FirstOrDefaultAsync(j => j.CustomerId == work.Db.CustomerId && j.Kind == StoredNames.Of<RefreshChannels>() && j.Failed == null
                && j.LeasedBy == null)
            is { } waiting)
            waiting.Due = work.Now;
        else work.Enqueue(new RefreshChannels());
        var found = await work.Db.Set<SlackConnection>().FirstOrDefaultAsync();
        if (found is not null && found.Workspace != identity.Workspace)
        {
            await RevokeSlackToken.Add(work, found);
            await SlackMembers.Forget(work);
        }

        if (found is null)
            work.Db.Add(found = new SlackConnection { CustomerId = work.Db.CustomerId, Url = url, Workspace = identity.Workspace,
                Name = identity.Called, Bot = identity.Bot, SealedToken = sealedToken, At = work.Now });
        (found.Url, found.Workspace, found.Name, found.Bot, found.SealedToken, found.At) =
            (url, identity.Workspace, identity.Called, identity.Bot, sealedToken, work.Now);
    }
}
