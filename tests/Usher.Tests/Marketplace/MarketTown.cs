using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Usher.Access;
using Usher.Directory;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Platform.Jobs;
using Usher.Tests.Directory;

namespace Usher.Tests.Marketplace;

/// <summary>The town's marketplace: what people enter as an app's configuration, with secrets that can be opened again.</summary>
public static class MarketTown
{
    public static IDataProtectionProvider Protection { get; } = new EphemeralDataProtectionProvider();

    /// <summary>Configures an app as <c>custom</c> and has it done.</summary>
    public static async Task Configure(Town town, string app, string tenant, object values, params SecretEntry[] secrets) =>
        (await Try(town, town.As("custom"), app, tenant, values, secrets)).ShouldBeNull();

    /// <summary>Configures an app: the refusal; null when it was done.</summary>
    public static async Task<Refusal?> Try(Town town, Caller caller, string app, string tenant, object values, params SecretEntry[] secrets) =>
        (await new Configurations(town.Gate, Protection).Configure(
            caller, app, tenant, values is JsonElement element ? element : JsonSerializer.SerializeToElement(values, JsonSerializerOptions.Web), secrets)).Refused;

    /// <summary>Sets the webhook of Signage, with a secret that nobody opens.</summary>
    public static SetAppWebhook Webhook(string url) => new("signage", url) { Make = (_, _) => ("whsec_x", "sealed") };

    /// <summary>The id of the integration user of Signage in harbor, known from then on as <c>screens</c>.</summary>
    public static async Task<Guid> Machine(Town town) => town.Call("screens", (await town.Rows<IntegrationUser>()).Single(m => m.OfAppId is not null && m.Active).Id);

    /// <summary>The integration user of Signage, once <see cref="Machine"/> has found it, in place of the one who asks in harbor by key; nobody else is.</summary>
    public static Caller Itself(Town town, Caller caller) => caller.Kind == ActorKind.IntegrationUser && caller.Id == town["recorder"] ? Itself(town) : caller;

    /// <summary>The integration user of Signage.</summary>
    public static Caller Itself(Town town) => new(ActorKind.IntegrationUser, town["screens"], Town.Harbor, Door.Api) { Home = Town.Harbor };

    /// <summary>Does the jobs of these kinds that are due, until none is.</summary>
    public static async Task Hear(Town town, params JobRoute[] routes)
    {
        var runner = new JobRunner(town.Store, town.Gate, new JobSignal(), town.Clock, routes, NullLogger<JobRunner>.Instance);
        while (await runner.Turn() > 0)
        {
        }
    }

    /// <summary>A schema from its text.</summary>
    public static JsonElement Schema(string json) => JsonDocument.Parse(json).RootElement.Clone();
}
