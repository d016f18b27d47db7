using Usher.Access;
using Usher.Directory;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Tests.Directory;

namespace Usher.Tests.Marketplace;

/// <summary>An app's life in one tenant: every state with every step, by every role, as the law's table says.</summary>
public class AppLifeTests
{
    /// <summary>The law's table, typed from it. Asking again after a decline, with something new to say, is the one line more.</summary>
    private static readonly Dictionary<(string From, string Step), string> Law = new()
    {
        [("available", "request")] = "requested",
        [("requested", "approve")] = "approved",
        [("requested", "decline")] = "declined",
        [("declined", "remove")] = "available",
        [("declined", "request")] = "requested",
        [("approved", "configure")] = "active",
        [("approved", "remove")] = "available",
        [("active", "configure")] = "active",
        [("active", "disable")] = "disabled",
        [("disabled", "configure")] = "disabled",
        [("disabled", "enable")] = "active",
    };

    /// <summary>Who may do a step at all, from section 1: in the town, `custom` has Signage picked on the role.</summary>
    private static readonly Dictionary<string, string[]> Who = new()
    {
        ["request"] = ["user", "custom", "customeradmin", "support", "super"],
        ["configure"] = ["custom", "customeradmin", "support", "super"],
        ["approve"] = ["support", "super"],
        ["decline"] = ["support", "super"],
        ["remove"] = ["support", "super"],
        ["disable"] = ["support", "super"],
        ["enable"] = ["support", "super"],
    };

    private static readonly string[] States = ["available", "requested", "declined", "approved", "active", "disabled"];

    public static TheoryData<string, string> Pairs => [.. from state in States from step in Who.Keys select (state, step)];

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Every_state_with_every_step_is_as_the_law_says_for_every_role(string state, string step)
    {
        Town? town = null;
        foreach (var who in Who["request"].Append("useradmin"))
        {
            if (town is null) await Bring(town = await Town.Open(), state);
            var refusal = await Acts.Sample.Try(town, town.As(who), Step(step));
            if (!Who[step].Contains(who) && !(who == "useradmin" && step == "request"))
                refusal.ShouldBeOfType<NotAllowed>(who);
            else if (!Law.ContainsKey((state, step)))
                refusal.ShouldBeOfType<AppNotThere>(who).State.ShouldBe(Read(state));
            else
                refusal.ShouldBeNull(who);
            (await State(town)).ShouldBe(refusal is null ? Law[(state, step)] : state, who);
            // Whoever is refused leaves it as it was, for the next to try.
            if (refusal is not null) continue;
            await town.DisposeAsync();
            town = null;
        }

        if (town is not null) await town.DisposeAsync();
    }

    [Fact]
    public async Task Who_comes_second_hears_who_decided_and_when()
    {
        await using var town = await Town.Open();
        await town.Do("support", new ApproveApp("signage", "north"));
        var late = (await town.Try("super", new DeclineApp("signage", "north", "Not in this plan."))).ShouldBeOfType<AppNotThere>();
        late.By.ShouldBe((await town.Snapshots.Platform(default)).StaffMember("support@usher.example")!.Name);
        late.Sentence.ShouldContain("approved");
        (await town.Try("customeradmin", new RequestApp("signage", "north"))).ShouldBeOfType<AppNotThere>().By.ShouldBe("your vendor’s support");
    }

    [Fact]
    public async Task Whoever_was_declined_may_ask_again_with_something_new_to_say()
    {
        await using var town = await Town.Open();
        await town.Do("user", new RequestApp("menu", "north", "For the counter"));
        await town.Do("support", new DeclineApp("menu", "north", "Which counter?"));
        (await town.Try("user", new RequestApp("menu", "north"))).ShouldBeOfType<NothingNewToSay>();
        (await town.Try("user", new RequestApp("menu", "north", " For  the counter "))).ShouldBeOfType<NothingNewToSay>();
        await town.Do("user", new RequestApp("menu", "north", "For the counter in the hall"));
        var row = (await town.Rows<TenantApp>()).Single(r => r.State == AppState.Requested && r.Wanted == "For the counter in the hall");
        row.Reason.ShouldBeNull();
    }

