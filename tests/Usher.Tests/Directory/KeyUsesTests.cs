using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Usher.Directory;
using Usher.Identity;
using Usher.Machines;
using Usher.Tests.Architecture;

namespace Usher.Tests.Directory;

public class KeyUsesTests
{
    [Fact]
    public async Task A_key_that_proved_who_called_says_when_and_one_that_is_refused_does_not()
    {
        await using var server = await TownServer.Open();
        var made = await server.Send("orgadmin", "POST", $"/api/customers/harbor/integration-users/{server.Town["recorder"]}/keys", System.Net.HttpStatusCode.Created, new { name = "poll", days = 30 });
        using var machine = server.Browser();
        machine.DefaultRequestHeaders.Authorization = new("Bearer", made!["key"]!.GetValue<string>());
        (await machine.GetAsync("/api/calls")).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        machine.DefaultRequestHeaders.Authorization = new("Bearer", Altered.One(made["key"]!.GetValue<string>()));
        server.Town.Clock.Move(TimeSpan.FromHours(1));
        (await machine.GetAsync("/api/calls")).StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
        await server.App.Services.GetRequiredService<KeyUses>().Flush(default);

        var keys = (await server.Get("orgadmin", "/api/customers/harbor/integration-users"))!["items"]!.AsArray().Single(one => one!["name"]!.GetValue<string>() == "recorder")!["keys"]!.AsArray();
        keys.Single(key => key!["name"]!.GetValue<string>() == "poll")!["lastUsed"]!.GetValue<DateTimeOffset>().ShouldBe(server.Town.Now - TimeSpan.FromHours(1));
        keys.Single(key => key!["name"]!.GetValue<string>() == "push")!["lastUsed"].ShouldBeNull();
    }

    [Fact]
    public async Task A_thousand_uses_within_a_minute_are_one_write_and_two_nodes_keep_the_later()
    {
        await using var town = await Town.Open();
        var (here, there) = (new KeyUses(town.Store, town.Clock, NullLogger<KeyUses>.Instance), new KeyUses(town.Store, town.Clock, NullLogger<KeyUses>.Instance));
        for (var i = 0; i < 1_000; i++) here.Saw(Town.Harbor, town["key"]);
        var first = town.Now;
        await here.Flush(default);
        town.Clock.Move(TimeSpan.FromMinutes(5));
        there.Saw(Town.Harbor, town["key"]);
        await there.Flush(default);
        await here.Flush(default);
        (await town.Rows<KeyUse>()).ShouldHaveSingleItem().At.ShouldBe(first + TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Those_who_manage_users_see_where_one_is_signed_in_and_which_keys_act_as_them()
    {
        await using var server = await TownServer.Open();
        await server.Send("user", "POST", "/api/me/keys", System.Net.HttpStatusCode.Created, new { name = "script", permissions = new[] { "profile/edit" }, days = 30 });
        var address = $"/api/customers/harbor/users/{server.Town["user"]}/sessions";
        var seen = (await server.Get("customeradmin", address))!;
        seen["sessions"]!.AsArray().Count.ShouldBe(1);
        seen["keys"]!.AsArray().Single()!["name"]!.GetValue<string>().ShouldBe("script");
        seen.ToJsonString().ShouldNotContain("ush_");
        await server.Get("orgadmin", address, System.Net.HttpStatusCode.Forbidden);
        await server.Get("user", address, System.Net.HttpStatusCode.Forbidden);
        await server.Send("customeradmin", "POST", $"/api/customers/harbor/users/{server.Town["user"]}/deactivate", System.Net.HttpStatusCode.NoContent);
        (await server.Get("customeradmin", address))!["sessions"]!.AsArray().ShouldBeEmpty();
    }
}
