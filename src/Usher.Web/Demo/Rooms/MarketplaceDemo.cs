using System.Text.Json;
using Usher.Access;
using Usher.Directory;
using Usher.Marketplace;
using Usher.Platform;

namespace Usher.Web.Demo.Rooms;

/// <summary>Apps in every state of their life: in use, approved, asked for, declined, disabled, and one of a customer's own.</summary>
internal sealed class MarketplaceDemo : IDemoPart
{
    /// <inheritdoc/>
    public int Order => 60;

    /// <inheritdoc/>
    public async Task Make(DemoStage stage, DemoTown town)
    {
        var seller = town.Slug == "harbor" ? "user@harbor.example" : town.Admin.Email;
        var tenants = town.Of.Tenants.Select(tenant => tenant.Slug).ToList();
        stage.DaysAgo(45);
        foreach (var tenant in tenants)
        {
            await Ask("signage", tenant, "Menus on the screens of the canteen");
            await Approve("signage", tenant);
        }

        if (town.Slug != "harbor")
        {
            foreach (var tenant in tenants) await Configure("signage", tenant, new { welcome = "Please take a seat" });
            return;
        }

        await stage.Do(stage.As(town.Admin.Email, town.Id), new OwnAppIntegrationUser("signage"));
        await stage.Do(stage.As(town.Admin.Email, town.Id), new SetAppWebhook("signage", "https://signage.harbor.example/usher")
        {
            Make = stage.Services.GetRequiredService<AppWebhooks>().Make,
        });
        await Configure("signage", tenants[0], new
        {
            server = "https://screens.harbor.example/api", welcome = "Fresh from the sea", content = new { kind = "menu", menu = "Lunch" },
        }, new SecretEntry("/token", "demo-token-of-no-server"));
        stage.DaysAgo(40);
        await Ask("menu", tenants[0], "One menu for counter and web shop");
        await Approve("menu", tenants[0]);
        await Configure("menu", tenants[0], new { currency = "EUR", allergens = true });
        await Ask("ledger", tenants[1], "Daily sales for the accountant");
        await Approve("ledger", tenants[1]);
        await Configure("ledger", tenants[1], new { form = "DATEV", deliver = new { by = "email", to = "books@harbor.example" } });
        stage.DaysAgo(30);
        await stage.Do(stage.As(DemoStaff.Support, town.Id), new DisableApp("ledger", tenants[1]));
        await stage.Do(stage.As(town.Admin.Email, town.Id), new PublishOwnApp(new(
            "shift-notes", "Shift Notes", "Harbor", "What the next shift should know, on one page.", ["People"],
            Text: "Made with the Workflow Builder for our own sites.", Icon: AppIcon.Note)));
        await Ask("feedback", tenants[0], "Short surveys after a delivery");
        await stage.Do(stage.As(DemoStaff.Support, town.Id), new DeclineApp("feedback", tenants[0],
            "Your plan has no surveys. Ask again once the new plan is signed."));
        stage.DaysAgo(9);
        await Ask("bookings", tenants[1], "Tastings at the quay, by appointment");
        await Approve("bookings", tenants[1]);
        stage.DaysAgo(6);
        await Ask("loyalty", tenants[0], "Points for the fish counter, as the board wants");
        stage.DaysAgo(3);
        await stage.Do(stage.As(seller, town.Id), new RemindOfApp("loyalty", tenants[0]));
        var here = (await stage.Services.GetRequiredService<Snapshots>().Customer(town.Id, default))!;
        var signage = here.Apps.First(app => app.Slug == "signage").Id;
        await stage.Do(new Caller(ActorKind.IntegrationUser, here.Facts.IntegrationUsers.First(machine => machine.OfApp?.App == signage).Id, town.Id, Door.Api)
        {
            Home = town.Id,
        }, new ReportAppHealth(tenants[0], Well: false, "Two of fourteen screens don’t answer.", Synced: 12));
        await Ask("stock", tenants[1], "Counts of the cold store");
        await Ask("shift-notes", tenants[0], null);

        Task Ask(string app, string tenant, string? wanted) => stage.Do(stage.As(seller, town.Id), new RequestApp(app, tenant, wanted));

        Task Approve(string app, string tenant) => stage.Do(stage.As(DemoStaff.Support, town.Id), new ApproveApp(app, tenant));

        async Task Configure(string app, string tenant, object values, params SecretEntry[] secrets)
        {
            var done = await stage.Services.GetRequiredService<Configurations>().Configure(stage.As(town.Admin.Email, town.Id), app, tenant,
                JsonSerializer.SerializeToElement(values), secrets);
            if (done.Refused is { } refusal) throw new InvalidOperationException($"{app}: {refusal.Code}: {refusal.Sentence}");
        }
    }
}
