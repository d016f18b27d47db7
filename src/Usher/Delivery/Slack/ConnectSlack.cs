using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery.Slack;

/// <summary>Connects an organization to its Slack workspace, or to another one.</summary>
/// <param name="Url">The address of the Web API.</param>
/// <param name="Workspace">The workspace's id.</param>
/// <param name="Bot">The bot's own user id.</param>
/// <param name="SealedToken">The bot's token, sealed.</param>
/// <param name="SealedSigningSecret">What Slack signs its requests with, sealed; null: what is kept stays.</param>
public sealed record ConnectSlack(string Url, string Workspace, string Bot, string SealedToken, string? SealedSigningSecret = null)
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
        if (!await work.Db.Set<Job>()
            .AnyAsync(j => j.CustomerId == work.Db.CustomerId && j.Kind == StoredNames.Of<RefreshChannels>() && j.Failed == null))
            work.Enqueue(new RefreshChannels());
        if (found is null)
            work.Db.Add(found = new SlackConnection { CustomerId = work.Db.CustomerId, Url = Url, Workspace = Workspace, Bot = Bot,
                SealedToken = SealedToken });
        found.Url = Url;
        found.Workspace = Workspace;
        found.Bot = Bot;
        found.SealedToken = SealedToken;
        found.SealedSigningSecret = SealedSigningSecret ?? found.SealedSigningSecret;
        return Nothing.Value;
    }
}
