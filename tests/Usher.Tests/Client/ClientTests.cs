using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Usher.Client;
using Usher.Tests.AuthZen;

namespace Usher.Tests.Client;

/// <summary>The client asks a real server, and hears what the server decides.</summary>
public class ClientTests(AuthZenServer server) : IClassFixture<AuthZenServer>
{
    private static readonly Resource Signage = new("app", "signage", "harbor");

    [Fact]
    public async Task Questions_are_answered_as_the_server_decides_one_by_one_and_together()
    {
        await using var services = Services();
        var usher = services.GetRequiredService<UsherClient>();
        var questions = new[]
        {
            (Ask("custom", "configure", Signage), true),
            (Ask("custom", "configure", Signage with { Tenant = "south" }), true),
            (Ask("custom", "configure", Signage with { Tenant = "gone" }), false),
            (Ask("user", "configure", Signage), false),
            (Ask("editor", "configure", new("workflow", "harbor", "harbor", Team: "sales")), true),
            (Ask("editor", "configure", new("workflow", "harbor", "harbor", Team: "support")), false),
            (new(Subject.Staff("super@usher.example"), "create", new("customer", "harbor", null)), true),
            (new(Subject.IntegrationUser("recorder", "harbor"), "ingest", Resource.Anywhere("call", "harbor")), true),
            (new(Subject.IntegrationUser("recorder", "lakeside"), "ingest", Resource.Anywhere("call", "harbor")), false),
        };
        foreach (var (question, allowed) in questions) (await usher.Evaluate(question)).ShouldBe(Answer.Decided(allowed), $"{question}");

        var many = Enumerable.Range(0, 2_500).Select(i => questions[i % questions.Length]).ToList();
        (await usher.EvaluateAll([.. many.Select(one => one.Item1)])).ShouldBe(many.Select(one => Answer.Decided(one.Item2)));
        (await usher.EvaluateAll([])).ShouldBeEmpty();
    }

    [Fact]
    public async Task Searches_go_through_all_parts_and_what_they_find_can_be_asked_again()
    {
        await using var services = Services();
        var usher = services.GetRequiredService<UsherClient>();
        var who = await usher.SearchSubjects("user", "configure", Signage).ToListAsync();
        who.ShouldBe([Subject.User("custom@harbor.example"), Subject.User("customeradmin@harbor.example")], ignoreOrder: true);
        var machines = await usher.SearchSubjects("integration-user", "ingest", Resource.Anywhere("call", "harbor")).ToListAsync();
        machines.ShouldBe([Subject.IntegrationUser("recorder", "harbor"), Subject.IntegrationUser("narrow", "harbor")], ignoreOrder: true);
        var things = await usher.SearchResources(who[0], "configure", Signage with { Tenant = "north" }).ToListAsync();
        things.ShouldContain(Signage with { Tenant = "north" });
        (await usher.EvaluateAll([.. things.Select(thing => new Question(who[0], "configure", thing))])).ShouldAllBe(answer => answer.Allowed);
        (await usher.SearchActions(Subject.User("custom@harbor.example"), Signage).ToListAsync()).ShouldBe(["configure", "request", "view"]);
    }

    [Fact]
    public async Task A_key_that_may_not_ask_gets_no_answer()
    {
        foreach (var key in new[] { server.Facts.Key("harbor", "narrow"), "usher_unknown" })
        {
            await using var services = Services(key: key);
            var usher = services.GetRequiredService<UsherClient>();
            (await usher.Evaluate(Ask("custom", "configure", Signage))).ShouldBe(Answer.Without(Fault.NotAdmitted));
            (await Should.ThrowAsync<SearchFailed>(async () => await usher.SearchActions(Subject.User("custom@harbor.example"), Signage).ToListAsync())).Fault.ShouldBe(Fault.NotAdmitted);
        }
    }

    [Fact]
    public async Task A_revoke_is_seen_at_once_without_a_cache_and_within_its_time_with_one()
    {
        var clock = new FakeTimeProvider();
        await using var direct = Services();
        await using var cached = Services(usher => usher.CacheFor = TimeSpan.FromSeconds(1), clock);
        var question = Ask("owner", "view", new("tenant", "north", "lakeside"), "lakeside");
        async Task<(bool Direct, bool Cached)> May() =>
            ((await direct.GetRequiredService<UsherClient>().Evaluate(question)).Allowed, (await cached.GetRequiredService<UsherClient>().EvaluateAll([question]))[0].Allowed);

        (await May()).ShouldBe((true, true));
        server.Facts.Change("lakeside", facts => facts with { Users = [.. facts.Users.Select(user => user.Email == "owner@lakeside.example" ? user with { Tenants = [] } : user)] });
        clock.Advance(TimeSpan.FromMilliseconds(999));
        (await May()).ShouldBe((false, true));
        clock.Advance(TimeSpan.FromMilliseconds(1));
        (await May()).ShouldBe((false, false));
    }

    [Fact]
    public async Task An_answer_is_as_old_as_its_question_and_a_fault_is_not_kept()
    {
        var (clock, says) = (new FakeTimeProvider(), """{"decision":true}""");
        await using var peer = await Peer.Open(async http =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(900));
            http.Response.ContentType = "application/json";
            await http.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(says));
        });
        await using var services = peer.Services(usher => usher.CacheFor = TimeSpan.FromSeconds(1), add: services => services.AddSingleton<TimeProvider>(clock));
        var usher = services.GetRequiredService<UsherClient>();
        var question = Ask("ana", "view", Signage);
        (await usher.Evaluate(question)).Allowed.ShouldBeTrue();
        (await usher.Evaluate(question)).Allowed.ShouldBeTrue();
        peer.Asked.ShouldBe(1);
        says = "<html>";
        clock.Advance(TimeSpan.FromMilliseconds(100));
        (await usher.Evaluate(question)).ShouldBe(Answer.Without(Fault.NotAnAnswer));
        (await usher.Evaluate(question)).ShouldBe(Answer.Without(Fault.NotAnAnswer));
        peer.Asked.ShouldBe(3);
    }

    private ServiceProvider Services(Action<UsherOptions>? set = null, TimeProvider? clock = null, string? key = null) =>
        Peer.Services(server.Address, set, key ?? server.Platform, services =>
        {
            if (clock is not null) services.AddSingleton(clock);
        });

    private static Question Ask(string who, string action, Resource resource, string customer = "harbor") => new(Subject.User($"{who}@{customer}.example"), action, resource);
}
