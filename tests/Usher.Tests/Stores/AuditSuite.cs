using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Governance;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Tests.Stores;

/// <summary>The audit log on each database: what it tells, what it hides, and that it proves itself.</summary>
public abstract partial class AuditSuite : IAsyncLifetime
{
    protected House House { get; private set; } = null!;

    protected Guid Ward { get; private set; }

    private string ConnectionString { get; set; } = "";

    protected TestClock Clock { get; } = new();

    protected Caller Team => Caller.PlatformTeam(Ward);

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await NewDatabase();
        var folder = House.NewFolder();
        House = await House.Open(ConnectionString, Clock, folder, House.Key(folder));
        Ward = await House.Found("harbor");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (House is null) return;
        await House.DisposeAsync();
        System.IO.Directory.Delete(House.Folder, recursive: true);
    }

    [Fact]
    public async Task An_entry_tells_before_and_after_of_marked_values_and_only_that_others_changed()
    {
        var thing = await Do(new AddThing("lamp", "alpha phrase"));
        await Do(new ChangeThing(thing, "lantern", "beta phrase"), Team with { Note = "it broke" });
        await Do(new ChangeThing(thing, null, "gamma phrase"));
        await Do(new RemoveThing(thing));

        var bodies = (await House.Log(Ward)).Skip(1).Select(e => Encoding.UTF8.GetString(e.Body)).ToList();
        bodies[1].ShouldContain("""
            "Name":{"before":"lamp","after":"lantern"}
            """.Trim());
        bodies[1].ShouldContain("\"note\":\"it broke\"");
        bodies[1].ShouldContain("\"permission\":\"customer/set-up\"");
        foreach (var body in bodies) body.ShouldNotContain("phrase");

        // The same value has the same hash for as long as the row lives: what was set is what was replaced.
        Hash(bodies[0], "after").ShouldBe(Hash(bodies[1], "before"));
        Hash(bodies[1], "after").ShouldBe(Hash(bodies[2], "before"));
        Hash(bodies[2], "after").ShouldBe(Hash(bodies[3], "before"));
        Hash(bodies[0], "after").ShouldNotBe(Hash(bodies[1], "after"));
        bodies.ShouldAllBe(body => body.Contains(thing.ToString(), StringComparison.Ordinal));

        static string Hash(string body, string when)
        {
            using var json = JsonDocument.Parse(body);
            var hash = json.RootElement.GetProperty("changes")[0].GetProperty("Secret").GetProperty(when).GetString()!;
            hash.ShouldStartWith("changed:");
            return hash;
        }
    }

    [Fact]
    public async Task A_key_that_is_content_is_hashed_too()
    {
        await House.Gate.Effect(Ward, "Agree", Section.Connect, work =>
        {
            work.Db.Add(new CodeWord { Word = "open sesame", Meaning = Encoding.UTF8.GetBytes("the cave") });
            return Task.FromResult(0);
        });
        var body = Encoding.UTF8.GetString((await House.Log(Ward))[^1].Body);
        body.ShouldContain("CodeWord");
        body.ShouldNotContain("sesame");
        body.ShouldNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes("the cave")));
    }

    [Fact]
    public async Task The_trail_is_read_newest_first_by_pages_and_filters()
    {
        var thing = await Do(new AddThing("lamp"));
        for (var i = 0; i < 5; i++) await Do(new ChangeThing(thing, $"lamp {i}"));
        var from = Clock.GetUtcNow() + TimeSpan.FromSeconds(1);
        Clock.Move(TimeSpan.FromMinutes(1));
        await Do(new AddThing("table"));
        (await House.Gate.Run(Team, new AddThing(""))).Refused.ShouldBe(new NoName());

        (await All(new())).Select(l => l.Act).ShouldBe(["AddThing", "AddThing", "ChangeThing", "ChangeThing", "ChangeThing", "ChangeThing", "ChangeThing", "AddThing", "FoundWard"]);
        (await All(new() { Subject = thing })).Count.ShouldBe(6);
        (await All(new() { Act = "ChangeThing" })).Count.ShouldBe(5);
        (await All(new() { From = from })).Count.ShouldBe(2);
        (await All(new() { Until = from })).Count.ShouldBe(7);
        (await All(new() { Refused = true })).ShouldHaveSingleItem().Refused.ShouldBe("NoName");
        (await All(new() { Actor = Guid.NewGuid() })).ShouldBeEmpty();
        (await All(new(), insights: true)).ShouldBeEmpty();

        async Task<List<AuditLine>> All(AuditFilter filter, bool insights = false)
        {
            var lines = new List<AuditLine>();
            for (AuditPage? page = null; page is null || page.Next is not null;)
            {
                page = await Read(filter with { Take = 3, Before = page?.Next }, insights);
                lines.AddRange(page.Lines);
            }

            return lines;
        }
    }

    [Fact]
    public async Task An_untouched_log_is_sound()
    {
        await Fill(20);
        var report = await Verify();
        report.Findings.ShouldBeEmpty();
        report.Size.ShouldBe(21);
        report.Outside.ShouldBe(21);
        (await new AuditVerifier(House.Store, House.Heads).Verify(Guid.Empty)).IsSound.ShouldBeTrue();
    }

    [Fact]
    public async Task A_log_is_sound_whatever_part_of_a_microsecond_its_instants_were_stamped_at()
    {
        for (var odd = 1; odd < 10; odd++)
        {
            Clock.Move(TimeSpan.FromTicks(1));
            var thing = await Do(new AddThing("lamp"));
            (await House.Gate.Run(Team, new AddThing(""))).Refused.ShouldBe(new NoName());
            Clock.Move(TimeSpan.FromTicks(3));
            (await House.Gate.Run(Team, new AddThing(""))).Refused.ShouldBe(new NoName());
            House.Refusals.Add(Team, "SignIn", Permission.ProfileEdit, new NoName(), Clock.GetUtcNow(), thing);
            await House.Refusals.Flush(default);
            await House.Gate.Effect(Ward, "Touch", Section.Connect, work =>
            {
                work.Concerns(thing);
                return Task.FromResult(0);
            });
        }

        (await Verify()).Findings.ShouldBeEmpty();
        foreach (var entry in await House.Log(Ward))
        {
            using var body = JsonDocument.Parse(entry.Body);
            body.RootElement.GetProperty("at").GetDateTimeOffset().Ticks.ShouldBe(entry.At.Ticks);
            if (body.RootElement.TryGetProperty("since", out var since)) (since.GetDateTimeOffset().Ticks % TimeSpan.TicksPerMicrosecond).ShouldBe(0);
        }
    }

    [Fact]
    public async Task Findings_of_one_kind_never_hide_those_of_another()
    {
        await Fill(150);
        await Sql($"UPDATE audit_entries SET act = 'Other' WHERE customer_id = {Ward} AND {Quoted("index")} < 140");
        await Sql($"UPDATE audit_entries SET leaf_hash = {new byte[32]} WHERE customer_id = {Ward} AND {Quoted("index")} = 145");
        var report = await Verify();
        report.Counts["entry-column"].ShouldBe(140);
        report.Findings.Count(finding => finding.Kind == "entry-column").ShouldBe(AuditReport.Most);
        report.Findings.ShouldContain(finding => finding.Kind == "entry-hash" && finding.Entry == 145);
    }

    [Fact]
    public async Task The_report_says_which_entry_is_not_what_was_signed()
    {
        await Fill(9);
        await Sql($"UPDATE audit_entries SET act = 'Other' WHERE customer_id = {Ward} AND {Quoted("index")} = 4");
        (await Verify()).Findings.ShouldHaveSingleItem().Entry.ShouldBe(4);
        await Sql($"UPDATE audit_entries SET act = 'AddThing' WHERE customer_id = {Ward} AND {Quoted("index")} = 4");
        (await Verify()).IsSound.ShouldBeTrue();
        await Sql($"DELETE FROM audit_entries WHERE customer_id = {Ward} AND {Quoted("index")} = 6");
        (await Verify()).Findings[0].ShouldBe(new AuditFinding("entry-missing", 6, "This entry is missing."));
    }

    [Fact]
    public async Task An_entry_is_proved_to_whoever_may_read_it()
    {
        await Fill(6);
        var proof = (await House.Gate.Run(Caller.PlatformTeam(Guid.Empty), new VerifyAudit(Ward))).Value!;
        proof.IsSound.ShouldBeTrue();
        await using var db = House.Store.Context(Ward);
        var entry = await db.Set<AuditEntry>().SingleAsync(e => e.Index == 3);
        var work = new Work(db, null, Actor.PlatformTeam, Team, Clock.GetUtcNow(), House.Gate);
        var shown = await AuditTrail.Prove(work, entry);
        var head = SignedHead.Parse(Ward, shown.Head)!;
        House.Heads.Signed(head).ShouldBeTrue();
        MerkleTree.Includes(head.Root, head.Size, Frontier.LeafHash(Encoding.UTF8.GetBytes(shown.Entry)), shown.Index, [.. shown.Proof.Select(Convert.FromHexString)]).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"export":"usher audit export 1","log":"00000000-0000-0000-0000-000000000000","from":0,"to":0,"head":"1 2 3 4"}""")]
    public async Task What_is_no_export_is_said_to_be_none(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        await Should.ThrowAsync<InvalidDataException>(() => AuditExport.Verify(stream, House.Heads.PublicKey));
    }

    protected abstract Task<string> NewDatabase();

    private static string Quoted(string name) => $"\"{name}\"";

    private async Task Sql(FormattableString sql)
    {
        await using var db = House.Store.Context(Ward);

        // Names are not parameters: put them in first.
        var arguments = sql.GetArguments().ToList();
        var format = sql.Format;
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is not string name || !name.StartsWith('"')) continue;
            format = format.Replace($"{{{i}}}", name, StringComparison.Ordinal);
        }

        await db.Database.ExecuteSqlRawAsync(format, arguments.Cast<object>());
    }

    private string HeadsOf(Guid log) => Path.Combine(House.Folder, "heads", $"{log:N}.heads");

    private Task<AuditReport> Verify() => new AuditVerifier(House.Store, House.Heads).Verify(Ward);

    private async Task<AuditPage> Read(AuditFilter filter, bool insights)
    {
        await using var db = House.Store.Context(Ward);
        return await AuditTrail.Read(new Work(db, null, Actor.PlatformTeam, Team, Clock.GetUtcNow(), House.Gate), filter, insights);
    }

    private async Task Fill(int entries)
    {
        for (var i = 0; i < entries; i++) await Do(new AddThing($"thing {i}"));
    }

    private async Task<T> Do<TFound, T>(Change<TFound, T> change, Caller? caller = null)
    {
        var outcome = await House.Gate.Run(caller ?? Team, change);
        outcome.Refused.ShouldBeNull();
        return outcome.Value!;
    }
}

public sealed class SqliteAuditTests : AuditSuite
{
    protected override Task<string> NewDatabase() => Databases.Sqlite();
}
