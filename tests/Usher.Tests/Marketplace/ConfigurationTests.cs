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
/// An app's configuration: a row for each setting, of one tenant, with the schema that the app declares; what may be told is told, and
/// secrets are not.
/// </summary>
public sealed class ConfigurationTests : IAsyncLifetime
{
    private const string Server = "https://screens.example/api";
    private const string Token = "sesame-7f3a91";

    private readonly EphemeralDataProtectionProvider _protection = new();
    private Town _town = null!;

    public async ValueTask InitializeAsync() => _town = await Town.Open();

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task Each_setting_is_a_row_of_its_own_and_the_app_is_active_with_it()
    {
        (await Set(("server", Server), ("token", Token), ("welcome", "  Good   morning "))).ShouldBeNull();
        (await Rows()).Select(row => (row.Name, row.Value)).ShouldBe([("server", Server), ("token", null), ("welcome", "Good morning")]);
        var signage = await Signage();
        var place = (await _town.Rows<TenantApp>()).Single(row => row.TenantId == _town["south"] && row.AppId == signage);
        place.State.ShouldBe(AppState.Active);

        (await Set(("welcome", null))).ShouldBeNull();
        (await Rows()).Select(row => row.Name).ShouldBe(["server", "token"]);
    }

    [Fact]
    public async Task The_log_tells_what_may_be_told_and_a_secret_is_in_clear_nowhere()
    {
        (await Set(("server", Server), ("token", Token))).ShouldBeNull();
        var sealedToken = (await Rows()).Single(row => row.Name == "token").Sealed!;
        var entry = Encoding.UTF8.GetString((await _town.Rows<AuditEntry>()).OrderBy(e => e.Index).Last(e => e.Act == "ActivateApp").Body);
        entry.ShouldContain(Server);
        entry.ShouldContain("\"token\"");
        entry.ShouldNotContain(Token);
        entry.ShouldNotContain(sealedToken);
        sealedToken.ShouldNotContain(Token);
        (await FilesOf(_town)).Count(bytes => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Token)) >= 0).ShouldBe(0);
        Open(sealedToken, "south", "token").ShouldBe(Token);
        Should.Throw<System.Security.Cryptography.CryptographicException>(() => Open(sealedToken, "north", "token"));
        Should.Throw<System.Security.Cryptography.CryptographicException>(() => Open(sealedToken, "south", "other"));
    }

    [Fact]
    public async Task No_person_reads_a_secret_back()
    {
        await Set(("server", Server), ("token", Token));
        var view = await _town.Read("custom", new ViewConfiguration("signage", "south"));
        view.Settings.Select(s => (s.Name, s.Value, s.IsSet)).ShouldBe([("server", Server, true), ("token", null, true), ("welcome", null, false)]);
        (await _town.Try("user", new ViewConfiguration("signage", "south"))).ShouldBeOfType<NotAllowed>();
        (await _town.Read("customeradmin", new ViewConfiguration("signage", "north"))).Settings.ShouldAllBe(s => !s.IsSet);
    }

    [Theory]
    [InlineData("server", "http://screens.example/", "/settings/0/value")]
    [InlineData("server", "https://ana:word@screens.example/", "/settings/0/value")]
    [InlineData("server", "screens.example", "/settings/0/value")]
    [InlineData("welcome", "Good\u202Emorning", "/settings/0/value")]
    [InlineData("welcome", "", "/settings/0/value")]
    [InlineData("token", "", "/settings/0/value")]
    [InlineData("token", "two\nlines", "/settings/0/value")]
    [InlineData("Token", "other", "/settings/0/name")]
    [InlineData("unknown", "other", "/settings/0/name")]
    public async Task A_bad_value_is_refused_with_the_place_of_its_setting(string name, string value, string pointer)
    {
        (await Set((name, value))).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe([pointer]);
        (await Rows()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_setting_named_twice_is_refused() =>
        (await Set(("welcome", "Hello"), ("welcome", "Hi"))).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/settings/1/name"]);

    [Fact]
    public async Task What_the_app_needs_cannot_be_missing_or_removed()
    {
        await Need("signage", "region");
        (await _town.Try("custom", new ActivateApp("signage", "south"))).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/settings"]);
        (await Set(("welcome", "Hello"))).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/settings"]);
        (await Set(("region", "west"))).ShouldBeNull();
        (await Set(("welcome", "Hello"))).ShouldBeNull();
        (await Set(("region", null))).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/settings/0/value"]);
    }

    [Fact]
    public async Task A_secret_is_erased_when_the_host_it_is_for_changes_and_not_when_only_the_path_does()
    {
        await Set(("server", Server), ("token", Token), ("welcome", "Hello"));
        (await Set(("server", "https://screens.example/v2"))).ShouldBeNull();
        (await Rows()).Select(row => row.Name).ShouldBe(["server", "token", "welcome"]);
        (await Set(("server", "https://elsewhere.example/"))).ShouldBeNull();
        (await Rows()).Select(row => row.Name).ShouldBe(["server", "welcome"]);

        await Set(("token", Token));
        (await Set(("server", Server), ("token", "another"))).ShouldBeNull();
        Open((await Rows()).Single(row => row.Name == "token").Sealed!, "south", "token").ShouldBe("another");
        (await Set(("server", null))).ShouldBeNull();
        (await Rows()).Select(row => row.Name).ShouldBe(["welcome"]);
    }

    [Fact]
    public async Task The_same_request_again_is_answered_and_another_under_its_key_is_not()
    {
        var caller = _town.As("custom") with { IdempotencyKey = "once" };
        (await Set(caller, ("token", Token))).ShouldBeNull();
        (await Set(caller, ("token", Token))).ShouldBeNull();
        (await Set(caller, ("token", "another"))).ShouldBeOfType<IdempotencyKeyReused>();
        Open((await Rows()).Single().Sealed!, "south", "token").ShouldBe(Token);
    }

    [Theory]
    [InlineData("UPDATE app_settings SET value = 'https://evil.example/' WHERE name = 'server'")]
    [InlineData("UPDATE app_settings SET sealed = 'x' WHERE name = 'token'")]
    [InlineData("DELETE FROM app_settings WHERE name = 'token'")]
    public async Task A_setting_that_is_edited_past_the_gate_is_found(string edit)
    {
        _town.IsHeldAgainstItsLogs = false;
        await Set(("server", Server), ("token", Token));
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

    private Task<Refusal?> Set(params (string Name, string? Value)[] settings) => Set(_town.As("custom"), settings);

    private async Task<Refusal?> Set(Caller caller, params (string Name, string? Value)[] settings) =>
        (await new AppSettings(_town.Gate, _protection).Configure(caller, "signage", "south", settings)).Refused;

    private async Task<List<AppSetting>> Rows() => [.. (await _town.Rows<AppSetting>()).OrderBy(row => row.Name, StringComparer.Ordinal)];

    private async Task<Guid> Signage() => (await _town.Rows<App>()).Single(app => app.Slug == "signage").Id;

    private string Open(string sealedValue, string tenant, string name) =>
        _protection.CreateProtector("Usher.App.Secret").CreateProtector(Town.Harbor.ToString(), tenant, "signage").CreateProtector(name)
            .Unprotect(sealedValue);

    private async Task Need(string app, string name)
    {
        var id = (await _town.Rows<App>()).Single(one => one.Slug == app).Id;
        var member = new AppMember { AppId = id, Name = name, Label = "Region", Kind = MemberKind.Text, Required = true };
        await _town.Gate.Effect(Guid.Empty, "Publish", Section.Connect, work => Task.FromResult(work.Db.Add(member)));
    }

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
