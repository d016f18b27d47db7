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
public abstract class AuditSuite : IAsyncLifetime
{
    protected House House { get; private set; } = null!;

    protected Guid Ward { get; private set; }

    protected TestClock Clock { get; } = new();

    protected Caller Team => Caller.PlatformTeam(Ward);

    public async ValueTask InitializeAsync()
    {
        House = await House.Open(await NewDatabase(), Clock);
        Ward = await House.Found("harbor");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (House is not null) await House.DisposeAsync();
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
    public async Task A_log_longer_than_its_last_outside_head_is_normal()
    {
        await Fill(4);
        var file = System.IO.Directory.GetFiles(Path.Combine(House.Folder, "heads"), $"{Ward:N}.heads").Single();
        var lines = await File.ReadAllLinesAsync(file);
        await File.WriteAllTextAsync(file, string.Join('\n', lines[..2]) + "\n4 half a li");
        var report = await Verify();
        report.IsSound.ShouldBeTrue();
        report.Outside.ShouldBe(2);
    }

    [Fact]
    public async Task A_head_signed_by_another_key_is_found()
    {
        await Fill(2);
        using var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var file = System.IO.Directory.GetFiles(Path.Combine(House.Folder, "heads"), $"{Ward:N}.heads").Single();
        var forged = SignedHead.Sign(other, Ward, 3, House.Heads.Read(Ward)[^1]!.Root, Clock.GetUtcNow());
        await File.AppendAllTextAsync(file, forged + "\n");
        (await Verify()).Findings.ShouldHaveSingleItem().What.ShouldContain("not signed");
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
        (await Verify()).Findings[0].ShouldBe(new AuditFinding(6, "This entry is missing."));
    }

    [Fact]
    public async Task A_log_cut_off_with_its_head_row_is_found()
    {
        await Fill(4);
        await using var db = House.Store.Context(Ward);
        var head = await db.Set<Head>().SingleAsync(h => h.Id == Ward);
        var log = await House.Log(Ward);
        await Fill(1);
        await Sql($"DELETE FROM audit_entries WHERE customer_id = {Ward} AND {Quoted("index")} = {log.Count}");
        await Sql($"DELETE FROM audit_subjects WHERE customer_id = {Ward} AND {Quoted("index")} = {log.Count}");
        await Sql($"UPDATE heads SET log_size = {head.LogSize}, frontier = {head.Frontier} WHERE id = {Ward}");
        (await Verify()).Findings.ShouldHaveSingleItem().What.ShouldContain("cut off");
    }

    [Fact]
    public async Task An_entry_is_proved_to_whoever_may_read_it()
    {
        await Fill(6);
        var proof = (await House.Gate.Run(Team with { Kind = ActorKind.PlatformTeam }, new VerifyAudit())).Value!;
        proof.IsSound.ShouldBeTrue();
        await using var db = House.Store.Context(Ward);
        var entry = await db.Set<AuditEntry>().SingleAsync(e => e.Index == 3);
        var work = new Work(db, null, Actor.PlatformTeam, Team, Clock.GetUtcNow(), House.Gate);
        var shown = await AuditTrail.Prove(work, entry);
        var head = SignedHead.Parse(Ward, shown.Head)!;
        House.Heads.Signed(head).ShouldBeTrue();
        MerkleTree.Includes(head.Root, head.Size, Frontier.LeafHash(Encoding.UTF8.GetBytes(shown.Entry)), shown.Index, [.. shown.Proof.Select(Convert.FromHexString)]).ShouldBeTrue();
    }

    [Fact]
    public async Task An_export_is_checked_offline_and_every_edit_of_it_found()
    {
        await Fill(12);
        var ticket = (await House.Gate.Run(Team, new ExportAudit(From: 2))).Value!;
        using var file = new MemoryStream();
        await new AuditExport(House.Store, House.Heads, Clock).Write(ticket, file);
        var lines = Encoding.UTF8.GetString(file.ToArray()).Split('\n')[..^1];
        lines.Length.ShouldBe(1 + 11);
        var sound = await Check(lines);
        sound.Findings.ShouldBeEmpty();
        sound.Size.ShouldBe(11);

        (await Check(lines.Select((l, i) => i == 5 ? l.Replace("thing", "thong", StringComparison.Ordinal) : l))).Findings.ShouldHaveSingleItem().Entry.ShouldBe(6);
        (await Check(lines.Where((_, i) => i != 4))).IsSound.ShouldBeFalse();
        (await Check(lines[..^1])).IsSound.ShouldBeFalse();
        (await Check(lines.Take(3).Append(lines[4]).Append(lines[3]).Concat(lines.Skip(5)))).IsSound.ShouldBeFalse();
        (await Check(lines.Append(lines[^1]))).IsSound.ShouldBeFalse();
        (await Check(lines.Select((l, i) => i == 0 ? l.Replace(Ward.ToString(), Guid.NewGuid().ToString(), StringComparison.Ordinal) : l))).IsSound.ShouldBeFalse();
        using var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        (await AuditExport.Verify(file, other.ExportSubjectPublicKeyInfoPem())).IsSound.ShouldBeFalse();
        (await House.Log(Ward))[^1].Act.ShouldBe(nameof(ExportAudit));

        async Task<AuditReport> Check(IEnumerable<string> text)
        {
            file.Position = 0;
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', text) + "\n"));
            return await AuditExport.Verify(stream, House.Heads.PublicKey);
        }
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
