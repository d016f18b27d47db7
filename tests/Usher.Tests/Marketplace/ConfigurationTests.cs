using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Usher.Access;
using Usher.Directory;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Tests.Directory;

namespace Usher.Tests.Marketplace;

/// <summary>
/// An app's configuration: judged by the schema that the app declares, a row for each value, of one tenant; what may be told is told, and
/// secrets are not.
/// </summary>
public sealed class ConfigurationTests : IAsyncLifetime
{
    private const string Server = "https://screens.example/api";
    private const string Token = "sesame-7f3a91";

    private Town _town = null!;

    public async ValueTask InitializeAsync() => _town = await Town.Open();

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task Each_value_is_a_row_of_its_own_and_the_app_is_active_with_it()
    {
        (await Set(new { server = Server, welcome = "Good morning", content = new { kind = "menu", menu = "Lunch" } }, new SecretEntry("/token", Token))).ShouldBeNull();
        (await Rows()).Select(row => (row.Name, row.Value)).ShouldBe(
            [("/content/kind", "\"menu\""), ("/content/menu", "\"Lunch\""), ("/server", $"\"{Server}\""), ("/token", null), ("/welcome", "\"Good morning\"")]);
        var signage = (await _town.Rows<App>()).Single(app => app.Slug == "signage").Id;
        (await _town.Rows<TenantApp>()).Single(row => row.TenantId == _town["south"] && row.AppId == signage).State.ShouldBe(AppState.Active);

        (await Set(new { server = Server })).ShouldBeNull();
        (await Rows()).Select(row => row.Name).ShouldBe(["/server", "/token"]);
    }

