using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

public class FirstLoadTests(ConsoleWorld world)
{
    [Theory]
    [InlineData(null, "/sign-in")]
    [InlineData(null, "/welcome")]
    [InlineData(null, "/forgotten")]
    [InlineData("user@harbor.example", "/inbox")]
    [InlineData("user@harbor.example", "/calls")]
    [InlineData("user@harbor.example", "/calls/0192f3c4-5a6b-7c8d-9e0f-112233445566")]
    [InlineData("user@harbor.example", "/ask")]
    [InlineData("user@harbor.example", "/roles")]
    [InlineData("orgadmin@harbor.example", "/now")]
    [InlineData("orgadmin@harbor.example", "/customers/harbor/levels")]
    [InlineData("orgadmin@harbor.example", "/customers/harbor/teams")]
    [InlineData("orgadmin@harbor.example", "/customers/harbor/seats")]
    [InlineData("orgadmin@harbor.example", "/customers/harbor/integration-users")]
    [InlineData("orgadmin@harbor.example", "/deliveries")]
    [InlineData("user@harbor.example", "/profile")]
    [InlineData("super@usher.example", "/staff")]
    [InlineData("support@usher.example", "/customers")]
    [InlineData("customeradmin@harbor.example", "/customers/harbor/users")]
    [InlineData("customeradmin@harbor.example", "/customers/harbor/why")]
    [InlineData("customeradmin@harbor.example", "/customers/harbor/audit")]
    public async Task The_first_load_is_under_280_kB_in_all(string? email, string address)
    {
        await using var visitor = await world.Visit(email);
        var received = new List<Task<int>>();
        visitor.Page.Response += (_, response) =>
        {
            // The line that stays open has no end to wait for.
            if (!response.Url.EndsWith("/api/events", StringComparison.Ordinal)) received.Add(Size(response));
        };
        await visitor.Page.AddInitScriptAsync("new PerformanceObserver((list) => { window.largest = list.getEntries().at(-1).startTime }).observe({ type: 'largest-contentful-paint', buffered: true })");
        await visitor.Open(address);
        await visitor.Page.EvaluateAsync("document.fonts.ready");
        var bytes = (await Task.WhenAll(received)).Sum();
        TestContext.Current.TestOutputHelper?.WriteLine($"{address}: {bytes:N0} bytes in {received.Count} answers, the largest part there after {await visitor.Page.EvaluateAsync<double?>("window.largest ?? null"):0} ms");
        bytes.ShouldBeInRange(50_000, 280_000);
    }

    [Fact]
    public async Task Hashed_files_are_kept_for_ever_and_the_page_never()
    {
        using var http = new HttpClient { BaseAddress = (await world.Server).Url };
        var page = await http.GetAsync("/calls");
        page.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var asset = System.Text.RegularExpressions.Regex.Match(await page.Content.ReadAsStringAsync(), "/assets/[^\"]+\\.js").Value;
        using var request = new HttpRequestMessage(HttpMethod.Get, asset) { Headers = { { "Accept-Encoding", "gzip" } } };
        var file = await http.SendAsync(request);
        file.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        file.Headers.CacheControl!.ToString().ShouldContain("immutable");
        file.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
    }

    [Fact]
    public async Task No_style_or_script_comes_in_but_ours_and_every_page_has_its_own_nonce()
    {
        using var http = new HttpClient { BaseAddress = (await world.Server).Url };
        var first = (await http.GetAsync("/")).Headers.GetValues("Content-Security-Policy").Single();
        var second = (await http.GetAsync("/")).Headers.GetValues("Content-Security-Policy").Single();
        first.ShouldNotBe(second);
        first.ShouldContain("default-src 'self'");
        first.ShouldNotContain("unsafe");
    }

    [Theory]
    [InlineData("/api/nothing")]
    [InlineData("/access/nothing")]
    [InlineData("/.well-known/nothing")]
    [InlineData("/assets/nothing.js")]
    public async Task An_unknown_address_of_a_machine_is_missing_and_never_a_page(string address)
    {
        using var http = new HttpClient { BaseAddress = (await world.Server).Url };
        ((int)(await http.GetAsync(address)).StatusCode).ShouldBe(404);
    }

    [Theory]
    [InlineData("/%2e%2e/Usher.Web.dll")]
    [InlineData("/..%2fUsher.Web.dll")]
    [InlineData("/assets/%2e%2e/%2e%2e/Usher.Web.dll")]
    public async Task No_address_leads_out_of_the_console_s_folder(string address)
    {
        using var http = new HttpClient { BaseAddress = (await world.Server).Url };
        var answer = await http.GetAsync(new Uri(http.BaseAddress + address[1..], new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        (await answer.Content.ReadAsByteArrayAsync()).AsSpan().StartsWith("MZ"u8).ShouldBeFalse();
    }

    private static async Task<int> Size(Microsoft.Playwright.IResponse response)
    {
        await response.FinishedAsync();
        return (await response.Request.SizesAsync()).ResponseBodySize;
    }
}
