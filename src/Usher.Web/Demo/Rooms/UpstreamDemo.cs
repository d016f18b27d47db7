using Usher.Access;
using Usher.Machines;
using Usher.Platform;
using Usher.Upstream;

namespace Usher.Web.Demo.Rooms;

/// <summary>
/// What products reported: sign-ins, somebody new, one who is deactivated, more deactivations in a day than are believed, and tenants that no
/// customer has.
/// </summary>
internal sealed class UpstreamDemo : IDemoPart
{
    private const string Customer = "lakeside";
    private static readonly string[] Locums = ["Ada", "Bo", "Cleo", "Dov", "Elin", "Femi", "Gita"];

    /// <inheritdoc/>
    public int Order => 90;

    /// <inheritdoc/>
    public async Task Live(DemoStage stage, DemoTown town)
    {
        if (town.Slug != Customer) return;
        var key = await stage.Do(Caller.PlatformTeam(Guid.Empty), new MakePlatformKey("products", ["upstream/report"], 365));
        var (caller, reports, now) =
            (new Caller(ActorKind.PlatformKey, key.Id, Guid.Empty, Door.Api) { Key = key.Id }, stage.Services.GetRequiredService<UpstreamReports>(), stage.Now);
        var (east, west) = (town.Of.Tenants[0], town.Of.Tenants[1]);
        var at = now.AddHours(-20);
        stage.MoveTo(at);
        await stage.Do(caller, new ReportTenants(
        [
            new("t-1", "Enterprise", "ENT-61007", at, "Lakeside Rehabilitation", "lakeside.example", "IE"),
            new("t-2", "Elite", "ELT-3391", at, "Meadow Bakeries", "meadow-bakeries.example", "DK"),
        ]));
        await Send(ReportKind.SignIn,
        [
            .. town.Of.People.Take(6).Select((person, i) => Of($"s-{i}", i % 2 == 0 ? east : west, person.Email, person.First, person.Last)),
            .. Locums.Select((name, i) => Of($"l-{i}", west, $"{name.ToLowerInvariant()}.locum@lakeside.example", name, "Locum")),
            new("o-1", "Elite", "ELT-3391", at, "jens@meadow-bakeries.example", "Jens", "Holm"),
        ]);
        stage.MoveTo(at = now.AddHours(-5));
        await Send(ReportKind.Deactivation,
            [.. Locums.Select((name, i) => Of($"d-{i}", west, $"{name.ToLowerInvariant()}.locum@lakeside.example", name, "Locum"))]);
        stage.MoveTo(at = now.AddHours(-2));
        await Send(ReportKind.SignIn, [Of("s-late", west, "ada.locum@lakeside.example", "Ada", "Locum")]);
        await stage.Settle();

        ReportedItem Of(string id, DemoTenant tenant, string email, string first, string last) =>
            new(id, tenant.Product, tenant.ExternalId, at, email, first, last);

        async Task Send(ReportKind kind, IReadOnlyList<ReportedItem> items)
        {
            if ((await reports.Take(caller, kind, items, stage.Ct)).Refused is { } refusal)
                throw new InvalidOperationException($"{kind}: {refusal.Code}: {refusal.Sentence}");
        }
    }
}
