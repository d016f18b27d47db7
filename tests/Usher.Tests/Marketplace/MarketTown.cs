using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Usher.Access;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Tests.Directory;

namespace Usher.Tests.Marketplace;

/// <summary>The town's marketplace: what people enter as an app's configuration, with secrets that can be opened again.</summary>
internal static class MarketTown
{
    public static IDataProtectionProvider Protection { get; } = new EphemeralDataProtectionProvider();

    /// <summary>Configures an app as <c>custom</c> and has it done.</summary>
    public static async Task Configure(Town town, string app, string tenant, object values, params SecretEntry[] secrets) =>
        (await Try(town, town.As("custom"), app, tenant, values, secrets)).ShouldBeNull();

    /// <summary>Configures an app: the refusal; null when it was done.</summary>
    public static async Task<Refusal?> Try(Town town, Caller caller, string app, string tenant, object values, params SecretEntry[] secrets) =>
        (await new Configurations(town.Gate, Protection).Configure(
            caller, app, tenant, JsonSerializer.SerializeToElement(values, JsonSerializerOptions.Web), secrets)).Refused;

    /// <summary>A schema from its text.</summary>
    public static JsonElement Schema(string json) => JsonDocument.Parse(json).RootElement.Clone();
}
