using Microsoft.EntityFrameworkCore;
using Usher.Data;
using Usher.Delivery.Slack;
using Usher.Directory;
using Usher.Platform;
using Usher.Web.Hosting;

namespace Usher.Web.Demo.Rooms;

/// <summary>
/// Where the demo is started with a Slack of its own (<c>Slack__Url</c>): Harbor is connected to it, and its sales team to the private
/// channel there that is called like the team.
/// </summary>
internal sealed class SlackDemo : IDemoPart
{
    /// <summary>A Slack that is made for the demo takes any token.</summary>
    private const string Token = "xoxb-usher-demo";

    private const string Team = "sales";

    /// <inheritdoc/>
    public int Order => 90;

    /// <inheritdoc/>
    public async Task Live(DemoStage stage, DemoTown town)
    {
        if (stage.Services.GetRequiredService<UsherSettings>().Slack is not { } slack || town.Slug != DemoCustomer.Slugs[0]) return;
        stage.DaysAgo(0);
        var connected = await stage.Services.GetRequiredService<SlackConnections>().Connect(town.Id, slack.Api, Token, null, stage.Ct);
        if (connected.Refused is { } refusal) throw new InvalidOperationException(refusal.Sentence);
        var channels = await stage.Services.GetRequiredService<ISlack>().Channels(new(slack.Api, Token), stage.Ct) ?? [];
        if (channels.FirstOrDefault(one => one.Name == Team) is not { } channel) return;
        await using var db = stage.Services.GetRequiredService<Store>().Context(town.Id);
        var team = await db.Teams.Where(one => one.Slug == Team).Select(one => one.Id).SingleAsync(stage.Ct);
        var orgAdmin = stage.As(town.OrganizationAdmin.Email, town.Id);
        var bound = await stage.Do(orgAdmin, new BindChannel(team, channel.Id, channel.Name));
        await stage.Do(orgAdmin, new SetDestination(team, MessageOwner: true, bound));
    }
}
