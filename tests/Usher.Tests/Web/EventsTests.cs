using System.Globalization;
using System.Net;
using System.Net.ServerSentEvents;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Usher.Access;
using Usher.Calls;
using Usher.Data;
using Usher.Delivery.Inbox;
using Usher.Directory;
using Usher.Platform;
using Usher.Tests.Directory;
using Usher.Web.Live;

namespace Usher.Tests.Web;

/// <summary>What somebody hears while they look.</summary>
public class EventsTests
{
    private static readonly Uri Address = new("/api/events", UriKind.Relative);

    [Fact]
    public async Task Who_loses_a_role_hears_it_at_once_and_others_hear_nothing()
    {
        await using var server = await TownServer.Open();
        await using var editor = await Line.Open(await server.As("editor"));
        await using var other = await Line.Open(await server.As("user"));
        var (before, others) = (await editor.Next("access"), await other.Next("access"));

        await server.Send("orgadmin", "PUT", $"/api/customers/harbor/users/{server.Town["editor"]}/level", HttpStatusCode.OK, new { level = "default-user" });
        (await editor.Next("access")).ShouldNotBe(before);
        // What was changed for the editor is no event for anyone else: the next that this one hears is of themselves.
        await server.Send("orgadmin", "PUT", $"/api/customers/harbor/users/{server.Town["user"]}/level", HttpStatusCode.OK, new { level = "editor" });
        var heard = await other.Next("access");
        heard.ShouldNotBe(others);
        await using var fresh = await Line.Open(await server.As("user"));
        (await fresh.Next("access")).ShouldBe(heard);
    }

    [Fact]
    public async Task Who_leaves_a_team_loses_a_tenant_or_a_custom_role_hears_it_also_when_another_node_took_it()
    {
        await using var server = await TownServer.Open();
        await using var line = await Line.Open(await server.As("user"));
        var heard = new List<string> { await line.Next("access") };
        var (town, user) = (server.Town, server.Town["user"]);
        await Take(async work => await work.Db.AddAsync(new TeamMember { TeamId = town["sales"], UserId = user }));
        await Take(async work => work.Db.Remove(await work.Db.Set<TeamMember>().SingleAsync(m => m.TeamId == town["sales"] && m.UserId == user)));
        heard[^1].ShouldBe(heard[0]);
        await Take(async work => work.Db.RemoveRange(await work.Db.Set<UserTenant>().Where(t => t.UserId == user).ToListAsync()));
        await Take(async work =>
        {
            var role = new CustomRole { Id = work.NewId(), Slug = "keeper", Name = "Keeper" };
            work.Db.Add(role);
            work.Db.Add(new UserCustomRole { UserId = user, RoleId = role.Id });
            await Task.CompletedTask;
        });

        async Task Take(Func<Work, Task> change)
        {
            // The town's own gate is another node to the server.
            await town.Gate.Effect(Town.Harbor, "Test", Section.Connect, async work =>
            {
                await change(work);
                return true;
            });
            heard.Add(await line.Next("access"));
            heard[^1].ShouldNotBe(heard[^2]);
        }
    }

    [Fact]
    public async Task Nothing_is_said_at_once_when_something_happens_that_is_invisible_to_the_listener()
    {
        await using var server = await TownServer.Open();
        await using var line = await Line.Open(await server.As("user"));
        await line.Next("inbox");
        for (var i = 0; i < 3; i++)
        {
            await server.Send("orgadmin", "PUT", $"/api/customers/harbor/users/{server.Town["editor"]}/level", HttpStatusCode.OK, new { level = i % 2 == 0 ? "default-user" : "editor" });
            await server.Town.Gate.Effect(Town.Harbor, "Test", Section.Insights, work =>
            {
                work.Db.Add(new Note { Id = work.NewId(), UserId = server.Town["editor"], Kind = NoteKind.Access, At = work.Now });
                return Task.FromResult(true);
            });
        }

        // Signs that the line is alive come by the clock, far later than this.
        await server.Send("user", "DELETE", "/api/session", HttpStatusCode.NoContent);
        var said = new List<string>();
        while (said.LastOrDefault() != "ended") said.Add((await line.NextOfAll()).EventType);
        said.ShouldNotContain("still");
        said.ShouldNotContain("access");
    }

