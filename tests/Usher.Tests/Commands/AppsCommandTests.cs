using System.Net;
using System.Text.Json.Nodes;
using Usher.Tests.Directory;
using Usher.Web.Commands;

namespace Usher.Tests.Commands;

/// <summary><c>usher apps publish</c> against a real server, with keys that people made.</summary>
public sealed class AppsCommandTests : IAsyncLifetime
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("usher-apps-").FullName;
    private readonly StringWriter _answer = new();
    private readonly StringWriter _error = new();
    private TownServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TownServer.Open();

    public async ValueTask DisposeAsync()
    {
        System.IO.Directory.Delete(_folder, recursive: true);
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_Super_User_publishes_an_app_and_then_a_new_version_of_it()
    {
        var (key, file) = (await Key("super", "app/publish"), await Manifest("fresh"));
        (await Run(key, null, file)).ShouldBe(Exit.Done);
        (await Run(key, null, file)).ShouldBe(Exit.Done);
        _answer.ToString().ShouldBe($"published  {file}, version 1\npublished  {file}, version 2\n");
        (await _server.Get("user", "/api/customers/harbor/apps/fresh"))!["versions"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_Customer_Admin_publishes_an_app_of_their_own_and_none_for_all()
    {
        var (key, file) = (await Key("customeradmin", "app/publish-own"), await Manifest("own-one"));
        (await Run(key, null, file)).ShouldBe(Exit.Refused);
        (await Run(key, "harbor", file)).ShouldBe(Exit.Done);
        await _server.Get("user@lakeside", "/api/customers/lakeside/apps/own-one", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Each_file_says_what_is_wrong_with_it_and_stops_none()
    {
        var key = await Key("super", "app/publish");
        var (bad, odd, good) = (await Manifest("Not a slug!"), await Write("odd.json", "{"), await Manifest("good"));
        (await Run(key, null, bad, odd, Path.Combine(_folder, "missing.json"), good)).ShouldBe(Exit.Refused);
        var lines = _answer.ToString().TrimEnd().Split('\n');
        lines[0].ShouldStartWith($"refused    {bad}: ");
        lines[1].ShouldContain("/slug: ");
        lines[2].ShouldStartWith($"refused    {odd}: ");
        lines[^1].ShouldBe($"published  {good}, version 1");
    }

    [Fact]
    public async Task The_client_s_secret_of_an_app_that_connects_by_OAuth_is_set_with_it_and_printed_nowhere()
    {
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(await Manifest("mailer")))!.AsObject();
        manifest["connection"] = "oauth";
        manifest["oauth"] = new JsonObject
        {
            ["name"] = "Mailbox", ["issuer"] = "https://mailbox.example", ["authorizationEndpoint"] = "https://mailbox.example/authorize",
            ["tokenEndpoint"] = "https://mailbox.example/token", ["clientId"] = "usher",
        };
        var (with, without) = (await Write("mailer.json", manifest.ToJsonString()), await Manifest("plain"));
        (await AppsCommand.Run(Output(), _server.Address, await Key("super", "app/publish"), null, [with, without], TestContext.Current.CancellationToken, "sesame-secret")).ShouldBe(Exit.Done);
        (await _server.Town.Rows<Usher.Marketplace.AppClient>()).ShouldHaveSingleItem().ClientId.ShouldBe("usher");
        (_answer.ToString() + _error).ShouldNotContain("sesame");
    }

    [Fact]
    public async Task Pictures_beside_the_manifest_are_published_with_it_and_replace_those_before_and_browsers_may_keep_them()
    {
        var key = await Key("super", "app/publish");
        foreach (var (name, width) in new[] { ("a.png", 30), ("b.png", 20) })
            await File.WriteAllBytesAsync(Path.Combine(_folder, name), Marketplace.AppPictureTests.Picture("png", width, 10));
        await Write("bad.png", "no picture");
        (await Run(key, null, await WithPictures(("a.png", "One"), ("b.png", "Two")))).ShouldBe(Exit.Done);
        (await Pictures()).Select(p => (p!["alt"]!.GetValue<string>(), p["width"]!.GetValue<int>())).ShouldBe([("One", 30), ("Two", 20)]);

        (await Run(key, null, await WithPictures(("bad.png", "None"), ("b.png", "Two")))).ShouldBe(Exit.Refused);
        _answer.ToString().ShouldContain("bad.png: This file can’t be read as a picture.");
        (await Run(key, null, await WithPictures(("b.png", "Two")))).ShouldBe(Exit.Done);
        var last = (await Pictures()).ShouldHaveSingleItem();
        (await Run(key, null, await WithPictures(("b.png", "")))).ShouldBe(Exit.Refused);
        (await Run(key, null, await WithPictures(("missing.png", "None")))).ShouldBe(Exit.Refused);

        var address = $"/api/customers/harbor/apps/pictured/pictures/by-hash/{last!["hash"]}";
        using var answer = await (await _server.As("user")).GetAsync(address, TestContext.Current.CancellationToken);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/webp");
        answer.Headers.CacheControl!.ToString().ShouldBe("max-age=31536000, private, immutable");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        using var nobody = _server.Browser();
        (await nobody.GetAsync(address, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task<JsonArray> Pictures() => (await _server.Get("user", "/api/customers/harbor/apps/pictured"))!["pictures"]!.AsArray();

    private async Task<string> WithPictures(params (string File, string Alt)[] pictures)
    {
        var path = await Manifest("pictured");
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(path))!.AsObject();
        manifest["pictures"] = new JsonArray([.. pictures.Select(p => (JsonNode)new JsonObject { ["file"] = p.File, ["alt"] = p.Alt })]);
        await File.WriteAllTextAsync(path, manifest.ToJsonString());
        return path;
    }

    [Fact]
    public async Task A_key_goes_over_https_or_stays_on_this_machine()
    {
        (await AppsCommand.Run(Output(), new("http://usher.example"), "secret", null, ["x.json"], default)).ShouldBe(Exit.Usage);
        _error.ToString().ShouldNotContain("secret");
    }

    private Task<int> Run(string key, string? customer, params string[] files) => AppsCommand.Run(Output(), _server.Address, key, customer, files, TestContext.Current.CancellationToken);

    private CommandOutput Output() => new(_answer, _error, json: false);

    private async Task<string> Key(string who, string permission) =>
        (await _server.Send(who, "POST", "/api/me/keys", HttpStatusCode.Created, new { name = "publish", permissions = new[] { permission }, days = 30 }))!["key"]!.GetValue<string>();

    private Task<string> Manifest(string slug) => Write($"{Guid.NewGuid():N}.json", new JsonObject
    {
        ["slug"] = slug, ["name"] = "Fresh", ["publisher"] = "Lumen", ["summary"] = "It does something.", ["categories"] = new JsonArray("Storefront"),
    }.ToJsonString());

    private async Task<string> Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }
}
