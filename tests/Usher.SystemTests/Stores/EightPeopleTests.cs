using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Usher.Access;
using Usher.Directory;
using Usher.Marketplace;
using Usher.Platform.Audit;
using Usher.Tests;

namespace Usher.SystemTests.Stores;

/// <summary>Eight people approve, configure, grant and link at random, on two nodes that are killed meanwhile: what is there afterwards, and what is told of it.</summary>
[Whole]
public sealed class EightPeopleTests
{
    private static readonly string[] Apps = ["signage", "menu", "feedback"];

    /// <summary>The law's table of an app's life, typed from it; who was declined may ask again.</summary>
    private static readonly Dictionary<(string Act, string? From), string?> Life = new()
    {
        [("RequestApp", null)] = "requested", [("RequestApp", "declined")] = "requested", [("ApproveApp", "requested")] = "approved",
        [("DeclineApp", "requested")] = "declined", [("RemoveApp", "declined")] = null, [("RemoveApp", "approved")] = null,
        [("ConfigureApp", "approved")] = "active", [("DisableApp", "active")] = "disabled", [("EnableApp", "disabled")] = "active",
        // A tenant that leaves its customer takes its apps' states with it.
        [("UnlinkTenant", "requested")] = null, [("UnlinkTenant", "approved")] = null, [("UnlinkTenant", "declined")] = null,
        [("UnlinkTenant", "active")] = null, [("UnlinkTenant", "disabled")] = null,
    };

    private readonly ConcurrentBag<string> _done = [];
    private readonly ConcurrentBag<(string Tenant, string Revision, string Words)> _saved = [];
    private int _asked;
    private int _refused;

    [Fact]
    public async Task Every_state_edit_and_log_is_sound_after_eight_people_at_once_on_two_nodes_that_are_killed()
    {
        await using var people = await EightPeople.New();
        var (acts, kills) = (Scale.Of(240), 2 + (Scale.Of(240) / 1000));
        var workers = people.Names.Select((name, number) => Task.Run(() => Work(people, name, new Random((Scale.Seed * 100) + number), acts / 8))).ToList();
        for (var kill = 0; kill < kills; kill++)
        {
            await Eventually.Until(() => Task.FromResult(Volatile.Read(ref _asked) > acts * (kill + 1) / (kills + 1)), TimeSpan.FromMinutes(10));
            await people.Kill(kill % 2);
        }

        await Task.WhenAll(workers);
        await people.Stop();
        people.Errors.ShouldAllBe(error => !error.Contains("Exception", StringComparison.Ordinal));
        (await people.Deadlocks()).ShouldBe(0);
        (await people.Findings()).ShouldBeEmpty();
        var entries = new List<AuditEntry>();
        foreach (var slug in EightPeople.Customers)
        {
            var log = (await people.Rows<AuditEntry>(CreateCustomer.IdFor(slug))).OrderBy(entry => entry.Index).ToList();
            await StatesAreOfTheTable(people, CreateCustomer.IdFor(slug), log);
            entries.AddRange(log);
        }

        // Whatever was answered as done is told once, though some of it was asked twice.
        foreach (var act in _done.CountBy(act => act))
            entries.Count(entry => entry.Act == act.Key && entry.Refusal is null && IsOfTheEight(entry)).ShouldBe(act.Value, act.Key);
        await NoEditIsLost(people);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{_asked} requests, {_done.Count} done, {_refused} refused, {kills} kills: {string.Join(", ", _done.CountBy(act => act).Select(act => $"{act.Key} {act.Value}"))}"));
        _done.Count.ShouldBeGreaterThan(acts / 8);
    }

    private async Task Work(EightPeople people, string name, Random random, int acts)
    {
        var home = name == "admin@lakeside" ? "lakeside" : "harbor";
        for (var i = 0; i < acts; i++)
        {
            await (name switch
            {
                "super" when random.Next(3) == 0 => Move(people, name, random),
                "super" or "support" or "second" => Decide(people, name, random),
                "uma" => Request(people, name, random, home),
                "kim" => random.Next(2) == 0 ? Request(people, name, random, home) : Configure(people, name, random, home),
                _ => random.Next(4) switch
                {
                    0 => Request(people, name, random, home),
                    1 when home == "harbor" => Give(people, name, random),
                    2 => Name(people, name, random, home, i),
                    _ => Configure(people, name, random, home),
                },
            });
        }
    }

    private Task Decide(EightPeople people, string name, Random random)
    {
        var (act, step, body) = random.Next(8) switch
        {
            < 3 => ("ApproveApp", "approve", new { }),
            3 => ("DeclineApp", "decline", (object)new { reason = "Not in this plan." }),
            4 => ("RemoveApp", "remove", new { }),
            5 => ("DisableApp", "disable", new { }),
            _ => ("EnableApp", "enable", new { }),
        };
        return Do(people, name, random, act, HttpMethod.Post, Place(random, EightPeople.Customers[random.Next(2)]) + step, body);
    }

    private Task Request(EightPeople people, string name, Random random, string home) =>
        Do(people, name, random, "RequestApp", HttpMethod.Post, Place(random, home) + "request", new { @for = Words(random) });

    private async Task Configure(EightPeople people, string name, Random random, string home)
    {
        var tenant = EightPeople.Tenants[random.Next(2)];
        var path = $"customers/{home}/apps/signage/tenants/{tenant}/configuration";
        var (status, _, tag) = await people.Ask(name, random, HttpMethod.Get, path);
        if (status != HttpStatusCode.OK) return;
        var words = Words(random);
        if (await Do(people, name, random, "ConfigureApp", HttpMethod.Put, path, new { values = new { welcome = words } }, tag)) _saved.Add(($"{home}/{tenant}", tag!, words));
    }

