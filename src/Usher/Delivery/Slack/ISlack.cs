using Usher.Access;
using Usher.Directory;

namespace Usher.Delivery.Slack;

/// <summary>How to reach an organization's workspace.</summary>
/// <param name="Url">The address of the Web API, ending with a slash: <c>https://slack.com/api/</c>.</param>
/// <param name="Token">The bot's token. Never logged, never in an exception.</param>
public sealed record SlackAccess(Uri Url, string Token)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Url.Host}";
}

/// <summary>Whose token it is.</summary>
/// <param name="Workspace">The workspace's id.</param>
/// <param name="Bot">The bot's own user id.</param>
/// <param name="Name">The workspace's name.</param>
public sealed record SlackIdentity(string Workspace, string Bot, string Name)
{
    /// <summary>The name as it can be shown: one line, nothing in it that turns the direction of writing; else the id.</summary>
    public string Called => Inputs.Name(Name) ?? Workspace;
}

/// <summary>What an app is known by to Slack.</summary>
/// <param name="ClientId">Its client id.</param>
/// <param name="Secret">Its client secret. Never logged, never in an exception.</param>
public sealed record SlackClientCredentials(string ClientId, string Secret)
{
    /// <inheritdoc/>
    public override string ToString() => ClientId;
}

/// <summary>What an installation gives.</summary>
/// <param name="Token">The bot's token.</param>
/// <param name="Scopes">What it is good for.</param>
/// <param name="Identity">The workspace, and the bot in it; null: it is for a whole Enterprise organization.</param>
public sealed record SlackGrant(string Token, IReadOnlyList<string> Scopes, SlackIdentity? Identity)
{
    /// <inheritdoc/>
    public override string ToString() => Identity?.Workspace ?? "organization";
}

/// <summary>A conversation.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsPrivate">Only members see it.</param>
/// <param name="IsShared">Another workspace is in it, or may be.</param>
/// <param name="IsArchived">Nobody can post any more.</param>
public sealed record SlackChannel(string Id, string Name, bool IsPrivate, bool IsShared, bool IsArchived);

/// <summary>Somebody in a workspace.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Email">Their address, lower case; null when Slack does not say, or has not confirmed it.</param>
/// <param name="Workspace">The workspace they belong to; null when Slack does not say.</param>
/// <param name="IsGuest">A guest, or a stranger from another workspace.</param>
/// <param name="IsBot">No person.</param>
/// <param name="IsDeleted">Deactivated in Slack.</param>
/// <param name="Name">What they are called there; empty when Slack does not say.</param>
public sealed record SlackPerson(string Id, string? Email, string? Workspace, bool IsGuest, bool IsBot, bool IsDeleted, string Name = "")
{
    /// <summary>Whether they are a guest in this workspace, or of another.</summary>
    public bool IsStranger(string workspace) => IsGuest || (Workspace is { } own && own != workspace);

    /// <summary>Whether they are a full member of this workspace, and a person.</summary>
    public bool IsColleague(string workspace) => !IsStranger(workspace) && !IsBot && !IsDeleted;
}

/// <summary>A message to post.</summary>
/// <param name="Text">What notifications show; escaped.</param>
/// <param name="Blocks">Block Kit, as JSON.</param>
public sealed record SlackMessage(string Text, string Blocks);

/// <summary>A message that was posted.</summary>
/// <param name="Conversation">Where it is: of a person's id it is the conversation of direct messages with them.</param>
/// <param name="Message">Its timestamp.</param>
public sealed record SlackPosted(string Conversation, string Message);

/// <summary>The port to Slack's Web API.</summary>
/// <remarks>Every method throws <see cref="SlackRefused"/> when Slack says no, <see cref="SlackBusy"/> when it asks to wait,
/// <see cref="SlackUnreachable"/> when it does not answer, or not as Slack.</remarks>
public interface ISlack
{
    /// <summary>Whose token it is (<c>auth.test</c>).</summary>
    Task<SlackIdentity> WhoAmI(SlackAccess access, CancellationToken ct);

    /// <summary>Exchanges what somebody came back with for a bot's token (<c>oauth.v2.access</c>). Not repeated by itself.</summary>
    /// <param name="api">The address of the Web API.</param>
    /// <param name="app">The app that is installed.</param>
    /// <param name="code">What they came back with.</param>
    /// <param name="redirect">Where they came back to.</param>
    /// <param name="ct">Ends the wait.</param>
    Task<SlackGrant> Install(Uri api, SlackClientCredentials app, string code, string redirect, CancellationToken ct);

    /// <summary>Revokes the token itself (<c>auth.revoke</c>).</summary>
    Task Revoke(SlackAccess access, CancellationToken ct);

    /// <summary>Where to connect to for Socket Mode, once, with the app's own token (<c>apps.connections.open</c>).</summary>
    Task<Uri> OpenSocket(SlackAccess app, CancellationToken ct);

