using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;
using Usher.Tests.Architecture;

namespace Usher.Tests.Directory;

public class MachinesTests
{
    private static async Task<Decision> Ask(Town town, Permission permission, Guid? key = null, string? team = null)
    {
        var caller = town.As("recorder") with { Key = key };
        var actor = await town.Gate.Resolve(caller, default);
        if (actor is null) return default;
        return Authorizer.Decide(actor, permission, Target.Of(actor.Home!) with { Team = team is null ? null : town[team] }, town.Now);
    }

    [Fact]
    public async Task An_integration_user_is_inert_until_approved()
    {
        await using var town = await Town.Open();
        town.Call("recorder", await town.Do("orgadmin", new CreateIntegrationUser("pusher", town["user"], ["call/ingest", "call/ingest", "call/read:sales"])));
        (await Ask(town, Permission.CallIngest)).Ground.ShouldBe(Ground.NotApproved);
        await town.Do("orgadmin2", new ApproveIntegration(town["recorder"]));
        (await Ask(town, Permission.CallIngest)).Allowed.ShouldBeTrue();
        (await town.ToldTo("default")).ShouldContain(MachineNotices.TeamReadByMachine);
        (await town.ToldTo("user")).ShouldContain(MachineNotices.OwnsIntegrationUser);
        await town.Do("orgadmin", new ApproveIntegration(town["recorder"], Approved: false));
        (await Ask(town, Permission.CallIngest)).Ground.ShouldBe(Ground.NotApproved);

        Task<Refusal?> Create(string name, Guid owner, params string[] scopes) => town.Try("orgadmin", new CreateIntegrationUser(name, owner, scopes));
        (await Create("pusher", town["user"])).ShouldBeOfType<NameTaken>();
        (await Create("Not a slug", town["user"])).ShouldBeOfType<Invalid>();
        (await Create("one", Guid.CreateVersion7())).ShouldBeOfType<OwnerNotActive>();
        (await Create("one", town["user@lakeside"])).ShouldBeOfType<OwnerNotActive>();
        (await Create("one", town["user"], "call/read")).ShouldBeOfType<NoSuchScope>();
        (await Create("one", town["user"], "call/read:nobody")).ShouldBeOfType<NotOfThisCustomer>();
        (await Create("one", town["user"], "user/add")).ShouldBeOfType<NoSuchScope>();
        (await Create("one", town["user"], "app/read-configuration")).ShouldBeOfType<NoSuchScope>();
        (await Create("one", town["user"], "call/ingest call/read:sales")).ShouldBeOfType<NoSuchScope>();
    }

    [Fact]
    public async Task Widening_starts_the_approval_again_narrowing_does_not()
    {
        await using var town = await Town.Open();
        (await town.Do("orgadmin", new ChangeScopes(town["recorder"], ["call/ingest"]))).Approved.ShouldBeTrue();
        (await town.Do("orgadmin", new ChangeScopes(town["recorder"], ["call/ingest", "call/read:support-desk"]))).Approved.ShouldBeFalse();
        (await Ask(town, Permission.CallIngest)).Ground.ShouldBe(Ground.NotApproved);
        (await town.Try("orgadmin", new ChangeScopes(town["recorder"], ["nonsense"]))).ShouldBeOfType<NoSuchScope>();
        (await town.Try(town.As("orgadmin") with { IfMatch = 77 }, new ChangeScopes(town["recorder"], []))).ShouldBeOfType<SomeoneChangedThis>();
        (await town.Try(town.As("orgadmin") with { IfMatch = 77 }, new ApproveIntegration(town["recorder"]))).ShouldBeOfType<SomeoneChangedThis>();
        (await town.Try("orgadmin", new ApproveIntegration(Guid.CreateVersion7()))).ShouldBeOfType<NotFound>();
    }

