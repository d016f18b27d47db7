using Microsoft.Extensions.Logging.Abstractions;
using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Marketplace;
using Usher.Tests.Directory;

namespace Usher.Tests.Machines;

/// <summary>The guided set-up of an integration: who does what next, told from what there is.</summary>
public class IntegrationSetUpTests
{
    [Fact]
    public async Task A_new_integration_works_once_each_has_done_their_part()
    {
        await using var town = await Town.Open();
        var machine = await town.Do("orgadmin", new CreateIntegrationUser("pipes", town["user"], ["call/read:sales"]));
        (await Left(town, "orgadmin", "pipes")).ShouldBe("Approve Key FirstRun");
        await town.Do("orgadmin2", new ApproveIntegration(machine));
        (await Left(town, "orgadmin", "pipes")).ShouldBe("Key FirstRun");
        var key = await town.Do("orgadmin", new MakeKey(machine, "first", 30, null));
        (await Left(town, "orgadmin2", "pipes")).ShouldBe("FirstRun");
        var uses = new KeyUses(town.Store, town.Clock, NullLogger<KeyUses>.Instance);
        uses.Saw(Town.Harbor, key.Id);
        await uses.Flush(default);
        (await Left(town, "orgadmin2", "pipes")).ShouldBe("");

        await town.Do("customeradmin", new DeactivateUser(town["user"]));
        (await Left(town, "orgadmin", "pipes")).ShouldBe("Configure");
        await town.Do("orgadmin", new HandOver(machine, town["default"]));
        (await Left(town, "orgadmin", "pipes")).ShouldBe("Key", "handed over, it needs a new key");
    }

    [Fact]
    public async Task Who_had_a_hand_in_what_reads_calls_does_not_approve_it_and_who_approved_it_makes_no_key()
    {
        await using var town = await Town.Open();
        var machine = await town.Do("orgadmin", new CreateIntegrationUser("pipes", town["user"], ["call/read:sales"]));
        var steps = (await Of(town, "orgadmin", "pipes")).Steps;
        steps[0].ShouldSatisfyAllConditions(one => one.Mine.ShouldBeFalse(), one => one.Who.ShouldHaveSingleItem().Id.ShouldBe(town["orgadmin2"]));
        steps[3].Who.ShouldHaveSingleItem().Id.ShouldBe(town["user"]);
        (await Of(town, "orgadmin2", "pipes")).Steps[0].Mine.ShouldBeTrue();
        await town.Do("orgadmin2", new ApproveIntegration(machine));
        (await Of(town, "orgadmin2", "pipes")).Steps[2].ShouldSatisfyAllConditions(one => one.Mine.ShouldBeFalse(), one => one.Who.ShouldHaveSingleItem().Id.ShouldBe(town["orgadmin"]));
        (await Of(town, "orgadmin", "pipes")).Steps[2].Mine.ShouldBeTrue();
        var pushes = await town.Do("orgadmin", new CreateIntegrationUser("pushes", town["user"], ["call/ingest"]));
        (await Of(town, "orgadmin", "pushes")).Steps[0].Mine.ShouldBeTrue("it reads no calls");
        pushes.ShouldNotBe(machine);
    }

    [Fact]
    public async Task An_app_is_configured_by_who_configures_it_and_keyed_by_a_customer_admin()
    {
        await using var town = await Town.Open();
        (await Of(town, "customeradmin", "app-signage")).ShouldSatisfyAllConditions(one => one.App!.Slug.ShouldBe("signage"),
            one => Mine(one).ShouldBe("Configure Key"), one => one.Steps[0].Done.ShouldBe(true, "it reads its own configuration alone"));
        await town.Do("customeradmin", new OwnAppIntegrationUser("signage"));
        await town.Do("customeradmin", new MakeAppKey("signage", "Screens", 30));
        (await Of(town, "customeradmin", "app-signage")).Steps.Single(one => one.Step == IntegrationStep.Key).Done.ShouldBe(true);

        // Whoever configures it and no more is told of their part alone.
        var seen = (await town.Read("custom", new ListIntegrationSetUps())).Items.ShouldHaveSingleItem();
        seen.Name.ShouldBe("app-signage");
        Mine(seen).ShouldBe("Configure");
        seen.Steps.Where(one => one.Step != IntegrationStep.Configure).ShouldAllBe(one => one.Done == null);
        seen.Steps.SelectMany(one => one.Who).ShouldAllBe(one => one.Id == town["custom"] || one.Id == town["customeradmin"] || one.Id == town["orgadmin"] || one.Id == town["orgadmin2"] || one.Id == town["customeradmin2"]);
    }

    [Fact]
    public async Task Integrations_of_no_app_are_for_organization_admins_alone()
    {
        await using var town = await Town.Open();
        (await Names(town, "orgadmin")).ShouldContain("recorder");
        foreach (var who in new[] { "customeradmin", "custom", "support" }) (await Names(town, who)).ShouldNotContain("recorder", who);
        foreach (var who in new[] { "user", "default", "editor", "useradmin" })
            (await town.Try(who, new ListIntegrationSetUps())).ShouldBeOfType<NotAllowed>(who);
    }

    private static async Task<IntegrationSetUp> Of(Town town, string who, string machine) =>
        (await town.Read(who, new ListIntegrationSetUps())).Items.Single(one => one.Name == machine);

    private static async Task<string> Left(Town town, string who, string machine) =>
        string.Join(' ', (await Of(town, who, machine)).Steps.Where(one => one.Done == false).Select(one => one.Step));

    private static string Mine(IntegrationSetUp one) => string.Join(' ', one.Steps.Where(step => step.Mine).Select(step => step.Step));

    private static async Task<List<string>> Names(Town town, string who) => [.. (await town.Read(who, new ListIntegrationSetUps())).Items.Select(one => one.Name)];
}