    [Fact]
    public async Task The_log_tells_what_may_be_told_and_a_secret_is_in_clear_nowhere()
    {
        (await Set(new { server = Server }, new SecretEntry("/token", Token))).ShouldBeNull();
        var sealedToken = (await Rows()).Single(row => row.Name == "/token").Sealed!;
        var entry = Encoding.UTF8.GetString((await _town.Rows<AuditEntry>()).OrderBy(e => e.Index).Last(e => e.Act == "ConfigureApp").Body);
        entry.ShouldContain(Server);
        entry.ShouldContain("/token");
        entry.ShouldNotContain(Token);
        entry.ShouldNotContain(sealedToken);
        sealedToken.ShouldNotContain(Token);
        (await FilesOf(_town)).Count(bytes => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Token)) >= 0).ShouldBe(0);
        Open(sealedToken, "south", "/token").ShouldBe(Token);
        Should.Throw<System.Security.Cryptography.CryptographicException>(() => Open(sealedToken, "north", "/token"));
        Should.Throw<System.Security.Cryptography.CryptographicException>(() => Open(sealedToken, "south", "/other"));
    }

    [Fact]
    public async Task No_person_reads_a_secret_back()
    {
        await Set(new { server = Server }, new SecretEntry("/token", Token));
        var view = await _town.Read("custom", new ViewConfiguration("signage", "south"));
        view.Values.ToJsonString().ShouldBe($$"""{"server":"{{Server}}"}""");
        view.Secrets.ShouldBe([new("/token", true)]);
        view.Saves.Single().Changed.ShouldBe(["/server", "/token"]);
        (await _town.Try("user", new ViewConfiguration("signage", "south"))).ShouldBeOfType<NotAllowed>();
        (await _town.Read("customeradmin", new ViewConfiguration("signage", "north"))).Secrets.ShouldBe([new("/token", false)]);
    }

    [Fact]
    public async Task A_secret_is_kept_replaced_or_cleared_and_nothing_else_becomes_of_it()
    {
        await Set(new { server = Server }, new SecretEntry("/token", Token));
        (await Set(new { server = Server, welcome = "Hello" })).ShouldBeNull();
        Open((await Secret())!.Sealed!, "south", "/token").ShouldBe(Token);
        (await Set(new { server = Server }, new SecretEntry("/token", "another-one"))).ShouldBeNull();
        Open((await Secret())!.Sealed!, "south", "/token").ShouldBe("another-one");
        (await Set(new { server = Server, token = "••••••••" })).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/values/token"]);
        (await Set(new { server = Server }, new SecretEntry("/server", "x"))).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/secrets/server"]);
        Open((await Secret())!.Sealed!, "south", "/token").ShouldBe("another-one");
        (await Set(new { server = Server }, new SecretEntry("/token"))).ShouldBeNull();
        (await Secret()).ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"server":"http://screens.example/"}""", "/values/server")]
    [InlineData("""{"server":"https://ana:word@screens.example/"}""", "/values/server")]
    [InlineData("""{"server":"screens.example"}""", "/values/server")]
    [InlineData("""{"server":7}""", "/values/server")]
    [InlineData("""{"refresh":9}""", "/values/refresh")]
    [InlineData("""{"refresh":10.5}""", "/values/refresh")]
    [InlineData("""{"refresh":"10"}""", "/values/refresh")]
    [InlineData("""{"welcome":"Good\u202Emorning"}""", "/values/welcome")]
    [InlineData("""{"Welcome":"Hello"}""", "/values/Welcome")]
    [InlineData("""{"content":{"kind":"film"}}""", "/values/content/kind")]
    [InlineData("""{"content":{"kind":"menu"}}""", "/values/content/menu")]
    [InlineData("""{"content":{"kind":"playlist","playlist":"Day","seconds":1}}""", "/values/content/seconds")]
    [InlineData("""{"content":{}}""", "/values/content/kind")]
    [InlineData("""[]""", "/values")]
    [InlineData("""{"welcome":"a","welcome":"b"}""", "/values")]
    public async Task A_bad_value_is_refused_with_the_place_of_its_member(string values, string pointer)
    {
        (await Set(MarketTown.Schema(values))).ShouldBeOfType<Invalid>().Errors.Keys.ShouldContain(pointer);
        (await Rows()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_branch_left_behind_is_removed_before_the_configuration_is_judged()
    {
        (await Set(new { content = new { kind = "playlist", playlist = "Day", seconds = 5 } })).ShouldBeNull();
        (await Set(new { content = new { kind = "menu", menu = "Lunch", playlist = "Day", seconds = 1 } })).ShouldBeNull();
        (await Rows()).Select(row => row.Name).ShouldBe(["/content/kind", "/content/menu"]);
    }

    [Fact]
    public async Task What_the_app_needs_cannot_be_missing()
    {
        await Approve("ledger");
        (await Set("ledger", new { })).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/values/form"]);
        (await Set("ledger", new { form = "CSV", deliver = new { by = "sftp", host = "ftp.bank.example", user = "harbor" } }))
            .ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/values/deliver/password"]);
        (await Set("ledger", new { form = "CSV", deliver = new { by = "sftp", host = "ftp.bank.example", user = "harbor" } }, new SecretEntry("/deliver/password", "w0rd"))).ShouldBeNull();
        (await Set("ledger", new { form = "SIE", deliver = new { by = "sftp", host = "ftp.bank.example", user = "harbor" } })).ShouldBeNull();
        (await Set("ledger", new { form = "CSV", deliver = new { by = "sftp", host = "ftp.bank.example", user = "harbor" } }, new SecretEntry("/deliver/password")))
            .ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/values/deliver/password"]);
    }

    [Fact]
    public async Task A_secret_is_erased_when_the_host_it_is_for_changes_and_not_when_only_the_path_does()
    {
        await Set(new { server = Server, welcome = "Hello" }, new SecretEntry("/token", Token));
        (await Set(new { server = "https://screens.example/v2" })).ShouldBeNull();
        (await Secret()).ShouldNotBeNull();
        (await Set(new { server = "https://elsewhere.example/" })).ShouldBeNull();
        (await Secret()).ShouldBeNull();
        (await Set(new { server = Server }, new SecretEntry("/token", "another-one"))).ShouldBeNull();
        Open((await Secret())!.Sealed!, "south", "/token").ShouldBe("another-one");
        (await Set(new { welcome = "Hello" })).ShouldBeNull();
        (await Rows()).Select(row => row.Name).ShouldBe(["/welcome"]);
    }

    [Fact]
    public async Task Who_edits_what_somebody_else_saved_meanwhile_is_refused()
    {
        await Set(new { welcome = "Hello" });
        var seen = _town.As("custom") with { IfMatch = (await _town.Read("custom", new ViewConfiguration("signage", "south"))).Revision };
        await Set(_town.As("customeradmin"), new { welcome = "Good morning" });
        (await Set(seen, new { welcome = "Good evening" })).ShouldBeOfType<SomeoneChangedThis>();
        (await _town.Read("custom", new ViewConfiguration("signage", "south"))).Values["welcome"]!.GetValue<string>().ShouldBe("Good morning");
    }

    [Fact]
    public async Task An_earlier_save_can_be_had_back_without_its_secrets()
    {
        await Set(new { server = Server, welcome = "Hello" }, new SecretEntry("/token", Token));
        await Set(new { server = Server, welcome = "Bye" });
        (await _town.Read("custom", new ViewSavedConfiguration("signage", "south", 1))).Values.ToJsonString()
            .ShouldBe($$"""{"server":"{{Server}}","welcome":"Hello"}""");
        (await _town.Try("custom", new ViewSavedConfiguration("signage", "south", 3))).ShouldBeOfType<NotFound>();
        (await _town.Try("user", new ViewSavedConfiguration("signage", "south", 1))).ShouldBeOfType<NotAllowed>();
    }

    [Theory]
    [InlineData("xoxb-2048-abcdefgh", true)]
    [InlineData("ghp_16C7e42F292c6912E7710c838347Ae178B4a", true)]
    [InlineData("kR7pQ2vX9mL4tZ8wN3bY6cH1", true)]
    [InlineData("Good morning, everyone at the harbour", false)]
    [InlineData("https://screens.example/a/Very/Long/Path/2026/Menu", false)]
    public async Task A_secret_in_a_readable_member_is_not_stored_unless_confirmed(string value, bool looks)
    {
        var refused = await Set(new { welcome = value });
        if (looks) refused.ShouldBeOfType<LooksLikeSecret>().Member.ShouldBe("/welcome");
        else refused.ShouldBeNull();
        (await Rows()).Count.ShouldBe(looks ? 0 : 1);
        if (!looks) return;
        (await new Configurations(_town.Gate, MarketTown.Protection).Configure(_town.As("custom"), "signage", "south",
            System.Text.Json.JsonSerializer.SerializeToElement(new { welcome = value }), null, ["/welcome"])).Refused.ShouldBeNull();
    }

    [Fact]
    public async Task The_same_request_again_is_answered_and_another_under_its_key_is_not()
    {
        var caller = _town.As("custom") with { IdempotencyKey = "once" };
        (await Set(caller, new { server = Server }, new SecretEntry("/token", Token))).ShouldBeNull();
        (await Set(caller, new { server = Server }, new SecretEntry("/token", Token))).ShouldBeNull();
        (await Set(caller, new { server = Server }, new SecretEntry("/token", "another-one"))).ShouldBeOfType<IdempotencyKeyReused>();
        Open((await Secret())!.Sealed!, "south", "/token").ShouldBe(Token);
    }

    [Theory]
    [InlineData("UPDATE app_settings SET value = '\"https://evil.example/\"' WHERE name = '/server'")]
    [InlineData("UPDATE app_settings SET sealed = 'x' WHERE name = '/token'")]
    [InlineData("DELETE FROM app_settings WHERE name = '/token'")]
    public async Task A_setting_that_is_edited_past_the_gate_is_found(string edit)
    {
        _town.IsHeldAgainstItsLogs = false;
        await Set(new { server = Server }, new SecretEntry("/token", Token));
        var verifier = new AuditVerifier(_town.Store, _town.Heads);
        (await Found()).ShouldNotContain("fact app_settings");
        var database = new SqliteConnectionStringBuilder(_town.Database) { Pooling = false }.ToString();
        await using (var connection = new SqliteConnection(database))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = edit;
            (await command.ExecuteNonQueryAsync()).ShouldBe(1);
        }

        (await Found()).ShouldContain("fact app_settings");

        async Task<IEnumerable<string>> Found() => (await verifier.Verify(Town.Harbor)).Findings.Select(finding => finding.Kind);
    }

    private Task<Refusal?> Set(object values, params SecretEntry[] secrets) => Set(_town.As("custom"), values, secrets);

    private Task<Refusal?> Set(string app, object values, params SecretEntry[] secrets) =>
        MarketTown.Try(_town, _town.As("customeradmin"), app, "south", values, secrets);

    private Task<Refusal?> Set(Caller caller, object values, params SecretEntry[] secrets) =>
        MarketTown.Try(_town, caller, "signage", "south", values, secrets);

    private async Task Approve(string app)
    {
        await _town.Do("user", new RequestApp(app, "south"));
        await _town.Do("support", new ApproveApp(app, "south"));
    }

    private async Task<List<AppSetting>> Rows() => [.. (await _town.Rows<AppSetting>()).OrderBy(row => row.Name, StringComparer.Ordinal)];

    private async Task<AppSetting?> Secret() => (await Rows()).SingleOrDefault(row => row.Name == "/token");

    private static string Open(string sealedValue, string tenant, string member) =>
        MarketTown.Protection.CreateProtector("Usher.App.Secret").CreateProtector(Town.Harbor.ToString(), tenant, "signage").CreateProtector(member)
            .Unprotect(sealedValue);

    /// <summary>The database and what it writes beside itself, as bytes.</summary>
    private static async Task<List<byte[]>> FilesOf(Town town)
    {
        var file = new SqliteConnectionStringBuilder(town.Database).DataSource;
        var all = new List<byte[]>();
        foreach (var part in System.IO.Directory.EnumerateFiles(Path.GetDirectoryName(file)!, "usher.db*"))
        {
            await using var stream = new FileStream(part, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            all.Add(bytes.ToArray());
        }

        return all;
    }
}