    [Fact]
    public async Task A_key_carries_no_more_than_its_holder_and_says_so_by_team()
    {
        await using var town = await Town.Open();
        await town.Do("orgadmin", new ChangeScopes(town["recorder"], ["call/ingest", "call/read:sales,support-desk"]));
        await town.Do("orgadmin2", new ApproveIntegration(town["recorder"]));
        var key = await town.Do("orgadmin", new MakeKey(town["recorder"], "reader", 30, ["call/read:sales"]));
        key.Text!.ShouldStartWith(KeyText.Prefix);
        KeyText.Parse(key.Text).ShouldNotBeNull().Customer.ShouldBe(Town.Harbor);
        (await Ask(town, Permission.CallRead, key.Id, "sales")).Allowed.ShouldBeTrue();
        (await Ask(town, Permission.CallRead, key.Id, "support-desk")).Allowed.ShouldBeFalse();
        (await Ask(town, Permission.CallIngest, key.Id)).Ground.ShouldBe(Ground.KeyLimit);
        (await Ask(town, Permission.CallRead, null, "support-desk")).Allowed.ShouldBeTrue();
        var stored = (await town.Rows<ApiKey>()).Single(k => k.Id == key.Id);
        stored.Hash.ShouldBe(KeyText.Parse(key.Text)!.Value.Hash());

        Task<Refusal?> Make(int days, params string[]? scopes) => town.Try("orgadmin", new MakeKey(town["recorder"], "more", days, scopes));
        (await Make(0, null)).ShouldBeOfType<Invalid>();
        (await Make(366, null)).ShouldBeOfType<KeyLastsTooLong>();
        (await Make(30, "sync/run")).ShouldBeOfType<ScopeBeyondItsHolder>();
        (await Make(30, "nonsense")).ShouldBeOfType<NoSuchScope>();
        for (var i = 0; i < 18; i++) await town.Do("orgadmin", new MakeKey(town["recorder"], $"k{i}", 1, null));
        (await Make(30, null)).ShouldBeOfType<TooManyKeys>();
    }

    [Fact]
    public async Task A_key_rotates_with_an_overlap_and_is_revoked_at_once()
    {
        await using var town = await Town.Open();
        var next = await town.Do("orgadmin", new RotateKey(town["recorder"], town["key"], 90, 2));
        (await Ask(town, Permission.CallIngest, town["key"])).Allowed.ShouldBeTrue();
        (await Ask(town, Permission.CallIngest, next.Id)).Allowed.ShouldBeTrue();
        town.Clock.Move(TimeSpan.FromHours(2));
        (await Ask(town, Permission.CallIngest, town["key"])).Allowed.ShouldBeFalse();
        (await Ask(town, Permission.CallIngest, next.Id)).Allowed.ShouldBeTrue();
        (await town.Try("orgadmin", new RotateKey(town["recorder"], town["key"], 90, 2))).ShouldBeOfType<KeyEnded>();
        (await town.Try("orgadmin", new RotateKey(town["recorder"], next.Id, 90, 169))).ShouldBeOfType<Invalid>();
        (await town.Try("orgadmin", new RotateKey(town["recorder"], Guid.CreateVersion7(), 90, 2))).ShouldBeOfType<NotFound>();
        await town.Do("orgadmin", new RevokeKey(town["recorder"], next.Id));
        (await Ask(town, Permission.CallIngest, next.Id)).Allowed.ShouldBeFalse();
        (await town.Try("orgadmin", new RevokeKey(town["recorder"], next.Id))).ShouldBeOfType<NotFound>();
    }

    [Fact]
    public async Task Handing_over_kills_the_keys()
    {
        await using var town = await Town.Open();
        await town.Do("orgadmin", new HandOver(town["recorder"], town["orgadmin"]));
        (await Ask(town, Permission.CallIngest, town["key"])).Allowed.ShouldBeTrue();
        await town.Do("orgadmin", new HandOver(town["recorder"], town["editor"]));
        (await Ask(town, Permission.CallIngest, town["key"])).Allowed.ShouldBeFalse();
        (await town.Read("orgadmin", new ListIntegrationUsers())).Items.Single(m => m.Id == town["recorder"]).Owner!.Id.ShouldBe(town["editor"]);
        (await town.Read("orgadmin", new ListIntegrationUsers())).Items.Single(m => m.Id == town["recorder"]).Keys.ShouldBeEmpty();
        (await town.Try("orgadmin", new HandOver(town["recorder"], Guid.CreateVersion7()))).ShouldBeOfType<OwnerNotActive>();
        (await town.Try("orgadmin", new HandOver(Guid.CreateVersion7(), town["editor"]))).ShouldBeOfType<NotFound>();
    }

    [Fact]
    public async Task A_personal_key_acts_as_its_person_within_what_both_hold_and_makes_no_keys()
    {
        await using var town = await Town.Open();
        var key = await town.Do("orgadmin", new MakePersonalKey("script", ["team/manage", "integration-user/manage"], 90));
        var byKey = town.As("orgadmin") with { Key = key.Id, Door = Door.Api };
        await town.Do(byKey, new CreateTeam("By key"));
        (await town.Try(byKey, new SetLevel(town["user"], InsightsRole.Editor, null, null))).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.KeyLimit);
        (await town.Try(byKey, new MakePersonalKey("more", ["team/manage"], 1))).ShouldBeOfType<NotAllowed>();
        (await town.Try(byKey, new MakeKey(town["recorder"], "more", 1, null))).ShouldBeOfType<KeysMakeNoKeys>();
        (await town.Try(byKey, new RotateKey(town["recorder"], town["key"], 1, 1))).ShouldBeOfType<KeysMakeNoKeys>();

