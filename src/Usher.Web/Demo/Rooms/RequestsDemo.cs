using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Web.Demo.Rooms;

/// <summary>Requests for access: one approved with an end, one declined with a reason, one that waits.</summary>
internal sealed class RequestsDemo : IDemoPart
{
    /// <inheritdoc/>
    public int Order => 62;

    /// <inheritdoc/>
    public async Task Make(DemoStage stage, DemoTown town)
    {
        if (town.Slug != "harbor") return;
        stage.DaysAgo(3);
        var screens = await Ask("kwabena.boateng", new RequestAccess(null, CustomRole: "signage-admin", Until: stage.Now.AddDays(60)),
            "I look after the screens while Ingrid is away.");
        var admin = await Ask("zoe.besancon", new RequestAccess(null, Role: ConnectRole.CustomerAdmin), "To set up new colleagues myself.");
        await stage.Do(stage.As(town.Admin.Email, town.Id), new ApproveRoleRequest(screens));
        await stage.Do(stage.As(town.Admin.Email, town.Id), new DeclineRoleRequest(admin, "Send me the names: it takes me a minute."));
        await Ask("liam.obrien", new RequestAccess(null, CustomRole: "signage-admin"), "For the departure boards at the quay.");

        Task<Guid> Ask(string name, RequestAccess request, string note) =>
            stage.Do(stage.As($"{name}@harbor.example", town.Id) with { Note = note }, request);
    }
}
