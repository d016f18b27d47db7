using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Usher.Client;

namespace Usher.Tests.Client;

public class OptionsTests
{
    [Theory]
    [InlineData("https://usher.example")]
    [InlineData("https://usher.example/behind/a/path")]
    [InlineData("http://localhost:5070")]
    [InlineData("http://127.0.0.1:5070")]
    [InlineData("http://[::1]:5070")]
    public void Usher_is_reached_by_https_or_on_this_machine(string address) => Faults(usher => usher.Address = new(address)).ShouldBeEmpty();

    [Theory]
    [InlineData("http://usher.example")]
    [InlineData("http://localhost.example")]
    [InlineData("http://10.0.0.1")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("https://user:pass@usher.example")]
    [InlineData("https://usher.example?x=1")]
    [InlineData("/usher")]
    [InlineData(null)]
    public void Another_address_is_refused(string? address) =>
        Faults(usher => usher.Address = address is null ? null : new(address, UriKind.RelativeOrAbsolute)).ShouldHaveSingleItem().ShouldContain("address");

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(30_001, 0)]
    [InlineData(1_000, 1_001)]
    [InlineData(1_000, -1)]
    public void A_time_out_is_of_use_and_a_cache_lets_a_revoke_wait_a_second_at_most(int timeout, int cache) =>
        Faults(usher => (usher.Timeout, usher.CacheFor) = (TimeSpan.FromMilliseconds(timeout), TimeSpan.FromMilliseconds(cache))).ShouldHaveSingleItem();

    [Theory]
    [InlineData("")]
    [InlineData("a key\r\nX-Injected: yes")]
    [InlineData("ké")]
    public void A_key_that_is_none_is_refused_and_not_repeated(string key)
    {
        var fault = Faults(usher => usher.Key = key).ShouldHaveSingleItem();
        if (key.Length > 0) fault.ShouldNotContain(key);
    }

    [Fact]
    public async Task An_application_does_not_start_with_options_that_cannot_work()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddUsher(usher => usher.Address = new("http://usher.example"));
        using var host = builder.Build();
        var fault = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync());
        fault.Failures.Count().ShouldBe(2);
    }

    [Fact]
    public void Options_tell_nobody_their_key()
    {
        var options = new UsherOptions { Address = new("https://usher.example"), Key = Peer.Key };
        $"{options}".ShouldNotContain(Peer.Key);
        System.Text.Json.JsonSerializer.Serialize(options).ShouldNotContain(Peer.Key);
    }

    private static IEnumerable<string> Faults(Action<UsherOptions> set)
    {
        using var services = Peer.Services(new("https://usher.example"), set);
        try
        {
            _ = services.GetRequiredService<IOptions<UsherOptions>>().Value;
            return [];
        }
        catch (OptionsValidationException fault)
        {
            return fault.Failures;
        }
    }
}
