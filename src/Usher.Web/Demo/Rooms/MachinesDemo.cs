using Usher.Machines;
using Usher.Platform;

namespace Usher.Web.Demo.Rooms;

/// <summary>A platform key for the decision API, and each customer's recorder with its key.</summary>
internal sealed class MachinesDemo : IDemoPart
{
    /// <inheritdoc/>
    public int Order => 50;

    /// <summary>By what name the id and the key of a customer's recorder are kept.</summary>
    public static string Recorder(string slug) => $"{slug}.recorder";

    /// <inheritdoc/>
    public async Task Begin(DemoStage stage) =>
        stage.Keys["platform"] =
            (await stage.Do(Caller.PlatformTeam(Guid.Empty), new MakePlatformKey("demo", ["decision/ask"], 365))).Text!;

    /// <summary>
    /// It reads calls, and there is one Organization Admin: the approval takes effect a day after the teams were notified (rule 18).
    /// </summary>
    public async Task Make(DemoStage stage, DemoTown town)
    {
        var (admin, name) = (stage.As(town.OrganizationAdmin.Email, town.Id), Recorder(town.Slug));
        var recorder = stage.Ids[name] = await stage.Do(
            admin, new CreateIntegrationUser("recorder", stage.Ids[town.OrganizationAdmin.Email], ["call/ingest", "call/read:sales"]));
        await stage.Do(admin, new ApproveIntegration(recorder));
        stage.Keys[name] = (await stage.Do(admin, new MakeKey(recorder, "demo", 365, null))).Text!;
        stage.DaysAgo(46);
    }
}
