using Usher.Delivery;
using Usher.Delivery.Digests;
using Usher.Delivery.Inbox;
using Usher.Delivery.Reports;
using Usher.Delivery.Slack;
using Usher.Platform;
using Usher.Tests.Directory;
using static Usher.Tests.Acts.Sample;

namespace Usher.Tests.Acts;

/// <summary>Notes, preferences and deliveries.</summary>
internal static class DeliverySamples
{
    public static IEnumerable<Sample> All =>
    [
        Of<ListInbox>("user", "profile/edit", _ => new()),
        Of<CountUnread>("user", "profile/edit", _ => new()),
        Of<ReadAllNotes>("user", "profile/edit", _ => new()),
        Of<ReadNote>("user", "profile/edit", t => new(t["note"]), NewNote),
        Of<ViewNotificationChoices>("user", "profile/edit", _ => new()),
        Of<SetNotificationChoices>("user", "profile/edit", _ => new(new NotificationChoices(false, true, true, true, true))),
        Of<ViewMailTopic>("user", "profile/edit", _ => new(MailTopic.AppRequests)),
        Of<SetMailTopic>("user", "profile/edit", _ => new(MailTopic.AppRequests, Wanted: false)),
        Of<ViewPreferences>("default", "preference/edit", _ => new()),
        Of<SetPreferences>("default", "preference/edit", _ => new(new PreferenceView(OwnCalls: true, TeamCalls: false, SharedCalls: true, SlackMessages: true))),
        Of<ViewCallMail>("default", "preference/edit", _ => new()),
        Of<SetCallMail>("default", "preference/edit", _ => new(new CallMailChoices(true, true, false, true, new("08:00", [DayOfWeek.Monday], "Europe/Berlin")))),
        Of<ListSeatReports>("useradmin", "licence/view", _ => new(), Reported),
        Of<ScheduleSeatReport>("useradmin", "licence/view", t => new(Report(t, "useradmin"))),
        Of<EditSeatReport>("useradmin", "licence/view", t => new(t["report"], Report(t, "useradmin", "orgadmin")), Reported),
        Of<PauseSeatReport>("useradmin", "licence/view", t => new(t["report"], Paused: true), Reported),
        Of<EndSeatReport>("useradmin", "licence/view", t => new(t["report"]), Reported),
        Of<SendSeatReportNow>("useradmin", "licence/view", t => new(t["report"]), Reported),
        Of<LeaveSeatReport>("useradmin", "preference/edit", t => new(t["report"]), Reported),
        Of<ListMutedAccounts>("default", "preference/edit", _ => new()),
        Of<MuteAccount>("default", "preference/edit", _ => new("Lakeside")),
        Of<UnmuteAccount>("default", "preference/edit", t => new(t["muted"]), async t => t.Call("muted", (await t.Do("default", new MuteAccount("Lakeside"))).Id)),
        Of<PreviewDestination>("orgadmin", "destination/configure", t => new(t["sales"])),
        Of<ListDeliveries>("orgadmin", "delivery/troubleshoot", _ => new()),
        Of<RetryDelivery>("orgadmin", "delivery/troubleshoot", t => new(t["failed"]), FailedDelivery),
        Of<ViewHome>("user", "profile/edit", _ => new()),
        Of<ShowNote>("default", "call/view", t => new(t["posted"]), PostedNote),
        Of<MarkNotUseful>("default", "call/view", t => new(t["posted"]), PostedNote),
        Of<ViewNoteFeedback>("orgadmin", "notification/configure", t => new(t["sales"])),
        Of<ViewSlackCards>("orgadmin", "organization/configure", _ => new(), Connected),
        Of<SetSlackCards>("orgadmin", "organization/configure", _ => new(Nameless: true), Connected),
        Of<MayConnectSlack>("host", "slack/connect", _ => new()),
        Of<ConnectSlack>("host", "slack/connect", _ => new("https://slack.example/", new("T1", "B1", "Harbor"), "sealed")),
        Of<ViewSlack>("orgadmin", "organization/configure", _ => new("https://usher.example")),
        Of<SetSlackApp>("orgadmin", "organization/configure", _ => new("1.2", new("digest") { Client = "sealed", Signing = "sealed" })) with { By = InSession },
        Of<MayInstallSlack>("orgadmin", "organization/configure", _ => new(Begins: true), AppEntered) with { By = InSession },
        Of<InstallSlack>("orgadmin", "organization/configure", _ => new() { Given = new("1.2", "https://slack.example/api/", new("T1", "B1", "Harbor"), "sealed") }, AppEntered) with { By = InSession },
        Of<DisconnectSlack>("orgadmin", "organization/configure", _ => new(), Connected),
    ];

    private static SeatReportPlan Report(Town town, params string[] to) =>
        new(SeatReportKind.Seats, SeatReportFormat.Csv, new("08:00", [DayOfWeek.Monday], "Europe/Berlin"), [.. to.Select(name => town[name])]);

    private static async Task Reported(Town town) => town.Call("report", (await town.Do("useradmin", new ScheduleSeatReport(Report(town, "useradmin")))).Id);

    private static async Task NewNote(Town town)
    {
        var id = town.Call("note", Guid.CreateVersion7());
        await town.Gate.Derive(Town.Harbor, "Arrange", work =>
        {
            work.Db.Add(new Note { Id = id, UserId = town["user"], Kind = NoteKind.Access, At = work.Now });
            return Task.FromResult(true);
        });
    }

    private static async Task Connected(Town town) => await town.Gate.Effect(Town.Harbor, "Arrange", Usher.Access.Section.Insights, work =>
    {
        work.Db.Add(new SlackConnection { CustomerId = Town.Harbor, Url = "https://slack.example/", Workspace = "T1", Name = "Harbor", At = work.Now, Bot = "B1", SealedToken = "sealed" });
        return Task.FromResult(true);
    });

    /// <summary>A person in the console; which session it is matters to nobody here.</summary>
    private static Caller InSession(Town town, Caller caller) => caller with { Session = town["south"] };

    private static async Task AppEntered(Town town) => await town.Gate.Effect(Town.Harbor, "Arrange", Usher.Access.Section.Insights, work =>
    {
        work.Db.Add(new SlackApp { CustomerId = Town.Harbor, ClientId = "1.2", SealedClientSecret = "sealed", SealedSigningSecret = "sealed" });
        return Task.FromResult(true);
    });

    private static async Task PostedNote(Town town)
    {
        var (call, id) = (await CallSamples.Push(town), town.Call("posted", Guid.CreateVersion7()));
        await town.Gate.Derive(Town.Harbor, "Arrange", work =>
        {
            work.Db.Add(new CallDelivery { Id = id, CallId = call, TeamId = town["sales"], To = DeliveryTo.Channel, DestinationId = town["deals"], State = DeliveryState.Sent, At = work.Now });
            return Task.FromResult(true);
        });
    }

    private static async Task FailedDelivery(Town town)
    {
        var (call, id) = (await CallSamples.Push(town), town.Call("failed", Guid.CreateVersion7()));
        await town.Gate.Effect(Town.Harbor, "Arrange", Usher.Access.Section.Insights, work =>
        {
            work.Db.Add(new CallDelivery { Id = id, CallId = call, TeamId = town["sales"], To = DeliveryTo.Channel, DestinationId = town["deals"], State = DeliveryState.Failed, At = work.Now });
            return Task.FromResult(true);
        });
    }
}
