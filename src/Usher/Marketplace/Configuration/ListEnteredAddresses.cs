using System.Text.Json;
using System.Text.Json.Nodes;
using Usher.Access;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>The addresses among what somebody enters as an app's configuration: what a test of the connection asks.</summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Tenant">The tenant, by slug.</param>
/// <param name="Values">What is entered, its secrets apart.</param>
public sealed record ListEnteredAddresses(string App, string Tenant, JsonElement Values) : Query<AppStep, IReadOnlyList<EnteredAddress>>
{
    private const int Most = 5;

    /// <inheritdoc/>
    public override Permission Needs => Permission.AppConfigure;

    /// <inheritdoc/>
    public override Task<Found<AppStep>?> Find(Work work) => AppStep.Find(work, App, Tenant);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, AppStep found) =>
        await found.Unless(work, AppAct.Configure) is { } impossible ? impossible
        : AppDocument.Fault(Values) is { } wrong ? new Invalid("/values" + wrong.Pointer, wrong.Sentence)
        : null;

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<EnteredAddress>> Run(Work work, AppStep found)
    {
        var schema = (await AppConfiguration.Of(work, found)).Schema;
        if (schema is null) return [];
        var values = schema.Pruned(JsonObject.Create(Values)!);
        return [.. schema.AddressesIn(values).Where(one => AppSchema.Host(one.Address) is not null).Take(Most)
            .Select(one => new EnteredAddress(one.Pointer, new Uri(one.Address)))];
    }
}

/// <summary>An address that somebody entered.</summary>
/// <param name="Member">Where, as a JSON pointer.</param>
/// <param name="Address">The address.</param>
public sealed record EnteredAddress(string Member, Uri Address);
