using Usher.Access;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Tests.Client;
using Usher.Tests.Directory;

namespace Usher.Tests.Marketplace;

/// <summary>Testing the hosts of a configuration before it is saved.</summary>
public class ConnectionTestTests
{
    [Theory]
    [InlineData("https://127.0.0.1:1/", false, "It can’t be reached.")]
    [InlineData("https://10.1.2.3/api", false, "This host is in a private address range. The operator can allow it with Usher__PrivateHosts.")]
    [InlineData("https://169.254.169.254/latest/meta-data", false, "This host is in a private address range. The operator can allow it with Usher__PrivateHosts.")]
    public async Task An_address_says_whether_a_server_answers_there_and_none_that_Usher_may_not_reach_is_asked(string address, bool answers, string sentence)
    {
        await using var town = await Town.Open();
        using var tests = new ConnectionTests(town.Gate, new OutboundHosts(["127.0.0.1"]), TimeProvider.System);
        var tested = (await tests.Test(town.As("custom"), "signage", "south", MarketTown.Schema($$"""{"server":"{{address}}"}"""), default)).Value!.Single();
        (tested.Member, tested.Answers, tested.Sentence).ShouldBe(("/server", answers, sentence));
    }

    [Fact]
    public async Task A_server_that_answers_in_clear_has_no_valid_certificate_and_gets_no_secret()
    {
        await using var town = await Town.Open();
        await using var peer = await Peer.Saying("{}");
        using var tests = new ConnectionTests(town.Gate, new OutboundHosts(["127.0.0.1"]), TimeProvider.System);
        var tested = await tests.Test(town.As("custom"), "signage", "south", MarketTown.Schema($$"""{"server":"https://127.0.0.1:{{peer.Address.Port}}/"}"""), default);
        tested.Value!.Single().ShouldSatisfyAllConditions(one => one.Answers.ShouldBeFalse(), one => one.Host.ShouldBe("127.0.0.1"));
        peer.Asked.ShouldBe(0);
    }

    [Fact]
    public async Task Only_who_may_configure_it_there_tests_it_and_what_is_no_address_is_not_asked()
    {
        await using var town = await Town.Open();
        using var tests = new ConnectionTests(town.Gate, new OutboundHosts([]), TimeProvider.System);
        (await tests.Test(town.As("user"), "signage", "south", MarketTown.Schema("{}"), default)).Refused.ShouldBeOfType<NotAllowed>();
        (await tests.Test(town.As("custom"), "signage", "north", MarketTown.Schema("{}"), default)).Refused.ShouldBeOfType<AppNotThere>();
        (await tests.Test(town.As("custom"), "signage", "south", MarketTown.Schema("[]"), default)).Refused.ShouldBeOfType<Invalid>();
        (await tests.Test(town.As("custom"), "signage", "south", MarketTown.Schema("""{"server":"http://screens.example/","welcome":"https://evil.example/"}"""), default)).Value!.ShouldBeEmpty();
    }
}
