using Usher.Directory;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Tests.Directory;
using Usher.Tests.Marketplace;
using static Usher.Tests.Acts.Sample;

namespace Usher.Tests.Acts;

/// <summary>Apps, from the catalogue and the request to the configuration and the key.</summary>
internal static class MarketplaceSamples
{
    private static Drawn Pixel { get; } = new([1, 2, 3], 1, 1);

    private static Task Ours(Town town) => town.Do("customeradmin", new PublishOwnApp(Manifest("ours")));

    public static IEnumerable<Sample> All =>
    [
        Of<ListApps>("user", "app/view", _ => new()),
        Of<ListAppCategories>("user", "app/view", _ => new()),
        Of<ViewApp>("user", "app/view", _ => new("signage")),
        Of<ListAppRequests>("support", "app/approve", _ => new()),
        Of<PublishApp>("super", "app/publish", _ => new(Manifest("fresh"))) with { Customer = Guid.Empty },
        Of<PublishOwnApp>("customeradmin", "app/publish-own", _ => new(Manifest("fresh"))),
        Of<MaySetCataloguePicture>("super", "app/publish", _ => new("signage", 1, "The editor")) with { Customer = Guid.Empty },
        Of<SetCataloguePicture>("super", "app/publish", _ => new("signage", 1, "The editor", Pixel)) with { Customer = Guid.Empty },
        Of<MaySetOwnPicture>("customeradmin", "app/publish-own", _ => new("ours", 1, "The editor"), Ours),
        Of<SetOwnPicture>("customeradmin", "app/publish-own", _ => new("ours", 1, "The editor", Pixel), Ours),
        Of<ViewAppPicture>("user", "app/view", _ => new("signage", Pixel.Hash), town => town.Do(town.As("super", Guid.Empty), new SetCataloguePicture("signage", 1, "The editor", Pixel))),
        Of<RequestApp>("user", "app/request", _ => new("menu", "north")),
        Of<RemindOfApp>("user", "app/request", _ => new("signage", "north")),
        Of<ApproveApp>("support", "app/approve", _ => new("signage", "north")),
        Of<ApproveAppUpdate>("support", "app/approve", _ => new("signage", "south"), Widened),
        Of<DeclineApp>("support", "app/approve", _ => new("signage", "north", "Not in this plan.")),
        Of<RemoveApp>("support", "app/approve", _ => new("signage", "south")),
        Of<DisableApp>("support", "app/approve", _ => new("signage", "south"), Configured),
        Of<EnableApp>("support", "app/approve", _ => new("signage", "south"), async town =>
        {
            await Configured(town);
            await town.Do("support", new DisableApp("signage", "south"));
        }),
        Of<ViewConfiguration>("custom", "app/configure", _ => new("signage", "south")),
        Of<ViewSavedConfiguration>("custom", "app/configure", _ => new("signage", "south", 1), Configured),
        Of<ConfigureApp>("custom", "app/configure", _ => new("signage", "south")),
        Of<OwnAppIntegrationUser>("customeradmin", "app-integration-user/manage", _ => new("signage")),
        Of<MakeAppKey>("customeradmin", "app-integration-user/manage", _ => new("signage", "Screens", 30),
            town => town.Do("customeradmin", new OwnAppIntegrationUser("signage"))),
        Later<RevokeAppKey>("customeradmin", "app-integration-user/manage", async town =>
        {
            await town.Do("customeradmin", new OwnAppIntegrationUser("signage"));
            return new("signage", (await town.Do("customeradmin", new MakeAppKey("signage", "Screens", 30))).Id);
        }),
        Of<ListEnteredAddresses>("custom", "app/configure", _ => new("signage", "south", MarketTown.Schema("{}"))),
        Of<ListAppTenants>("recorder", "app/read-configuration", _ => new(), Reading) with { By = MarketTown.Itself },
        Of<ReadAppConfiguration>("recorder", "app/read-configuration", _ => new("south"), Reading) with { By = MarketTown.Itself },
        Of<ReportAppHealth>("recorder", "app/read-configuration", _ => new("south", false, "The screens don't answer."), Reading) with { By = MarketTown.Itself },
        Of<MaySetAppWebhook>("customeradmin", "app-integration-user/manage", _ => new("signage"), Owned),
        Of<SetAppWebhook>("customeradmin", "app-integration-user/manage", _ => MarketTown.Webhook("https://screens.example/usher"), Owned),
        Of<RemoveAppWebhook>("customeradmin", "app-integration-user/manage", _ => new("signage"), Heard),
        Of<ListWebhookMessages>("customeradmin", "app-integration-user/manage", _ => new("signage")),
        Later<ReplayWebhookMessage>("customeradmin", "app-integration-user/manage", async town =>
        {
            var machine = await MarketTown.Machine(town);
            var message = Guid.CreateVersion7();
            await town.Gate.Derive(Town.Harbor, "Arrange", work =>
            {
                work.Db.Add(new WebhookMessage
                {
                    Id = message, IntegrationUserId = machine, Type = "usher.app.enabled", Data = "{}", At = work.Now, State = MessageState.Failed,
                });
                return Task.FromResult(true);
            });
            return new("signage", message);
        }),
        Of<SetClientSecret>("super", "app/publish", _ => new(OAuthTown.App, Secret), Offered) with { Customer = Guid.Empty },
        Of<SetOwnClientSecret>("customeradmin", "app/publish-own", _ => new("own-mailer", Secret),
            town => town.Do("customeradmin", new PublishOwnApp(OAuthTown.Manifest(Mailbox) with { Slug = "own-mailer" }))),
        Of<StartConnection>("customeradmin", "app/configure", _ => Start, Offered) with { By = InSession },
        Of<UseConnectionStart>("customeradmin", "app/configure", _ => new([1]), async town =>
        {
            await Offered(town);
            await town.Do(InSession(town, town.As("customeradmin")), Start);
        }) with { By = InSession },
        Of<StoreConnection>("customeradmin", "app/configure", _ => Connected, Offered) with { By = InSession },
        Of<EndConnection>("customeradmin", "app/configure", _ => new(OAuthTown.App, "south"), async town =>
        {
            await Offered(town);
            await town.Do(InSession(town, town.As("customeradmin")), Connected);
        }),
    ];

