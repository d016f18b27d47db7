using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Delivery.Slack;

/// <summary>Chooses whether notes in Slack name nothing of a call, so that each reader opens them for what they may see.</summary>
/// <param name="Nameless">Whether they name nothing.</param>
public sealed record SetSlackCards(bool Nameless) : Change<SlackConnection?, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.OrganizationConfigure;

    /// <inheritdoc/>
    public override Task<Found<SlackConnection?>?> Find(Work work) => ViewSlackCards.Connected(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, SlackConnection? found) => found is null ? new NoSlack() : await work.NoteMissing();

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, SlackConnection? found)
    {
        found!.NamelessCards = Nameless;
        return Task.FromResult(Nothing.Value);
    }
}

/// <summary>What notes in Slack name; without a connection they would name the call.</summary>
public sealed record ViewSlackCards : Query<SlackConnection?, SlackCardsView>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.OrganizationConfigure;

    /// <inheritdoc/>
    public override Task<Found<SlackConnection?>?> Find(Work work) => Connected(work);

    /// <inheritdoc/>
    public override Task<SlackCardsView> Run(Work work, SlackConnection? found) =>
        Task.FromResult(new SlackCardsView(found?.NamelessCards == true, found is not null));

    internal static async Task<Found<SlackConnection?>?> Connected(Work work) =>
        new(Target.Of(work.Customer), await work.Db.Set<SlackConnection>().FirstOrDefaultAsync());
}

/// <summary>What notes in Slack name.</summary>
/// <param name="Nameless">Whether they name nothing of a call.</param>
public sealed record SlackCards([property: System.Text.Json.Serialization.JsonRequired] bool Nameless);

/// <summary>What notes in Slack name, and whether there are any.</summary>
/// <param name="Nameless">Whether they name nothing of a call.</param>
/// <param name="Connected">Whether the organization is connected to Slack.</param>
public sealed record SlackCardsView(bool Nameless, bool Connected);

/// <summary>The organization is not connected to Slack.</summary>
public sealed record NoSlack() : Refusal("The organization isn’t connected to Slack. Connect it first.");
