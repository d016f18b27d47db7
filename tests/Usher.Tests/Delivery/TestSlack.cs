using Usher.Delivery.Slack;

namespace Usher.Tests.Delivery;

/// <summary>A Slack in memory that can be told to fail.</summary>
public sealed class TestSlack : ISlack
{
    public const string Workspace = "T1";
    public const string Bot = "UBOT";

    public Dictionary<string, SlackPerson> People { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, List<string>> Channels { get; } = new(StringComparer.Ordinal);

    public List<(string Conversation, SlackMessage Message, Guid Delivery, string Ts)> Messages { get; } = [];

    /// <summary>Asked before each request: throws what Slack would do to us.</summary>
    public Action<string> Before { get; set; } = _ => { };

    /// <summary>Asked after a message was posted, before we hear of it.</summary>
    public Action AfterPost { get; set; } = () => { };

    /// <summary>Done once, after the next message was posted: of several that are posted at once, after one of them.</summary>
    public void AfterNextPost(Action act)
    {
        var isDone = 0;
        AfterPost = () =>
        {
            if (Interlocked.Exchange(ref isDone, 1) == 0) act();
        };
    }

    // Jobs ask from several threads at once.
    private readonly Lock _one = new();

    public List<string> Asked { get; } = [];

    private int _posted;

    public bool IsPrivate { get; set; } = true;

    public bool IsArchived { get; set; }

    public bool IsShared { get; set; }

    public string ChannelName { get; set; } = "deals";

    public TestSlack With(string name, bool guest = false, bool bot = false, string? email = "", string workspace = Workspace)
    {
        People[$"U{name}"] = new($"U{name}", email is "" ? $"{name}@harbor.example" : email, workspace, guest, bot, false, name);
        return this;
    }

    public TestSlack Channel(string id, params string[] names)
    {
        Channels[id] = [Bot, .. names.Select(n => $"U{n}")];
        return this;
    }

    public Task<SlackIdentity> WhoAmI(SlackAccess access, CancellationToken ct) => Ask("auth.test", () => new SlackIdentity(Workspace, Bot, "Harbor"));

    /// <summary>What the next installation gives; null: the whole of it in the workspace.</summary>
    public SlackGrant? Grant { get; set; }

    /// <summary>Tokens that were revoked.</summary>
    public List<string> Revoked { get; } = [];

    public Task<SlackGrant> Install(Uri api, SlackClientCredentials app, string code, string redirect, CancellationToken ct) =>
        Ask("oauth.v2.access", () => Grant ?? new SlackGrant("xoxb-installed", SlackManifest.Scopes, new(Workspace, Bot, "Harbor")));

    public Task Revoke(SlackAccess access, CancellationToken ct) => Ask("auth.revoke", () =>
    {
        Revoked.Add(access.Token);
        // Slack takes the bot out of every channel.
        foreach (var members in Channels.Values) members.Remove(Bot);
        return true;
    });

    public Task<Uri> OpenSocket(SlackAccess app, CancellationToken ct) => Ask("apps.connections.open", () => Socket ?? throw new SlackRefused("not_here"));

    /// <summary>Where to connect to in Socket Mode; null: nowhere.</summary>
    public Uri? Socket { get; set; }

    public Task<SlackChannel> Channel(SlackAccess access, string channel, CancellationToken ct) =>
        Ask("conversations.info", () => Channels.GetValueOrDefault(channel)?.Contains(Bot) == true ? new SlackChannel(channel, ChannelName, IsPrivate, IsShared, IsArchived) : throw new SlackRefused("channel_not_found"));

    public Task<IReadOnlyList<string>?> Members(SlackAccess access, string channel, int most, CancellationToken ct) =>
        Ask("conversations.members", () => (IReadOnlyList<string>?)Channels[channel]);

    public Task<SlackPerson> Person(SlackAccess access, string id, CancellationToken ct) => Ask("users.info", () => People[id]);

    Task<IReadOnlyList<SlackPerson>?> ISlack.People(SlackAccess access, CancellationToken ct) =>
        Ask("users.list", () => IsLarge ? null : (IReadOnlyList<SlackPerson>?)[.. People.Values]);

    Task<IReadOnlyList<SlackChannel>?> ISlack.Channels(SlackAccess access, CancellationToken ct) => Ask("conversations.list",
        () => IsLarge ? null : (IReadOnlyList<SlackChannel>?)[.. Channels.Keys.Select(id => new SlackChannel(id, ChannelName, IsPrivate, IsShared, IsArchived))]);

    /// <summary>Whether there are too many people and channels to be listed.</summary>
    public bool IsLarge { get; set; }

    public Task<SlackPerson?> PersonByEmail(SlackAccess access, string email, CancellationToken ct) =>
        Ask("users.lookupByEmail", () => People.Values.FirstOrDefault(p => p.Email == email));

    public Task<string> OpenMessages(SlackAccess access, string person, CancellationToken ct) => Ask("conversations.open", () => $"D{person}");

    public Task<string?> Find(SlackAccess access, string conversation, Guid delivery, DateTimeOffset since, CancellationToken ct, string? thread = null) =>
        Ask(thread is null ? "conversations.history" : "conversations.replies", () => Messages.Where(m => m.Conversation == conversation && m.Delivery == delivery).Select(m => m.Ts).FirstOrDefault());

    /// <summary>What only one person was shown.</summary>
    public List<(string Conversation, string Person, SlackMessage Message)> Whispers { get; } = [];

    /// <summary>The windows that were opened, and with which trigger.</summary>
    public List<(string Trigger, string View)> Windows { get; } = [];

    /// <summary>The Home tabs, by person.</summary>
    public Dictionary<string, string> Homes { get; } = new(StringComparer.Ordinal);

    public Task OpenView(SlackAccess access, string trigger, string view, CancellationToken ct) =>
        Ask("views.open", () => { Windows.Add((trigger, view)); return 0; });

    /// <summary>Awaited before a Home tab is there, and after.</summary>
    public Func<string, Task> BeforeHome { get; set; } = _ => Task.CompletedTask;

    /// <inheritdoc cref="BeforeHome"/>
    public Func<string, Task> AfterHome { get; set; } = _ => Task.CompletedTask;

    public async Task PublishHome(SlackAccess access, string person, string view, CancellationToken ct)
    {
        await BeforeHome(view);
        await Ask("views.publish", () => Homes[person] = view);
        await AfterHome(view);
    }

    /// <summary>Whether a person's id is taken for the conversation with them.</summary>
    public bool TakesPeople { get; set; } = true;

    /// <summary>The threads of messages that are in one.</summary>
    public Dictionary<string, string> Threads { get; } = new(StringComparer.Ordinal);

    public Task Whisper(SlackAccess access, string conversation, string person, string? thread, SlackMessage message, CancellationToken ct) =>
        Ask("chat.postEphemeral", () => { Whispers.Add((conversation, person, message)); return 0; });

    public async Task<SlackPosted> Post(SlackAccess access, string conversation, SlackMessage message, Guid delivery, CancellationToken ct, string? thread = null)
    {
        // Slack takes the id of a person for the conversation with them.
        var there = conversation.StartsWith('U') ? $"D{conversation}" : conversation;
        var ts = await Ask("chat.postMessage", () =>
        {
            if (conversation.StartsWith('U') && !TakesPeople) throw new SlackRefused("channel_not_found");
            var posted = $"{_posted++}.0";
            Messages.Add((there, message, delivery, posted));
            if (thread is not null) Threads[posted] = thread;
            return posted;
        });
        AfterPost();
        return new(there, ts);
    }

    public Task Replace(SlackAccess access, string conversation, string message, SlackMessage by, CancellationToken ct) => Ask("chat.update", () =>
    {
        Known(conversation);
        var place = Messages.FindIndex(m => m.Conversation == conversation && m.Ts == message);
        if (place >= 0) Messages[place] = Messages[place] with { Message = by, Delivery = Guid.Empty };
        return place;
    });

    /// <summary>What was suggested in assistant views, by their thread.</summary>
    public Dictionary<string, IReadOnlyList<string>> Prompts { get; } = new(StringComparer.Ordinal);

    public Task SuggestPrompts(SlackAccess access, string conversation, string thread, IReadOnlyList<string> prompts, CancellationToken ct) =>
        Ask("assistant.threads.setSuggestedPrompts", () => Prompts[thread] = prompts);

    public Task SetStatus(SlackAccess access, string conversation, string thread, string status, CancellationToken ct) =>
        Ask("assistant.threads.setStatus", () => true);

    public Task Delete(SlackAccess access, string conversation, string message, CancellationToken ct) =>
        Ask("chat.delete", () =>
        {
            Known(conversation);
            return Messages.RemoveAll(m => m.Conversation == conversation && m.Ts == message);
        });

    private void Known(string conversation)
    {
        if (conversation.StartsWith('C') && !Channels.ContainsKey(conversation)) throw new SlackRefused("channel_not_found");
    }

    private Task<T> Ask<T>(string method, Func<T> answer)
    {
        try
        {
            lock (_one) Asked.Add(method);
            Before(method);
            lock (_one) return Task.FromResult(answer());
        }
        catch (Exception fault)
        {
            return Task.FromException<T>(fault);
        }
    }
}
