using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Usher.Web.Hosting;

namespace Usher.Tests.Web;

/// <summary>The real host on loopback with its real doors, and some addresses more that fail as we like.</summary>
public sealed class FaultyServer : IAsyncLifetime
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("usher-test-").FullName;
    private WebApplication? _app;

    public HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var settings = new UsherSettings(_folder, $"Data Source={Path.Combine(_folder, "usher.db")}", Path.Combine(_folder, "audit.key"), IsDemo: false);
        _app = UsherHost.Build(settings, ["http://127.0.0.1:0"], builder => builder.Logging.ClearProviders());
        await _app.Services.GetRequiredService<Usher.Data.Store>().Prepare();
        var test = _app.MapGroup("/api/test");
        test.MapPost("/body", (Wanted wanted) => wanted.Name);
        test.MapGet("/fault/{what}", (string what, int? number) => what.Length > 0 ? throw new FormatException($"Input string '{what}' with canary-5f3a") : $"{number}");
        test.MapGet("/locked", string () => throw new Microsoft.Data.Sqlite.SqliteException("canary", 5));
        test.MapGet("/{id:guid}", (Guid id) => Results.Ok(new { id }));
        test.MapPut("/{id:guid}", (Guid id, Wanted wanted) => Results.Ok(new { id, wanted.Name }));
        await _app.StartAsync(TestContext.Current.CancellationToken);
        Client = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Sends bytes as they are; the beginning of the answer.</summary>
    public async Task<string> Raw(string request, bool stop = false)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync("127.0.0.1", Client.BaseAddress!.Port);
        await using var stream = tcp.GetStream();
        var answer = new byte[4096];
        var reading = stream.ReadAsync(answer).AsTask();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
            if (stop) tcp.Client.Shutdown(SocketShutdown.Send);
        }
        catch (IOException)
        {
            // The server has hung up while we were sending; what it said before counts.
        }

        return Encoding.Latin1.GetString(answer, 0, await reading.ContinueWith(read => read.IsCompletedSuccessfully ? read.Result : 0, TaskScheduler.Default));
    }

    public sealed record Wanted(string Name, int Count, IReadOnlyList<Part> Parts)
    {
        public required string Note { get; init; }
    }

    public sealed record Part(DateTimeOffset At);
}