    [Fact]
    public async Task Who_is_shown_a_note_or_loses_a_shared_call_hears_that()
    {
        await using var server = await TownServer.Open();
        await using var line = await Line.Open(await server.As("user"));
        var before = int.Parse(await line.Next("inbox"), CultureInfo.InvariantCulture);
        var gate = server.App.Services.GetRequiredService<Gate>();
        var user = server.Town["user"];
        await Do(work => work.Db.Add(new Note { Id = work.NewId(), UserId = user, Kind = NoteKind.Access, At = work.Now }));
        int.Parse(await line.Next("inbox"), CultureInfo.InvariantCulture).ShouldBeGreaterThan(before);

        var reader = new CallReader { PrincipalId = user, At = server.Town.Now, CallId = Guid.NewGuid(), Ground = Ground.Shared, Until = CallReader.NoEnd };
        await Do(work => work.Db.Add(reader));
        await Do(work => work.Db.Remove(work.Db.Set<CallReader>().Single(r => r.PrincipalId == user)));
        await line.Next("calls");

        Task Do(Action<Work> change) => gate.Effect(Town.Harbor, "Test", Section.Insights, work =>
        {
            change(work);
            return Task.FromResult(true);
        });
    }

    [Fact]
    public async Task Whoever_is_deactivated_or_signed_out_hears_that_it_has_ended()
    {
        await using var server = await TownServer.Open();
        await using var editor = await Line.Open(await server.As("editor"));
        await using var user = await Line.Open(await server.As("user"));
        await editor.Next("access");
        await user.Next("access");
        await server.Send("customeradmin", "POST", $"/api/customers/harbor/users/{server.Town["editor"]}/deactivate", HttpStatusCode.NoContent);
        await editor.Next("ended");
        (await editor.IsOver()).ShouldBeTrue();
        await server.Send("user", "DELETE", "/api/session", HttpStatusCode.NoContent);
        await user.Next("ended");
        (await user.IsOver()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_stream_is_for_who_is_signed_in_and_one_holds_only_so_many()
    {
        await using var server = await TownServer.Open();
        using var nobody = server.Browser();
        (await nobody.GetAsync(Address)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var user = await server.As("user");
        var lines = new List<Line>();
        for (var i = 0; i < Events.Most; i++)
        {
            lines.Add(await Line.Open(user));
            await lines[^1].Next("access");
        }

        (await user.GetAsync(Address)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        await using (var other = await Line.Open(await server.As("editor"))) await other.Next("access");
        foreach (var line in lines) await line.DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_stops_waits_for_nobody_who_only_listens()
    {
        await using var server = await TownServer.Open();
        await using var line = await Line.Open(await server.As("user"));
        await line.Next("access");
        await server.App.StopAsync(new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token);
        (await line.IsOver()).ShouldBeTrue();
    }

    /// <summary>A stream being read.</summary>
    private sealed class Line(HttpResponseMessage answer, IAsyncEnumerator<SseItem<string>> items) : IAsyncDisposable
    {
        public static async Task<Line> Open(HttpClient client)
        {
            var answer = await client.GetAsync(Address, HttpCompletionOption.ResponseHeadersRead);
            answer.EnsureSuccessStatusCode().Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
            return new(answer, SseParser.Create(await answer.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator());
        }

        /// <summary>The next event that says something.</summary>
        public async Task<SseItem<string>> Next()
        {
            while (true)
                if (await NextOfAll() is { EventType: not "still" } item) return item;
        }

        /// <summary>The next event, also one that says nothing but that the line is alive.</summary>
        public async Task<SseItem<string>> NextOfAll()
        {
            (await items.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
            return items.Current;
        }

        public async Task<string> Next(string kind)
        {
            while (true)
            {
                var next = await Next();
                if (next.EventType == kind) return next.Data;
            }
        }

        /// <summary>Waits for its end, whatever it says before.</summary>
        public async Task<bool> IsOver()
        {
            while (await items.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30)))
            {
            }

            return true;
        }

        public async ValueTask DisposeAsync()
        {
            answer.Dispose();
            await Task.CompletedTask;
        }
    }
}