    public static OAuthProvider Mailbox => OAuthTown.Of(new("https://mailbox.example/"));

    public static GivenClientSecret Secret => new("digest", (_, _) => "sealed");

    private static StartConnection Start => new(OAuthTown.App, "south") { Make = (_, _) => new([1], "sealed", "https://mailbox.example/authorize") };

    public static StoreConnection Connected => new(OAuthTown.App, "south")
    {
        Given = new(Guid.CreateVersion7(), Mailbox, "sealed", null, DateTimeOffset.UnixEpoch, null, "mail.read"),
    };

    private static Usher.Platform.Caller InSession(Town town, Usher.Platform.Caller caller) => caller with { Session = town["south"] };

    /// <summary>An app that connects by OAuth is approved in south.</summary>
    public static async Task Offered(Town town)
    {
        await town.Do(town.As("super", Guid.Empty), new PublishApp(OAuthTown.Manifest(Mailbox)));
        await town.Do("user", new RequestApp(OAuthTown.App, "south"));
        await town.Do("support", new ApproveApp(OAuthTown.App, "south"));
    }

    private static Task Owned(Town town) => town.Do("customeradmin", new OwnAppIntegrationUser("signage"));

    private static async Task Heard(Town town)
    {
        await Owned(town);
        await town.Do("customeradmin", MarketTown.Webhook("https://screens.example/usher"));
    }

    private static async Task Reading(Town town)
    {
        await Owned(town);
        await Configured(town);
        await MarketTown.Machine(town);
    }

    /// <summary>An app that can be published.</summary>
    public static AppManifest Manifest(string slug) => new(slug, $"App {slug}", "Lumen", "It does something.", ["Storefront"]);

    private static Task Configured(Town town) => MarketTown.Configure(town, "signage", "south", new { welcome = "Hello" });

    /// <summary>A version of Signage that wants more than the one approved.</summary>
    private static async Task Widened(Town town)
    {
        var signage = SeedCatalogue.Shipped().Single(app => app.Slug == "signage");
        await town.Do(town.As("super", Guid.Empty),
            new PublishApp(signage with { Scopes = [.. signage.Scopes!, new AppScope("call/ingest", true, "It sends calls.")] }));
    }
}
