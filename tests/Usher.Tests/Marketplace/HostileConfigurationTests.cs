using System.Text.Json;
using Usher.Access;
using Usher.Directory;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Tests.Acts;
using Usher.Tests.Directory;

namespace Usher.Tests.Marketplace;

/// <summary>Schemas and configurations of who means ill: they cost little, break nothing, and no secret comes out or goes elsewhere by them.</summary>
public sealed class HostileConfigurationTests : IAsyncLifetime
{
    private Town _town = null!;
    private bool _isApproved;

    public async ValueTask InitializeAsync() => _town = await Town.Open();

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task Expressions_that_take_long_together_are_refused_at_the_schema_or_at_the_configuration()
    {
        var patterns = Enumerable.Range(0, 50).Select(i => $$"""{"pattern":"(a|b)*a(a|b){{{150 + i}}}$"}""");
        var text = string.Concat(Enumerable.Range(0, 10_000).Select(i => i % 3 == 0 ? 'a' : 'b'));
        await Publish(Of(patterns));
        (await Set(new { x = text })).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/values"]);
        // One that stands where no text can be costs nothing.
        (await Try("""{"type":"object","pattern":"a"}""")).ShouldBeNull();
        var many = Enumerable.Repeat("""{"pattern":"a"}""", 51);
        (await Try(Of(many))).ShouldBeOfType<Invalid>();
    }

    [Theory]
    [InlineData("""{"n":1e400}""")]
    [InlineData("""{"n":1e30}""")]
    [InlineData("""{"n":123456789012345678901234567890}""")]
    [InlineData("""{"free":[1e400,1e400]}""")]
    [InlineData("""{"free":"\ud800"}""")]
    [InlineData("""{"\ud800":"x"}""")]
    public async Task What_cannot_be_stored_is_refused_at_its_member(string values)
    {
        await Publish("""{"type":"object","properties":{"n":{"type":"number","multipleOf":0.01}}}""");
        (await Set(JsonDocument.Parse(values).RootElement)).ShouldBeOfType<Invalid>().Errors.Keys.ShouldAllBe(key => key.StartsWith("/values"));
    }

    [Theory]
    [InlineData("""{"type":"object","properties":{"n":{"type":"number","multipleOf":0}}}""")]
    [InlineData("""{"type":"object","properties":{"n":{"type":"number","multipleOf":-1}}}""")]
    [InlineData("""{"type":"object","properties":{"n":{"type":"number","maximum":1e400}}}""")]
    [InlineData("""{"type":"object","title":"\ud800"}""")]
    public async Task Such_a_schema_is_refused(string schema) => (await Try(schema)).ShouldBeOfType<Invalid>();

    [Fact]
    public async Task No_schema_tells_a_secret_that_stays_by_what_it_accepts()
    {
        const string Schema = """{"type":"object","properties":{"a":{"type":"string"},"token":{"type":"string","writeOnly":true%}}}""";
        await Publish(Schema.Replace("%", ""));
        (await Set(new { a = "1" }, new SecretEntry("/token", "sesame"))).ShouldBeNull();
        foreach (var pattern in new[] { "^s", "^x" })
        {
            await Publish(Schema.Replace("%", $",\"pattern\":\"{pattern}\""));
            (await Set(new { a = pattern })).ShouldBeNull();
        }

        // One that is entered is judged.
        (await Set(new { a = "1" }, new SecretEntry("/token", "sesame"))).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/values/token"]);
    }

