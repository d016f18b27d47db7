using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>The console as files: what a browser keeps, what it may run, and what is no page.</summary>
public class DeliveredFilesTests(ConsoleWorld world)
{
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
}
