using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Usher.Access;
using Usher.Calls;
using Usher.Data;
using Usher.Delivery;
using Usher.Delivery.Inbox;
using Usher.Delivery.Mail;
using Usher.Delivery.Slack;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;
using Usher.Tests.Calls;

namespace Usher.Tests.Delivery;

/// <summary>A customer with calls, its jobs, and a Slack of the test's choosing.</summary>
public sealed class DeliveryWorld : IAsyncDisposable
{
    /// <summary>What this workspace's app signs with.</summary>
    public const string SigningSecret = "signing-canary";

    private readonly ServiceProvider _services;

    private DeliveryWorld(CallWorld calls, ISlack slack, IMail mail, SlackAddress? at)
    {
        Calls = calls;
        _services = Subscriptions.AddHandlers(new ServiceCollection())
            .AddSingleton(calls.Gate)
            .AddSingleton(calls.Store)
            .AddSingleton(calls.Snapshots)
            .AddSingleton<TimeProvider>(calls.Clock)
            .AddSingleton(new PublicAddress("https://usher.harbor.example"))
            .AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider())
            .AddCalls()
            .AddSingleton(new OutboundHosts(["127.0.0.1"]))
            .AddDelivery(at)
            .AddSingleton(slack)
            .AddSingleton(mail)
            .BuildServiceProvider();
        Jobs = new JobRunner(calls.Store, calls.Gate, new JobSignal(), calls.Clock, _services.GetServices<JobRoute>(), NullLogger<JobRunner>.Instance);
        Connections = _services.GetRequiredService<SlackConnections>();
        Events = _services.GetRequiredService<SlackEvents>();
        Interactions = _services.GetRequiredService<SlackInteractions>();
        Commands = _services.GetRequiredService<SlackCommands>();
        Installations = _services.GetRequiredService<SlackInstallations>();
    }

    public CallWorld Calls { get; }

    public JobRunner Jobs { get; }

    public SlackConnections Connections { get; }

    public SlackEvents Events { get; }

    public SlackInteractions Interactions { get; }

    public SlackCommands Commands { get; }

    public SlackInstallations Installations { get; }

    /// <summary>Something else that delivery is made of, some of it given.</summary>
    public T Make<T>(params object[] given) => ActivatorUtilities.CreateInstance<T>(_services, given);

    public Gate Gate => Calls.Gate;

    /// <summary>Ana and Bo in sales, Cy in nothing, Olga the Organization Admin; nothing is connected yet.</summary>
    public static async Task<DeliveryWorld> New(ISlack slack, IMail? mail = null, SlackAddress? at = null)
    {
        var calls = await CallWorld.New();
        foreach (var name in new[] { "ana", "bo", "cy" }) await calls.Person(name);
        await calls.Person("olga", InsightsRole.OrganizationAdmin);
        await calls.Team("sales", "ana", "bo");
        await calls.Recorder("olga");
        return new(calls, slack, mail ?? new TestMail(), at);
    }

    /// <summary>Connects to a workspace.</summary>
    public async Task Connect(string url = "https://slack.example/api/")
    {
        (await Gate.Run(Caller.PlatformTeam(Calls.Customer), new ConnectSlack(url, new SlackIdentity(TestSlack.Workspace, TestSlack.Bot, "Harbor"), Seal("Token").Protect("xoxb-canary"),
            Seal("SigningSecret").CreateProtector($"{Calls.Customer}").Protect(SigningSecret)))).Refused.ShouldBeNull();
        IDataProtector Seal(string what) => _services.GetRequiredService<IDataProtectionProvider>().CreateProtector($"Usher.Slack.{what}");
    }

    /// <summary>Binds a channel to sales and makes it the destination, as if somebody of no further interest had.</summary>
    public Task<Guid> Channel(string slackId, string? configuredBy = null, bool messageOwner = false) => Calls.Change(db =>
    {
        var channel = Guid.CreateVersion7();
        db.Add(new Channel { Id = channel, TeamId = Calls["sales"], SlackId = slackId, Name = "deals" });
        if (configuredBy is not null) db.Add(new ChannelConfigurer { ChannelId = channel, UserId = Calls[configuredBy] });
        var team = db.Teams.Single(t => t.Slug == "sales");
        team.DestinationChannelId = channel;
        team.MessageOwner = messageOwner;
        return channel;
    });

    /// <summary>Does every job that is due now.</summary>
    public async Task Work()
    {
        while (await Jobs.Turn(default) > 0)
        {
        }
    }

    /// <summary>Tells somebody of a change of their access.</summary>
    public Task Tell(string name, string what = DirectoryNotices.Teams) => Gate.Effect<bool>(Calls.Customer, "Arrange", Section.Connect, work =>
    {
        work.Publish(new AccessChanged(Calls[name], what));
        return Task.FromResult(true);
    });

    public async Task<IReadOnlyList<NoteView>> Inbox(string name) => (await Gate.Run(Calls.As(name), new ListInbox())).Value!.Items;

    public async Task<int> Unread(string name) => (await Gate.Run(Calls.As(name), new CountUnread())).Value;

    public async Task<List<CallDelivery>> Deliveries()
    {
        await using var db = Calls.Store.Context(Calls.Customer);
        return await db.Set<CallDelivery>().AsNoTracking().OrderBy(d => d.Id).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Calls.DisposeAsync();
    }
}

/// <summary>Mail in memory, or through whatever the test says.</summary>
public sealed class TestMail : IMail
{
    public string Name => "memory";

    public List<MailMessage> Messages { get; } = [];

    public IMail? Through { get; set; }

    public Task Send(MailMessage message, CancellationToken ct)
    {
        if (Through is { } other) return other.Send(message, ct);
        lock (Messages) Messages.Add(message);
        return Task.CompletedTask;
    }
}