    [Fact]
    public async Task A_secret_is_erased_when_a_list_or_a_name_of_one_s_own_names_a_host_that_was_nowhere_before()
    {
        await Publish("""
            {"type":"object","properties":{"token":{"type":"string","writeOnly":true},"servers":{"type":"array","items":{"type":"string","format":"uri"}}},
             "additionalProperties":{"type":"string","format":"uri"}}
            """);
        (await Set(new { servers = new[] { "https://good.example/" } }, new SecretEntry("/token", "sesame"))).ShouldBeNull();
        (await Set(new { servers = new[] { "https://good.example/", "https://good.example/two" } })).ShouldBeNull();
        (await HasToken()).ShouldBeTrue();
        foreach (var address in new[] { "http://169.254.169.254/", "https://who:pass@good.example/", "https://good.example/ x" })
            (await Set(new { servers = new[] { address } })).ShouldBeOfType<Invalid>(address);
        (await Set(new { servers = new[] { "https://good.example/" }, other = "https://evil.example/" })).ShouldBeNull();
        (await HasToken()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_secret_of_a_choice_that_is_not_chosen_is_not_taken_and_does_not_stay()
    {
        await Publish("""
            {"type":"object","properties":{"kind":{"enum":["basic","bearer"]}},"required":["kind"],"oneOf":[
              {"properties":{"kind":{"const":"basic"},"auth":{"type":"object","properties":{"password":{"type":"string","writeOnly":true}}}}},
              {"properties":{"kind":{"const":"bearer"},"token":{"type":"string","writeOnly":true}}}]}
            """);
        (await Set(new { kind = "basic" }, new SecretEntry("/auth/password", "sesame-1"))).ShouldBeNull();
        (await Set(new { kind = "bearer" }, new SecretEntry("/auth/password", "sesame-2"))).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/secrets/auth/password"]);
        (await Set(new { kind = "bearer" }, new SecretEntry("/token", "sesame-3"))).ShouldBeNull();
        (await _town.Rows<AppSetting>()).Where(row => row.Sealed is not null).Select(row => row.Name).ShouldBe(["/token"]);
    }

    [Fact]
    public async Task A_mask_is_no_secret_and_a_key_within_a_text_is_seen()
    {
        await Publish("""{"type":"object","properties":{"a":{"type":"string"},"token":{"type":"string","writeOnly":true}}}""");
        (await Set(new { }, new SecretEntry("/token", "••••••••"))).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/secrets/0/value"]);
        foreach (var text in new[] { "token: ghp_x", "Bearer eyJhbGciOiJI.eyJzdWIiOiIx.sig", " sk_live_x", new string('a', 20) + new string('7', 44) })
            (await Set(new { a = text })).ShouldBeOfType<LooksLikeSecret>(text);
        (await Set(new { a = "The lunch menu of 2027, in two columns" })).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_a_secret_in_any_version_does_not_come_back_plain_and_is_not_moved()
    {
        await Publish("""{"type":"object","properties":{"token":{"type":"string","writeOnly":true}}}""");
        (await Try("""{"type":"object","properties":{"new":{"type":"string","writeOnly":true}},"additionalProperties":false}""", new AppMigration("/token", To: "/new")))
            .ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/migration/0/member"]);
        await Publish("""{"type":"object","properties":{"other":{"type":"string"}},"additionalProperties":false}""");
        (await Try("""{"type":"object","properties":{"token":{"type":"string"}}}""")).ShouldBeOfType<SecretWouldShow>();
    }

    [Theory]
    [InlineData("""{"type":"object"}""", true)]
    [InlineData("""{"type":"object","additionalProperties":true}""", true)]
    [InlineData("""{"type":"object","additionalProperties":{"type":"object"}}""", true)]
    [InlineData("""{"type":"object","properties":{"login":true}}""", true)]
    [InlineData("""{"type":"object","properties":{"login":{}}}""", true)]
    [InlineData("""{"type":"object","properties":{"login":{"type":["object","null"],"additionalProperties":{"type":"string"}}}}""", true)]
    [InlineData("""{"type":"object","properties":{"login":{"properties":{"to~1ken":true},"additionalProperties":false}}}""", false)]
    [InlineData("""{"type":"object","properties":{"login":{"properties":{"to/ken":true},"additionalProperties":false}}}""", true)]
    [InlineData("""{"type":"object","properties":{"login":{"$ref":"#/$defs/open"}},"$defs":{"open":{"type":"object"}}}""", true)]
    [InlineData("""{"type":"object","properties":{"login":{"oneOf":[{"type":"string"},{"type":"object"}]}}}""", true)]
    [InlineData("""{"type":"object","additionalProperties":false}""", false)]
    [InlineData("""{"type":"object","properties":{"login":{"type":"string"}}}""", false)]
    [InlineData("""{"type":"object","properties":{"login":false}}""", false)]
    [InlineData("""{"type":"object","properties":{"login":{"$ref":"#/$defs/closed"}},"$defs":{"closed":{"type":"object","additionalProperties":false}}}""", false)]
    [InlineData("""{"type":"object","allOf":[{"properties":{"login":{"additionalProperties":false}}}]}""", false)]
    [InlineData("""{"type":"object","properties":{"login":{"oneOf":[{"type":"string"},{"additionalProperties":false}]}}}""", false)]
    public async Task What_was_a_secret_is_accepted_under_no_name_that_the_schema_leaves_open(string next, bool isAccepted)
    {
        await Publish("""{"type":"object","properties":{"login":{"type":"object","properties":{"to/ken":{"type":"string","writeOnly":true}}}}}""");
        var refused = await Try(next);
        if (isAccepted) refused.ShouldBeOfType<SecretWouldShow>().Members.ShouldBe(["/login/to~1ken"]);
        else refused.ShouldBeNull();
    }

    [Fact]
    public void Judging_what_all_tenants_have_configured_ends_after_a_time()
    {
        var slow = AppSchema.Read(MarketTown.Schema(Of(Enumerable.Range(0, 5).Select(i => $$"""{"pattern":"(a|b)*a(a|b){{{150 + i}}}$"}"""))), out _)!;
        var text = string.Concat(Enumerable.Range(0, 10_000).Select(i => i % 3 == 0 ? 'a' : 'b'));
        StoredConfiguration Stored(int i) => new($"harbor/t{i}", new() { ["x"] = text }, new HashSet<string>());
        var judged = 0;
        var refused = StoredConfigurations.Fault(slow, 1_000_000, Enumerable.Range(0, 1_000_000).Select(i => { judged++; return Stored(i); }), TimeSpan.FromMilliseconds(100));
        refused.ShouldBe(new ConfigurationsTakeTooLong(1_000_000));
        judged.ShouldBeLessThan(1_000);
        var quick = AppSchema.Read(MarketTown.Schema("""{"type":"object","properties":{"x":{"type":"string"}}}"""), out _)!;
        StoredConfigurations.Fault(quick, 3, Enumerable.Range(0, 3).Select(Stored), TimeSpan.FromMinutes(1)).ShouldBeNull();
    }

    [Theory]
    [InlineData("https://0.0.0.0/")]
    [InlineData("https://[::]/")]
    public async Task An_address_that_means_every_host_is_refused(string address) =>
        (await new OutboundHosts([]).Refuse(new Uri(address), TestContext.Current.CancellationToken)).ShouldNotBeNull();

    private static string Of(IEnumerable<string> patterns) => """{"type":"object","properties":{"x":{"type":"string","allOf":[""" + string.Join(',', patterns) + "]}}}";

    private async Task<bool> HasToken() => (await _town.Rows<AppSetting>()).Exists(row => row.Name == "/token" && row.Sealed is not null);

    private Task<Refusal?> Set(object values, params SecretEntry[] secrets) => MarketTown.Try(_town, _town.As("customeradmin"), "own", "south", values, secrets);

    private Task<Refusal?> Try(string schema, params AppMigration[] migration) =>
        _town.Try("customeradmin", new PublishOwnApp(MarketplaceSamples.Manifest("own") with { Schema = JsonDocument.Parse(schema).RootElement, Migration = migration }));

    /// <summary>Publishes the customer's own app with this schema; the first time it is requested and approved as well.</summary>
    private async Task Publish(string schema)
    {
        (await Try(schema)).ShouldBeNull();
        if (_isApproved) return;
        _isApproved = true;
        await _town.Do("user", new RequestApp("own", "south"));
        await _town.Do("support", new ApproveApp("own", "south"));
    }
}