    private Task Give(EightPeople people, string name, Random random) => random.Next(2) == 0
        ? Do(people, name, random, "AssignConnectRole", HttpMethod.Put, $"customers/harbor/users/{people.Ids["uma"]}/connect-role", new { role = random.Next(2) == 0 ? "user" : "customer-admin" })
        : Do(people, name, random, "AssignCustomRoles", HttpMethod.Put, $"customers/harbor/users/{people.Ids["uma"]}/custom-roles", new { roles = random.Next(2) == 0 ? ["signage-admin"] : Array.Empty<string>() });

    private Task Name(EightPeople people, string name, Random random, string home, int number) => Do(
        people, name, random, "CreateCustomRole", HttpMethod.Post, $"customers/{home}/custom-roles", new { name = $"{name.Split('@')[0]} {number} {Words(random)}", apps = new[] { Apps[random.Next(Apps.Length)] } });

    /// <summary>The third tenant leaves the customer that has it, or comes to one.</summary>
    private async Task Move(EightPeople people, string name, Random random)
    {
        var (_, orphans, _) = await people.Ask(name, random, HttpMethod.Get, "orphans");
        var customer = EightPeople.Customers[random.Next(2)];
        if (orphans!["items"]!.AsArray() is [{ } orphan, ..])
            await Do(people, name, random, "LinkTenant", HttpMethod.Post, $"customers/{customer}/tenants", new { orphan = orphan["id"]!.GetValue<Guid>(), name = "Quay" });
        else
            await Do(people, name, random, "UnlinkTenant", HttpMethod.Delete, $"customers/{customer}/tenants/quay");
    }

    private async Task<bool> Do(EightPeople people, string name, Random random, string act, HttpMethod method, string path, object? body = null, string? tag = null)
    {
        var (status, answer, _) = await people.Ask(name, random, method, path, body, tag);
        Interlocked.Increment(ref _asked);
        ((int)status).ShouldBeLessThan(500, $"{method} {path}: {answer}");
        ((int)status).ShouldNotBe(401, $"{name}: {method} {path}");
        ((int)status).ShouldNotBe(400, $"{method} {path}: {answer}");
        if ((int)status >= 300)
        {
            Interlocked.Increment(ref _refused);
            return false;
        }

        _done.Add(act);
        return true;
    }

    /// <summary>Each change of a state is one of the law's table, begins where the one before ended, and the last is what is there.</summary>
    private static async Task StatesAreOfTheTable(EightPeople people, Guid customer, List<AuditEntry> log)
    {
        var states = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var entry in log)
        {
            foreach (var change in JsonNode.Parse(entry.Body)!["changes"]!.AsArray().Where(one => one!["entity"]!.GetValue<string>() == nameof(TenantApp)))
            {
                var place = string.Join(' ', change!["id"]!.AsArray().Select(part => part!.GetValue<string>()));
                var (before, after) = (State(change, "before"), State(change, "after"));
                if (before is null && after is null && change["what"]!.GetValue<string>() == "changed") continue;
                before.ShouldBe(states.GetValueOrDefault(place), $"{entry.Act} at {entry.Index}");
                if (entry.Act != nameof(SetUpCustomer)) Life.GetValueOrDefault((entry.Act, before), "not in the table").ShouldBe(after, $"{entry.Act} of what was {before}");
                states[place] = after;
            }
        }

        var rows = await people.Rows<TenantApp>(customer);
        foreach (var row in rows) states.Single(one => one.Key.Contains($"{row.TenantId}", StringComparison.Ordinal) && one.Key.Contains($"{row.AppId}", StringComparison.Ordinal)).Value.ShouldBe(row.State.ToString().ToLowerInvariant());
        states.Values.Count(state => state is not null).ShouldBe(rows.Count);
    }

    private static string? State(JsonNode change, string side) =>
        change["State"]?[side]?.GetValue<string>().ToLowerInvariant();

    /// <summary>Each save that was answered is there, once, right after the one that its author had read.</summary>
    private async Task NoEditIsLost(EightPeople people)
    {
        foreach (var of in _saved.GroupBy(save => save.Tenant))
        {
            var (slug, tenant) = (of.Key.Split('/')[0], of.Key.Split('/')[1]);
            var customer = CreateCustomer.IdFor(slug);
            var id = (await people.Rows<Tenant>(customer)).Single(one => one.Slug == tenant).Id;
            var saves = (await people.Rows<AppSave>(customer)).Where(save => save.TenantId == id).OrderBy(save => save.Number).ToList();
            saves.Select(save => save.Number).ShouldBe(Enumerable.Range(1, saves.Count));
            saves.Count.ShouldBe(of.Count(), of.Key);
            of.Select(save => save.Revision).ShouldBeUnique();
            foreach (var save in of)
                JsonDocument.Parse(saves.Single(one => one.Values.Contains(save.Words, StringComparison.Ordinal)).Values).RootElement.GetProperty("welcome").GetString().ShouldBe(save.Words);
        }
    }

    private static bool IsOfTheEight(AuditEntry entry) => JsonNode.Parse(entry.Body)!["note"]?.GetValue<string>() == "eight at once";

    private static string Place(Random random, string customer) =>
        $"customers/{customer}/apps/{Apps[random.Next(Apps.Length)]}/tenants/{EightPeople.Tenants[random.Next(EightPeople.Tenants.Length)]}/";

    private static string Words(Random random) => string.Create(CultureInfo.InvariantCulture, $"Words {random.NextInt64():x}");
}
