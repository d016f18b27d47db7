using System.Collections;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Usher.Data;
using Usher.Platform.Audit;
using Usher.Platform;
using Usher.Web.Commands;
using Usher.Web.Doctor;
using Usher.Web.Hosting;
using Usher.SystemTests.Stores;
using Usher.SystemTests.Web;
using Usher.Tests;
using Usher.Tests.Commands;
using Usher.Tests.Stores;
using Usher.Tests.Web;

namespace Usher.SystemTests.Commands;

public sealed class DoctorTests : IDisposable
{
    private readonly Hashtable _environment = [];
    private const string Secret = "s3cret-canary";
    private readonly string _folder = House.NewFolder();
    private readonly TestClock _clock = new();

    private UsherSettings Settings => new(Path.Combine(_folder, "data"), $"Data Source={Path.Combine(_folder, "data", "usher.db")}", Path.Combine(_folder, "audit.key"), IsDemo: false);

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Nothing_made_yet_is_no_fault_and_nothing_is_made_by_looking()
    {
        var findings = await Examine(Settings);
        findings.ShouldNotContain(f => f.Standing == Standing.Bad);
        findings.Single(f => f.Name == "database").Text.ShouldContain("not created yet");
        System.IO.Directory.EnumerateFileSystemEntries(_folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_has_what_it_needs_is_healthy()
    {
        await Begin();
        (await Examine(Settings)).ShouldNotContain(f => f.Standing == Standing.Bad);
    }

    [Fact]
    public async Task A_key_in_the_data_folder_or_open_to_others_is_unsafe()
    {
        await Begin();
        (await Examine(Settings with { AuditKeyFile = Path.Combine(_folder, "data", "audit.key") })).ShouldContain(f => f.Name == "audit key" && f.Standing == Standing.Note, "not created yet");
        File.Copy(Settings.AuditKeyFile, Path.Combine(_folder, "data", "audit.key"));
        var inside = await Examine(Settings with { AuditKeyFile = Path.Combine(_folder, "data", "audit.key") });
        inside.Single(f => f.Name == "audit key").ShouldSatisfyAllConditions(f => f.Standing.ShouldBe(Standing.Bad), f => f.Text.ShouldContain("unsafe"));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Settings.AuditKeyFile, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        (await Examine(Settings)).Single(f => f.Name == "audit key").Standing.ShouldBe(Standing.Bad);
    }

    [Fact]
    public async Task A_key_that_is_none_or_missing_is_told_without_what_it_says()
    {
        await Begin();
        (await Examine(Settings with { AuditKeyText = Secret })).Single(f => f.Name == "audit key").Standing.ShouldBe(Standing.Bad);
        File.Delete(Settings.AuditKeyFile);
        (await Examine(Settings)).Single(f => f.Name == "outside heads").Standing.ShouldBe(Standing.Bad);
    }

    [Fact]
    public async Task A_log_shorter_than_its_head_outside_is_found()
    {
        await Begin();
        await using (var store = Store.Open(Settings.ConnectionString))
        await using (var db = store.Context(Guid.Empty))
            await db.Database.ExecuteSqlAsync($"UPDATE heads SET log_size = 1", TestContext.Current.CancellationToken);
        (await Examine(Settings)).Single(f => f.Name == "outside heads").Text.ShouldContain("usher audit verify");
    }

    [Fact]
    public async Task A_database_that_is_away_is_bad_and_its_password_stays_untold()
    {
        var findings = await Examine(Settings with { ConnectionString = $"Host=127.0.0.1;Port=1;Username=usher;Password={Secret};Timeout=1" });
        findings.Single(f => f.Name == "database").Standing.ShouldBe(Standing.Bad);
        (await Examine(Settings with { ConnectionString = $"Host=127.0.0.1;Nonsense={Secret}" })).Single(f => f.Name == "database").Standing.ShouldBe(Standing.Bad);
        (await Examine(Settings with { ConnectionString = $"Nonsense={Secret}" })).Single(f => f.Name == "database").Standing.ShouldBe(Standing.Bad);
    }

    [Fact]
    public async Task A_clock_behind_the_last_entry_is_bad()
    {
        await Begin();
        _clock.Move(TimeSpan.FromDays(-1));
        (await Examine(Settings)).Single(f => f.Name == "clock").Standing.ShouldBe(Standing.Bad);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, Standing.Good)]
    [InlineData(HttpStatusCode.Unauthorized, Standing.Bad)]
    public async Task A_model_is_asked_whether_it_answers(HttpStatusCode status, Standing standing)
    {
        var settings = Settings with { Model = new(new Uri($"https://user:{Secret}@models.example/v1?key={Secret}"), Secret, "small") };
        (await Examine(settings, status)).Single(f => f.Name == "model").Standing.ShouldBe(standing);
    }

    [Fact]
    public async Task A_name_that_nobody_reads_is_told_with_the_one_that_was_meant_and_without_its_value()
    {
        (await Examine(Settings)).Single(f => f.Name == "settings").Standing.ShouldBe(Standing.Good);
        _environment["Audit__HeadFolder"] = Secret;
        (await Examine(Settings)).Single(f => f.Name == "settings").ShouldSatisfyAllConditions(f => f.Standing.ShouldBe(Standing.Bad), f => f.Text.ShouldContain("Audit__HeadFolder (did you mean Audit__HeadsFolder?)"));
    }

    [Theory]
    [InlineData("http://usher.example", Standing.Bad)]
    [InlineData("HTTP://usher.example", Standing.Bad)]
    [InlineData("usher.example", Standing.Bad)]
    [InlineData("https://usher.example", Standing.Good)]
    [InlineData("http://127.0.0.1:5070", Standing.Note)]
    public async Task A_cookie_that_goes_unencrypted_is_bad(string address, Standing standing) =>
        (await Examine(Settings with { PublicUrl = address })).Single(f => f.Name == "session cookie").Standing.ShouldBe(standing);

    [Theory]
    [InlineData("data/usher.db", Standing.Bad)]
    [InlineData("data/heads/00000000000000000000000000000000.heads", Standing.Bad)]
    [InlineData("data", Standing.Warn)]
    [InlineData("data/heads", Standing.Warn)]
    [InlineData(null, Standing.Good)]
    public async Task What_everybody_on_the_host_may_read_is_found(string? open, Standing standing)
    {
        if (OperatingSystem.IsWindows()) return;
        await Begin();
        if (open is not null) File.SetUnixFileMode(Path.Combine(_folder, open), File.GetUnixFileMode(Path.Combine(_folder, open)) | UnixFileMode.OtherRead);
        var found = (await Examine(Settings)).Single(f => f.Name == "readable by others");
        found.Standing.ShouldBe(standing, found.Text);
        if (open is not null) found.Text.ShouldContain(Path.Combine(_folder, open));
    }

    [Fact]
    public async Task Heads_on_the_disk_of_the_database_are_weak()
    {
        await Begin();
        (await Examine(Settings)).Single(f => f.Name == "disk of the heads").Standing.ShouldBe(Standing.Warn);
    }

    [Fact]
    public async Task The_exit_code_says_how_bad_the_worst_is()
    {
        if (OperatingSystem.IsWindows()) return;
        var data = Path.Combine(_folder, "data");
        (await UsherProcess.Run(data, "migrate")).Code.ShouldBe(Exit.Done);
        File.SetUnixFileMode(data, File.GetUnixFileMode(data) | UnixFileMode.OtherRead);
        (await UsherProcess.Run(data, "doctor")).Code.ShouldBe(Exit.Weak);
        File.SetUnixFileMode(Path.Combine(data, "usher.db"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        (await UsherProcess.Run(data, "doctor")).Code.ShouldBe(Exit.Refused);
    }

    [Fact]
    public async Task The_command_answers_in_JSON_and_by_its_exit_code()
    {
        var (code, answer, error) = await UsherProcess.Run(Path.Combine(_folder, "data"), "doctor", "--json");
        error.ShouldBeEmpty();
        code.ShouldBe(Exit.Done);
        JsonNode.Parse(answer)!["healthy"]!.GetValue<bool>().ShouldBeTrue();
        (await UsherProcess.Run(Path.Combine(_folder, "data"), "migrate")).Code.ShouldBe(Exit.Done);
        (await UsherProcess.Run(Path.Combine(_folder, "data"), "doctor")).Answer.ShouldContain("all applied");
    }

    private async Task<IReadOnlyList<Finding>> Examine(UsherSettings settings, HttpStatusCode model = HttpStatusCode.OK)
    {
        using var http = new HttpClient(new Answering(model));
        var findings = await new Examination(settings, _clock, http, _environment).Run(TestContext.Current.CancellationToken);
        foreach (var finding in findings) finding.Text.ShouldNotContain(Secret);
        return findings;
    }

    /// <summary>A database with one log that has entries and a head outside.</summary>
    private async Task Begin()
    {
        OwnerOnly.Folder(Settings.DataFolder);
        await using var store = Store.Open(Settings.ConnectionString);
        await store.Prepare();
        using var key = Settings.OpenAuditKey().Key;
        using var heads = new TreeHeads(Settings.HeadsFolder, key);
        await using var db = store.Context(Guid.Empty);
        await using var turn = await store.BeginWrite(db, TestContext.Current.CancellationToken);
        var head = await db.Set<Head>().SingleAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < 2; i++)
            AuditWriter.Append(db, head, new("Test", Usher.Access.Section.Connect, Usher.Platform.Caller.PlatformTeam(Guid.Empty), _clock.GetUtcNow()), []);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        await turn.Commit();
        heads.Publish(head, _clock.GetUtcNow());
    }

    private sealed class Answering(HttpStatusCode status) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(new HttpResponseMessage(status));
    }
}