    [Fact]
    public async Task A_request_may_be_reminded_of_after_two_days_and_rises_in_the_queue()
    {
        await using var town = await Town.Open();
        await town.Do("user", new RequestApp("menu", "north"));
        (await town.Try("user", new RemindOfApp("menu", "north"))).ShouldBeOfType<RemindedTooSoon>();
        town.Clock.Move(TimeSpan.FromDays(2));
        await town.Do("user", new RemindOfApp("menu", "north"));
        (await town.Try("user", new RemindOfApp("menu", "north"))).ShouldBeOfType<RemindedTooSoon>();
        var queue = (await town.Read(town.As("support", Guid.Empty), new ListAppRequests())).Items;
        queue.Select(line => (line.App.Slug, line.Tenant.Slug)).ShouldBe([("menu", "north"), ("signage", "north")]);
        (await town.Try("user", new RemindOfApp("loyalty", "north"))).ShouldBeOfType<AppNotThere>();
    }

    [Fact]
    public async Task An_app_that_does_not_work_with_the_product_of_a_tenant_cannot_be_requested_for_it()
    {
        await using var town = await Town.Open();
        var elite = (await town.Rows<Tenant>()).First(t => t.CustomerId == Town.Harbor && t.Product == "Elite");
        (await town.Try("customeradmin", new RequestApp("rota", elite.Slug))).ShouldBeOfType<AppDoesNotFit>();
    }

    [Fact]
    public async Task The_queue_shows_every_customer_s_requests_and_marks_ones_own()
    {
        await using var town = await Town.Open();
        await town.Do("support", new RequestApp("menu", "south", "For a trial"));
        var mine = (await town.Read(town.As("support", Guid.Empty), new ListAppRequests())).Items.Single(line => line.App.Slug == "menu");
        (mine.Approve.Allowed, mine.Wanted, mine.Customer.Slug).ShouldBe((false, "For a trial", "harbor"));
        var theirs = (await town.Read(town.As("super", Guid.Empty), new ListAppRequests("menu"))).Items.ShouldHaveSingleItem();
        theirs.Approve.Allowed.ShouldBeTrue();
        theirs.Scopes.ShouldContain(scope => scope.Scope == "app/read-configuration" && scope.Needed);
        (await town.Try("customeradmin", new ListAppRequests())).ShouldBeOfType<NotAllowed>();
    }

    private static object Step(string step) => step switch
    {
        "request" => new RequestApp("signage", "south", $"For site {Guid.NewGuid():N}"),
        "configure" => new ConfigureApp("signage", "south"),
        "approve" => new ApproveApp("signage", "south"),
        "decline" => new DeclineApp("signage", "south", "Not in this plan."),
        "remove" => new RemoveApp("signage", "south"),
        "disable" => new DisableApp("signage", "south"),
        _ => new EnableApp("signage", "south"),
    };

    /// <summary>Brings Signage in the tenant `south` into a state, from whichever it is in, by steps of the law.</summary>
    private static async Task Bring(Town town, string wanted)
    {
        for (var steps = 0; await State(town) is var state && state != wanted; steps++)
        {
            steps.ShouldBeLessThan(10);
            var step = (state, wanted) switch
            {
                ("available", _) => "request",
                ("requested", "declined" or "available") => "decline",
                ("requested", _) => "approve",
                ("declined", _) => "remove",
                ("approved", "active" or "disabled") => "configure",
                ("approved", _) => "remove",
                ("active", _) => "disable",
                _ => "enable",
            };
            var who = step switch { "request" => "user", "configure" => "customeradmin", _ => "super" };
            (await Acts.Sample.Try(town, town.As(who), Step(step))).ShouldBeNull($"{step} from {state}");
        }
    }

    private static async Task<string> State(Town town)
    {
        var signage = (await town.Rows<App>()).Single(app => app.Slug == "signage").Id;
        return (await town.Rows<TenantApp>()).SingleOrDefault(row => row.TenantId == town["south"] && row.AppId == signage)?
            .State.ToString().ToLowerInvariant() ?? "available";
    }

    private static AppState? Read(string state) => state == "available" ? null : Enum.Parse<AppState>(state, ignoreCase: true);
}
