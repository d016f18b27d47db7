using Usher.Access;
using Usher.Delivery;
using Usher.Delivery.Inbox;
using Usher.Directory;
using Usher.Identity;
using Usher.Machines;
using Usher.Platform;
using Usher.Tests.Architecture;
using Usher.Tests.Delivery;
using Usher.Tests.Directory;

namespace Usher.Tests.Identity;

/// <summary>What waits for somebody: only what they may see, and only while it waits.</summary>
public class NeedsTests
{
    [Fact]
    public async Task A_request_waits_for_those_who_can_decide_it_until_it_is_decided()
    {
        await using var town = await Town.Open();
        var need = (await Of(town, "orgadmin")).ShouldHaveSingleItem();
        need.ShouldSatisfyAllConditions(n => n.Kind.ShouldBe("request"), n => n.Id.ShouldBe(town["request"]), n => n.Who!.Id.ShouldBe(town["subject"]), n => n.By!.Id.ShouldBe(town["subject"]), n => n.Level.ShouldBe("Editor"));
        (await Of(town, "subject")).ShouldBeEmpty();
        (await Of(town, "useradmin")).ShouldBeEmpty();

        // Neither the subject nor who asked decides.
        await town.Do("orgadmin", new RequestAccess(null, InsightsRole.Editor, null, null));
        (await Of(town, "orgadmin")).Count.ShouldBe(1);
        (await Of(town, "orgadmin2")).Count.ShouldBe(2);
        await town.Do("orgadmin2", new DeclineRequest(town["request"], "Not now."));
        (await Of(town, "orgadmin")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_that_was_just_rotated_does_not_wait()
    {
        await using var town = await Town.Open();
        var key = await town.Do("orgadmin", new MakeKey(town["recorder"], "production", 10, null));
        var owner = (await town.Rows<IntegrationUser>()).Single(machine => machine.Id == town["recorder"]).OwnerId;
        var who = new Caller(ActorKind.User, owner!.Value, Town.Harbor, Door.Console);
        (await town.Read(who, new ListWhatNeedsMe())).Items.ShouldContain(n => n.Name == "production");
        await town.Do("orgadmin", new RotateKey(town["recorder"], key.Id, 365, 24));
        (await town.Read(who, new ListWhatNeedsMe())).Items.ShouldNotContain(n => n.Name == "production");
    }

    [Fact]
    public async Task A_key_of_mine_or_of_a_machine_I_own_waits_from_two_weeks_before_it_expires()
    {
        await using var town = await Town.Open();
        await town.Do("default", new MakePersonalKey("mine", ["call/view"], 20));
        await town.Do(town.As("support", Guid.Empty), new MakePersonalKey("staff", ["customer/view"], 20));
        await town.Do("orgadmin2", new HandOver(town["recorder"], town["editor"]));
        await town.Do("orgadmin", new MakeKey(town["recorder"], "again", 20, null));
        (await Of(town, "default")).ShouldBeEmpty();

        town.Clock.Move(TimeSpan.FromDays(7));
        (await Of(town, "default")).Select(n => (n.Kind, n.Name)).ShouldBe([("own-key", "mine")]);
        (await Of(town, "editor")).Select(n => (n.Kind, n.Name, n.IntegrationUser)).ShouldBe([("integration-user-key", "again", "recorder")]);
        (await town.Read(town.As("support", Guid.Empty), new ListWhatNeedsMe())).Items.Where(n => n.Kind == "own-key").Select(n => n.Name).ShouldBe(["staff"]);
        (await town.Try("support", new ListWhatNeedsMe())).ShouldBeOfType<NotFound>();
        town.Clock.Move(TimeSpan.FromDays(14));
        (await Of(town, "default")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_held_call_waits_for_its_owner_and_its_delivery_for_those_who_look_after_deliveries()
    {
        await using var world = await DeliveryWorld.New(new TestSlack());
        await world.Connect();
        await world.Channel("C1");
        var id = await world.Calls.HeldCall("1", "ana");
        await world.Work();
        async Task<IReadOnlyList<Need>> Of(string name) => (await world.Gate.Run(world.Calls.As(name), new ListWhatNeedsMe())).Value!.Items;
        (await Of("ana")).ShouldHaveSingleItem().ShouldSatisfyAllConditions(n => n.Kind.ShouldBe("held-call"), n => n.Id.ShouldBe(id), n => n.Name.ShouldNotBeNull());
        (await Of("bo")).ShouldBeEmpty();
        (await Of("olga")).ShouldHaveSingleItem().ShouldSatisfyAllConditions(n => n.Kind.ShouldBe("held-deliveries"), n => n.Count.ShouldBe(1), n => n.Name.ShouldBeNull());
    }

    [Fact]
    public async Task A_proposal_of_a_first_Organization_Admin_waits_for_Customer_Admins_until_there_was_one()
    {
        await using var town = await Town.Open();
        await town.SetUpMeadow();
        (await town.Read("ada@meadow", new ListWhatNeedsMe())).Items.ShouldBe([new Need("first-organization-admin")]);

        await town.Do(town.As("support", Town.Meadow), new AppointFirstOrganizationAdmin(town["ben@meadow"]));
        (await town.Read("ada@meadow", new ListWhatNeedsMe())).Items.ShouldHaveSingleItem().ShouldBe(new Need("first-organization-admin") { Id = town["ben@meadow"], Who = new(town["ben@meadow"], "Ben") });
        (await town.Read("ben@meadow", new ListWhatNeedsMe())).Items.ShouldBeEmpty();
        await town.Do(town.As("support", Town.Meadow), new DeactivateUser(town["ben@meadow"]));
        (await town.Read("ada@meadow", new ListWhatNeedsMe())).Items.ShouldBe([new Need("first-organization-admin")]);
        await town.Do(town.As("support", Town.Meadow), new ReactivateUser(town["ben@meadow"]));
        await town.Do("ada@meadow", new AppointFirstOrganizationAdmin(town["ben@meadow"]));
        (await town.Read("ada@meadow", new ListWhatNeedsMe())).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_integration_waits_for_its_approval_by_an_Organization_Admin()
    {
        await using var town = await Town.Open();
        var id = await town.Do("orgadmin2", new CreateIntegrationUser("bridge", town["editor"], ["call/ingest"]));
        (await Of(town, "orgadmin")).ShouldContain(new Need("integration-to-approve") { Id = id, Name = "bridge" });
        (await Of(town, "editor")).ShouldNotContain(need => need.Kind == "integration-to-approve");
        await town.Do("orgadmin2", new ApproveIntegration(id));
        (await Of(town, "orgadmin")).ShouldNotContain(need => need.Kind == "integration-to-approve");
    }

    [Fact]
    public async Task No_key_hears_of_keys_and_one_without_sight_of_calls_hears_of_none()
    {
        await using var town = await Town.Open();
        var key = await town.Do("default", new MakePersonalKey("mine", ["profile/edit"], 5));
        var byKey = town.As("default") with { Key = key.Id, Door = Door.Api };
        (await Of(town, "default")).ShouldHaveSingleItem().Kind.ShouldBe("own-key");
        (await town.Read(byKey, new ListWhatNeedsMe())).Items.ShouldBeEmpty();

        await using var world = await DeliveryWorld.New(new TestSlack());
        await world.Calls.Call("1", "ana");
        await world.Calls.HeldCall("2", "ana");
        await world.Tell("ana");
        await world.Work();
        var made = (await world.Gate.Run(world.Calls.As("ana"), new MakePersonalKey("narrow", ["profile/edit"], 5))).Value!;
        var wide = (await world.Gate.Run(world.Calls.As("ana"), new MakePersonalKey("wide", ["profile/edit", "call/view"], 5))).Value!;
        async Task<IEnumerable<NoteKind>> Heard(Guid by) => (await world.Gate.Run(world.Calls.As("ana") with { Key = by, Door = Door.Api }, new ListInbox())).Value!.Items.Select(note => note.Kind);
        (await Heard(made.Id)).ShouldBe([NoteKind.Access]);
        (await Heard(wide.Id)).Count().ShouldBe(3);
        (await world.Gate.Run(world.Calls.As("ana") with { Key = made.Id }, new CountUnread())).Value.ShouldBe(1);
    }

    private static async Task<IReadOnlyList<Need>> Of(Town town, string who) => (await town.Read(who, new ListWhatNeedsMe())).Items;
}
