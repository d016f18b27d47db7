using Microsoft.AspNetCore.Http;
using Usher.Salesforce;
using Usher.Tests.Stores;

namespace Usher.Tests.Upstream;

/// <summary>What Salesforce answers, in its own shapes and in others.</summary>
public sealed class SalesforceClientTests : IAsyncLifetime
{
    private const string Harbor = "001A0000006Vm9rIAC", Gone = "001000000000001AAA";

    private readonly TestClock _clock = new();
    private SalesforcePeer _peer = null!;

    public async ValueTask InitializeAsync()
    {
        _peer = await SalesforcePeer.Start();
        _peer.Accounts.Add(new(Harbor, "Harbor Goods", "www.harbor.example", "Germany", "Kiel"));
        _peer.Accounts.Add(new(Gone, "Harbor Old", null, null, null, IsDeleted: true, MasterRecordId: Harbor));
    }

    public ValueTask DisposeAsync() => _peer.DisposeAsync();

    [Theory]
    [InlineData("harbor goods")]
    [InlineData("harbor.example")]
    [InlineData("001A0000006Vm9r")]
    public async Task An_account_is_found_by_name_by_domain_and_by_id(string typed)
    {
        using var client = _peer.Client(_clock);
        (await client.Search(typed, default)).ShouldHaveSingleItem().ShouldBe(_peer.Accounts[0]);
        _peer.SignIns.ShouldBe(1);
    }

    [Fact]
    public async Task A_merged_account_names_the_one_it_was_merged_into_and_no_search_finds_it()
    {
        using var client = _peer.Client(_clock);
        (await client.Accounts([Harbor, Gone], default)).Select(account => account.MasterRecordId).ShouldBe([null, Harbor]);
        (await client.Search(Gone, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_signed_statement_signs_in_as_a_secret_does()
    {
        using var client = _peer.Client(_clock, new SalesforceSettings(_peer.Url, SalesforcePeer.ClientId) { PrivateKey = _peer.PrivateKey, User = SalesforcePeer.User });
        (await client.Search(Harbor, default)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("o'harbor.example")]
    [InlineData("%' OR Name LIKE '%")]
    [InlineData("\\")]
    public async Task What_was_typed_is_no_query(string typed)
    {
        using var client = _peer.Client(_clock);
        (await client.Search(typed, default)).ShouldBeEmpty();
        _peer.Queries.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_put_into_a_pattern_is_escaped() => Soql.Like("a'b\\c%d_e\"f\n").ShouldBe("""a\'b\\c\%d\_e\"f """);

    [Fact]
    public async Task A_token_that_ends_is_asked_for_again_once()
    {
        using var client = _peer.Client(_clock);
        await client.Search(Harbor, default);
        _peer.EndTokens();
        (await client.Search(Harbor, default)).ShouldHaveSingleItem();
        _peer.SignIns.ShouldBe(2);

        _peer.Instead = async http =>
        {
            if (http.Request.Path == "/services/oauth2/token") return false;
            await SalesforcePeer.Error(http, 401, "INVALID_SESSION_ID");
            return true;
        };
        (await Should.ThrowAsync<SalesforceRefused>(() => client.Search(Harbor, default))).Code.ShouldBe("INVALID_SESSION_ID");
        _peer.SignIns.ShouldBe(3);
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_and_is_in_no_message()
    {
        using var client = _peer.Client(_clock, "another-secret");
        var refused = await Should.ThrowAsync<SalesforceRefused>(() => client.Search(Harbor, default));
        refused.Code.ShouldBe("invalid_client");
        refused.ToString().ShouldNotContain("another-secret");
    }

    [Fact]
    public async Task When_no_requests_are_left_it_is_left_alone_for_a_while()
    {
        using var client = _peer.Client(_clock);
        await client.Search(Harbor, default);
        Answer(http => SalesforcePeer.Error(http, 403, "REQUEST_LIMIT_EXCEEDED"));
        (await Should.ThrowAsync<SalesforceBusy>(() => client.Search(Harbor, default))).After.ShouldBe(TimeSpan.FromMinutes(15));
        var asked = _peer.Requests;
        await Should.ThrowAsync<SalesforceBusy>(() => client.Search(Harbor, default));
        _peer.Requests.ShouldBe(asked);
        _clock.Move(TimeSpan.FromMinutes(16));
        _peer.Instead = null;
        (await client.Search(Harbor, default)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Asking_to_wait_is_heard()
    {
        using var client = _peer.Client(_clock);
        await client.Search(Harbor, default);
        Answer(http =>
        {
            http.Response.StatusCode = 429;
            http.Response.Headers.RetryAfter = "41";
            return Task.CompletedTask;
        });
        (await Should.ThrowAsync<SalesforceBusy>(() => client.Search(Harbor, default))).After.ShouldBe(TimeSpan.FromSeconds(41));
    }

    [Theory]
    [InlineData(200, "<html>Maintenance</html>")]
    [InlineData(200, "[]")]
    [InlineData(200, """{"records":{}}""")]
    [InlineData(200, """{"records":[{"Id":"not an id","Name":"X"}]}""")]
    [InlineData(200, """{"records":[{"Id":"001A0000006Vm9rIAC"}]}""")]
    [InlineData(400, """{"message":"no array"}""")]
    [InlineData(503, "busy")]
    public async Task Another_shape_of_answer_is_no_answer(int status, string body)
    {
        using var client = _peer.Client(_clock);
        await client.Search(Harbor, default);
        Answer(http =>
        {
            http.Response.StatusCode = status;
            return http.Response.WriteAsync(body);
        });
        await Should.ThrowAsync<SalesforceUnreachable>(() => client.Search(Harbor, default));
    }

    [Fact]
    public async Task A_code_that_is_none_is_not_repeated()
    {
        using var client = _peer.Client(_clock);
        await client.Search(Harbor, default);
        Answer(http => SalesforcePeer.Error(http, 400, "<script>alert(1)</script>"));
        (await Should.ThrowAsync<SalesforceRefused>(() => client.Search(Harbor, default))).Code.ShouldBe("UNKNOWN");
    }

    [Fact]
    public async Task A_slow_answer_is_not_waited_for()
    {
        using var client = _peer.Client(_clock, patience: TimeSpan.FromMilliseconds(100));
        Answer(http => Task.Delay(TimeSpan.FromSeconds(30), http.RequestAborted));
        await Should.ThrowAsync<SalesforceUnreachable>(() => client.Search(Harbor, default));
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("https://salesforce.com.evil.example")]
    [InlineData("http://acme.my.salesforce.com")]
    [InlineData("https://user@acme.my.salesforce.com")]
    [InlineData("https://acme.my.salesforce.com:8443")]
    public async Task A_token_is_sent_to_no_host_that_an_answer_names_and_that_is_not_Salesforce_s(string instance)
    {
        _peer.Instance = instance;
        using var client = _peer.Client(_clock);
        await Should.ThrowAsync<SalesforceUnreachable>(() => client.Search(Harbor, default));
    }

    private void Answer(Func<HttpContext, Task> answer) => _peer.Instead = async http =>
    {
        await answer(http);
        return true;
    };
}
