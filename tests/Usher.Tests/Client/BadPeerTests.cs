using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Usher.Client;

namespace Usher.Tests.Client;

/// <summary>Whatever a peer does that is no yes, the answer is no.</summary>
public class BadPeerTests
{
    private static readonly Question Asked = new(Subject.User("ana@harbor.example"), "configure", new Resource("app", "signage", "harbor"));

    [Theory]
    [InlineData("""{"decision":true}""", true)]
    [InlineData("""{"decision":true,"context":{"a":[1]},"z":null}""", true)]
    [InlineData("""{"decision":false}""", false)]
    public async Task A_decision_is_taken_as_it_is(string body, bool allowed)
    {
        await using var peer = await Peer.Saying(body);
        (await Ask(peer)).ShouldBe(Answer.Decided(allowed));
    }

    [Theory]
    [InlineData("""{"decision":"true"}""")]
    [InlineData("""{"decision":1}""")]
    [InlineData("""{"decision":null}""")]
    [InlineData("""{"decision":[true]}""")]
    [InlineData("""{"Decision":true}""")]
    [InlineData("""{"decision":false,"decision":true}""")]
    [InlineData("""{"decision":true}{"decision":true}""")]
    [InlineData("""{"decision":true""")]
    [InlineData("""[{"decision":true}]""")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("<!doctype html><title>Sign in</title>")]
    public async Task What_has_another_shape_is_no_answer(string body)
    {
        await using var peer = await Peer.Saying(body);
        (await Ask(peer)).ShouldBe(Answer.Without(Fault.NotAnAnswer));
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/plain")]
    [InlineData("application/problem+json")]
    public async Task A_yes_of_another_content_type_is_no_answer(string contentType)
    {
        await using var peer = await Peer.Saying("""{"decision":true}""", contentType);
        (await Ask(peer)).ShouldBe(Answer.Without(Fault.NotAnAnswer));
    }

    [Theory]
    [InlineData(401, Fault.NotAdmitted)]
    [InlineData(403, Fault.NotAdmitted)]
    [InlineData(400, Fault.Refused)]
    [InlineData(404, Fault.Refused)]
    [InlineData(500, Fault.Refused)]
    [InlineData(503, Fault.Refused)]
    [InlineData(201, Fault.Refused)]
    public async Task A_yes_with_another_status_is_none(int status, Fault fault)
    {
        await using var peer = await Peer.Open(async http =>
        {
            (http.Response.StatusCode, http.Response.ContentType) = (status, "application/json");
            await http.Response.WriteAsync("""{"decision":true}""");
        });
        (await Ask(peer)).ShouldBe(Answer.Without(fault));
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_the_key_goes_nowhere_else()
    {
        await using var other = await Peer.Saying("""{"decision":true}""");
        await using var peer = await Peer.Open(http =>
        {
            http.Response.Redirect(other.Address.ToString(), permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });
        (await Ask(peer)).ShouldBe(Answer.Without(Fault.Refused));
        other.Asked.ShouldBe(0);
    }

    [Theory]
    [InlineData("before the answer")]
    [InlineData("within the answer")]
    public async Task A_slow_answer_ends_with_the_time_out(string when)
    {
        await using var peer = await Peer.Open(async http =>
        {
            http.Response.ContentType = "application/json";
            if (when == "within the answer")
            {
                await http.Response.WriteAsync("""{"decision":true""");
                await http.Response.Body.FlushAsync();
            }

            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        (await Ask(peer, usher => usher.Timeout = TimeSpan.FromMilliseconds(300))).ShouldBe(Answer.Without(Fault.TimedOut));
        peer.Asked.ShouldBe(1, "nothing is tried again beyond the time-out");
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off_at_its_length()
    {
        await using var peer = await Peer.Open(async http =>
        {
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync("""{"decision":true,"context":{"a":" """);
            while (!http.RequestAborted.IsCancellationRequested) await http.Response.WriteAsync(new string('a', 4096), http.RequestAborted);
        });
        (await Ask(peer)).ShouldBe(Answer.Without(Fault.NotAnAnswer));
    }

    [Fact]
    public async Task A_connection_that_breaks_or_that_nobody_accepts_is_no_answer()
    {
        await using var peer = await Peer.Open(http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });
        (await Ask(peer)).ShouldBe(Answer.Without(Fault.Unreachable));
        var address = peer.Address;
        await peer.DisposeAsync();
        await using var services = Peer.Services(address);
        (await services.GetRequiredService<UsherClient>().Evaluate(Asked)).ShouldBe(Answer.Without(Fault.Unreachable));
    }

    [Theory]
    [InlineData("""{"evaluations":[{"decision":true}]}""")]
    [InlineData("""{"evaluations":[{"decision":true},{"decision":true},{"decision":true}]}""")]
    [InlineData("""{"evaluations":{"0":{"decision":true}}}""")]
    [InlineData("""{"decision":true}""")]
    public async Task A_batch_with_another_number_of_answers_answers_nothing(string body)
    {
        await using var peer = await Peer.Saying(body);
        await using var services = peer.Services();
        (await services.GetRequiredService<UsherClient>().EvaluateAll([Asked, Asked])).ShouldBe([Answer.Without(Fault.NotAnAnswer), Answer.Without(Fault.NotAnAnswer)]);
    }

    [Fact]
    public async Task An_item_that_is_no_answer_leaves_the_others_as_they_are()
    {
        await using var peer = await Peer.Saying("""{"evaluations":[{"decision":true},{"decision":"true"},{"decision":false,"context":{"error":{"status":400}}},true]}""");
        await using var services = peer.Services();
        (await services.GetRequiredService<UsherClient>().EvaluateAll([Asked, Asked, Asked, Asked]))
            .ShouldBe([Answer.Decided(true), Answer.Without(Fault.NotAnAnswer), Answer.Decided(false), Answer.Without(Fault.NotAnAnswer)]);
    }

    [Theory]
    [InlineData("""{"results":[{"type":"user","id":"ana@harbor.example"}]}""")]
    [InlineData("""{"results":[{"type":"user"}],"page":{"next_token":""}}""")]
    [InlineData("""{"results":null,"page":{"next_token":""}}""")]
    [InlineData("""{"results":[],"page":{"next_token":null}}""")]
    [InlineData("""{"results":[{"type":"user","id":"ana@harbor.example"}],"page":{"next_token":"the same again"}}""")]
    public async Task A_search_without_a_whole_answer_is_an_exception_and_never_a_shorter_list(string body)
    {
        await using var peer = await Peer.Saying(body);
        await using var services = peer.Services();
        (await Should.ThrowAsync<SearchFailed>(async () => await services.GetRequiredService<UsherClient>().SearchSubjects("user", "view", new("app", "signage", "harbor")).CountAsync()))
            .Fault.ShouldBe(Fault.NotAnAnswer);
    }

    [Fact]
    public async Task Who_does_not_wait_any_longer_gets_no_answer_at_all()
    {
        await using var peer = await Peer.Open(http => Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
        await using var services = peer.Services();
        using var gone = new CancellationTokenSource();
        var asking = services.GetRequiredService<UsherClient>().Evaluate(Asked, gone.Token);
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(asking);
    }

    [Fact]
    public async Task The_key_is_in_no_log_whatever_goes_wrong()
    {
        foreach (var answer in new RequestDelegate[] { http => http.Response.WriteAsync("no"), http => { http.Abort(); return Task.CompletedTask; }, http => { http.Response.StatusCode = 500; return Task.CompletedTask; } })
        {
            await using var peer = await Peer.Open(answer);
            using var written = new Written();
            await using var services = peer.Services(add: services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(written)));
            (await services.GetRequiredService<UsherClient>().Evaluate(Asked)).Allowed.ShouldBeFalse();
            written.All.ShouldContain("access/v1/evaluation");
            written.All.ShouldNotContain(Peer.Key);
        }
    }

    private static async Task<Answer> Ask(Peer peer, Action<UsherOptions>? set = null)
    {
        await using var services = peer.Services(set);
        return await services.GetRequiredService<UsherClient>().Evaluate(Asked);
    }
}