        // Only what the person holds at that moment.
        await town.Do("orgadmin2", new SetLevel(town["orgadmin"], InsightsRole.Editor, null, null));
        (await town.Try(byKey, new CreateTeam("Again"))).ShouldBeOfType<NotAllowed>();

        Task<Refusal?> Make(int days, params string[] permissions) => town.Try("user", new MakePersonalKey("mine", permissions, days));
        (await Make(91, "call/view")).ShouldBeOfType<KeyLastsTooLong>();
        (await Make(0, "call/view")).ShouldBeOfType<Invalid>();
        (await Make(30)).ShouldBeOfType<Invalid>();
        (await Make(30, "nonsense")).ShouldBeOfType<Invalid>();
        (await Make(30, "team/manage")).ShouldBeOfType<KeyBeyondItsHolder>();
        (await Make(30, "personal-key/manage")).ShouldBeOfType<KeyBeyondItsHolder>();
        (await town.Try("user", new RevokePersonalKey(key.Id))).ShouldBeOfType<NotFound>();
        (await town.Read("orgadmin", new ListPersonalKeys())).Items.Single().Permissions.ShouldBe(["team/manage", "integration-user/manage"]);
        await town.Do("orgadmin", new RevokePersonalKey(key.Id));
        (await town.Read("orgadmin", new ListPersonalKeys())).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_personal_key_of_staff_lies_on_the_platform()
    {
        await using var town = await Town.Open();
        var key = await town.Do(town.As("support", Guid.Empty), new MakePersonalKey("script", ["user/view"], 30));
        KeyText.Parse(key.Text).ShouldNotBeNull().Customer.ShouldBe(Guid.Empty);
        var byKey = town.As("support") with { Key = key.Id, Door = Door.Api };
        (await town.Read(byKey, new ListUsers(new()))).Items.ShouldNotBeEmpty();
        (await town.Try(byKey, new DeactivateUser(town["user"]))).ShouldBeOfType<NotAllowed>();
        await town.Do(Caller.PlatformTeam(Guid.Empty), new EndStaffRole(StaffRole.SupportUser, "support@usher.example"));
        (await town.Try(byKey, new ListUsers(new()))).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_platform_key_asks_for_all_customers()
    {
        await using var town = await Town.Open();
        var host = Caller.PlatformTeam(Guid.Empty);
        var key = await town.Do(host, new MakePlatformKey("gateway", ["decision/ask"], 365));
        var caller = new Caller(ActorKind.PlatformKey, key.Id, Guid.Empty, Door.Api);
        var actor = (await town.Gate.Resolve(caller, default)).ShouldNotBeNull();
        var lakeside = (await town.Snapshots.Customer(Town.Lakeside, default))!;
        Authorizer.Decide(actor, Permission.DecisionAsk, Target.Of(lakeside), town.Now).Allowed.ShouldBeTrue();
        (await town.Try(host, new MakePlatformKey("gateway", ["call/ingest"], 1))).ShouldBeOfType<Invalid>();
        (await town.Try(host, new MakePlatformKey("gateway", [], 1))).ShouldBeOfType<Invalid>();
        (await town.Try(host, new MakePlatformKey("gateway", ["decision/ask"], 366))).ShouldBeOfType<KeyLastsTooLong>();
        (await town.Try(host, new RevokePlatformKey(town["key"]))).ShouldBeOfType<NotFound>();
        await town.Do(host, new RevokePlatformKey(key.Id));
        (await town.Gate.Resolve(caller, default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_repeated_request_shows_no_key_again()
    {
        await using var town = await Town.Open();
        var caller = town.As("orgadmin") with { IdempotencyKey = "once" };
        var make = new MakeKey(town["recorder"], "k", 30, null);
        var first = await town.Do(caller, make);
        var again = await town.Do(caller, make);
        (again.Id, again.Text).ShouldBe((first.Id, null));
    }

    [Fact]
    public async Task Keys_are_revoked_even_while_Insights_is_not_active()
    {
        await using var town = await Town.Open();
        await town.Gate.Effect(Town.Harbor, "SwitchOff", Section.Connect, async work =>
        {
            foreach (var app in await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ToListAsync(work.Db.TenantApps)) app.State = AppState.Disabled;
            return true;
        });
        (await town.Try("orgadmin", new ListIntegrationUsers())).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.InsightsInactive);
        await town.Do("orgadmin", new RevokeKey(town["recorder"], town["key"]));
    }
}