public sealed class FaultsTests(FaultyServer server) : IClassFixture<FaultyServer>
{
    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static async Task<JsonObject> Problem(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, text);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var problem = JsonNode.Parse(text)!.AsObject();
        problem["code"]!.GetValue<string>().ShouldBe(code);
        problem["traceId"]!.GetValue<string>().ShouldNotBeEmpty();
        return problem;
    }

    [Theory]
    [InlineData("{\"name\":\"a\",", "", "not well-formed JSON: line 1")]
    [InlineData("nonsense", "", "not well-formed JSON: line 1, byte 2")]
    [InlineData("{\"name\":\"a\",\"count\":\"many\",\"parts\":[],\"note\":\"\"}", "/count", "Expected a whole number")]
    [InlineData("{\"name\":\"a\",\"count\":1,\"parts\":[{\"at\":\"2026-01-01T00:00:00Z\"},{\"at\":\"soon\"}],\"note\":\"\"}", "/parts/1/at", "Expected a time with its offset")]
    [InlineData("{\"name\":\"a\",\"count\":1,\"parts\":[]}", "/note", "Required")]
    [InlineData("{\"name\":\"a\",\"count\":1,\"parts\":[],\"note\":\"\",\"a/b~\":1}", "/a~1b~0", "Unknown")]
    [InlineData("{\"name\":\"a\",\"cuont\":1,\"count\":1,\"parts\":[],\"note\":\"\"}", "/cuont", "Did you mean count?")]
    [InlineData("{\"Name\":\"b\",\"name\":\"a\",\"count\":1,\"parts\":[],\"note\":\"\"}", "/Name", "Did you mean name?")]
    [InlineData("{\"name\":\"b\",\"n\\u0061me\":\"a\",\"count\":1,\"parts\":[],\"note\":\"\"}", "/name", "twice")]
    [InlineData("{\"name\":null,\"count\":1,\"parts\":[],\"note\":\"\"}", "/name", "not be null")]
    [InlineData("{\"name\":\"a\",\"count\":1,\"parts\":null,\"note\":\"\"}", "/parts", "not be null")]
    [InlineData("{\"name\":\"a\",\"count\":1,\"parts\":[null],\"note\":\"\"}", "/parts/0", "not be null")]
    [InlineData("{\"name\":\"a\",\"count\":1,\"parts\":[{\"at\":\"2026-01-01T00:00:00\"}],\"note\":\"\"}", "/parts/0/at", "offset")]
    [InlineData("{\"name\":\"a\",\"count\":1,\"parts\":[{\"at\":\"2026-01-01\"}],\"note\":\"\"}", "/parts/0/at", "offset")]
    [InlineData("{\"name\":\"\\ud800\",\"count\":1,\"parts\":[],\"note\":\"\"}", "/name", "Expected a text")]
    [InlineData("null", "", "not be null")]
    [InlineData("[]", "", "Expected an object")]
    public async Task A_body_that_cannot_be_read_says_where(string body, string pointer, string sentence)
    {
        var problem = await Problem(await server.Client.PostAsync("/api/test/body", Json(body)), HttpStatusCode.BadRequest, "MalformedBody");
        problem["errors"]!.AsObject().Single().Key.ShouldBe(pointer);
        problem["errors"]![pointer]![0]!.GetValue<string>().ShouldContain(sentence);
        problem.ToJsonString().ShouldNotContain("Usher.Tests");
        problem.ToJsonString().ShouldNotContain("System.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public async Task An_idempotency_key_that_is_none_is_refused_and_never_ignored(int length)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/test/body") { Content = Json("{\"name\":\"a\",\"count\":1,\"parts\":[],\"note\":\"\"}") };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", new string('k', length));
        await Problem(await server.Client.SendAsync(request), HttpStatusCode.BadRequest, "MalformedHeader");
    }

    [Theory]
    [InlineData("$", "")]
    [InlineData("$.turns[3].text", "/turns/3/text")]
    [InlineData("$['a.b/c~d'][0]", "/a.b~1c~0d/0")]
    [InlineData(null, "")]
    public void A_path_of_the_serializer_becomes_a_pointer(string? path, string pointer) => Faults.Pointer(path).ShouldBe(pointer);

    [Theory]
    [InlineData("/api/test/body", (4 << 20) + 1)]
    [InlineData("/api/calls", (32 << 20) + 1)]
    public async Task A_body_too_large_is_refused_with_413_even_while_it_is_sent(string address, int length)
    {
        using var body = new ByteArrayContent(new byte[length]);
        body.Headers.ContentType = new("application/json");
        await Problem(await server.Client.PostAsync(address, body), HttpStatusCode.RequestEntityTooLarge, "BodyTooLarge");
    }

    [Fact]
    public async Task A_body_that_turns_out_too_large_is_refused()
    {
        var chunk = new string(' ', 1 << 20);
        var chunks = string.Concat(Enumerable.Repeat($"{chunk.Length:x}\r\n{chunk}\r\n", 5));
        (await server.Raw($"POST /api/test/body HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}0\r\n\r\n"))
            .ShouldStartWith("HTTP/1.1 413 ");
    }

    [Fact]
    public async Task A_client_that_asks_first_is_refused_before_it_sends() =>
        (await server.Raw("POST /api/calls HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1073741824\r\nExpect: 100-continue\r\n\r\n"))
            .ShouldStartWith("HTTP/1.1 413 ");

    [Fact]
    public async Task Another_content_type_is_refused_with_415_and_told_which()
    {
        var answer = await server.Client.PostAsync("/api/test/body", new StringContent("<a/>", Encoding.UTF8, "application/xml"));
        (await Problem(answer, HttpStatusCode.UnsupportedMediaType, "UnsupportedContentType"))["detail"]!.GetValue<string>().ShouldBe("Send application/json.");
        await Problem(await server.Client.PostAsync("/api/test/body", null), HttpStatusCode.UnsupportedMediaType, "UnsupportedContentType");
    }

    [Fact]
    public async Task A_fault_says_a_trace_id_and_nothing_else()
    {
        var answer = await server.Client.GetAsync("/api/test/fault/canary-77aa");
        var problem = await Problem(answer, HttpStatusCode.InternalServerError, "Fault");
        problem.Select(member => member.Key).ShouldBe(["type", "title", "status", "detail", "code", "traceId"], ignoreOrder: true);
        problem.ToJsonString().ShouldNotContain("canary");
    }

    [Fact]
    public async Task A_database_that_cannot_take_it_now_is_a_503_with_a_time_wherever_it_is_met()
    {
        var answer = await server.Client.GetAsync("/api/test/locked");
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(2));
        (await Problem(answer, HttpStatusCode.ServiceUnavailable, "StoreUnavailable")).ToJsonString().ShouldNotContain("canary");
    }

    [Fact]
    public async Task A_parameter_that_cannot_be_read_is_named() =>
        (await Problem(await server.Client.GetAsync("/api/test/fault/x?number=many"), HttpStatusCode.BadRequest, "MalformedParameter"))
            ["detail"]!.GetValue<string>().ShouldContain("number");

    [Fact]
    public async Task An_unknown_address_is_missing_whatever_the_method()
    {
        foreach (var method in new[] { "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND" })
        {
            foreach (var address in new[] { "/api/nothing", "/api", "/api/test/not-a-guid" })
                await Problem(await server.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), address)), HttpStatusCode.NotFound, "NotFound");
        }
    }

    [Fact]
    public async Task Another_method_is_refused_with_those_there_are()
    {
        var address = $"/api/test/{Guid.NewGuid()}";
        var answer = await server.Client.DeleteAsync(address);
        await Problem(answer, HttpStatusCode.MethodNotAllowed, "MethodNotAllowed");
        answer.Content.Headers.Allow.ShouldBe(["GET", "HEAD", "OPTIONS", "PUT"], ignoreOrder: true);
        var options = await server.Client.SendAsync(new HttpRequestMessage(HttpMethod.Options, address));
        options.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        options.Content.Headers.Allow.ShouldBe(["GET", "HEAD", "OPTIONS", "PUT"], ignoreOrder: true);
    }

    [Fact]
    public async Task HEAD_answers_as_GET_without_a_body()
    {
        var answer = await server.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/api/test/{Guid.NewGuid()}"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/api/test/fault/x?number=%00")]
    [InlineData("/api/calls?text=a%00b")]
    public async Task A_NUL_in_a_query_is_refused(string address) =>
        await Problem(await server.Client.GetAsync(address), HttpStatusCode.BadRequest, "MalformedAddress");

    [Theory]
    [InlineData("GET /api/te%00st HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /api/test HTTP/1.1\r\nConnection: close\r\n\r\n")]
    [InlineData("GARBAGE\r\n\r\n")]
    [InlineData("POST /api/test/body HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n")]
    [InlineData("POST /api/test/body HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 5\r\nContent-Length: 6\r\nConnection: close\r\n\r\n{}")]
    public async Task What_is_no_HTTP_is_a_bad_request(string request) => (await server.Raw(request)).ShouldStartWith("HTTP/1.1 400 ");

    [Fact]
    public async Task Too_many_headers_are_refused() =>
        (await server.Raw($"GET /api/test HTTP/1.1\r\nHost: a\r\nX: {new string('a', 64 << 10)}\r\nConnection: close\r\n\r\n")).ShouldStartWith("HTTP/1.1 431 ");

    [Theory]
    [InlineData("a")]
    [InlineData("\u202e")]
    [InlineData("<")]
    [InlineData("\ud83d\ude00")]
    public async Task A_query_of_ten_thousand_characters_arrives(string character)
    {
        var text = string.Concat(Enumerable.Repeat(character, 10_000));
        await Problem(await server.Client.GetAsync($"/api/test/fault/x?number={Uri.EscapeDataString(text)}"), HttpStatusCode.BadRequest, "MalformedParameter");
    }

    [Fact]
    public async Task Half_a_body_reaches_no_handler() =>
        (await server.Raw("POST /api/test/body HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"name\":", stop: true)).ShouldNotContain(" 200 ");
}