    /// <summary>A conversation (<c>conversations.info</c>).</summary>
    Task<SlackChannel> Channel(SlackAccess access, string channel, CancellationToken ct);

    /// <summary>The ids of a conversation's members (<c>conversations.members</c>); null when there are more than so many.</summary>
    Task<IReadOnlyList<string>?> Members(SlackAccess access, string channel, int most, CancellationToken ct);

    /// <summary>Somebody (<c>users.info</c>).</summary>
    Task<SlackPerson> Person(SlackAccess access, string id, CancellationToken ct);

    /// <summary>Whoever has this address (<c>users.lookupByEmail</c>); null when nobody has.</summary>
    Task<SlackPerson?> PersonByEmail(SlackAccess access, string email, CancellationToken ct);

    /// <summary>Everybody in the workspace (<c>users.list</c>); null when there are more than some thousands.</summary>
    Task<IReadOnlyList<SlackPerson>?> People(SlackAccess access, CancellationToken ct);

    /// <summary>All private channels that we are in (<c>conversations.list</c>); null when there are more than some thousands.</summary>
    Task<IReadOnlyList<SlackChannel>?> Channels(SlackAccess access, CancellationToken ct);

    /// <summary>The conversation of direct messages with somebody (<c>conversations.open</c>).</summary>
    Task<string> OpenMessages(SlackAccess access, string person, CancellationToken ct);

    /// <summary>
    /// The timestamp of the message that carries this delivery in its metadata (<c>conversations.history</c>, in a thread
    /// <c>conversations.replies</c>); null when there is none since then.
    /// </summary>
    Task<string?> Find(SlackAccess access, string conversation, Guid delivery, DateTimeOffset since, CancellationToken ct,
        string? thread = null);

    /// <summary>
    /// Posts a message that carries the delivery in its metadata (<c>chat.postMessage</c>). Not repeated by itself.
    /// </summary>
    Task<SlackPosted> Post(SlackAccess access, string conversation, SlackMessage message, Guid delivery, CancellationToken ct,
        string? thread = null);

    /// <summary>Shows a message to one person in a conversation, for a while (<c>chat.postEphemeral</c>).</summary>
    Task Whisper(SlackAccess access, string conversation, string person, string? thread, SlackMessage message, CancellationToken ct);

    /// <summary>Puts other words in place of a message's own (<c>chat.update</c>); one that is gone already is well.</summary>
    Task Replace(SlackAccess access, string conversation, string message, SlackMessage by, CancellationToken ct);

    /// <summary>Opens a window for who pressed or commanded something (<c>views.open</c>). Not repeated by itself.</summary>
    /// <param name="access">How to reach the workspace.</param>
    /// <param name="trigger">What came with the press: it is of use for three seconds, once.</param>
    /// <param name="view">The window, as JSON.</param>
    /// <param name="ct">Ends the wait.</param>
    Task OpenView(SlackAccess access, string trigger, string view, CancellationToken ct);

    /// <summary>Puts a page in somebody's Home tab, in place of what was there (<c>views.publish</c>).</summary>
    Task PublishHome(SlackAccess access, string person, string view, CancellationToken ct);

    /// <summary>Suggests questions in somebody's assistant view (<c>assistant.threads.setSuggestedPrompts</c>).</summary>
    Task SuggestPrompts(SlackAccess access, string conversation, string thread, IReadOnlyList<string> prompts, CancellationToken ct);

    /// <summary>
    /// Says in the assistant view what is being done there, until a message comes (<c>assistant.threads.setStatus</c>). A thread that is in
    /// no assistant view is refused.
    /// </summary>
    Task SetStatus(SlackAccess access, string conversation, string thread, string status, CancellationToken ct);

    /// <summary>Takes a message back (<c>chat.delete</c>); one that is gone already is well.</summary>
    Task Delete(SlackAccess access, string conversation, string message, CancellationToken ct);
}

/// <summary>Slack says no; trying the same again is of no use.</summary>
/// <param name="code">Slack's own code, such as <c>channel_not_found</c>.</param>
public sealed class SlackRefused(string code) : Exception($"Slack refused: {code}")
{
    /// <summary>Slack's code: letters, digits and underscores.</summary>
    public string Code { get; } = code;
}

/// <summary>Slack asks to be left alone for a while.</summary>
/// <param name="after">How long.</param>
public sealed class SlackBusy(TimeSpan after) : Exception("Slack asks to wait.")
{
    /// <summary>How long.</summary>
    public TimeSpan After { get; } = after;
}

/// <summary>Slack cannot be reached, or what answers is not Slack.</summary>
/// <param name="why">In a word, without content.</param>
/// <param name="cause">What was thrown.</param>
public sealed class SlackUnreachable(string why, Exception? cause = null) : Exception($"Slack can't be reached: {why}.", cause);
