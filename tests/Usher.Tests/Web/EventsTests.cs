using System.Net;
using System.Net.ServerSentEvents;
using Usher.Tests.Directory;
using Usher.Web.Api;

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
        var (before, others) = (await editor.Next("standing"), await other.Next("standing"));

        await server.Send("orgadmin", "PUT", $"/api/customers/harbor/users/{server.Town["editor"]}/level", HttpStatusCode.OK, new { level = "default-user" });
        (await editor.Next("standing")).ShouldNotBe(before);
        // What was changed for the editor is no event for anyone else: the next that this one hears is of themselves.
        await server.Send("orgadmin", "PUT", $"/api/customers/harbor/users/{server.Town["user"]}/level", HttpStatusCode.OK, new { level = "editor" });
        var heard = await other.Next("standing");
        heard.ShouldNotBe(others);
        await using var fresh = await Line.Open(await server.As("user"));
        (await fresh.Next("standing")).ShouldBe(heard);
    }

    [Fact]
    public async Task Whoever_is_deactivated_or_signed_out_hears_that_it_has_ended()
    {
        await using var server = await TownServer.Open();
        await using var editor = await Line.Open(await server.As("editor"));
        await using var user = await Line.Open(await server.As("user"));
        await editor.Next("standing");
        await user.Next("standing");
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
            await lines[^1].Next("standing");
        }

        (await user.GetAsync(Address)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        await using (var other = await Line.Open(await server.As("editor"))) await other.Next("standing");
        foreach (var line in lines) await line.DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_stops_waits_for_nobody_who_only_listens()
    {
        await using var server = await TownServer.Open();
        await using var line = await Line.Open(await server.As("user"));
        await line.Next("standing");
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
            do (await items.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
            while (items.Current.EventType == "still");
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
